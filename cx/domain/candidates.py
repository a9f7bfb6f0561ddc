"""Candidate projects: what customers write about, or rate low, that no single business or function can mend by itself.

The rule: a theme of customers' comments, or a rating that is shown to go with the score (`cx.domain.drivers`), is a
candidate where, of the latest quarter, those who mention it, or rated it in the lower six tenths of its scale, score
below the others by more than chance in the company AND in the own areas of at least two units, and no project that is
proposed or under way serves it. Themes, ratings and areas are each tested together (`cx.domain.themes.effects`).

What could move the score most comes first: of a theme its `Effect.pull`, the points that the score owes to those who
mention it; of a rating that pull times its share of what all ratings explain together, for whoever rates one thing low
tends to rate the others low. The points are of the score of those who commented, or who rated it. What moves less than
a point is no candidate.

An area is known by the leader who answers for it. Of areas within one another only the widest counts: what is wrong in
EMEA is not wrong twice because it is wrong in a part of EMEA. An area that lies in the group which a project is to move
is left to that project. A project serves a problem by its words: its name or its problem holds the theme's name or one
of its phrases, or the rating's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cx.domain.projects import OVER, Project
from cx.domain.slices import Slice
from cx.domain.taxonomy import Theme, folded, mentions, words
from cx.domain.themes import Effect
from cx.domain.verdict import Relation

LOW = 0.6
"""Place on a rating's scale, from 0 to 1, up to which it counts as low: 0 to 6 of 10, as with detractors."""
LEAST_POINTS = 1.0
"""Points of NPS below which nothing is a candidate: scores are shown in whole points."""
FEWEST_AREAS = 2
"""Units that must be touched: one alone could mend it in its own area."""


@dataclass(frozen=True, slots=True)
class Area:
    """A group of customers and the unit whose leader answers for it. scope: never everybody."""

    unit: str
    owner: str
    scope: Slice


@dataclass(frozen=True, slots=True)
class Problem:
    """A theme of comments, or a rating. key: tells it from all others. names: more than one where several ratings are
    nearly one question. theme: None where it is a rating. share: a rating's part of what all ratings explain together,
    0 to 1; 1 of a theme.
    """

    key: str
    names: tuple[str, ...]
    theme: Theme | None = None
    share: float = 1.0

    @classmethod
    def of_theme(cls, theme: Theme) -> Problem:
        return cls(f"theme {theme.theme_id}", (theme.name,), theme)

    @classmethod
    def of_rating(cls, names: Sequence[str], share: float) -> Problem:
        return cls(f"rating {names[0]}", tuple(names), None, share)

    @property
    def name(self) -> str:
        return " / ".join(self.names)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A problem that several units must mend together.

    effect: of the company. touched: areas without a project, each with its own effect, the most below first.
    left: areas that are touched and lie in the group of a project, with that project.
    """

    problem: Problem
    effect: Effect
    touched: tuple[tuple[Area, Effect], ...]
    left: tuple[tuple[Area, Project], ...]

    @property
    def points(self) -> float:
        """Points of NPS that it could move, above 0: those that the score owes to whoever has the problem."""
        return could_move(self.problem, self.effect)


def could_move(problem: Problem, effect: Effect) -> float:
    return -effect.pull * problem.share


def candidates(
    problems: Iterable[Problem],
    company: Mapping[str, Effect],
    areas: Mapping[tuple[str, Area], Effect],
    projects: Sequence[Project],
) -> tuple[Candidate, ...]:
    """What could move the score most first. company: by a problem's key; areas: by its key and the area."""
    at_work = [project for project in projects if project.stage not in OVER]
    found = []
    for problem in problems:
        effect = company.get(problem.key)
        if effect is None or effect.relation is not Relation.BEHIND or could_move(problem, effect) < LEAST_POINTS:
            continue
        if any(serves(one, problem) for one in at_work):
            continue
        behind = {
            area: one for (key, area), one in areas.items() if key == problem.key and one.relation is Relation.BEHIND
        }
        widest = _widest(behind)
        moving = {area: _mover(area, at_work) for area in widest}
        left = tuple((area, project) for area, project in moving.items() if project)
        touched = sorted(
            ((area, behind[area]) for area in widest if moving[area] is None),
            key=lambda pair: (pair[1].difference.value, pair[0].unit),
        )
        if len({area.unit for area, _ in touched}) >= FEWEST_AREAS:
            found.append(Candidate(problem, effect, tuple(touched), left))
    return tuple(sorted(found, key=lambda one: (-one.points, one.problem.name)))


def serves(project: Project, problem: Problem) -> bool:
    """Whether a project's name or problem speaks of it."""
    text = f"{project.name} {project.problem}"
    said = f" {_folded(text)} "
    named = any(f" {name} " in said for name in map(_folded, problem.names) if name)
    return named or (problem.theme is not None and mentions(problem.theme, text))


def _folded(text: str) -> str:
    return " ".join(folded(word) for word in words(text))


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
