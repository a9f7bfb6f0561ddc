"""Improvement projects: how each stands, by rules that anybody can check, and what is the matter with the portfolio.

A status is derived, never typed in: schedule, milestones, money, people, the age of the last update and the effect each
say green, amber or red with their reason, and the worst of them is the project's. Somebody may set another status, with
a reason; both then stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.slices import EVERYBODY, Slice


class Stage(StrEnum):
    """Where a project is in its life, in order."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    RUNNING = "running"
    LIVE = "live"
    CLOSED = "closed"
    STOPPED = "stopped"


class Status(StrEnum):
    """What may be said of a project that is under way, the worst first."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


CARRIED = frozenset({Stage.PLANNED, Stage.RUNNING})
"""Stages in which a project takes people's time: what the council's limit counts."""
OPEN = CARRIED | {Stage.LIVE}
"""Decided and neither closed nor stopped: what has a status."""
OVER = frozenset({Stage.CLOSED, Stage.STOPPED})

RED_AFTER = 3
"""Times the lateness, or the age of an update, that makes a project amber: as red as three of them in a row."""
RED_OVER = 2
"""Times the overrun that makes a project amber."""
HALF = 0.5
"""Share of the money or people that it takes below which a project is amber: half of its work cannot be done."""
FEWEST_UNITS = 2
"""Functions below which a project is not cross-business, so that its function could have done it alone."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """planned_on: as planned at the start. expected_on: as expected now, None where as planned. done_on: None: open."""

    milestone_id: str
    name: str
    planned_on: date
    expected_on: date | None = None
    done_on: date | None = None
    owner: str = ""

    def days_late(self, today: date) -> int:
        """Days past its plan: when it was reached, else today or when it is expected, whichever is later; at least 0.

        One that is expected late counts as late before its day has come.
        """
        stands = self.done_on or max(today, self.expected_on or today)
        if self.done_on is None and self.expected_on is None and today <= self.planned_on:
            return 0
        return max(0, (stands - self.planned_on).days)


def kept(milestones: Iterable[Milestone], day: date) -> tuple[int, int]:
    """Milestones reached by the day they were planned for, and all whose planned day has come.

    >>> kept([Milestone("a", "Pilot", date(2026, 3, 1), done_on=date(2026, 2, 20))], date(2026, 6, 1))
    (1, 1)
    """
    due = [one for one in milestones if one.planned_on <= day]
    return sum(one.done_on is not None and one.done_on <= one.planned_on for one in due), len(due)


@dataclass(frozen=True, slots=True)
class Update:
    """What an owner told. go_live_on, cost_expected: as expected then. measured: the target's measure as it stood."""

    updated_on: date
    text: str
    next: str = ""
    asks: str = ""
    go_live_on: date | None = None
    cost_expected: float | None = None
    measured: float | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """Money of one month of the books; committed: under contract at its end, and not yet spent."""

    month: date
    spent: float
    committed: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project with everything that is written down about it. Money in the company's currency; people full time.

    scope: the group that it is to move; everybody where it names none. milestones: by the day planned; updates: the
    newest first; spend: by month. units: names of the functions that take part.
    """

    project_id: str
    name: str
    stage: Stage
    problem: str = ""
    need_id: str = ""
    dimension: Dimension | None = None
    sponsor: str = ""
    owner: str = ""
    leader_id: str = ""
    survey_id: str = ""
    scope: Slice = EVERYBODY
    chosen_on: date | None = None
    go_live_on: date | None = None
    went_live_on: date | None = None
    target: str = ""
    target_metric: str = ""
    target_from: float | None = None
    target_value: float | None = None
    target_on: date | None = None
    budget: float | None = None
    granted: float | None = None
    people_needed: float | None = None
    people_assigned: float | None = None
    skills_missing: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    status_said: Status | None = None
    status_reason: str = ""
    units: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    updates: tuple[Update, ...] = ()
    spend: tuple[Spent, ...] = ()

    @property
    def open(self) -> bool:
        return self.stage in OPEN

    @property
    def carried(self) -> bool:
        return self.stage in CARRIED

    @property
    def spent(self) -> float:
        return sum(one.spent for one in self.spend)

    @property
    def committed(self) -> float:
        """Under contract and not yet spent, as of the last month that says so."""
        known = [one.committed for one in self.spend if one.committed is not None]
        return known[-1] if known else 0.0

    @property
    def cost_expected(self) -> float | None:
        """What it will have cost: as last told, never less than what is spent and under contract; None where nobody
        told and nothing is spent."""
        told = next((one.cost_expected for one in self.updates if one.cost_expected is not None), None)
        bound = self.spent + self.committed
        return max(told, bound) if told is not None else bound or None

    @property
    def asks(self) -> str:
        """What the council must decide, as the last update says; '' where nothing."""
        return self.updates[0].asks if self.updates else ""

    @property
    def measured(self) -> float | None:
        """The target's measure as last told."""
        return next((one.measured for one in self.updates if one.measured is not None), None)

    @property
    def measurable(self) -> bool:
        """Whether anybody could tell that its target was reached: a measure and a value."""
        return bool(self.target_metric) and self.target_value is not None

    def go_live(self, today: date) -> date | None:
        """When it went live, else when that is expected: as last told, never a day that is over; None where unknown."""
        if self.went_live_on:
            return self.went_live_on
        told = next((one.go_live_on for one in self.updates if one.go_live_on), self.go_live_on)
        return max(told, today) if told else None

    def days_late(self, today: date) -> int:
        """Days by which its going live is or will be later than planned; 0 where it is not, or nothing was planned."""
        stands = self.go_live(today)
        return max(0, (stands - self.go_live_on).days) if stands and self.go_live_on else 0
