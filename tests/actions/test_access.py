"""Roles are granted, taken away and handed over; each change is on record by id, never by name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cx.actions import access
from cx.domain.errors import BadValue, ChoiceNeeded, NotPermitted, UnknownName
from cx.domain.roles import COMMAND_LINE, Actor, Role
from cx.reports import access as reports
from cx.store import audit
from cx.store.opening import Store

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def held(store: Store) -> dict[str, tuple[Role, ...]]:
    return {one.email: one.roles for one in reports.persons(store)}


def test_an_e_mail_is_one_person_however_it_is_written(empty_store: Store) -> None:
    first = access.grant(empty_store, COMMAND_LINE, "Ana.Ruiz@Example.com ", Role.LEADER, NOW)
    assert access.grant(empty_store, COMMAND_LINE, "ana.ruiz@example.com", Role.ANALYST, NOW) == first
    assert held(empty_store) == {"ana.ruiz@example.com": (Role.ANALYST, Role.LEADER)}


def test_there_is_exactly_one_cx_leader_who_can_only_hand_over(empty_store: Store) -> None:
    access.grant(empty_store, COMMAND_LINE, "a@example.com", Role.CX_LEADER, NOW)
    with pytest.raises(ChoiceNeeded, match="--hand-over"):
        access.grant(empty_store, COMMAND_LINE, "b@example.com", Role.CX_LEADER, NOW)
    with pytest.raises(BadValue, match="Hand over first"):
        access.revoke(empty_store, COMMAND_LINE, "a@example.com", None, NOW)
    access.grant(empty_store, COMMAND_LINE, "b@example.com", Role.CX_LEADER, NOW, hand_over=True)
    assert held(empty_store) == {"b@example.com": (Role.CX_LEADER,)}


def test_nobody_else_changes_roles(empty_store: Store) -> None:
    with pytest.raises(NotPermitted):
        access.grant(empty_store, Actor("p-1", frozenset({Role.ANALYST})), "a@example.com", Role.ANALYST, NOW)
    assert held(empty_store) == {}


def test_what_is_no_address_or_no_role_of_theirs_is_refused(empty_store: Store) -> None:
    with pytest.raises(BadValue, match="no e-mail"):
        access.grant(empty_store, COMMAND_LINE, "ana", Role.LEADER, NOW)
    with pytest.raises(UnknownName, match="has no role"):
        access.revoke(empty_store, COMMAND_LINE, "ana@example.com", Role.LEADER, NOW)


def test_the_log_names_people_by_ids_and_covers_coming_going_and_refusals(empty_store: Store) -> None:
    access.grant(empty_store, COMMAND_LINE, "ana@example.com", Role.LEADER, NOW)
    who = reports.admitted(empty_store, "ana@example.com", NOW)
    assert who is not None
    access.signed_in(empty_store, who, NOW)
    access.signed_in(empty_store, None, NOW)
    access.refused_page(empty_store, who, "settings", NOW)
    access.signed_out(empty_store, who, NOW)
    log = audit.entries(empty_store)
    assert [(one.action, one.result) for one in log] == [
        ("sign out", "done"),
        ("open page", "refused"),
        ("sign in", "refused"),
        ("sign in", "done"),
        ("change role", "done"),
    ]
    assert "ana" not in repr(log)
    assert reports.admitted(empty_store, "ana@example.com", NOW) is None
    assert reports.admitted(empty_store, "ana@example.com", NOW + timedelta(seconds=1)) == who
