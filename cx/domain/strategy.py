"""What the strategy says: statements, one answer a question, and the business goals that it serves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.evidence import Evidence


class StatementKind(StrEnum):
    """For whom it is said what we are trying to achieve."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class GoalTarget(StrEnum):
    """What may serve a business goal."""

    DIMENSION = "dimension"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Statement:
    """What we are trying to achieve, as it is said inside or outside."""

    kind: StatementKind
    text: str
    owner: str
    decided_on: date
    review_by: date


@dataclass(frozen=True, slots=True)
class Answer:
    """The one current answer to a dimension's question. evidence: what it rests on; none makes it unsupported."""

    dimension: Dimension
    text: str
    owner: str
    evidence: tuple[Evidence, ...]
    decided_on: date
    review_by: date
    sensitivity: Sensitivity = Sensitivity.INTERNAL


def days_overdue(review_by: date | None, today: date) -> int:
    """Days since a review should have been; 0 where it is not due, or none was promised."""
    return max(0, (today - review_by).days) if review_by else 0


class Standing(StrEnum):
    """What is the matter with an answer, the gravest first."""

    MISSING = "missing"
    OVERDUE = "overdue"
    UNSUPPORTED = "unsupported"
    STANDS = "stands"


def standings(answer: Answer | None, today: date) -> tuple[Standing, ...]:
    """Everything that is the matter with it, or that it stands."""
    if answer is None:
        return (Standing.MISSING,)
    wrong = (
        (Standing.OVERDUE, days_overdue(answer.review_by, today) > 0),
        (Standing.UNSUPPORTED, not answer.evidence),
    )
    return tuple(standing for standing, is_so in wrong if is_so) or (Standing.STANDS,)


def gravest_first(answers: Mapping[Dimension, Answer], today: date) -> tuple[Dimension, ...]:
    """The six dimensions: without an answer, then longest overdue, then unsupported, then in their usual order."""
    order = list(Standing)

    def urgency(dimension: Dimension) -> tuple[int, int]:
        answer = answers.get(dimension)
        overdue = days_overdue(answer.review_by, today) if answer else 0
        return order.index(standings(answer, today)[0]), -overdue

    return tuple(sorted(Dimension, key=urgency))


# What serves what ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the business. dimensions, projects: what is said to serve it; projects by id."""

    goal_id: str
    name: str
    owner: str = ""
    target: str = ""
    due_on: date | None = None
    source: str = ""
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    dimensions: tuple[Dimension, ...] = ()
    projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """What serves which goal, by what is really committed.

    served: goal id -> the dimensions (with something committed) and projects that serve it.
    unserved: goals that nothing serves. hollow: of these, those that only name dimensions with nothing committed.
    aimless: what is funded and serves no goal, as given.
    """

    served: Mapping[str, tuple[str, ...]]
    unserved: tuple[Goal, ...]
    hollow: frozenset[str]
    aimless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """Something funded, or a project. name: as it is shown. dimension: None where it belongs to none."""

    name: str
    dimension: Dimension | None
    project_id: str = ""
    committed: bool = True


def align(goals: Collection[Goal], efforts: Iterable[Effort]) -> Alignment:
    """A goal is served by a project that it names, or by a dimension that it names and to which something is committed.

    An effort serves a goal that names its project or its dimension; one that serves none is aimless.
    """
    known = tuple(efforts)
    funded = {effort.dimension for effort in known if effort.committed}
    served = {
        goal.goal_id: (*(d for d in goal.dimensions if d in funded), *goal.projects)
        for goal in goals
    }  # fmt: skip
    unserved = tuple(goal for goal in goals if not served[goal.goal_id])
    dimensions = {dimension for goal in goals for dimension in goal.dimensions}
    projects = {project for goal in goals for project in goal.projects}
    return Alignment(
        served={goal: tuple(map(str, by)) for goal, by in served.items() if by},
        unserved=unserved,
        hollow=frozenset(goal.goal_id for goal in unserved if goal.dimensions),
        aimless=tuple(
            effort.name for effort in known if effort.dimension not in dimensions and effort.project_id not in projects
        ),
    )
