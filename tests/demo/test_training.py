"""The planted stories of training, as the store tells them."""

from __future__ import annotations

from datetime import date

from cx.demo import training as planted
from cx.domain.training import Level, Standing
from cx.reports import overview, training
from cx.reports.view import View
from cx.store import training as stored
from cx.store.opening import Store

TODAY = date(2026, 10, 1)


def test_services_is_well_behind_and_no_other_unit_is(demo_store: Store) -> None:
    found = training.report(demo_store, TODAY)
    assert [notice.name for notice in found.attention] == ["Services"]
    assert "Services is furthest behind" in found.headline.sentence
    with demo_store.reading() as connection:
        told = training.of_unit(connection, planted.BEHIND, TODAY)
    assert told is not None
    _, services, standing = told
    assert standing is Standing.BEHIND
    assert 35 < (services.share or 0) < 50
    assert services.left_out > 10


def test_the_whole_board_is_done_and_no_unit_of_it_is_shown(demo_store: Store) -> None:
    with demo_store.reading() as connection:
        board = stored.register(connection).on(TODAY).of_level(Level.BOARD)
    assert (board.people, board.done) == (8, 8)
    matrix = training.report(demo_store, TODAY).matrix
    assert matrix is not None
    column = matrix.columns.index("Board")
    said = {matrix.rows[row]: word.text for (row, at), word in matrix.words.items() if at == column}
    assert said == {"Finance": "· hidden", "Meridian": "· hidden", "Whole company": "▲ 100%"}
    rows = [row for row in matrix.table.rows if row[:2] == ("Finance", "Board")]
    assert rows == [("Finance", "Board", *[None] * 6, "hidden")]


def test_nobody_is_late_for_the_course_that_is_under_way(demo_store: Store) -> None:
    with demo_store.reading() as connection:
        found = stored.register(connection).on(TODAY, planted.LEADING).whole
    assert (found.late, found.standing(90)) == (0, Standing.UNDER_WAY)


def test_the_overdue_are_named_for_those_who_may_see_them(demo_store: Store) -> None:
    rows = training.overdue(demo_store, TODAY).rows
    assert len({row[0] for row in rows}) > 100
    assert all(isinstance(row[5], int) and row[5] > 0 for row in rows)


def test_the_first_page_says_that_training_needs_attention(demo_store: Store) -> None:
    found = overview.report(demo_store, View(), TODAY).attention
    assert [(one.name, one.link.page) for one in found if one.link and one.link.page == "training"] == [
        ("Services", "training")
    ]
    assert len(found) <= 5
