"""The Access page proves the audit log anew whenever it changed, and not otherwise."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from cx.actions import access as actions
from cx.domain.roles import COMMAND_LINE, Role
from cx.reports import access
from cx.store import audit
from cx.store.opening import Store

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def rested(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits a second for a log to have rested."""
    monkeypatch.setattr(audit, "RESTED", -1)


def test_each_entry_is_seen_at_once(empty_store: Store) -> None:
    actions.grant(empty_store, COMMAND_LINE, "a@example.com", Role.ANALYST, NOW)
    first = access.report(empty_store)
    assert access.report(empty_store) is first
    audit.append(empty_store, audit.Entry(NOW, "somebody", "analyst", "export", "rows", "done"))
    second = access.report(empty_store)
    assert second.entries == first.entries + 1
    assert second.log.rows[0][3] == "export"


def test_an_edited_log_is_found_out_after_it_was_proven(empty_store: Store) -> None:
    actions.grant(empty_store, COMMAND_LINE, "a@example.com", Role.ANALYST, NOW)
    assert access.report(empty_store).problems == ()
    assert empty_store.path is not None
    with closing(sqlite3.connect(f"{empty_store.path}.audit")) as log, log:
        log.execute("UPDATE audit_log SET result = 'refused'")
    assert access.report(empty_store).problems != ()


def test_a_log_that_has_just_changed_is_read_each_time(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.grant(empty_store, COMMAND_LINE, "a@example.com", Role.ANALYST, NOW)
    monkeypatch.setattr(audit, "RESTED", 10**15)
    assert audit.version(empty_store) == ""
    assert access.report(empty_store) is not access.report(empty_store)
