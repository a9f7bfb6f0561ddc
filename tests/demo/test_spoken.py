"""The planted stories of saved speaking points: one approved, one said last quarter, one stale and contradicted."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cx.domain.approval import Reach
from cx.reports import coverage, speaking
from cx.reports.desk import Desk
from cx.store.opening import Store

TODAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, 9, tzinfo=UTC)
ALL = Reach(everything=True)


def desk(store: Store, leader: str, audience: str, period: str = "2026Q3") -> Desk:
    found = speaking.report(store, TODAY, ALL, NOW, leader, audience, period).desk
    assert found is not None
    return found


def test_the_coverage_tells_who_is_ready_and_whose_points_are_stale(demo_store: Store) -> None:
    found = coverage.report(demo_store, TODAY, ALL, NOW, "council", "2026Q3")
    stands = {one.leader.leader_id: one.standing.value for one in found.leaders}
    assert (stands["americas"], stands["ceo"], stands["cco"], stands["emea"]) == (
        "ready",
        "ready",
        "stale",
        "nothing saved",
    )
    assert any("target of 45" in one and "target of 42" in one for one in found.contradictions)


def test_the_stale_set_says_what_its_fact_says_today(demo_store: Store) -> None:
    (stale,) = desk(demo_store, "cco", "council").stale
    assert "target of 45" in stale.text
    assert "target of 42" in stale.now


def test_what_was_said_in_public_last_quarter_is_set_beside_what_would_be_said_now(demo_store: Store) -> None:
    assert desk(demo_store, "ceo", "external", "2026Q2").now is not None
    found = desk(demo_store, "ceo", "external")
    assert found.public == "2026Q2, version 1, of 21 July 2026"
    assert found.since_public
    assert not [one for one in found.since_public if one.drift], "no survey, question or baseline moved"
