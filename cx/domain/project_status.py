"""How a project stands: what each aspect of it says and why, the worst of them, and what is the matter with it.

Schedule, milestones, money, people, the last update and the effect each say red, amber or green with their figures;
the worst is the derived status. A status set by hand stands beside it, with its reason; it never takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cx.domain.projects import FEWEST_UNITS, HALF, RED_AFTER, RED_OVER, Project, Stage, Status


@dataclass(frozen=True, slots=True)
class Rules:
    """What a company may change.

    at_once: projects that may be planned or running together. late_from: days of delay that make a project amber, three
    times as many red. over_from: share of the budget, 0 to 1, by which an expected cost makes it amber, twice that red.
    stale_from: days after which an update no longer says how it stands.
    """

    at_once: int = 5
    late_from: int = 14
    over_from: float = 0.10
    stale_from: int = 35


class Aspect(StrEnum):
    """What a status is derived from."""

    EFFECT = "effect"
    MONEY = "money"
    SCHEDULE = "schedule"
    MILESTONES = "milestones"
    PEOPLE = "people"
    UPDATE = "update"


class Finding(StrEnum):
    """What an aspect says; its figures are in the reason."""

    ON_TIME = "on_time"
    LATE = "late"
    NO_DATE = "no_date"
    MILESTONES_MET = "milestones_met"
    MILESTONE_LATE = "milestone_late"
    WITHIN_BUDGET = "within_budget"
    OVER_BUDGET = "over_budget"
    OVER_GRANT = "over_grant"
    NOT_FUNDED = "not_funded"
    PARTLY_FUNDED = "partly_funded"
    STAFFED = "staffed"
    NOT_STAFFED = "not_staffed"
    PARTLY_STAFFED = "partly_staffed"
    RECENT = "recent"
    STALE = "stale"
    NEVER_TOLD = "never_told"
    WORKED = "worked"
    WORSENED = "worsened"
    NO_EFFECT = "no_effect"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one aspect says. value, of: the figures behind it, as `Finding` names them: days late; what it will cost and
    the budget; what was granted and what it takes; people assigned and needed; days since the update; points.
    name: of a milestone."""

    aspect: Aspect
    status: Status
    finding: Finding
    value: float | None = None
    of: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """derived: None where the project has no status yet or no more. reasons: the worst first.

    said: set by hand, None where nobody did; it is what is shown first.
    """

    derived: Status | None
    reasons: tuple[Reason, ...] = ()
    said: Status | None = None
    said_because: str = ""

    @property
    def shown(self) -> Status | None:
        return self.said or self.derived

    @property
    def worst(self) -> tuple[Reason, ...]:
        """The reasons for the derived status."""
        return tuple(reason for reason in self.reasons if reason.status is self.derived)


WORSE_FIRST = {status: place for place, status in enumerate(Status)}


def standing(project: Project, today: date, rules: Rules, effect: Finding | None = None) -> Standing:
    """effect: WORKED, WORSENED or NO_EFFECT, where its effect is known."""
    if not project.open:
        return Standing(None)
    found = (
        *_effect(effect),
        *_money(project, rules),
        *_schedule(project, today, rules),
        *_milestones(project, today, rules),
        *_people(project),
        *_update(project, today, rules),
    )
    reasons = tuple(sorted(found, key=lambda reason: WORSE_FIRST[reason.status]))
    derived = reasons[0].status if reasons else None
    said = project.status_said if project.status_reason else None
    return Standing(derived, reasons, said, project.status_reason if said else "")


def _effect(found: Finding | None) -> Iterator[Reason]:
    says = {Finding.WORKED: Status.GREEN, Finding.NO_EFFECT: Status.AMBER, Finding.WORSENED: Status.RED}
    if found is not None:
        yield Reason(Aspect.EFFECT, says[found], found)


def _money(project: Project, rules: Rules) -> Iterator[Reason]:
    bound, cost, budget, granted = (
        project.spent + project.committed,
        project.cost_expected,
        project.budget,
        project.granted,
    )

    def says(status: Status, finding: Finding, value: float | None, of: float | None) -> Reason:
        return Reason(Aspect.MONEY, status, finding, value, of)

    if granted is not None and bound > granted:
        yield says(Status.RED, Finding.OVER_GRANT, bound, granted)
    elif project.carried and budget and not granted:
        yield says(Status.RED if project.stage is Stage.RUNNING else Status.AMBER, Finding.NOT_FUNDED, 0.0, budget)
    elif project.carried and budget and granted is not None and granted < HALF * budget:
        yield says(Status.AMBER, Finding.PARTLY_FUNDED, granted, budget)
    if cost is None or not budget:
        return
    over = cost / budget - 1
    status = _graded(over, rules.over_from, RED_OVER)
    yield says(status, Finding.WITHIN_BUDGET if status is Status.GREEN else Finding.OVER_BUDGET, cost, budget)


