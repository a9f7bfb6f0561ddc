"""Figures: monthly tallies add up to what the store counts, and no small group can be worked out from what is shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cx.domain.periods import FiscalCalendar, Grain, Span
from cx.domain.series import Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tally import EMPTY
from cx.reports.cube import Cube
from cx.reports.programme import Programme
from cx.store import tallies

if TYPE_CHECKING:
    from cx.store.opening import Store

FIRST, LAST = date(2023, 1, 1), date(2026, 9, 30)
SCOPES = (
    EVERYBODY,
    Slice.of(region="EMEA"),
    Slice.of(region="EMEA", segment="Public sector"),
    Slice.of(region="EMEA", segment="Enterprise", journey="Support"),
)
days = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(days=n))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ends=st.lists(st.tuples(days, days), min_size=1, max_size=3), scope=st.sampled_from(SCOPES))
def test_a_cube_counts_what_the_store_counts(demo_store: Store, ends: list[tuple[date, date]], scope: Slice) -> None:
    spans = [Span(min(pair), max(pair)) for pair in ends]
    with demo_store.reading() as connection:
        cube = Cube(connection, "relationship", "Meridian", Span(FIRST, LAST))
        for by in ((), ("product",), ("brand",)):
            counted = tallies.tallies(connection, "relationship", spans, by=by, where=scope, own_brand="Meridian")
            assert cube.tallies(spans, by, scope) == counted


EACH = ((), ("product",), ("brand",), ("brand", "segment"))


@pytest.mark.parametrize("scope", SCOPES)
def test_what_is_asked_for_together_is_what_is_asked_for_one_by_one(demo_store: Store, scope: Slice) -> None:
    spans = [Span(date(2026, 4, 1), date(2026, 6, 30)), Span(date(2026, 7, 1), date(2026, 9, 30))]
    with demo_store.reading() as connection:
        one_by_one, months, few = (Cube(connection, "relationship", "Meridian", Span(FIRST, LAST)) for _ in range(3))
        months.ask(EACH)
        few.ask_few(spans, EACH, scope)
        for by in EACH:
            expected = one_by_one.tallies(spans, by, scope)
            assert months.tallies(spans, by, scope) == few.few(spans, by, scope) == expected


def test_values_alone_are_those_of_the_points_that_may_be_told_in_full(demo_store: Store, today: date) -> None:
    with demo_store.reading() as connection:
        programme = Programme.open(connection, today)
        figures = programme.figures(next(one for one in programme.surveys if one.survey_id == "relationship"))
        windows = figures.windows(FiscalCalendar().period_of(LAST, Grain.MONTH))
        for scope in SCOPES:
            points = figures.series(windows, scope, "").points
            told = [point.score.value for point in points if point.score and point.shown is Shown.FULL]
            assert [value for _, value in figures.values(windows, scope)] == told


@pytest.mark.parametrize("by", ["segment", "region"])
def test_nothing_hidden_can_be_had_as_a_total_less_what_is_shown(demo_store: Store, today: date, by: str) -> None:
    """Over every group, month, quarter and year that the pages show, of one small segment and of everybody."""
    where = Slice.of(segment="Public sector") if by == "region" else EVERYBODY
    with demo_store.reading() as connection:
        programme = Programme.open(connection, today)
        figures = programme.figures(next(one for one in programme.surveys if one.survey_id == "relationship"))
        shown: dict[tuple[str, str], bool] = {}
        totals: dict[str, bool] = {}
        counts: dict[tuple[str, str], int] = {}
        parts: dict[str, list[str]] = {}
        for grain in Grain:
            windows = figures.windows(FiscalCalendar().period_of(LAST, grain))
            spans = [window.span for window in windows]
            found = figures.tallies(spans, (by,), where)
            for group, points in figures.grid(windows, by, where).items():
                for i, (window, point) in enumerate(zip(windows, points, strict=True)):
                    cell = group, window.period.key
                    counts[cell] = found.get((i, (group,)), EMPTY).n
                    shown[cell] = point.shown is not Shown.HIDDEN
            for window, point in zip(windows, figures.series(windows, where, "").points, strict=True):
                totals[window.period.key] = point.shown is not Shown.HIDDEN
                coarser = {Grain.MONTH: Grain.QUARTER, Grain.QUARTER: Grain.YEAR}.get(grain)
                if coarser:
                    whole = FiscalCalendar().period_of(window.span.first, coarser).key
                    parts.setdefault(whole, []).append(window.period.key)
    assert any(not visible for visible in shown.values())
    assert all(counts[cell] == 0 or counts[cell] >= 5 for cell, visible in shown.items() if visible)
    groups = {group for group, _ in shown}
    for period in {period for _, period in shown}:
        hidden = [group for group in groups if not shown[group, period]]
        assert len(hidden) != 1 or not totals[period], (period, hidden)
    for whole, pieces in parts.items():
        for group in groups:
            hidden = [piece for piece in pieces if not shown.get((group, piece), True)]
            assert len(hidden) != 1 or not shown[group, whole], (group, whole, hidden)


def test_a_hidden_group_is_hidden_by_itself_as_it_is_among_its_siblings(demo_store: Store, today: date) -> None:
    with demo_store.reading() as connection:
        programme = Programme.open(connection, today)
        figures = programme.figures(next(one for one in programme.surveys if one.survey_id == "relationship"))
        windows = figures.windows(FiscalCalendar().parse("2026Q3"), most=9)
        scope = Slice.of(segment="Public sector")
        grid = figures.grid(windows, "region", scope)
        for region, points in grid.items():
            alone = figures.series(windows, scope.narrowed("region", region), region).points
            assert [point.shown for point in alone] == [point.shown for point in points]


def test_accounts_widen_the_likely_range(demo_store: Store, today: date) -> None:
    with demo_store.reading() as connection:
        programme = Programme.open(connection, today)
        by_id = {survey.survey_id: programme.figures(survey) for survey in programme.surveys}
        quarter = FiscalCalendar().parse("2026Q3").span
        assert by_id["relationship"].design_effect(quarter) > 1
        assert by_id["market"].design_effect(quarter) == 1
