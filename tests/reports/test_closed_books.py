"""A closed period as pages, tables and commands show it: what was said, and what today's answers say beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from cx.actions import closing, imports, settings
from cx.domain.book import Against
from cx.domain.errors import BadValue, NotPermitted
from cx.domain.periods import FiscalCalendar
from cx.domain.roles import COMMAND_LINE, SINGLE_USER, Actor, Role
from cx.domain.rounding import whole
from cx.domain.series import Point, Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.reports import closings, integrity, nps, overview, trends
from cx.reports.closings import closed_figure
from cx.reports.programme import Programme
from cx.reports.view import View
from cx.store import audit
from tests.copying import copied
from tests.store.answers import answered, put

if TYPE_CHECKING:
    from cx.store.opening import Store

TODAY = date(2026, 11, 22)
AT = datetime(2026, 10, 9, 16, tzinfo=UTC)
QUARTER = View(period="2026Q3")
EMEA = Slice.of(region="EMEA")


def rows(month: str, promoters: int, detractors: int, region: str) -> list[dict[str, object]]:
    scores = [9] * promoters + [3] * detractors
    return [answered(f"{month}-{1 + i % 28:02d}", score, region=region) for i, score in enumerate(scores)]


@pytest.fixture(scope="module")
def closed_once(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two quarters of two regions, the second of them closed: 60 and 20 of 100 in July, August and September."""
    from cx.store.opening import Store

    empty_store = Store(str(tmp_path_factory.mktemp("closed") / "cx.duckdb"))
    base = []
    for month in ("2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"):
        base += rows(month, 80, 20, "EMEA") + rows(month, 60, 40, "Americas")
    put(empty_store, base, survey_id="s")
    with empty_store.writing() as connection:
        connection.execute(text("INSERT INTO surveys (survey_id, name, provenance) VALUES ('s', 'Ours', 'own')"))
    closing.close(empty_store, COMMAND_LINE, "2026Q3", TODAY, AT)
    return empty_store


@pytest.fixture
def books(closed_once: Store, tmp_path: Path) -> Store:
    return copied(closed_once, tmp_path)


@pytest.fixture
def late(books: Store) -> Callable[..., int]:
    """Brings more answers, as an import does; its number."""

    def bring(*more: dict[str, object], number: int = 2) -> int:
        from cx.store import late_changes

        put(books, more, survey_id="s", import_id=number)
        with books.writing() as connection:
            late_changes.imported(connection, "s", number, "a test", datetime(2026, 11, 3, tzinfo=UTC))
        return number

    return bring


def figure(store: Store, scope: Slice = EVERYBODY, period: str = "2026Q3") -> Point:
    with store.reading() as connection:
        programme = Programme.open(connection, TODAY)
        point = closed_figure(programme.figures(programme.surveys[0]), scope, FiscalCalendar().parse(period))
    assert point is not None
    return point


def value(point: Point) -> float:
    assert point.score
    return point.score.value


def test_a_figure_that_still_stands_says_only_when_it_was_closed(books: Store) -> None:
    point = figure(books)
    assert (value(point), point.closed, point.restated) == (40.0, AT.date(), None)


def test_late_answers_leave_what_was_said_and_stand_beside_it(books: Store, late: Callable[..., int]) -> None:
    late(*rows("2026-09", 0, 100, "EMEA"))
    point = figure(books)
    assert value(point) == 40.0
    assert point.restated is not None
    assert point.restated.score is not None
    assert point.restated.score.value == 100 * (420 - 280) / 700
    assert point.restated.reason == "import 2 of 3 November 2026 added 100 answers"
    assert point.restated.on == date(2026, 11, 3)
    assert figure(books, Slice.of(region="Americas")).restated is None
    assert figure(books, period="2026-07").restated is None
    assert figure(books, period="2026-09").restated is not None


