"""Fiscal periods cover every day once, and are compared over like numbers of days."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.errors import BadValue
from cx.domain.periods import FiscalCalendar, Grain, Span
from tests.domain.strategies import calendars, days, grains, law

ENDS = ("DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV")


@law
@given(calendars, days, grains)
def test_a_day_belongs_to_the_one_period_that_holds_it(calendar: FiscalCalendar, day: date, grain: Grain) -> None:
    period = calendar.period_of(day, grain)
    assert day in period.span
    for other in (calendar.previous(period), calendar.previous(period, -1)):
        assert day not in other.span
        assert not other.span.overlaps(period.span)


@law
@given(calendars, days, grains)
def test_periods_follow_each_other_without_a_gap(calendar: FiscalCalendar, day: date, grain: Grain) -> None:
    period = calendar.period_of(day, grain)
    before = calendar.previous(period)
    assert before.span.last + timedelta(days=1) == period.span.first
    assert calendar.previous(before, -1) == period
    assert calendar.period_of(period.span.last + timedelta(days=1), grain) == calendar.previous(period, -1)


@law
@given(calendars, days, grains)
def test_the_key_of_a_period_reads_back_as_the_period(calendar: FiscalCalendar, day: date, grain: Grain) -> None:
    period = calendar.period_of(day, grain)
    assert calendar.parse(period.key) == period


@law
@given(st.integers(1, 12), days)
def test_quarters_and_years_are_named_as_pandas_names_them(first_month: int, day: date) -> None:
    """The fiscal year carries the year in which it ends."""
    calendar = FiscalCalendar(first_month)
    quarter = pd.Period(day, freq=f"Q-{ENDS[first_month - 1]}")
    made = calendar.period_of(day, Grain.QUARTER)
    assert made.key == f"{quarter.qyear}Q{quarter.quarter}"
    assert (made.span.first, made.span.last) == (quarter.start_time.date(), quarter.end_time.date())
    assert calendar.period_of(day, Grain.YEAR).key == str(quarter.qyear)


@law
@given(calendars, days)
def test_a_year_is_four_quarters_is_twelve_months(calendar: FiscalCalendar, day: date) -> None:
    year = calendar.period_of(day, Grain.YEAR)
    for grain, parts in ((Grain.QUARTER, 4), (Grain.MONTH, 12)):
        first, last = calendar.period_of(year.span.first, grain), calendar.period_of(year.span.last, grain)
        found = calendar.sequence(first, last)
        assert len(found) == parts
        assert sum(period.span.days for period in found) == year.span.days


@law
@given(calendars, days, grains)
def test_a_year_ago_is_a_year_of_periods_back(calendar: FiscalCalendar, day: date, grain: Grain) -> None:
    period = calendar.period_of(day, grain)
    assert calendar.year_ago(period) == calendar.previous(period, 12 // grain.months)


@law
@given(calendars, days, grains, st.integers(0, 400), st.integers(0, 400))
def test_an_open_period_is_compared_over_the_same_number_of_days(
    calendar: FiscalCalendar, day: date, grain: Grain, answered: int, age: int
) -> None:
    """The other period is shorter only where all of it is: 30 days of March against the 28 of February."""
    period = calendar.period_of(day, grain)
    today = period.span.first + timedelta(days=age)
    window = calendar.window(period, period.span.first + timedelta(days=answered), today)
    assert window.to_date == (today <= period.span.last)
    for other in (calendar.previous(period), calendar.year_ago(period)):
        compared = calendar.compared(window, other)
        assert not compared.to_date
        if window.to_date:
            assert compared.span.days == min(window.span.days, other.span.days)
        else:
            assert (window.span, compared.span) == (period.span, other.span)


def test_a_period_is_told_to_the_last_day_with_answers_until_it_is_over() -> None:
    calendar = FiscalCalendar()
    quarter = calendar.parse("2026Q3")
    window = calendar.window(quarter, date(2026, 8, 14), date(2026, 8, 20))
    assert window.span == Span(date(2026, 7, 1), date(2026, 8, 14))
    assert window.label == "Q3 2026 to date"
    assert calendar.compared(window, calendar.parse("2026Q2")).span == Span(date(2026, 4, 1), date(2026, 5, 15))
    assert calendar.window(quarter, date(2026, 8, 14), date(2026, 9, 30)).to_date
    assert not calendar.window(quarter, date(2026, 8, 14), date(2026, 10, 1)).to_date


@pytest.mark.parametrize(
    "key", ["2026-13", "2026-00", "2026Q5", "2026q3", "26", "", "Q3", "2026-7", "0000", "0000Q1", "0000-01", "٢٠٢٦Q"]
)
@pytest.mark.parametrize("first_month", [1, 7])
def test_what_is_no_period_is_refused_with_the_three_forms(key: str, first_month: int) -> None:
    with pytest.raises(BadValue, match="2026Q3"):
        FiscalCalendar(first_month).parse(key)


@pytest.mark.parametrize("month", [0, 13])
def test_a_year_begins_in_a_month(month: int) -> None:
    with pytest.raises(BadValue, match="1 to 12"):
        FiscalCalendar(month)


def test_a_span_does_not_end_before_it_begins() -> None:
    with pytest.raises(BadValue, match="ends"):
        Span(date(2026, 2, 1), date(2026, 1, 31))


@pytest.mark.parametrize(("key", "label"), [("2026-07", "Jul 2026"), ("2026Q3", "Q3 2026"), ("2026", "2026")])
def test_periods_are_labelled_as_a_person_writes_them(key: str, label: str) -> None:
    assert FiscalCalendar().parse(key).label == label


@law
@given(calendars, days, grains, st.integers(1, 13), st.integers(0, 400))
def test_a_rolling_window_is_tested_against_the_last_that_shares_no_day(
    calendar: FiscalCalendar, day: date, grain: Grain, count: int, answered: int
) -> None:
    period = calendar.period_of(day, grain)
    window = calendar.window(period, period.span.first + timedelta(days=answered), period.span.last)
    rolling = calendar.rolling(window, count)
    before = calendar.before(rolling)
    assert rolling.span.last == window.span.last
    assert not before.span.overlaps(rolling.span)
    assert before.last == calendar.previous(calendar.period_of(rolling.span.first, grain))
    assert before.span.first == calendar.previous(period, 2 * count - 1).span.first
    assert before.span.days <= rolling.span.days


def test_a_rolling_window_says_which_days_it_pools() -> None:
    calendar = FiscalCalendar(first_month=4)
    june = calendar.parse("2026-06")
    rolling = calendar.rolling(calendar.window(june, date(2026, 6, 20), date(2026, 7, 1)), 12)
    assert rolling.label == "12 months to Jun 2026"
    assert rolling.days_counted == "1 Jul 2025 to 30 Jun 2026, both days included"
    assert calendar.before(rolling).days_counted == "1 Jul 2024 to 30 Jun 2025, both days included"
    opened = calendar.rolling(calendar.window(june, date(2026, 6, 20), date(2026, 6, 21)), 1)
    assert opened.label == "1 month to Jun 2026 to date"


def test_a_rolling_window_pools_at_least_one_period() -> None:
    calendar = FiscalCalendar()
    window = calendar.window(calendar.parse("2026-06"), date(2026, 6, 20), date(2026, 7, 1))
    with pytest.raises(BadValue, match="at least one"):
        calendar.rolling(window, 0)
