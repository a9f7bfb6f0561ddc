"""Meridian's training: what the council agreed, how many people there are, and what each of them completed.

The stories are planted by unit and level; who within a group completed what is drawn by chance.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from cx.demo import company
from cx.demo.maintained_table import MaintainedTable
from cx.demo.stories import Story

BASICS, LEADING = "cx-basics", "cx-leading"
DUE = {BASICS: date(2026, 6, 30), LEADING: date(2026, 12, 31)}
BEHIND = "services"
"""The unit that is well behind."""

STORIES: tuple[Story, ...] = (
    Story(
        "training_behind",
        "A unit well behind in training",
        "Services sent few of its people to the basics, and a tenth of them were never assigned",
        f"training_records: unit={BEHIND}",
        "about two in five done, where other units have nine in ten",
    ),
    Story(
        "training_board",
        "A board that took part",
        "All eight on the board completed both courses",
        "training_records: level=board",
        "one of them sits in a unit alone, so neither unit of the board is shown by itself",
    ),
    Story(
        "training_not_due",
        "A course that is under way",
        "Leading for customers is due at the end of 2026: executives and managers still at it are not late",
        f"training_records: course={LEADING}",
        "six in ten done, nobody overdue",
    ),
)

PEOPLE: dict[str, tuple[int, int, int, int]] = {
    "meridian": (7, 4, 6, 24),
    "emea": (0, 5, 38, 402),
    "americas": (0, 5, 31, 316),
    "apac": (0, 5, 22, 205),
    "latam": (0, 2, 11, 96),
    "cloud": (0, 6, 34, 288),
    "data": (0, 5, 22, 176),
    "security": (0, 5, 21, 171),
    "workplace": (0, 5, 20, 158),
    BEHIND: (0, 5, 29, 262),
    "customer": (0, 3, 9, 61),
    "support": (0, 1, 24, 338),
    "partners": (0, 2, 9, 64),
    "product": (0, 4, 18, 142),
    "finance": (1, 3, 10, 72),
    "people": (0, 2, 8, 46),
    "legal": (0, 2, 5, 22),
}
"""Board, executives, managers and staff of each unit itself, in mid 2026."""
LEVELS = ("board", "executive", "manager", "staff")
A_YEAR_BEFORE = 0.96
"""Of the people of 2026, how many there were in mid 2025."""

ASSIGNED: dict[str, float] = {BEHIND: 0.90, "legal": 1.0, "people": 1.0}
ASSIGNED_ELSEWHERE = 0.99
DONE: dict[str, float] = {BEHIND: 0.45, "legal": 1.0, "people": 1.0}
DONE_ELSEWHERE = 0.965
LEADING_DONE = 0.62
"""Shares, 0 to 1: assigned of the people, and done of those assigned."""
LATE_SHARE = 0.06
"""Of those who are done, who were only after the day."""

COURSES = MaintainedTable(
    "courses",
    ("course_id", "name", "about", "levels", "starts_on", "due_by", "cost", "agreed", "agreed_on", "owner", "status"),
    (
        (BASICS, "CX basics", "What customers need, how we measure it, and what each of us does about it", "",
         "2025-01-15", DUE[BASICS], 410_000, "Everybody, the board included, by mid 2026; paid by each unit by its"
         " headcount", "2024-12-10", "Amara Diallo", "open"),
        (LEADING, "Leading for customers", "How to run a team so that customers notice", "board | executive | manager",
         "2026-01-15", DUE[LEADING], 185_000, "From the chief executive down, before the budget of 2027",
         "2025-12-09", "Amara Diallo", "open"),
    ),
)  # fmt: skip

EXEMPTIONS = MaintainedTable(
    "training_exemptions",
    ("exemption_id", "course_id", "unit_id", "level", "people", "reason", "decided_by", "until"),
    (
        ("support-nights", BASICS, "support", "staff", 14, "Leave the company by the end of 2026", "Samuel Berg",
         "2026-12-31"),
        ("trainers", BASICS, "people", "staff", 6, "They teach it", "Amara Diallo", ""),
    ),
)  # fmt: skip


def headcounts() -> MaintainedTable:
    rows = [
        (unit, level, day, round(count * share))
        for unit, counts in PEOPLE.items()
        for level, count in zip(LEVELS, counts, strict=True)
        if count
        for day, share in (("2025-06-30", A_YEAR_BEFORE), ("2026-06-30", 1.0))
    ]
    return MaintainedTable("headcounts", ("unit_id", "level", "counted_on", "people"), tuple(rows))


def records(seed: int) -> MaintainedTable:
    """The learning system's export: one row a person and course."""
    rng = np.random.default_rng((seed, 6041))
    rows: list[tuple[object, ...]] = []
    excused = {(row[2], row[3]): int(str(row[4])) for row in EXEMPTIONS.rows}
    number = 0
    for unit, counts in PEOPLE.items():
        for level, count in zip(LEVELS, counts, strict=True):
            for _ in range(count - excused.get((unit, level), 0)):
                number += 1
                if level == "staff" and rng.random() > ASSIGNED.get(unit, ASSIGNED_ELSEWHERE):
                    continue
                person = (f"M-{number:05}", _name(rng, number), unit, level)
                rows += _person(rng, person, unit, level)
    columns = ("employee", "name", "unit", "level", "course", "assigned", "due", "completed")
    return MaintainedTable("training_records", columns, tuple(rows))