def test_every_page_table_and_command_tells_the_same_restatement(books: Store, late: Callable[..., int]) -> None:
    late(*rows("2026-09", 0, 100, "EMEA"))
    first, second = overview.report(books, QUARTER, TODAY), trends.report(books, QUARTER, TODAY)
    (row,) = [row for row in nps.report(books, TODAY, period="quarter") if row.period == "2026Q3"]
    ledger = closings.report(books, TODAY)
    assert first.headline.restated == second.headline.restated
    assert "closed at 40; by today's answers it is 20: import 2" in first.headline.restated
    assert (first.tiles[0].value, first.tiles[0].restated) == ("40", "Restated: 20 by today's answers")
    assert second.trend is not None
    assert second.trend.restated[0].startswith("◇ Q3 2026, closed at 40: 20 by today's answers")
    columns = second.trend.table.columns
    cells = dict(zip(columns, second.trend.table.rows[-1], strict=True))
    assert (cells["NPS"], cells["By today's answers"], cells["Answers today"]) == (40.0, 20.0, 700)
    assert row.as_json()["nps"] == 40.0
    assert "20 by today's answers, as import 2 of 3 November 2026" in row.note
    assert ledger.table is not None
    assert 20.0 in ledger.table.rows[0]


def test_the_verdict_of_a_closed_period_is_the_one_that_was_said(books: Store, late: Callable[..., int]) -> None:
    before = trends.report(books, QUARTER, TODAY)
    late(*rows("2026-09", 0, 300, "EMEA"))
    settings.change_while_making(books, {"margin": "1"}, "a test")
    after = trends.report(books, QUARTER, TODAY)
    assert after.badges == before.badges
    assert after.headline.sentence == before.headline.sentence
    assert after.grid is not None
    assert before.grid is not None
    assert dict(after.grid.badges) == dict(before.grid.badges)


def test_the_bridge_of_closed_periods_adds_up_to_what_was_said(books: Store, late: Callable[..., int]) -> None:
    late(*rows("2026-09", 0, 300, "EMEA"))
    bridge = trends.report(books, QUARTER, TODAY, by="region").bridge
    assert bridge is not None
    assert bridge.bridge is not None
    assert (whole(bridge.bridge.before), whole(bridge.bridge.after)) == (40, 40)


def test_few_late_answers_are_not_given_away_by_the_difference(books: Store, late: Callable[..., int]) -> None:
    late(*rows("2026-09", 0, 2, "EMEA"))
    for scope in (EVERYBODY, EMEA):
        restated = figure(books, scope).restated
        assert restated is not None
        assert (restated.score, restated.shown) == (None, Shown.HIDDEN)
        assert "2 answers" not in restated.reason
    table = trends.report(books, QUARTER, TODAY).trend
    assert table is not None
    cells = dict(zip(table.table.columns, table.table.rows[-1], strict=True))
    assert (cells["By today's answers"], cells["Answers today"]) == (None, None)


def test_few_late_answers_of_one_group_hide_another_that_would_tell_them(
    books: Store, late: Callable[..., int]
) -> None:
    late(*rows("2026-09", 0, 50, "EMEA"), *rows("2026-09", 0, 2, "Americas"))
    everybody, emea = figure(books).restated, figure(books, EMEA).restated
    assert everybody is not None
    assert emea is not None
    assert everybody.score is not None
    assert emea.score is None, "everybody's 52 less EMEA's 50 would be the two of Americas"


def test_a_group_that_was_hidden_stays_hidden_however_many_answer_later(empty_store: Store) -> None:
    base = [*rows("2026-09", 20, 20, "EMEA"), *rows("2026-09", 2, 1, "Tiny"), *rows("2026-09", 10, 10, "Americas")]
    put(empty_store, base, survey_id="s")
    with empty_store.writing() as connection:
        connection.execute(text("INSERT INTO surveys (survey_id, name, provenance) VALUES ('s', 'Ours', 'own')"))
    closing.close(empty_store, COMMAND_LINE, "2026-09", TODAY, AT)
    put(empty_store, rows("2026-09", 40, 0, "Tiny"), survey_id="s", import_id=2)
    point = figure(empty_store, Slice.of(region="Tiny"), "2026-09")
    assert (point.score, point.shown, point.restated) == (None, Shown.HIDDEN, None)
    with empty_store.reading() as connection:
        kept = connection.execute(text("SELECT n, promoters, value FROM closed_figures WHERE scope = 'region=Tiny'"))
        assert kept.one() == (None, None, None)


def test_taking_the_late_file_back_leaves_nothing_to_say(books: Store, late: Callable[..., int]) -> None:
    number = late(*rows("2026-09", 0, 100, "EMEA"))
    imports.undo(books, SINGLE_USER, number, datetime(2026, 11, 4, tzinfo=UTC))
    assert figure(books).restated is None


