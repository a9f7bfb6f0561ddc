"""Candidate projects: themes that several units must mend together, and what a new project begins with."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cx.domain.candidates import Area, Candidate, candidates
from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.evidence import BETWEEN
from cx.domain.periods import Grain, Window
from cx.domain.projects import Stage
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tables import Table
from cx.domain.tally import EMPTY
from cx.domain.taxonomy import Theme
from cx.domain.themes import Effect, Spoken, effects
from cx.narrative import candidates as words
from cx.reports import captions
from cx.reports.figures import Figures
from cx.reports.programme import Programme
from cx.reports.theme_hiding import Visible
from cx.store import catalog, comment_months, council, taxonomy, theme_tallies
from cx.store import projects as stored
from cx.store.comment_counts import EVERY
from cx.store.opening import Connection

COLUMNS = (
    *("Problem", "Whose area", "Owner", "Comments", "NPS of those who mention it", "NPS of the others", "Difference"),
    *("Likely from", "Likely to", "Project"),
)
COMPANY = "The company"

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """why: volume and effect. touches: the units and how it is known. left: areas left to a project that moves them.

    given: what the form of a new project begins with, by column.
    """

    theme_id: str
    name: str
    why: str
    touches: str
    left: tuple[str, ...]
    given: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CandidatesPart:
    """The problem that pulls the score down most comes first. reason: why there is none, '' where there is one."""

    title: str
    caption: str
    rule: str
    cards: tuple[CandidateCard, ...]
    table: Table
    reason: str = ""


def candidates_part(connection: Connection, programme: Programme, *, embargoed: bool = True) -> CandidatesPart:
    """embargoed: False names no project that only the council may be told of."""
    figures = programme.figures(programme.headline) if programme.headline else None
    window = figures.latest(Grain.QUARTER) if figures else None
    if figures is None or window is None:
        return _without(words.NO_ANSWERS)
    if comment_months.waiting(connection, figures.survey.survey_id):
        return _without(words.COUNTING)
    areas = _areas(connection)
    if not areas:
        return _without(words.NO_AREAS)
    themes = taxonomy.load(connection)
    everybody = _spoken(figures, window, themes, EVERYBODY)
    company = _effects(figures, window, everybody)
    in_areas = {
        (theme, area): one for area in areas for theme, one in _spoken(figures, window, themes, area.scope).items()
    }
    found = candidates(themes, company, _effects(figures, window, in_areas), stored.projects(connection))
    if not found:
        return _without(words.NONE)
    comments = next(iter(everybody.values())).comments
    caption = captions.caption(comments, window.label, figures.survey).replace("answers", "comments", 1)
    title, units = words.title(len(found)), {unit.name: unit.unit_id for unit in council.units(connection)}
    cards = tuple(_card(one, comments, window.label, units, embargoed=embargoed) for one in found)
    rows = tuple(row for one in found for row in _rows(one, embargoed=embargoed))
    return CandidatesPart(title, caption, words.RULE, cards, Table(COLUMNS, rows, title, (caption, words.RULE)))


def _without(reason: str) -> CandidatesPart:
    title = words.title(0)
    return CandidatesPart(title, "", words.RULE, (), Table(COLUMNS, (), title), reason)


def _areas(connection: Connection) -> tuple[Area, ...]:
    """What each leader answers for, but those who answer for everybody."""
    return tuple(
        Area(leader.unit or leader.title or leader.name, leader.name, scope)
        for leader in catalog.leaders(connection)
        for scope in leader.scopes
        if scope
    )


def _spoken(figures: Figures, window: Window, themes: Sequence[Theme], scope: Slice) -> dict[str, Spoken]:
    """Comments of a group by theme, without what may not be shown."""
    found = theme_tallies.by_theme(
        figures.connection, figures.survey.survey_id, [window.span], scope, figures.company.own_brand
    )
    every, visible = found.get((0, EVERY), EMPTY), Visible.of(figures)
    spoken = {
        theme.theme_id: Spoken(mention, every - mention)
        for theme in themes
        if (mention := found.get((0, theme.theme_id), EMPTY)).n
    }
    return {theme: one for theme, one in spoken.items() if not visible.is_hidden(scope, theme, window, one)}


def _effects(figures: Figures, window: Window, spoken: Mapping[Key, Spoken]) -> dict[Key, Effect]:
    """All tested together."""
    company = figures.company
    keys = list(spoken)
    found = effects(
        {str(place): spoken[key] for place, key in enumerate(keys)},
        design_effect=figures.design_effect(window.span),
        margin=company.margin,
        thin_below=company.thin_below,
        explored=False,
    )
    return {keys[int(place)]: one for place, one in found.items()}


def _card(found: Candidate, comments: int, period: str, units: Mapping[str, str], *, embargoed: bool) -> CandidateCard:
    named = dict.fromkeys(units[area.unit] for area, _ in found.touched if area.unit in units)
    return CandidateCard(
        theme_id=found.theme.theme_id,
        name=found.theme.name,
        why=words.why(found, comments),
        touches=words.touches(found),
        left=tuple(
            words.left(area.unit, project.name)
            for area, project in found.left
            if embargoed or project.sensitivity is not Sensitivity.EMBARGOED
        ),
        given=(
            *(("name", found.theme.name), ("stage", str(Stage.PROPOSED)), ("dimension", str(Dimension.CUSTOMERS))),
            *(("problem", words.problem(found, comments, period)), ("units", BETWEEN.join(named))),
        ),
    )


def _rows(found: Candidate, *, embargoed: bool) -> list[tuple[str | float | int | None, ...]]:
    """The company, then each area, the most below first; an area that is left has its project and no figures."""
    name = found.theme.name
    told = [(COMPANY, "", found.effect), *((area.unit, area.owner, effect) for area, effect in found.touched)]
    rows: list[tuple[str | float | int | None, ...]] = [
        (
            *(name, unit, owner, one.mention.n, one.mention.value, one.others.value, one.difference.value),
            *(one.difference.low, one.difference.high, ""),
        )
        for unit, owner, one in told
    ]
    rows += [
        (name, area.unit, area.owner, *[None] * 6, project.name)
        for area, project in found.left
        if embargoed or project.sensitivity is not Sensitivity.EMBARGOED
    ]
    return rows
