"""Two readers of one role and another area never see each other's comments."""

from __future__ import annotations

from datetime import date

import pytest

from cx.domain.access import NO_ROW, Rows
from cx.domain.slices import Slice
from cx.reports import verbatims, voice
from cx.reports.verbatims import Search
from cx.reports.view import View, is_personal
from cx.store.opening import Store
from cx.ui.frame import _load, _standing
from tests.store.answers import answered, put, put_survey

TODAY = date(2026, 11, 20)
EMEA, APAC, MALTA = (Rows((Slice.of(region=name),)) for name in ("EMEA", "APAC", "Malta"))


@pytest.fixture
def told(empty_store: Store) -> Store:
    put_survey(empty_store)
    rows = [answered("2026-08-20", 9, region="EMEA", comment=f"EMEA says {i}") for i in range(9)]
    rows += [answered("2026-08-20", 2, region="APAC", comment=f"APAC says {i}") for i in range(9)]
    rows += [answered("2026-08-20", 2, region="Chile") for _ in range(6)]  # hidden with Malta, which it would give away
    put(empty_store, [*rows, *(answered("2026-08-20", 2, region="Malta", comment="Malta says no") for _ in range(3))])
    return empty_store


def said(store: Store) -> str:
    part = verbatims.report(store, View(), TODAY, Search())
    assert part is not None
    return " ".join(one.said for one in part.verbatims)


def test_each_reads_the_comments_of_their_own_area(told: Store) -> None:
    assert "EMEA" in said(told.for_reader(EMEA))
    assert "APAC" not in said(told.for_reader(EMEA))
    assert "EMEA" not in said(told.for_reader(APAC))


def test_without_rows_nothing_is_read(told: Store) -> None:
    assert said(told.for_reader(NO_ROW)) == ""


def test_an_area_that_is_too_small_shows_no_comment(told: Store) -> None:
    assert said(told.for_reader(MALTA)) == ""


def test_what_was_kept_for_one_reader_is_not_shown_to_another_of_the_same_role(told: Store) -> None:
    """The cache that all share: the same page, view and day, one after the other."""
    shown = _standing(told.location).shown()
    seen = {
        name: repr(_load(told.for_reader(rows), shown, voice.report, View(), TODAY, {}).verbatims)
        for name, rows in (("EMEA", EMEA), ("APAC", APAC))
    }
    assert "EMEA says" in seen["EMEA"]
    assert "APAC says" not in seen["EMEA"]
    assert "APAC says" in seen["APAC"]
    assert "EMEA says" not in seen["APAC"]


def test_a_report_that_is_not_marked_personal_sees_no_row(told: Store) -> None:
    def unmarked(store: Store) -> Rows:
        return store.rows

    assert not is_personal(unmarked)
    assert _load(told, _standing(told.location).shown(), unmarked, View(), TODAY, {}) == NO_ROW
