"""A project's milestones and updates are written in the page: each within its project, permitted and on record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cx.actions import records
from cx.domain.errors import BadRecord, NotPermitted
from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.store import audit, projects
from cx.store.opening import Store

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(empty_store: Store) -> Store:
    with empty_store.writing():
        """Opening for writing makes it."""
    for name in ("Start in a week", "Leave at ease"):
        records.save(empty_store, SINGLE_USER, "projects", {"name": name, "stage": "running"}, NOW)
    return empty_store


def milestone(store: Store, project_id: str) -> tuple[str, ...]:
    texts = {"project_id": project_id, "name": "Pilot", "planned_on": "2026-12-01"}
    return records.save(store, SINGLE_USER, "milestones", texts, NOW)


def test_a_milestone_has_an_id_of_its_own_within_its_project(store: Store) -> None:
    made = [milestone(store, project) for project in ("start-in-a-week", "start-in-a-week", "leave-at-ease")]
    assert made == [("start-in-a-week", "pilot"), ("start-in-a-week", "pilot-2"), ("leave-at-ease", "pilot")]
    with store.reading() as connection:
        found = {one.project_id: len(one.milestones) for one in projects.projects(connection)}
    assert found == {"start-in-a-week": 2, "leave-at-ease": 1}


def test_a_status_set_by_hand_without_a_reason_is_refused_beside_its_field(store: Store) -> None:
    texts = {"name": "New", "stage": "running", "status_said": "green"}
    with pytest.raises(BadRecord) as refusal:
        records.save(store, SINGLE_USER, "projects", texts, NOW)
    assert list(refusal.value.problems) == ["status_reason"]


def test_every_edit_is_recorded_and_whoever_may_not_is_refused(store: Store) -> None:
    update = {"project_id": "leave-at-ease", "updated_on": "2026-10-01", "text": "A secret"}
    records.save(store, SINGLE_USER, "project_updates", update, NOW)
    with pytest.raises(NotPermitted):
        records.save(store, Actor("x", frozenset({Role.EXECUTIVE})), "project_updates", update, NOW)
    entries = {(one.action, one.object, one.result) for one in audit.entries(store)}
    assert ("update project", "project_updates leave-at-ease 2026-10-01", "done") in entries
    assert "secret" not in str(entries)
