"""Candidate projects: themes and ratings that several units must mend together, and what a new project begins with."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cx.domain.candidates import Area, Candidate, Problem, candidates, could_move
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
from cx.reports.rated_candidates import Rated
from cx.reports.theme_hiding import Visible
from cx.store import catalog, comment_months, council, taxonomy, theme_tallies
from cx.store import projects as stored
from cx.store.comment_counts import EVERY
from cx.store.opening import Connection

COLUMNS = (
    *("Problem", "Whose area", "Owner", "Answers with it", "NPS of those", "NPS of the others", "Difference"),
    *("Likely from", "Likely to", "Project", "Points it could move", "Known from"),
)
COMPANY = "The company"

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """key: tells it from all others. why: volume and effect. could_move: points of NPS, by which they are ranked.
    touches: the units and how it is known. left: areas left to a project that moves them.

    given: what the form of a new project begins with, by column.
    """

    key: str
    name: str
    why: str
    could_move: str
    touches: str
    left: tuple[str, ...]
    given: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CandidatesPart:
    """The problem that could move the score most comes first. reason: why there is none, '' where there is one."""

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
    problems: list[Problem] = []
    company: dict[str, Effect] = {}
    in_areas: dict[tuple[str, Area], Effect] = {}
    asked: dict[str, int] = {}
    for of_kind, spoken in _kinds(figures, window):
        # Themes are tested among themselves, and so are ratings: neither is the harder to find for the other.
        everybody = spoken(EVERYBODY)
        problems += of_kind
        company |= _effects(figures, window, everybody)
        asked |= {key: one.comments for key, one in everybody.items()}
        in_area = {(key, area): one for area in areas for key, one in spoken(area.scope).items()}
        in_areas |= _effects(figures, window, in_area)
    found = candidates(problems, company, in_areas, stored.projects(connection))
    if not found:
        return _without(words.NONE)
    caption = f"{window.label} · {captions.asked(figures.survey)}"
    title, units = words.title(len(found)), {unit.name: unit.unit_id for unit in council.units(connection)}
    cards = tuple(_card(one, asked[one.problem.key], window.label, units, embargoed=embargoed) for one in found)
    where = f"survey {figures.survey.survey_id}, {window.period.key}"
    rows = tuple(row for one in found for row in _rows(one, where, embargoed=embargoed))
    return CandidatesPart(title, caption, words.RULE, cards, Table(COLUMNS, rows, title, (caption, words.RULE)))


def _kinds(
    figures: Figures, window: Window
) -> Iterator[tuple[Sequence[Problem], Callable[[Slice], dict[str, Spoken]]]]:
    """Themes of comments and ratings beside the score, each with what a group says of them by a problem's key."""
    themes = {Problem.of_theme(theme).key: theme for theme in taxonomy.load(figures.connection)}
    yield [Problem.of_theme(theme) for theme in themes.values()], lambda scope: _spoken(figures, window, themes, scope)
    rated = Rated.of(figures, window)
    yield rated.problems, rated.spoken


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


def _spoken(figures: Figures, window: Window, themes: Mapping[str, Theme], scope: Slice) -> dict[str, Spoken]:
    """Comments of a group by theme, without what may not be shown. themes: by a problem's key."""
    found = theme_tallies.by_theme(
        figures.connection, figures.survey.survey_id, [window.span], scope, figures.company.own_brand
    )
    every, visible = found.get((0, EVERY), EMPTY), Visible.of(figures)
    spoken = {
        key: Spoken(mention, every - mention)
        for key, theme in themes.items()
        if (mention := found.get((0, theme.theme_id), EMPTY)).n
    }
    return {key: one for key, one in spoken.items() if not visible.is_hidden(scope, themes[key].theme_id, window, one)}


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


def _card(found: Candidate, asked: int, period: str, units: Mapping[str, str], *, embargoed: bool) -> CandidateCard:
    """asked: comments, or answers that rated it."""
    named = dict.fromkeys(units[area.unit] for area, _ in found.touched if area.unit in units)
    return CandidateCard(
        key=found.problem.key,
        name=found.problem.name,
        why=words.why(found, asked),
        could_move=words.could_move(found),
        touches=words.touches(found),
        left=tuple(
            words.left(area.unit, project.name)
            for area, project in found.left
            if embargoed or project.sensitivity is not Sensitivity.EMBARGOED
        ),
        given=(
            *(("name", found.problem.name), ("stage", str(Stage.PROPOSED)), ("dimension", str(Dimension.CUSTOMERS))),
            *(("problem", words.problem(found, asked, period)), ("units", BETWEEN.join(named))),
        ),
    )


def _rows(found: Candidate, where: str, *, embargoed: bool) -> list[tuple[str | float | int | None, ...]]:
    """The company, then each area, the most below first; an area that is left has its project and no figures."""
    name, known_from = found.problem.name, f"{words.known_from(found.problem)}, {where}"
    told = [(COMPANY, "", found.effect), *((area.unit, area.owner, effect) for area, effect in found.touched)]
    rows: list[tuple[str | float | int | None, ...]] = [
        (
            *(name, unit, owner, one.mention.n, one.mention.value, one.others.value, one.difference.value),
            *(one.difference.low, one.difference.high, "", could_move(found.problem, one), known_from),
        )
        for unit, owner, one in told
    ]
    rows += [
        (name, area.unit, area.owner, *[None] * 6, project.name, None, "")
        for area, project in found.left
        if embargoed or project.sensitivity is not Sensitivity.EMBARGOED
    ]
    return rows
