"""What a trend shows: points over time for one group, ready to draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cx.domain.score import Score


class Role(StrEnum):
    """Whose line it is: decides colour and weight everywhere."""

    US = "us"
    MAIN_COMPETITOR = "main_competitor"
    OTHER = "other"


class Shown(StrEnum):
    """How much of a figure may be shown."""

    FULL = "full"
    FEW = "few"
    HIDDEN = "hidden"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Restatement:
    """What today's answers say of a figure that was closed.

    score: by today's answers; None where hidden or where none are left. shown: how much of it may be shown; HIDDEN also
    where so few answers changed that the difference would give them away.
    on: UTC day of the newest change, None where the log does not tell. reason: what changed it, in words.
    """

    score: Score | None
    shown: Shown
    on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Point:
    """One period of one group.

    label: the period as a person writes it. first, last: its days. score: None where hidden or empty.
    to_date: the period is not over. target: points, or None.
    method: counts the survey's methods from 0; a line breaks where it changes.
    closed: UTC day on which the figure was frozen, None where it is of today's answers.
    restated: what today's answers say instead, None where they say the same.
    """

    label: str
    first: date
    last: date
    score: Score | None
    shown: Shown
    to_date: bool = False
    target: float | None = None
    method: int = 0
    closed: date | None = None
    restated: Restatement | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one group, oldest first. counts: what its scores' n counts, in the singular."""

    name: str
    role: Role
    points: tuple[Point, ...]
    counts: str = "answer"
