"""The council: its members and seats, its meetings, what it decided, and who does what until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cx.domain.disclosure import Sensitivity


class MeetingStatus(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Seat(StrEnum):
    """What a person is in the council; one chairs."""

    CHAIR = "chair"
    MEMBER = "member"
    GUEST = "guest"


class Placement(StrEnum):
    """Where an issue stands: among the decisions, in the annex, or off this meeting's list."""

    AGENDA = "agenda"
    ANNEX = "annex"
    LEFT_OUT = "left_out"


class Outcome(StrEnum):
    DECIDED = "decided"
    DEFERRED = "deferred"
    DECLINED = "declined"


class ActionStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Occasion(StrEnum):
    """When something is said."""

    TOWN_HALL = "town_hall"
    QUARTERLY_REPORT = "quarterly_report"
    COUNCIL = "council"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "town_hall": "Town hall",
            "quarterly_report": "Quarterly report",
            "council": "Council",
            "other": "Other occasion",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Accountable:
    """The one person who answers for customer experience. confirmed_by, confirmed_on: who confirmed, and on which day,
    that it serves the strategy of the business; None where nobody has."""

    name: str
    title: str = ""
    since: date | None = None
    confirmed_by: str = ""
    confirmed_on: date | None = None
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """unit_id: business or function that they speak for, '' for none. until: their last day, None while they sit."""

    member_id: str
    name: str
    title: str = ""
    email: str = ""
    unit_id: str = ""
    seat: Seat = Seat.MEMBER
    since: date | None = None
    until: date | None = None

    def sits(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Unit:
    """A business or function. parent_id: the unit above it, '' at the top."""

    unit_id: str
    name: str
    kind: str = ""
    parent_id: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """held_on: the day on which it is planned, or was held. attended: names."""

    meeting_id: str
    title: str
    held_on: date
    place: str = ""
    status: MeetingStatus = MeetingStatus.PLANNED
    attended: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """outcome: whether it was decided, put off or declined. money, people: what it grants, None where nothing."""

    decision_id: str
    meeting_id: str
    title: str
    decision: str
    owner: str
    due_on: date | None = None
    outcome: Outcome = Outcome.DECIDED
    item_id: str = ""
    project_id: str = ""
    money: float | None = None
    people: float | None = None
    sensitivity: Sensitivity = Sensitivity.INTERNAL


@dataclass(frozen=True, slots=True)
class ActionPoint:
    """Something that somebody does until a day. closed_on: None while it is open. result: what came of it."""

    action_id: str
    meeting_id: str
    title: str
    owner: str
    due_on: date
    status: ActionStatus = ActionStatus.OPEN
    closed_on: date | None = None
    result: str = ""
    decision_id: str = ""
    project_id: str = ""
    sensitivity: Sensitivity = Sensitivity.INTERNAL

    @property
    def open(self) -> bool:
        return self.status is ActionStatus.OPEN

    def overdue(self, today: date) -> int:
        """Days past its day; 0 where it is closed or not due."""
        return max(0, (today - self.due_on).days) if self.open else 0


@dataclass(frozen=True, slots=True)
class Communication:
    """What is said to whom when. done_on: None until it was said."""

    communication_id: str
    title: str
    audience: str
    due_on: date
    occasion: Occasion = Occasion.OTHER
    owner: str = ""
    done_on: date | None = None
    sensitivity: Sensitivity = Sensitivity.INTERNAL

    def overdue(self, today: date) -> int:
        return max(0, (today - self.due_on).days) if self.done_on is None else 0


# Meetings -----------------------------------------------------------------------------------------------------------


def next_meeting(meetings: Iterable[Meeting], today: date) -> Meeting | None:
    """The next planned one; where all planned days have passed, the latest of them, whose minutes are missing."""
    planned = sorted(
        (one for one in meetings if one.status is MeetingStatus.PLANNED), key=lambda one: (one.held_on, one.meeting_id)
    )
    ahead = [one for one in planned if one.held_on >= today]
    return ahead[0] if ahead else planned[-1] if planned else None


def last_held(meetings: Iterable[Meeting], before: date) -> Meeting | None:
    """The latest meeting that was held on that day or earlier."""
    held = [one for one in meetings if one.status is MeetingStatus.HELD and one.held_on <= before]
    return max(held, key=lambda one: (one.held_on, one.meeting_id)) if held else None


def still_open(actions: Iterable[ActionPoint], today: date) -> tuple[ActionPoint, ...]:
    """What is carried forward: every action that nobody closed, the longest overdue first, then by its day."""
    return tuple(
        sorted((one for one in actions if one.open), key=lambda one: (-one.overdue(today), one.due_on, one.action_id))
    )


def closed_since(actions: Iterable[ActionPoint], day: date) -> tuple[ActionPoint, ...]:
    """Actions closed after a day, the newest first."""
    found = [one for one in actions if one.closed_on is not None and one.closed_on > day]
    return tuple(sorted(found, key=lambda one: (one.closed_on or day, one.action_id), reverse=True))


# Seats --------------------------------------------------------------------------------------------------------------


def major_units(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The businesses and functions that should have a seat: the units right under the company.

    Where one unit stands above all others it is the company, and those under it count; otherwise every unit at the top.
    """
    known = {unit.unit_id for unit in units}
    tops = [unit for unit in units if unit.parent_id not in known]
    if len(tops) == 1:
        below = [unit for unit in units if unit.parent_id == tops[0].unit_id]
        return tuple(below) or tuple(tops)
    return tuple(tops)


def without_seat(units: Sequence[Unit], members: Iterable[Member], on: date) -> tuple[Unit, ...]:
    """Major units for which nobody sits, functions and businesses by name; a member of a unit below speaks for it."""
    parents = {unit.unit_id: unit.parent_id for unit in units}
    seated: set[str] = set()
    for member in members:
        unit = member.unit_id if member.sits(on) and member.seat is not Seat.GUEST else ""
        while unit and unit not in seated:
            seated.add(unit)
            unit = parents.get(unit, "")
    return tuple(sorted((u for u in major_units(units) if u.unit_id not in seated), key=lambda u: u.name))
