from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.closing import Change, Kind, changed_answers, closes_with, is_same, standing
from cx.domain.periods import FiscalCalendar
from cx.domain.tally import Tally

CALENDAR = FiscalCalendar()
Q3 = CALENDAR.parse("2026Q3")
tallies = st.builds(Tally.counts, st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))


def closing(key: str, *closed: str, calendar: FiscalCalendar = CALENDAR) -> list[str]:
    spans = [calendar.parse(one).span for one in closed]
    return [period.key for period in closes_with(calendar, calendar.parse(key), spans)]


def change(number: int, kind: Kind, import_id: int, month: int = 7, added: int = 10) -> Change:
    return Change(number, kind, import_id, datetime(2026, 10, number), date(2026, month, 1), added, 0, 0)


def test_a_month_closes_by_itself_while_its_quarter_has_open_months() -> None:
    assert closing("2026-07") == ["2026-07"]


def test_the_last_month_of_a_quarter_closes_the_quarter() -> None:
    assert closing("2026-09", "2026-07", "2026-08") == ["2026-09", "2026Q3"]


def test_the_last_quarter_of_a_year_closes_the_year() -> None:
    closed = ["2026Q1", "2026Q2", "2026Q3", *(f"2026-{month:02d}" for month in range(1, 10))]
    assert closing("2026Q4", *closed) == ["2026-10", "2026-11", "2026-12", "2026Q4", "2026"]


def test_a_year_closes_whatever_is_open_in_it_and_leaves_the_rest() -> None:
    keys = closing("2026", "2026Q1", "2026-01", "2026-02", "2026-03")
    assert keys[-1] == "2026"
    assert "2026Q1" not in keys
    assert {"2026Q2", "2026Q3", "2026Q4", "2026-12"} <= set(keys)
    assert len(keys) == 9 + 3 + 1


def test_quarters_are_those_of_the_fiscal_year() -> None:
    months = closing("2026Q1", calendar=FiscalCalendar(first_month=7))
    assert months == ["2025-07", "2025-08", "2025-09", "2026Q1"]


@given(tallies)
def test_nothing_changed_between_a_tally_and_itself(tally: Tally) -> None:
    assert is_same(tally, tally)
    assert changed_answers(tally, tally) == 0


@given(tallies, tallies, tallies)
def test_changed_answers_are_a_distance(a: Tally, b: Tally, c: Tally) -> None:
    assert changed_answers(a, b) == changed_answers(b, a)
    assert changed_answers(a, c) <= changed_answers(a, b) + changed_answers(b, c)
    assert (changed_answers(a, b) == 0) == (a == b)


def test_new_weights_alone_change_every_answer() -> None:
    then = Tally(1, 1, 1, 1.0, 1.0, 1.0, 3.0)
    assert changed_answers(then, Tally(1, 1, 1, 2.0, 1.0, 1.0, 6.0)) == 3


def test_an_import_that_came_and_went_after_the_closing_left_nothing() -> None:
    came_and_went = [change(1, Kind.IMPORT, 5), change(2, Kind.UNDO, 5)]
    assert standing(came_and_went, 0, Q3.span) == ()


def test_an_import_from_before_the_closing_that_was_taken_back_after_it_stands() -> None:
    changes = [change(1, Kind.IMPORT, 5), change(2, Kind.UNDO, 5)]
    assert [one.kind for one in standing(changes, 1, Q3.span)] == [Kind.UNDO]


def test_the_months_of_one_event_are_told_together_and_others_left_out() -> None:
    changes = [change(1, Kind.IMPORT, 5, month) for month in (6, 7, 8)]
    (told,) = standing(changes, 0, Q3.span)
    assert (told.added, told.month) == (20, date(2026, 7, 1))


@pytest.mark.parametrize("since", [1, 2])
def test_what_was_known_when_the_period_was_closed_is_no_restatement(since: int) -> None:
    changes = [change(1, Kind.IMPORT, 5), change(2, Kind.ERASE, 0)]
    assert len(standing(changes, since, Q3.span)) == 2 - since
