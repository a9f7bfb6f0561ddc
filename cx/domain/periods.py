"""Fiscal periods, the days they cover, and what each is compared with."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cx.domain.errors import BadValue


class Grain(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `first` to `last`, both included; last is never before first."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadValue(f"A span ends on or after the day it begins: {self.first} to {self.last}.")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def overlaps(self, other: Span) -> bool:
        return self.first <= other.last and other.first <= self.last

    def head(self, days: int) -> Span:
        """The first `days` days, or the whole span where it has fewer."""
        return Span(self.first, min(self.last, self.first + timedelta(days=days - 1)))


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A fiscal month, quarter or year.

    key: '2026-07', '2026Q3' or '2026'. Quarters and years carry the year in which their fiscal year ends; months are
    calendar months.
    span: every day of it.
    """

    span: Span
    grain: Grain
    key: str

    @property
    def label(self) -> str:
        """As a person would write it: 'Jul 2026', 'Q3 2026', '2026'."""
        if self.grain is Grain.MONTH:
            return f"{calendar.month_abbr[self.span.first.month]} {self.span.first.year}"
        if self.grain is Grain.QUARTER:
            return f"{self.key[4:]} {self.key[:4]}"
        return self.key


@dataclass(frozen=True, slots=True)
class Window:
    """A period as far as it is told.

    period: the period.
    span: the days that count: all of them, or up to the last day with answers while the period is not over.
    to_date: whether the period is still open. A whole period that is compared with it has fewer days and is not.
    """

    period: Period
    span: Span
    to_date: bool

    @property
    def label(self) -> str:
        """'Q4 2026', 'Q4 2026 to date', or 'the first 46 days of Q3 2026'."""
        if self.to_date:
            return f"{self.period.label} to date"
        if self.span != self.period.span:
            return f"the first {self.span.days} days of {self.period.label}"
        return self.period.label


@dataclass(frozen=True, slots=True)
class Rolling:
    """Several periods in a row whose answers are pooled: a score of the pool, never a mean of their scores.

    last: the newest of them. count: how many, at least 1. span: the days that count, both ends included.
    to_date: whether the newest is still open.
    """

    last: Period
    count: int
    span: Span
    to_date: bool

    @property
    def label(self) -> str:
        """As a person would write it: '12 months to Jun 2026', with 'to date' while the last is open."""
        words = f"{self.count} {self.last.grain.value}{'' if self.count == 1 else 's'} to {self.last.label}"
        return f"{words} to date" if self.to_date else words

    @property
    def days_counted(self) -> str:
        """Which days it pools, in words: '1 Jul 2025 to 30 Jun 2026, both days included'."""
        return f"{_day(self.span.first)} to {_day(self.span.last)}, both days included"


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """The company's year. first_month: 1 to 12, the calendar month in which the fiscal year begins.

    >>> FiscalCalendar().parse("2026Q3").span.last
    datetime.date(2026, 9, 30)
    >>> FiscalCalendar(first_month=7).parse("2026Q1").span.first
    datetime.date(2025, 7, 1)
    """

    first_month: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.first_month <= 12:
            raise BadValue(f"The fiscal year begins in a month from 1 to 12, not {self.first_month}.")

    def period_of(self, day: date, grain: Grain) -> Period:
        """The period of that grain that holds the day."""
        months_in = (day.month - self.first_month) % 12
        back = months_in % grain.months
        first = _add_months(day.replace(day=1), -back)
        span = Span(first, _add_months(first, grain.months) - timedelta(days=1))
        if grain is Grain.MONTH:
            return Period(span, grain, f"{first.year:04d}-{first.month:02d}")
        year_end = _add_months(day.replace(day=1), 11 - months_in)
        if grain is Grain.YEAR:
            return Period(span, grain, f"{year_end.year:04d}")
        return Period(span, grain, f"{year_end.year:04d}Q{months_in // 3 + 1}")

    def parse(self, key: str) -> Period:
        """The period with that key; BadValue names the three forms for anything else."""
        try:
            return self._read(key)
        except (ValueError, OverflowError):
            message = f"'{key}' is no period. Write a month as 2026-07, a quarter as 2026Q3, a year as 2026."
            raise BadValue(message) from None

    def _read(self, key: str) -> Period:
        if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", key):
            return self.period_of(date(int(month[1]), int(month[2]), 1), Grain.MONTH)
        if quarter := re.fullmatch(r"(\d{4})Q([1-4])", key):
            first = _add_months(self._year_start(int(quarter[1])), 3 * int(quarter[2]) - 3)
            return self.period_of(first, Grain.QUARTER)
        if re.fullmatch(r"\d{4}", key):
            return self.period_of(self._year_start(int(key)), Grain.YEAR)
        raise ValueError(key)

    def previous(self, period: Period, steps: int = 1) -> Period:
        return self.period_of(_add_months(period.span.first, -steps * period.grain.months), period.grain)

    def year_ago(self, period: Period) -> Period:
        return self.period_of(_add_months(period.span.first, -12), period.grain)

    def sequence(self, first: Period, last: Period) -> tuple[Period, ...]:
        """Every period from first to last, both included, oldest first."""
        periods = [last]
        while periods[-1].span.first > first.span.first:
            periods.append(self.previous(periods[-1]))
        return tuple(reversed(periods))

    def window(self, period: Period, last_answer: date, today: date) -> Window:
        """The period as far as it is told: whole once it is over, else up to the last day with answers.

        last_answer: the last day that has answers. today: today's date; a period is over the day after its last day.
        """
        if today > period.span.last:
            return Window(period, period.span, to_date=False)
        last = max(period.span.first, min(last_answer, period.span.last))
        return Window(period, Span(period.span.first, last), to_date=True)

    def compared(self, window: Window, other: Period) -> Window:
        """The other period over the same number of days as the window (whole where the window is whole)."""
        span = other.span.head(window.span.days) if window.to_date else other.span
        return Window(other, span, to_date=False)

    def rolling(self, window: Window, count: int) -> Rolling:
        """The window's period pooled with those before it, `count` in all."""
        if count < 1:
            raise BadValue(f"A rolling window pools at least one period, not {count}.")
        first = self.previous(window.period, count - 1)
        return Rolling(window.period, count, Span(first.span.first, window.span.last), window.to_date)

    def before(self, rolling: Rolling) -> Rolling:
        """The last rolling window that shares no day with this one: the only one that it may be tested against.

        Over the same number of days where the window is to date.
        """
        last = self.previous(rolling.last, rolling.count)
        whole = Span(self.previous(last, rolling.count - 1).span.first, last.span.last)
        return Rolling(
            last, rolling.count, whole.head(rolling.span.days) if rolling.to_date else whole, rolling.to_date
        )

    def _year_start(self, year: int) -> date:
        return date(year if self.first_month == 1 else year - 1, self.first_month, 1)


def _day(day: date) -> str:
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def _add_months(first_of_month: date, months: int) -> date:
    index = first_of_month.year * 12 + first_of_month.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
