"""Imports as the page and the command line see them: which there were, what they refused, taking one back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from cx.store import loading
from cx.store.loading import Undone
from cx.store.opening import Store


def undo(store: Store, import_id: int, *, by: str = "command line") -> Undone:
    """Take an import of answers back. Raises UnknownName or BadValue where it is unknown or was taken back before."""
    with store.writing() as connection:
        return loading.undo(connection, import_id, by, datetime.now(UTC))


def history(store: Store) -> list[dict[str, Any]]:
    """Every import, the newest first: all that `imports` keeps, and the survey's name; none where no store is."""
    if not store.exists():
        return []
    with store.reading() as connection:
        return loading.history(connection)


def rejects(store: Store, import_id: int) -> list[dict[str, Any]]:
    """The refused rows of an import: line, reason, value."""
    with store.reading() as connection:
        return loading.rejects(connection, import_id)
