"""What the store itself holds of the strategy."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from cx.domain.dimensions import QUESTIONS
from cx.store import schema, versions
from cx.store.maintained import remove, upsert
from cx.store.opening import Store
from cx.store.versions import Changed
from tests.store.answers import answered, day

NOW = Changed("ana", answered("2026-07-01", 0)["responded_at"])
ANSWER = {
    "dimension": "customers",
    "answer": "So",
    "owner": "Ana",
    "decided_on": day("2026-01-01"),
    "review_by": day("2026-12-31"),
}


def test_the_six_questions_come_with_the_store(store: Store) -> None:
    kept = schema.questions.c
    with store.reading() as connection:
        found = connection.execute(select(kept.dimension, kept.question).order_by(kept.place)).all()
    assert [tuple(row) for row in found] == [(str(dimension), text) for dimension, text in QUESTIONS.items()]


def test_the_store_itself_refuses_a_second_current_answer(store: Store) -> None:
    with pytest.raises(DBAPIError), store.writing() as connection:
        connection.execute(insert(schema.answers).values(**ANSWER))
        connection.execute(insert(schema.answers).values(**{**ANSWER, "answer": "Otherwise"}))
    with store.reading() as connection:
        assert connection.execute(select(schema.answers)).all() == []


def test_what_is_taken_away_stays_in_the_history(store: Store) -> None:
    with store.writing() as connection:
        upsert(connection, "answers", [ANSWER], change=NOW)
    with store.writing() as connection:
        assert remove(connection, "answers", ("customers",), NOW)
        assert not remove(connection, "answers", ("partners",), NOW)
    with store.writing() as connection:
        upsert(connection, "answers", [{**ANSWER, "answer": "Again"}], change=NOW)
        changes = versions.history(connection, "answers")[versions.name_of(("customers",))]
    assert [(one.version, one.change, one.earlier.get("answer")) for one in changes] == [
        (3, "added", None),
        (2, "removed", "So"),
        (1, "added", None),
    ]


def test_a_goal_that_is_taken_away_leaves_no_links(store: Store) -> None:
    with store.writing() as connection:
        upsert(connection, "business_goals", [{"goal_id": "g", "name": "G", "dimensions": "customers", "projects": ""}])
        remove(connection, "business_goals", ("g",), NOW)
        assert connection.execute(select(schema.goal_links)).all() == []
