"""Files that leave the dashboard with names in them are on record before they are made."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from cx.domain.errors import NotPermitted
from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.domain.tables import Table
from cx.exports import table as tables
from cx.store import audit
from cx.store.opening import Store
from cx.ui import downloads

PEOPLE = Table(("Who",), (("Ana Ruiz",),), "Overdue")


def test_who_takes_names_away_is_on_record_and_who_may_not_gets_none(empty_store: Store) -> None:
    def by(actor: Actor) -> Any:
        return SimpleNamespace(store=empty_store, actor=actor)

    assert b"Ana Ruiz" in downloads._made(tables.csv, PEOPLE, "overdue", by(SINGLE_USER))
    with pytest.raises(NotPermitted):
        downloads._made(tables.csv, PEOPLE, "overdue", by(Actor("e-1", frozenset({Role.EMPLOYEE}))))
    assert b"Ana Ruiz" in downloads._made(tables.csv, PEOPLE, "figures that the page shows", None)
    assert [(entry.actor, entry.action, entry.object, entry.result) for entry in audit.entries(empty_store)] == [
        ("e-1", "export records", "overdue", "refused"),
        ("single user", "export records", "overdue", "done"),
    ]
