"""Readings of indicators: what was read for a brand, when, by whom, and how far it may be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cx.domain.errors import BadValue
from cx.domain.indicators import Indicator
from cx.domain.score import Z95
from cx.domain.surveys import Provenance


class Grade(StrEnum):
    """What a reading rests on."""

    A = "A"
    B = "B"
    C = "C"

    @property
    def words(self) -> str:
        return {"A": "measured on a sample", "B": "published", "C": "expert judgement"}[self.value]


JUDGED = "judgement"
"""Who asked, where nobody did."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an indicator for a brand.

    value: in the indicator's unit. read_on: the day it holds from. grade: what it rests on. source: in words.
    standard_error: in the indicator's unit; None where it rests on no sample, or nobody said how large an error it has.
    n: answers behind it; None where not known. provenance: who asked ('own', 'double_blind', 'published', 'judgement').
    basis: what exactly was read (a survey, a set of needs); readings of different basis are not like for like.
    evidence: where to look it up. entered_by: '' where it was computed.
    """

    indicator_id: str
    brand: str
    read_on: date
    value: float
    grade: Grade
    source: str = ""
    standard_error: float | None = None
    n: int | None = None
    provenance: str = ""
    basis: str = ""
    evidence: str = ""
    entered_by: str = ""

    def like(self, other: Reading) -> bool:
        """Whether the two may be compared: one indicator, one provenance, one basis."""
        return (self.indicator_id, self.provenance, self.basis) == (other.indicator_id, other.provenance, other.basis)


def provenance_of(grade: Grade, given: str = "") -> str:
    """Who asked, where the reading does not say: a published figure was published, a judgement asked nobody."""
    if grade is Grade.C:
        return JUDGED
    return given or (Provenance.PUBLISHED if grade is Grade.B else Provenance.OWN).value


def error_of(low: float | None, high: float | None) -> float | None:
    """The standard error behind a 95% interval: its width / (2·1.96); None where there is none."""
    return (high - low) / (2 * Z95) if low is not None and high is not None else None


def is_stale(read_on: date, shelf_life_months: int, today: date) -> bool:
    """Whether a reading is past its shelf life, counted in calendar months.

    >>> is_stale(date(2025, 1, 31), 12, date(2026, 1, 31)), is_stale(date(2025, 1, 31), 12, date(2026, 2, 1))
    (False, True)
    """
    months = (today.year - read_on.year) * 12 + today.month - read_on.month
    return (months, today.day) > (shelf_life_months, read_on.day)


def check_reading(
    indicator: Indicator | None,
    *,
    value: float,
    grade: str,
    source: str,
    low: float | None = None,
    high: float | None = None,
) -> None:
    """Raise BadValue, in words that follow 'line 7: ', where a reading cannot stand."""
    if indicator is None:
        raise BadValue("there is no such indicator")
    if indicator.computed_from:
        raise BadValue(f"'{indicator.name}' is worked out from the answers, so no reading of it is entered")
    if not grade:
        raise BadValue("grade is missing; write A (measured on a sample), B (published) or C (expert judgement)")
    for name, number in (("value", value), ("low", low), ("high", high)):
        if number is not None and not indicator.low <= number <= indicator.high:
            scale = f"{indicator.low:g} to {indicator.high:g}"
            raise BadValue(f"{name} {number:g} is outside the scale of '{indicator.name}', {scale}")
    if (low is None) != (high is None):
        raise BadValue("low and high belong together; give both or neither")
    if low is not None and high is not None and (low == high or not low <= value <= high):
        raise BadValue(f"value {value:g} is not between low {low:g} and high {high:g}")
    if grade == Grade.B and not source.strip():
        raise BadValue("a published reading (B) needs its source")
