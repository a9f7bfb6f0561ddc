"""Candidate projects: what customers write about that no single business or function can mend by itself.

The rule: a theme of customers' comments is a candidate where, of the latest quarter, those who mention it score below
those who do not by more than chance in the company AND in the own areas of at least two units, and no project that is
proposed or under way serves it. Themes and areas are each tested together (`cx.domain.themes.effects`). Those that pull
the score down most come first.

An area is known by the leader who answers for it. Of areas within one another only the widest counts: what is wrong in
EMEA is not wrong twice because it is wrong in a part of EMEA. An area that lies in the group which a project is to move
is left to that project. A project serves a theme by its words: its name or its problem holds the theme's name or one of
its phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cx.domain.projects import OVER, Project
from cx.domain.slices import Slice
from cx.domain.taxonomy import Theme, folded, mentions, words
from cx.domain.themes import Effect
from cx.domain.verdict import Relation

FEWEST_AREAS = 2
"""Units that must be touched: one alone could mend it in its own area."""


@dataclass(frozen=True, slots=True)
class Area:
    """A group of customers and the unit whose leader answers for it. scope: never everybody."""

    unit: str
    owner: str
    scope: Slice


@dataclass(frozen=True, slots=True)
class Candidate:
    """A theme that several units must mend together.

    effect: of the company. touched: areas without a project, each with its own effect, the most below first.
    left: areas that are touched and lie in the group of a project, with that project.
    """

    theme: Theme
    effect: Effect
    touched: tuple[tuple[Area, Effect], ...]
    left: tuple[tuple[Area, Project], ...]


def candidates(
    themes: Iterable[Theme],
    company: Mapping[str, Effect],
    areas: Mapping[tuple[str, Area], Effect],
    projects: Sequence[Project],
) -> tuple[Candidate, ...]:
    """Those that pull the score down most first. company: by theme id; areas: by theme id and area."""
    at_work = [project for project in projects if project.stage not in OVER]
    found = []
    for theme in themes:
        effect = company.get(theme.theme_id)
        if effect is None or effect.relation is not Relation.BEHIND or any(serves(one, theme) for one in at_work):
            continue
        behind = {
            area: one
            for (theme_id, area), one in areas.items()
            if theme_id == theme.theme_id and one.relation is Relation.BEHIND
        }
        widest = _widest(behind)
        moving = {area: _mover(area, at_work) for area in widest}
        left = tuple((area, project) for area, project in moving.items() if project)
        touched = sorted(
            ((area, behind[area]) for area in widest if moving[area] is None),
            key=lambda pair: (pair[1].difference.value, pair[0].unit),
        )
        if len({area.unit for area, _ in touched}) >= FEWEST_AREAS:
            found.append(Candidate(theme, effect, tuple(touched), left))
    return tuple(sorted(found, key=lambda one: (one.effect.pull, one.theme.name)))


def serves(project: Project, theme: Theme) -> bool:
    """Whether a project's name or problem speaks of a theme."""
    text = f"{project.name} {project.problem}"
    said = " ".join(folded(word) for word in words(text))
    name = " ".join(folded(word) for word in words(theme.name))
    return f" {name} " in f" {said} " or mentions(theme, text)


def within(scope: Slice, other: Slice) -> bool:
    """Whether every answer of a group is of the other group, too.

    >>> within(Slice.of(region="EMEA", journey="Billing"), Slice.of(region="EMEA"))
    True
    """
    return set(other.values) <= set(scope.values)


def _widest(areas: Iterable[Area]) -> list[Area]:
    """Without those within another; of two that are the same group, the first."""
    kept: list[Area] = []
    for area in sorted(areas, key=lambda one: len(one.scope.values)):
        if not any(within(area.scope, other.scope) for other in kept):
            kept.append(area)
    return kept


def _mover(area: Area, projects: Iterable[Project]) -> Project | None:
    """The first project whose own group holds the area; one that names no group holds none."""
    return next((one for one in projects if one.scope and within(area.scope, one.scope)), None)
