"""A project's milestones and updates are written in the page: each within its project, permitted and on record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cx.actions import access, records
from cx.domain.errors import BadRecord, NotPermitted
from cx.domain.roles import COMMAND_LINE, SINGLE_USER, Actor, Role
from cx.reports import access as roles
from cx.store import audit, projects
from cx.store.maintained import upsert
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


@pytest.fixture
def owner(store: Store) -> Actor:
    """Ana, as her e-mail address lets her in; the first project is hers, the second is Ben's."""
    with store.writing() as connection:
        upsert(connection, "leaders", [{"leader_id": "ana", "name": "Ana", "email": "Ana@Example.com"}])
        upsert(connection, "leaders", [{"leader_id": "ben", "name": "Ben", "email": "ben@example.com"}])
        upsert(connection, "projects", [{"project_id": "start-in-a-week", "leader_id": "ana"}])
        upsert(connection, "projects", [{"project_id": "leave-at-ease", "leader_id": "ben"}])
    access.grant(store, COMMAND_LINE, "ana@example.com", Role.OWNER, NOW)
    found = roles.admitted(store, "ana@example.com", NOW)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("table", "texts"),
    [
        ("milestones", {"milestone_id": "pilot", "name": "Pilot", "planned_on": "2026-12-01"}),
        ("project_updates", {"updated_on": "2026-10-01", "text": "On its way"}),
        ("spend", {"month": "2026-09-01", "spent": "5"}),
    ],
)
def test_an_owner_writes_of_their_own_project_and_of_no_other(
    store: Store, owner: Actor, table: str, texts: dict[str, str]
) -> None:
    mine, other, none = ({"project_id": name, **texts} for name in ("start-in-a-week", "leave-at-ease", "gone"))
    key = records.save(store, owner, table, mine, NOW)
    records.save(store, SINGLE_USER, table, other, NOW)
    for row in (other, none):
        with pytest.raises(NotPermitted):
            records.save(store, owner, table, row, NOW)
    with pytest.raises(NotPermitted):
        records.remove(store, owner, table, ("leave-at-ease", *key[1:]), NOW)
    records.remove(store, owner, table, key, NOW)
    assert [one.result for one in audit.entries(store, 4)] == ["done", *["refused"] * 3]


def test_an_owner_changes_neither_the_project_itself_nor_loads_a_file_of_everybodys(store: Store, owner: Actor) -> None:
    with pytest.raises(NotPermitted):
        records.save(store, owner, "projects", {"name": "Mine", "stage": "running"}, NOW)
    with pytest.raises(NotPermitted):
        records.loading(store, owner, "spend", NOW)


def test_a_project_that_goes_to_somebody_else_is_no_longer_theirs(store: Store, owner: Actor) -> None:
    assert records.may(store, owner, "spend", ("start-in-a-week",))
    assert not records.may(store, owner, "spend", ("leave-at-ease",))
    with store.writing() as connection:
        upsert(connection, "projects", [{"project_id": "start-in-a-week", "leader_id": "ben"}])
    assert not records.may(store, owner, "spend", ("start-in-a-week",))


def test_an_owner_who_is_no_leader_of_the_list_owns_nothing(store: Store) -> None:
    nobody = Actor("p-2", frozenset({Role.OWNER}))
    assert not records.may(store, nobody, "milestones", ("start-in-a-week",))
