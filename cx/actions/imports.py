"""Taking an import back."""

from __future__ import annotations

from datetime import datetime

from cx.store import comment_counts, import_log, invited_people, loading, syncing, training
from cx.store.loading import Undone
from cx.store.opening import Store

_TAKING_BACK = {invited_people.TABLE: invited_people.take_back, training.TABLE: training.take_back}
"""By table: tables of people, whose imports can be taken back as those of answers."""


def undo(store: Store, import_id: int, by: str, at: datetime) -> Undone:
    """Take back an import's rows, wherever they are now, and bring back what they had replaced.

    Raises UnknownName for an import that does not exist, BadValue for one that cannot be taken back.
    """
    with store.writing() as connection:
        table = import_log.table_of(connection, import_id)
        if table == syncing.TABLE:
            return Undone(*syncing.take_back(connection, import_id, by, at))
        take_back = _TAKING_BACK.get(table)
        if take_back:
            import_log.mark_taken_back(connection, import_id, by, at)
            return Undone(take_back(connection, import_id), 0)
        undone = loading.undo(connection, import_id, by, at)
    comment_counts.settle(store)
    return undone