def _schedule(project: Project, today: date, rules: Rules) -> Iterator[Reason]:
    """Only until it goes live: how late it once was says nothing of how it stands."""
    if not project.carried:
        return
    if project.go_live_on is None:
        yield Reason(Aspect.SCHEDULE, Status.AMBER, Finding.NO_DATE)
        return
    late = project.days_late(today)
    status = _graded(late, rules.late_from, RED_AFTER)
    yield Reason(Aspect.SCHEDULE, status, Finding.LATE if late else Finding.ON_TIME, float(late))


def _milestones(project: Project, today: date, rules: Rules) -> Iterator[Reason]:
    """By the open milestone that is latest; those that were reached are over."""
    waiting = [one for one in project.milestones if one.done_on is None]
    if not project.milestones:
        return
    latest = max(waiting, key=lambda one: one.days_late(today), default=None)
    late = latest.days_late(today) if latest else 0
    status = _graded(late, rules.late_from, RED_AFTER)
    finding = Finding.MILESTONE_LATE if late else Finding.MILESTONES_MET
    yield Reason(Aspect.MILESTONES, status, finding, float(late), name=latest.name if latest and late else "")


def _people(project: Project) -> Iterator[Reason]:
    needed, assigned = project.people_needed, project.people_assigned or 0.0
    if not project.carried or not needed:
        return
    if not assigned:
        status, finding = Status.RED if project.stage is Stage.RUNNING else Status.AMBER, Finding.NOT_STAFFED
    elif assigned < HALF * needed:
        status, finding = Status.AMBER, Finding.PARTLY_STAFFED
    else:
        status, finding = Status.GREEN, Finding.STAFFED
    yield Reason(Aspect.PEOPLE, status, finding, assigned, needed)


def _update(project: Project, today: date, rules: Rules) -> Iterator[Reason]:
    """Silence is never red: it says that nobody knows."""
    age = days_since_update(project, today)
    if age is None:
        yield Reason(Aspect.UPDATE, Status.AMBER, Finding.NEVER_TOLD)
    else:
        stale = age > rules.stale_from
        finding = Finding.STALE if stale else Finding.RECENT
        yield Reason(Aspect.UPDATE, Status.AMBER if stale else Status.GREEN, finding, float(age))


def days_since_update(project: Project, today: date) -> int | None:
    """None where nobody ever told how it stands."""
    return max(0, (today - project.updates[0].updated_on).days) if project.updates else None


def _graded(amount: float, amber_from: float, red_times: int) -> Status:
    if amount >= red_times * amber_from:
        return Status.RED
    return Status.AMBER if amount >= amber_from else Status.GREEN


# What is the matter -------------------------------------------------------------------------------------------------


class Weakness(StrEnum):
    """What is the matter with how a project is set up, whatever its progress."""

    FEW_FUNCTIONS = "few_functions"
    NOT_FUNDED = "not_funded"
    NOT_STAFFED = "not_staffed"
    NO_TARGET = "no_target"
    STALE = "stale"
    NO_OWNER = "no_owner"


def warnings(project: Project, today: date, rules: Rules) -> tuple[Weakness, ...]:
    """Of projects that are open: fewer than two functions, nothing granted, nobody assigned, no measurable target, an
    update that is too old or missing, nobody who answers for it."""
    if not project.open:
        return ()
    age = days_since_update(project, today)
    wrong = (
        (Weakness.FEW_FUNCTIONS, len(project.units) < FEWEST_UNITS),
        (Weakness.NOT_FUNDED, not project.granted),
        (Weakness.NOT_STAFFED, project.carried and not project.people_assigned),
        (Weakness.NO_TARGET, not project.measurable),
        (Weakness.STALE, age is None or age > rules.stale_from),
        (Weakness.NO_OWNER, not project.owner),
    )
    return tuple(warning for warning, is_so in wrong if is_so)


def carried(projects: Iterable[Project]) -> int:
    """Projects that are planned or running: what the council's limit counts."""
    return sum(project.carried for project in projects)


def needs_decision(project: Project, standing_: Standing) -> bool:
    """Whether the council has something to decide: its owner asks for it, or it is red."""
    return project.open and (bool(project.asks) or standing_.shown is Status.RED)
