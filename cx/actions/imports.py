"""Taking an import back."""

from __future__ import annotations

from datetime import datetime

from cx.store import comment_counts, import_log, invited_people, loading
from cx.store.loading import Undone
from cx.store.opening import Store


def undo(store: Store, import_id: int, by: str, at: datetime) -> Undone:
    """Take back an import's rows, wherever they are now, and bring back what they had replaced.

    Raises UnknownName for an import that does not exist, BadValue for one that cannot be taken back.
    """
    with store.writing() as connection:
        if import_log.table_of(connection, import_id) == invited_people.TABLE:
            import_log.mark_taken_back(connection, import_id, by, at)
            return Undone(invited_people.take_back(connection, import_id), 0)
        undone = loading.undo(connection, import_id, by, at)
    comment_counts.settle(store)
    return undone
