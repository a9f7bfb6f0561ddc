"""Records are checked, kept and brought back, and every edit is in the audit log."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cx.actions import records
from cx.domain.errors import BadRecord, NotPermitted, UnknownName
from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.reports import records as reports
from cx.store import audit, strategy
from cx.store.opening import Store

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
ANALYST = Actor("analyst", frozenset({Role.ANALYST}))
ANSWER = {
    "dimension": "customers",
    "answer": "They want to start at once",
    "owner": "Ana",
    "evidence": "A study | Interviews",
    "decided_on": "2026-07-01",
    "review_by": "2026-12-31",
}
SIGNAL = {"kind": "industry", "title": "Très vite!", "likelihood": "4", "impact": "5"}


@pytest.fixture
def store(empty_store: Store) -> Store:
    with empty_store.writing():
        return empty_store


def seen(store: Store, table: str, *key: str) -> dict[str, str]:
    form = reports.form(store, table, key)
    assert form.seen is not None
    return dict(form.seen)


def change(store: Store, **texts: str) -> None:
    before = seen(store, "answers", "customers")
    records.save(store, SINGLE_USER, "answers", {**before, **texts}, NOW, seen=before)


def answer(store: Store) -> str:
    with store.reading() as connection:
        return next(iter(strategy.answers(connection).values())).text


def test_a_new_answer_supersedes_and_the_old_can_be_brought_back(store: Store) -> None:
    records.save(store, SINGLE_USER, "answers", ANSWER, NOW)
    change(store, answer="They want a person")
    assert answer(store) == "They want a person"
    first = reports.form(store, "answers", ("customers",)).history[0]
    assert first.text == "They want to start at once"
    records.restore(store, SINGLE_USER, "answers", ("customers",), first.version, NOW)
    assert answer(store) == "They want to start at once"
    assert [one.change.split()[0] for one in reports.form(store, "answers", ("customers",)).history] == [
        "Changed",
        "Changed",
        "Added",
    ]


def test_every_edit_is_in_the_audit_log_by_ids_alone(store: Store) -> None:
    records.save(store, SINGLE_USER, "answers", ANSWER, NOW)
    change(store, answer="A secret")
    records.remove(store, SINGLE_USER, "answers", ("customers",), NOW)
    entries = audit.entries(store)
    assert [(one.actor, one.action, one.object, one.result) for one in entries] == [
        ("single user", "edit strategy", "answers customers", "done")
    ] * 3
    assert "secret" not in str(entries)


def test_who_may_not_edit_is_refused_and_that_is_recorded(store: Store) -> None:
    with pytest.raises(NotPermitted):
        records.save(store, ANALYST, "answers", ANSWER, NOW)
    with store.reading() as connection:
        assert strategy.answers(connection) == {}
    assert [one.result for one in audit.entries(store)] == ["refused"]


def test_a_second_current_answer_is_refused(store: Store) -> None:
    records.save(store, SINGLE_USER, "answers", ANSWER, NOW)
    with pytest.raises(BadRecord, match="There is one already") as refusal:
        records.save(store, SINGLE_USER, "answers", {**ANSWER, "answer": "Another"}, NOW)
    assert list(refusal.value.problems) == ["dimension"]
    assert answer(store) == "They want to start at once"


def test_nobody_overwrites_what_they_have_not_seen(store: Store) -> None:
    records.save(store, SINGLE_USER, "answers", ANSWER, NOW)
    before = seen(store, "answers", "customers")
    change(store, answer="Changed meanwhile")
    with pytest.raises(BadRecord, match="while you were writing"):
        records.save(store, SINGLE_USER, "answers", {**before, "answer": "Mine"}, NOW, seen=before)
    assert answer(store) == "Changed meanwhile"


@pytest.mark.parametrize(
    ("table", "texts", "field", "said"),
    [
        ("answers", {**ANSWER, "answer": ""}, "answer", "Answer is missing"),
        ("answers", {**ANSWER, "review_by": "2026-06-30"}, "review_by", "Review by is before Decided on"),
        ("answers", {**ANSWER, "dimension": "weather"}, "dimension", "Dimension is not one of customers"),
        ("signals", {**SIGNAL, "likelihood": "6"}, "likelihood", "is more than 5"),
        ("signals", {**SIGNAL, "kind": "regulation"}, "effective_on", "a regulation needs one"),
        ("signals", {**SIGNAL, "behind": "Nobody"}, "behind", "not among the brands"),
        (
            "allocations",
            {"dimension": "partners", "name": "Desk", "people_planned": "many"},
            "people_planned",
            "number",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    store: Store, table: str, texts: dict[str, str], field: str, said: str
) -> None:
    with pytest.raises(BadRecord) as refusal:
        records.save(store, SINGLE_USER, table, texts, NOW)
    assert said in refusal.value.problems[field]
    assert reports.as_file(store, table).rows == ()


def test_an_id_is_made_from_the_title_and_never_taken_twice(store: Store) -> None:
    made = [records.save(store, SINGLE_USER, "signals", SIGNAL, NOW) for _ in range(2)]
    assert made == [("tres-vite",), ("tres-vite-2",)]


def test_what_was_removed_can_be_brought_back(store: Store) -> None:
    records.save(store, SINGLE_USER, "answers", ANSWER, NOW)
    records.remove(store, SINGLE_USER, "answers", ("customers",), NOW)
    form = reports.form(store, "answers", ("customers",))
    assert form.seen is None
    records.restore(store, SINGLE_USER, "answers", ("customers",), form.history[0].version, NOW)
    assert answer(store) == "They want to start at once"


def test_a_table_that_is_measured_is_not_edited_in_a_form(store: Store) -> None:
    with pytest.raises(UnknownName, match="load it from a file"):
        records.save(store, SINGLE_USER, "brands", {"brand": "Us", "kind": "own"}, NOW)