def test_a_closed_figure_outlives_the_answers_it_was_made_of(books: Store) -> None:
    imports.undo(books, SINGLE_USER, 1, datetime(2026, 11, 4, tzinfo=UTC))
    report = overview.report(books, QUARTER, TODAY)
    assert report.tiles[0].value == "40"
    assert "no answers are left: import 1 was taken back on 4 November 2026" in report.headline.restated


def test_reopening_needs_a_reason_and_lets_the_figures_follow_todays_answers(
    books: Store, late: Callable[..., int]
) -> None:
    late(*rows("2026-09", 0, 100, "EMEA"))
    with pytest.raises(BadValue, match="stays closed"):
        closing.reopen(books, COMMAND_LINE, "2026Q3", "  ", AT)
    closing.reopen(books, COMMAND_LINE, "2026Q3", "The telephone interviews were missing.", AT)
    report = overview.report(books, QUARTER, TODAY)
    assert (report.tiles[0].value, report.headline.restated) == ("20", "")
    assert "reopened on 9 October 2026: The telephone" in closings.report(books, TODAY).reopened[0]
    closing.close(books, COMMAND_LINE, "2026Q3", TODAY, AT)
    assert figure(books).restated is None
    assert integrity.report(books).problems == ()


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("2026Q3", "closed already"),
        ("2026Q4", "is not over"),
        ("2019Q1", "no answers in any survey"),
        ("Q3", "no period"),
    ],
)
def test_a_period_that_cannot_be_closed_is_refused_with_the_reason(books: Store, key: str, why: str) -> None:
    with pytest.raises(BadValue, match=why):
        closing.close(books, COMMAND_LINE, key, TODAY, AT)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CX_LEADER])
def test_nobody_but_the_cx_leader_closes_or_reopens(books: Store, role: Role) -> None:
    somebody = Actor("u7", frozenset({role}))
    with pytest.raises(NotPermitted):
        closing.close(books, somebody, "2026Q2", TODAY, AT)
    with pytest.raises(NotPermitted):
        closing.reopen(books, somebody, "2026Q3", "because", AT)
    assert [entry.result for entry in audit.entries(books)[:2]] == ["refused", "refused"]
    assert audit.entries(books)[2].action == "close period"


def test_the_page_offers_the_quarter_after_the_last_closed_one_and_no_open_one(books: Store) -> None:
    offered = [choice.key for choice in closings.report(books, date(2027, 1, 5)).closable]
    assert "2026Q3" not in offered
    assert {"2026Q2", "2026-04"} <= set(offered)
    assert closings.report(books, date(2026, 7, 1)).closable[0].key == "2026Q2"


EDITS = (
    "UPDATE closed_figures SET value = value + 1 WHERE scope = '*'",
    "UPDATE closed_figures SET scope = 'region=EMEA' WHERE scope = '*'",
    "DELETE FROM closed_figures WHERE scope = 'region=EMEA'",
    "UPDATE verdicts SET relation = 'rose' WHERE scope = '*'",
    "UPDATE verdicts SET reason = 'no reason' WHERE against = 'previous'",
    "UPDATE closed_periods SET closed_at = TIMESTAMP '2026-01-01' WHERE period = '2026Q3'",
    "DELETE FROM closed_periods WHERE period = '2026-07'",
    "INSERT INTO closed_figures SELECT * REPLACE (99 AS closing_id) FROM closed_figures LIMIT 1",
)


@pytest.mark.parametrize("edit", EDITS)
def test_any_edit_of_what_was_frozen_shows(books: Store, edit: str) -> None:
    assert integrity.report(books).problems == ()
    with books.writing() as connection:
        connection.execute(text(edit))
    assert "closed figures" in integrity.report(books).problems[0].lower()


def test_frozen_verdicts_come_back_as_they_were(books: Store) -> None:
    from cx.reports.book import compiled
    from cx.store import closed_books

    with books.reading() as connection:
        programme = Programme.open(connection, TODAY)
        period = FiscalCalendar().parse("2026Q3")
        kept = programme.closed.book(period.span)
        programme.closed.closings.clear()
        fresh = compiled(programme, period, programme.surveys)
        assert kept is not None
        assert dict(kept.verdicts) == dict(fresh.verdicts)
        assert {key.against for key in kept.verdicts} >= {Against.PREVIOUS, Against.REST, Against.YEAR_AGO}
        assert closed_books.history(connection) == ()
