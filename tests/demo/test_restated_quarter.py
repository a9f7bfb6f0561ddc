"""The planted story of a quarter that was closed and then restated, by the demo's own store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cx.demo import company, late
from cx.domain.rounding import whole
from cx.domain.slices import EVERYBODY, Slice
from cx.reports import integrity, overview
from cx.reports.closings import closed_figure
from cx.reports.programme import Programme
from cx.reports.view import View

if TYPE_CHECKING:
    from cx.store.opening import Store
    from tests.demo.drawn import Drawn

TODAY = date(2026, 11, 22)


def test_the_quarter_stands_as_it_was_closed_and_says_what_it_would_be_now(demo_store: Store, drawn: Drawn) -> None:
    period = company.CALENDAR.parse(late.RESTATED)
    then = drawn.score(company.RELATIONSHIP, late.RESTATED)
    with demo_store.reading() as connection:
        programme = Programme.open(connection, TODAY)
        assert programme.headline is not None
        figures = programme.figures(programme.headline)
        everybody = closed_figure(figures, EVERYBODY, period)
        region = closed_figure(figures, Slice.of(region=late.REGION), period)
        elsewhere = closed_figure(figures, Slice.of(region="EMEA"), period)
    assert everybody is not None
    assert region is not None
    assert elsewhere is not None
    assert everybody.score is not None
    assert abs(everybody.score.value - then.value) < 0.5, "who answered twice counts once"
    assert everybody.restated is not None
    assert everybody.restated.score is not None
    assert (whole(everybody.score.value), whole(everybody.restated.score.value)) == (39, 36)
    assert "added 240 answers" in everybody.restated.reason
    assert region.restated is not None
    assert elsewhere.restated is None


def test_every_quarter_since_the_books_are_closed_is_closed_but_the_last(demo_store: Store) -> None:
    with demo_store.reading() as connection:
        closed = Programme.open(connection, TODAY).closed.closings.values()
    assert [closing.period.key for closing in closed if closing.has_book] == list(late.CLOSED)
    assert integrity.report(demo_store).problems == ()


def test_the_quarter_is_restated_on_the_overview_in_words(demo_store: Store) -> None:
    report = overview.report(demo_store, View(period=late.RESTATED), TODAY)
    assert report.headline.restated.startswith("Q4 2025 was closed at 39; by today's answers it is 36: import")
    assert report.tiles[0].value == "39"
    assert "36 by today's answers" in report.tiles[0].restated
