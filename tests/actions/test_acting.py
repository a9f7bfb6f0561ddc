"""A change is permitted, recorded and made, or none of it."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cx.actions.acting import acting, note
from cx.domain.errors import NotPermitted, StoreUnavailable
from cx.domain.roles import ALLOWED, FOR_ANY_ROLE, SINGLE_USER, Action, Actor, Role
from cx.store import audit
from cx.store import company as companies
from cx.store.opening import Store

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
EMPLOYEE = Actor("e-1", frozenset({Role.EMPLOYEE}))


MAY: dict[Role, set[Action]] = {
    Role.EMPLOYEE: set(),
    Role.EXECUTIVE: {Action.READ_COMMENTS, Action.EXPORT_COMMENTS, Action.EXPORT_PACK, Action.EXPORT_RECORDS},
    Role.LEADER: {
        *(Action.READ_COMMENTS, Action.EXPORT_COMMENTS, Action.EXPORT_PACK, Action.READ_DRAFT, Action.SAVE_DRAFT),
        *(Action.REVIEW_DRAFT, Action.WITHDRAW_DRAFT, Action.EXPORT_DRAFT, Action.EXPORT_RECORDS),
    },
    Role.OWNER: {Action.UPDATE_PROJECT, Action.EXPORT_RECORDS},
    Role.ANALYST: {
        *(Action.IMPORT, Action.UNDO_IMPORT, Action.MAINTAIN, Action.EDIT_THEMES, Action.EDIT_BENCHMARKS),
        *(Action.PIN_QUOTE, Action.READ_COMMENTS, Action.EXPORT_COMMENTS, Action.READ_ACCOUNTS, Action.EXPORT_PACK),
        Action.EXPORT_RECORDS,
    },
    Role.LEGAL: {Action.READ_DRAFT, Action.AGREE_DRAFT, Action.EXPORT_DRAFT},
    Role.IR: {Action.READ_DRAFT, Action.AGREE_DRAFT, Action.EXPORT_DRAFT},
    Role.CX_LEADER: set(Action) - {Action.AGREE_DRAFT},
    Role.AUDITOR: {Action.READ_AUDIT_LOG, Action.EXPORT_RECORDS},
}
"""What each role may do beside opening pages, signing in and signing out."""


def results(store: Store) -> list[tuple[str, str, str]]:
    return [(entry.actor, entry.action, entry.result) for entry in audit.entries(store)]


def kept(store: Store) -> object:
    with store.reading() as connection:
        return companies.get(connection, "answer")


def test_a_change_and_its_entry_are_kept_together(empty_store: Store) -> None:
    with acting(empty_store, SINGLE_USER, Action.CHANGE_SETTINGS, "answer", NOW) as connection:
        companies.put(connection, "answer", 42, SINGLE_USER.id)
    assert kept(empty_store) == 42
    assert audit.entries(empty_store) == (
        audit.Entry(NOW, "single user", "cx_leader", "change settings", "answer", "done"),
    )


def test_a_change_that_fails_leaves_neither(empty_store: Store) -> None:
    with pytest.raises(ZeroDivisionError), acting(empty_store, SINGLE_USER, Action.IMPORT, "1", NOW) as connection:
        companies.put(connection, "answer", 1 // 0, SINGLE_USER.id)
    assert kept(empty_store) is None
    assert results(empty_store) == []


def test_who_may_not_is_refused_and_that_is_recorded(empty_store: Store) -> None:
    with pytest.raises(NotPermitted), acting(empty_store, EMPLOYEE, Action.CLOSE_PERIOD, "2026Q3", NOW):
        pytest.fail("the block must not run")
    with pytest.raises(NotPermitted):
        note(empty_store, EMPLOYEE, Action.READ_PERSONAL_DATA, "r-1", NOW)
    assert results(empty_store) == [
        ("e-1", str(action), "refused") for action in (Action.READ_PERSONAL_DATA, Action.CLOSE_PERIOD)
    ]
    assert not empty_store.exists()


def test_without_its_log_nothing_is_done(empty_store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty.duckdb.audit").mkdir()
    with (
        pytest.raises(StoreUnavailable, match="nothing was changed"),
        acting(empty_store, SINGLE_USER, Action.CHANGE_SETTINGS, "answer", NOW) as connection,
    ):
        companies.put(connection, "answer", 42, SINGLE_USER.id)
    assert kept(empty_store) is None


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE audit_log SET actor = 'somebody else' WHERE number = 2",
        "DELETE FROM audit_log WHERE number = 2",
        "DELETE FROM audit_log WHERE number = 1",
        "UPDATE audit_log SET number = number + 1 WHERE number = 3",
    ],
)
def test_an_edit_of_the_log_shows(empty_store: Store, edit: str) -> None:
    for name in ("a", "b", "c"):
        note(empty_store, SINGLE_USER, Action.READ_COMMENTS, name, NOW)
    assert audit.problems(empty_store) == ()
    with sqlite3.connect(f"{empty_store.location}.audit") as log:
        log.execute(edit)
    log.close()
    assert len(audit.problems(empty_store)) == 1


def test_entries_made_at_once_follow_one_another(empty_store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: note(empty_store, SINGLE_USER, Action.READ_COMMENTS, str(i), NOW), range(40)))
    assert len(audit.entries(empty_store)) == 40
    assert audit.problems(empty_store) == ()


def test_every_action_is_allowed_to_somebody_and_none_to_an_employee() -> None:
    assert set(ALLOWED) == set(Action)
    assert all(ALLOWED.values())
    assert {action for action in Action if EMPLOYEE.may(action)} == FOR_ANY_ROLE


@pytest.mark.parametrize("role", Role)
def test_a_role_does_what_is_listed_and_is_refused_everything_else(empty_store: Store, role: Role) -> None:
    who = Actor("p-1", frozenset({role}))
    denied = [action for action in Action if action not in MAY[role] | FOR_ANY_ROLE]
    for action in denied:
        with pytest.raises(NotPermitted), acting(empty_store, who, action, "x", NOW):
            pytest.fail(f"{action} must not run")
    assert all(who.may(action) for action in MAY[role] | FOR_ANY_ROLE)
    assert results(empty_store) == [("p-1", str(action), "refused") for action in reversed(denied)]
    assert not empty_store.exists()
