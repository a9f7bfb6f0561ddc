"""Which period a page opens on where its reader has asked for none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cx.reports import filters, nps
from cx.reports.view import View
from cx.store.opening import Store

LONG_AGO = [(f"2024-05-1{day}", 9) for day in range(9)]
QUARTER = [(f"2025-{month}-1{day}", 9) for month in (10, 11, 12) for day in range(9)]
BEGUN = [(f"2026-01-0{day}", 9) for day in (1, 2, 3)]
TODAY = date(2026, 1, 4)


def test_a_quarter_that_has_only_begun_waits_until_it_can_be_told(stored: Callable[..., Store]) -> None:
    """Beside the few answers, a figure of long ago is hidden, not the last whole quarter."""
    store = stored([*LONG_AGO, *QUARTER, *BEGUN])
    assert filters.report(store, View(), TODAY).chosen_period == "2025Q4"
    assert filters.report(store, View(period="2026Q1"), TODAY).chosen_period == "2026Q1"


def test_the_last_whole_quarter_is_told_beside_the_few_answers_of_a_new_one(stored: Callable[..., Store]) -> None:
    """Though it is the smallest of its year: an older one is hidden with them."""
    year = [(f"2026-{month:02d}-{day:02d}", 9) for month in range(1, 10) for day in range(1, 28 - month)]
    store = stored([*year, ("2026-10-01", 9), ("2026-10-01", 3)])
    rows = nps.report(store, date(2026, 10, 2), by=(), period="quarter")
    told = {row.period: row.tally.n if row.tally else None for row in rows}
    assert told == {"2026Q1": 75, "2026Q2": None, "2026Q3": 57, "2026Q4": None}


def test_a_quarter_that_has_begun_with_answers_enough_is_told_to_date(stored: Callable[..., Store]) -> None:
    assert filters.report(stored([*QUARTER, *BEGUN, *BEGUN]), View(), TODAY).chosen_period == "2026Q1"


def test_a_few_answers_are_all_there_is(stored: Callable[..., Store]) -> None:
    assert filters.report(stored(BEGUN), View(), TODAY).chosen_period == "2026Q1"