def _person(rng: np.random.Generator, person: tuple[str, ...], unit: str, level: str) -> list[tuple[object, ...]]:
    board = level == "board"
    done = board or rng.random() < DONE.get(unit, DONE_ELSEWHERE)
    rows: list[tuple[object, ...]] = [
        (*person, BASICS, *_days(rng, date(2025, 1, 15), 330, DUE[BASICS], done=done, late=not board))
    ]
    if level != "staff":
        finished = board or rng.random() < LEADING_DONE
        rows.append((*person, LEADING, *_days(rng, date(2026, 1, 20), 90, DUE[LEADING], done=finished, late=False)))
    return rows


def _days(
    rng: np.random.Generator, first: date, within: int, due: date, *, done: bool, late: bool
) -> tuple[str, str, str]:
    """Assigned, due and completed; blank where not done by the demo's last day."""
    assigned = first + timedelta(days=int(rng.integers(0, within)))
    last = min(due, company.LAST_DAY)
    completed = assigned + timedelta(days=int(rng.integers(5, max((last - assigned).days, 6) + 1)))
    if late and rng.random() < LATE_SHARE:
        completed = due + timedelta(days=int(rng.integers(1, (company.LAST_DAY - due).days)))
    return assigned.isoformat(), due.isoformat(), completed.isoformat() if done else ""


_FIRST = (
    *("Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Keiko", "Liam", "Mira"),
    *("Noor", "Otto", "Paola", "Quinn", "Ravi", "Sofia", "Tariq", "Uma", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoe"),
)
_LAST = (
    *("Abbott", "Bauer", "Castro", "Dahl", "Evans", "Ferrari", "Grant", "Haas", "Ito", "Jansen", "Kaya", "Lopez"),
    *("Moreau", "Novak", "Okoye", "Petrov", "Qureshi", "Rossi", "Silva", "Tanner", "Usman", "Vega", "Weber", "Young"),
)


def _name(rng: np.random.Generator, number: int) -> str:
    """Made up; a middle initial keeps two of them apart."""
    initial = chr(ord("A") + number % 26)
    return f"{_FIRST[int(rng.integers(len(_FIRST)))]} {initial}. {_LAST[int(rng.integers(len(_LAST)))]}"


def tables(seed: int) -> tuple[MaintainedTable, ...]:
    return (COURSES, headcounts(), EXEMPTIONS, records(seed))
