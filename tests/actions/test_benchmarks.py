"""Editing benchmarks: permitted, audited, and refused in words where it cannot stand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from cx.actions import benchmarks as actions
from cx.actions import settings
from cx.domain.errors import BadValue, CxError, NotPermitted, UnknownName
from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.store import audit, benchmarks, schema
from cx.store.opening import Store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
READING = {
    "indicator_id": "skills",
    "brand": "Us",
    "read_on": date(2026, 9, 30),
    "value": 6.0,
    "grade": "C",
    "source": "review",
}


@pytest.fixture
def store(empty_store: Store) -> Store:
    settings.change_while_making(empty_store, {"own_brand": "Us"}, "test")
    return empty_store


def entered(store: Store) -> list[tuple[str, float]]:
    with store.reading() as connection:
        return [(one.brand, one.value) for one in benchmarks.readings(connection)]


def test_a_reading_is_entered_mended_and_removed_and_each_is_in_the_audit_log(store: Store) -> None:
    actions.save_reading(store, SINGLE_USER, READING, NOW)
    actions.save_reading(store, SINGLE_USER, {**READING, "value": 7.0}, NOW)
    assert entered(store) == [("Us", 7.0)]
    with store.reading() as connection:
        row = connection.execute(schema.readings.select()).mappings().one()
    assert (row["entered_by"], row["entered_at"]) == (SINGLE_USER.id, datetime(2026, 11, 22, 9))
    actions.remove_reading(store, SINGLE_USER, "skills", "Us", date(2026, 9, 30), NOW)
    assert entered(store) == []
    told = [(entry.action, entry.object, entry.result) for entry in audit.entries(store)]
    assert told[-3:] == [("edit benchmarks", "reading skills of Us on 2026-09-30", "done")] * 3


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"value": 10.5}, BadValue, "outside the scale of 'Skills that the plan needs', 0 to 10"),
        ({"value": None}, BadValue, "value is missing"),
        ({"brand": "Nobody"}, UnknownName, "There is no brand 'Nobody'. The brands are: Us"),
        ({"indicator_id": "luck"}, UnknownName, "There is no indicator 'luck'"),
        ({"indicator_id": "nps-customers"}, BadValue, "worked out from the answers"),
        ({"grade": "B", "source": ""}, BadValue, "needs its source"),
    ],
)
def test_a_reading_that_cannot_stand_is_refused(
    store: Store, wrong: dict[str, Any], error: type[CxError], said: str
) -> None:
    with pytest.raises(error) as refusal:
        actions.save_reading(store, SINGLE_USER, {**READING, **wrong}, NOW)
    assert said in str(refusal.value)
    assert entered(store) == []


def test_only_the_cx_leader_and_the_analyst_may_edit(store: Store) -> None:
    for role in Role:
        actor = Actor("e-1", frozenset({role}))
        if role in (Role.CX_LEADER, Role.ANALYST):
            actions.save_reading(store, actor, READING, NOW)
        else:
            with pytest.raises(NotPermitted):
                actions.save_reading(store, actor, READING, NOW)


def test_a_reading_that_is_not_there_cannot_be_removed(store: Store) -> None:
    with pytest.raises(UnknownName):
        actions.remove_reading(store, SINGLE_USER, "skills", "Us", date(2026, 9, 30), NOW)


def test_a_shipped_indicator_is_changed_and_a_need_gets_a_stance(store: Store) -> None:
    changed = {"indicator_id": "skills", "dimension": "internal", "name": "Skills", "scale_low": 0.0, "scale_high": 5.0}
    actions.save_indicator(store, SINGLE_USER, changed, NOW)
    actions.save_need(
        store, SINGLE_USER, {"need_id": "heard", "name": "Be heard", "audience": "customer", "stance": "win"}, NOW
    )
    with store.reading() as connection:
        skills = [one for one in benchmarks.every_indicator(connection) if one.indicator_id == "skills"]
        assert [(one.name, one.high) for one in skills] == [("Skills", 5.0)]
        assert [need.stance for need in benchmarks.needs(connection)] == ["win"]
    with pytest.raises(BadValue, match="not below the highest"):
        actions.save_indicator(store, SINGLE_USER, {**changed, "scale_low": 9.0}, NOW)
    with pytest.raises(BadValue, match="both needed"):
        actions.save_need(store, SINGLE_USER, {"need_id": "", "name": "Be heard"}, NOW)
