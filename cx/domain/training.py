"""Who completed the training that the council agreed: people against headcount, not records against records.

A person is done when every course that is required of their level is completed; a course that is repeated counts by its
latest assignment. What nobody assigned counts too: headcount comes from the organization, so people whom the learning
system does not list are not done. Everything is counted, nothing is a sample: no figure here has an interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """From the most senior down."""

    BOARD = "board"
    EXECUTIVE = "executive"
    MANAGER = "manager"
    STAFF = "staff"

    @property
    def label(self) -> str:
        return {"board": "Board", "executive": "Executives", "manager": "Managers", "staff": "Staff"}[self.value]


OTHER_NAMES: Mapping[str, str] = {
    "board_member": "board",
    "board_members": "board",
    "executives": "executive",
    "managers": "manager",
    "employee": "staff",
    "employees": "staff",
}
"""What learning systems call the levels besides."""


class CourseStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Course:
    """A course that the council agreed on.

    levels: of whom it is required; empty is everybody. starts_on: from when it is, None is from ever. due_by: the day
    by which everybody of these levels should be done, for whoever has no day of their own. cost: of the whole course,
    in the company's currency. agreed: what was agreed, in words. open: whether it is still required.
    """

    course_id: str
    name: str
    levels: tuple[Level, ...] = ()
    about: str = ""
    starts_on: date | None = None
    due_by: date | None = None
    cost: float | None = None
    agreed: str = ""
    agreed_on: date | None = None
    owner: str = ""
    open: bool = True

    def required_of(self, level: Level, day: date) -> bool:
        return self.open and (not self.levels or level in self.levels) and not (self.starts_on and self.starts_on > day)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A course that the learning system gave to one person. employee: a keyed hash. name: '' where none is kept.

    due, completed: None where there is no such day. exempt: why the person need not take it, '' where they must.
    """

    employee: str
    unit: str
    level: Level
    course: str
    assigned: date
    due: date | None = None
    completed: date | None = None
    exempt: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Headcount:
    """People of one level who belong to one unit itself, without the units below it, as counted on a day."""

    unit: str
    level: Level
    counted_on: date
    people: int


@dataclass(frozen=True, slots=True)
class Exemption:
    """People of a group who need not be trained and are not marked so one by one. course: '' is every course."""

    unit: str
    level: Level
    people: int
    reason: str
    course: str = ""
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Completion:
    """People of a group, additive.

    people: who must be trained: headcount less the exempt; whom the learning system lists, where more or nothing else
    is known. exempt: people who need not. listed: with at least one required course. due: whose day of at least one has
    come. done: of all of them. on_time: done, each by its day. overdue: past the day of one that is not completed.
    left_out: not listed although the day for everybody has passed. counted: whether headcount is known throughout.
    """

    people: int = 0
    exempt: int = 0
    listed: int = 0
    due: int = 0
    done: int = 0
    on_time: int = 0
    overdue: int = 0
    left_out: int = 0
    counted: bool = True

    def __add__(self, other: Completion) -> Completion:
        return Completion(
            self.people + other.people,
            self.exempt + other.exempt,
            self.listed + other.listed,
            self.due + other.due,
            self.done + other.done,
            self.on_time + other.on_time,
            self.overdue + other.overdue,
            self.left_out + other.left_out,
            self.counted and other.counted,
        )

    @property
    def share(self) -> float | None:
        """Percent of the people who are done; None where there are none."""
        return 100 * self.done / self.people if self.people else None

    @property
    def late(self) -> int:
        """People who should be done by now and are not, assigned or not."""
        return self.overdue + self.left_out

    def standing(self, target: float) -> Standing:
        """target: percent of the people who should be done.

        Behind where so many are late that it cannot be met on time; a course whose day is still to come is no delay.
        """
        if self.share is None:
            return Standing.NOBODY
        if self.share >= target:
            return Standing.MET
        return Standing.BEHIND if 100 * self.late / self.people > 100 - target else Standing.UNDER_WAY


class Standing(StrEnum):
    MET = "met"
    UNDER_WAY = "under way"
    BEHIND = "behind"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Overdue:
    """One person and course past its day. days: since then. name: '' where none is kept."""

    employee: str
    name: str
    unit: str
    level: Level
    course: str
    due: date
    days: int


Group = tuple[str, Level]
"""A unit and a level."""
Counts = tuple[int, int, int, int, int, int]
"""Of one person: exempt, listed, due, done, on time, overdue."""


@dataclass(frozen=True, slots=True)
class Trained:
    """Where everybody stands on one day. overdue: the longest first. short: groups in which the learning system lists
    more people than the organization counts."""

    groups: Mapping[Group, Completion]
    overdue: tuple[Overdue, ...] = ()
    short: frozenset[Group] = field(default_factory=frozenset)

    @property
    def whole(self) -> Completion:
        return sum(self.groups.values(), Completion())

    def of_unit(self, unit: str) -> Completion:
        return sum((found for (held, _), found in self.groups.items() if held == unit), Completion())

    def of_level(self, level: Level) -> Completion:
        return sum((found for (_, held), found in self.groups.items() if held is level), Completion())


