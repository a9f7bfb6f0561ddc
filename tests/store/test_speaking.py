"""Saved sets of points come back as they were, exist for whom they may, and fall with the data under them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cx.domain.approval import Decision, Reach, SavedPoint, SavedSet, SetKey, Status, Step
from cx.store import loading, speaking, withdrawing
from cx.store.opening import Store
from tests.store.answers import answered, put, put_survey

AT = datetime(2026, 10, 20, 12, tzinfo=UTC)
ALL = Reach(everything=True)
POINTS = (
    SavedPoint("f1", "change", "s", ("2026Q3", "2026Q2"), "EMEA fell from 40 to 30.", "", "Q3 2026"),
    SavedPoint("f9", "what_cannot_be_said", "", (), "We do not know."),
)


def made(version: int = 1, audience: str = "external", **how: object) -> SavedSet:
    at = AT + timedelta(minutes=version)
    key = SetKey("emea", audience, "2026Q3", version)
    return SavedSet(key, date(2026, 10, 20), at, "ana", POINTS, '[{"id": "f1"}]', "[]", **how)  # type: ignore[arg-type]


def released(store: Store, version: int = 1, moment: datetime = AT) -> SetKey:
    with store.writing() as connection:
        speaking.save(connection, made(version))
        key = made(version).key
        speaking.decide(connection, key, Decision(Step.REVIEW, "ana", "leader", AT))
        speaking.decide(connection, key, Decision(Step.APPROVE, "m", "cx_leader", AT, "", None, AT + timedelta(99)))
        speaking.decide(connection, key, Decision(Step.RELEASE, "m", "cx_leader", AT, "", moment))
    return key


def test_a_saved_set_comes_back_as_it_was(store: Store) -> None:
    with store.writing() as connection:
        speaking.save(connection, made(1))
        speaking.save(connection, made(2))
        speaking.save(connection, made(1, "team"))
        assert speaking.last_version(connection, "emea", "external", "2026Q3") == 2
        assert speaking.last_version(connection, "asia", "external", "2026Q3") == 0
        found = speaking.sets(connection, ALL, AT, audience="external")
    assert found == (made(2), made(1))


def test_steps_are_kept_in_their_order_with_their_moments(store: Store) -> None:
    released(store, moment=AT + timedelta(hours=2))
    with store.reading() as connection:
        (found,) = speaking.sets(connection, ALL, AT)
    assert [one.step for one in found.decisions] == [Step.REVIEW, Step.APPROVE, Step.RELEASE]
    assert found.decisions[2].release_at == AT + timedelta(hours=2)
    assert found.status(AT) is Status.APPROVED
    assert found.status(AT + timedelta(hours=2)) is Status.RELEASED


def test_before_its_release_a_set_is_not_there_for_its_readers(store: Store) -> None:
    released(store, moment=AT + timedelta(hours=2))
    reader = Reach(released=frozenset({"external"}))
    with store.reading() as connection:
        assert speaking.sets(connection, reader, AT + timedelta(minutes=119)) == ()
        assert len(speaking.sets(connection, reader, AT + timedelta(hours=2))) == 1
        assert speaking.sets(connection, Reach(leader_id="asia"), AT + timedelta(hours=2)) == ()


@pytest.mark.parametrize(
    ("survey_id", "day", "withdrawn"),
    [("s", "2026-08-10", True), ("s", "2026-05-10", True), ("s", "2026-01-10", False), ("other", "2026-08-10", False)],
)
def test_released_points_are_withdrawn_when_the_data_under_them_are_undone(
    store: Store, survey_id: str, day: str, withdrawn: bool
) -> None:
    put_survey(store, survey_id=survey_id)
    put(store, [answered(day, 9)], survey_id=survey_id)
    released(store)
    with store.writing() as connection:
        loading.undo(connection, 1, "ana", AT + timedelta(hours=3))
    with store.reading() as connection:
        (found,) = speaking.sets(connection, ALL, AT + timedelta(hours=3))
    assert (found.status(AT + timedelta(hours=3)) is Status.WITHDRAWN) == withdrawn
    assert not withdrawn or found.decisions[-1].reason == "Import 1 was taken back."


def test_what_is_no_longer_in_force_is_not_withdrawn_again(store: Store) -> None:
    released(store)
    with store.writing() as connection:
        late = AT + timedelta(days=100)
        assert withdrawing.undone(connection, "s", [date(2026, 8, 3)], "Erased.", late) == 0
        assert withdrawing.undone(connection, "s", None, "Erased.", AT) == 1
        assert withdrawing.undone(connection, "s", None, "Erased.", AT) == 0
