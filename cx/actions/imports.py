"""Taking an import back."""

from __future__ import annotations

from datetime import datetime

from cx.actions.acting import acting
from cx.domain.roles import Action, Actor
from cx.narrative.facts import Kind
from cx.store import comment_counts, import_log, invited_people, loading, syncing, training, withdrawing
from cx.store.loading import Undone
from cx.store.opening import Store

_TAKING_BACK = {invited_people.TABLE: invited_people.take_back, training.TABLE: training.take_back}
"""By table: tables of people, whose imports can be taken back as those of answers."""


def undo(store: Store, actor: Actor, import_id: int, at: datetime) -> Undone:
    """Take back an import's rows, wherever they are now, and bring back what they had replaced. at: UTC.

    Raises NotPermitted; UnknownName for an import that does not exist, BadValue for one that cannot be taken back.
    """
    with acting(store, actor, Action.UNDO_IMPORT, str(import_id), at) as connection:
        table = import_log.table_of(connection, import_id)
        if table == syncing.TABLE:
            return Undone(*syncing.take_back(connection, import_id, actor.id, at))
        if take_back := _TAKING_BACK.get(table):
            import_log.mark_taken_back(connection, import_id, actor.id, at)
            if table == invited_people.TABLE:
                reason = f"Import {import_id}, of who was invited, was taken back."
                for survey_id, month in sorted(invited_people.months_of(connection, import_id)):
                    withdrawing.undone(connection, survey_id, [month], reason, at, kinds=(Kind.ASKED,))
            return Undone(take_back(connection, import_id), 0)
        undone = loading.undo(connection, import_id, actor.id, at)
    comment_counts.settle(store)
    return undone