@dataclass(frozen=True, slots=True)
class Register:
    """All that is known: courses, assignments of every time, headcounts of every count, exemptions."""

    courses: tuple[Course, ...]
    assignments: tuple[Assignment, ...]
    headcounts: tuple[Headcount, ...] = ()
    exemptions: tuple[Exemption, ...] = ()

    def on(self, day: date, course: str = "") -> Trained:
        """Where people stand at the end of that day. course: that one alone; '' is all that are required."""
        courses = [one for one in self.courses if course in ("", one.course_id)]
        required = {level: [one for one in courses if one.required_of(level, day)] for level in Level}
        tallies: dict[Group, list[int]] = {}
        overdue: list[Overdue] = []
        for person in _people(self.assignments, day):
            group = person[0].unit, person[0].level
            found, behind = _standing_of(person, required[group[1]], day)
            held = tallies.setdefault(group, [0] * len(found))
            for place, more in enumerate(found):
                held[place] += more
            overdue += behind
        counts = {
            group: Completion(0, exempt, listed, due, done, on_time, late)
            for group, (exempt, listed, due, done, on_time, late) in tallies.items()
        }
        groups, short = self._against_headcount(counts, required, day)
        overdue.sort(key=lambda one: (-one.days, one.unit, one.name, one.employee))
        return Trained(groups, tuple(overdue), short)

    def _against_headcount(
        self, counts: Mapping[Group, Completion], required: Mapping[Level, Sequence[Course]], day: date
    ) -> tuple[dict[Group, Completion], frozenset[Group]]:
        heads = _heads(self.headcounts, day)
        groups: dict[Group, Completion] = {}
        short = set()
        for group in sorted({*heads, *counts}):
            if not required[group[1]]:
                continue
            found = counts.get(group, Completion())
            excused = sum(
                one.people
                for one in self.exemptions
                if (one.unit, one.level) == group and one.holds(day) and _of_all(one, required[group[1]])
            )
            known = heads[group] - found.exempt - excused if group in heads else None
            people = max(known or 0, found.listed)
            if known is not None and known < found.listed:
                short.add(group)
            passed = any(one.due_by and one.due_by < day for one in required[group[1]])
            rest = Completion(
                people=people,
                exempt=excused,
                left_out=people - found.listed if passed else 0,
                counted=known is not None,
            )
            groups[group] = found + rest
        return groups, frozenset(short)


def _of_all(exemption: Exemption, required: Sequence[Course]) -> bool:
    """Whether nothing is left to take: who is exempt from one of several courses still must take the others."""
    return not exemption.course or all(one.course_id == exemption.course for one in required)


def _people(assignments: Iterable[Assignment], day: date) -> Iterable[list[Assignment]]:
    """Each person's assignments up to a day, of each course the latest alone; the newest of all first."""
    latest: dict[str, dict[str, Assignment]] = {}
    for one in assignments:
        if one.assigned <= day:
            held = latest.setdefault(one.employee, {})
            if one.course not in held or held[one.course].assigned < one.assigned:
                held[one.course] = one
    return (sorted(held.values(), key=lambda one: one.assigned, reverse=True) for held in latest.values())


def _standing_of(person: Sequence[Assignment], required: Sequence[Course], day: date) -> tuple[Counts, list[Overdue]]:
    """One person; all 0 where nothing is required of them."""
    held = {one.course: one for one in person}
    listed = must = due_by_now = False
    finished = timely = True
    late: list[Overdue] = []
    for course in required:
        given = held.get(course.course_id)
        listed = listed or given is not None
        if given and given.exempt:
            continue
        must = True
        due = (given.due if given else None) or course.due_by
        done = given.completed if given and given.completed and given.completed <= day else None
        finished = finished and done is not None
        due_by_now = due_by_now or (due is not None and due <= day)
        timely = timely and (due is None or (done is not None and done <= due))
        if due and due < day and done is None:
            who = person[0]
            days = (day - due).days
            late.append(Overdue(who.employee, who.name, who.unit, who.level, course.course_id, due, days))
    if not listed:
        return (0, 0, 0, 0, 0, 0), []
    if not must:
        return (1, 0, 0, 0, 0, 0), []
    return (0, 1, int(due_by_now), int(finished), int(finished and timely), int(bool(late))), late


def _heads(headcounts: Iterable[Headcount], day: date) -> dict[Group, int]:
    """Each group's latest count up to a day; the first there is for days before any."""
    found: dict[Group, Headcount] = {}
    for one in sorted(headcounts, key=lambda one: one.counted_on):
        group = one.unit, one.level
        if group not in found or one.counted_on <= day:
            found[group] = one
    return {group: one.people for group, one in found.items()}
