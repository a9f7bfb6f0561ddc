"""Taking the pack of a meeting away: permitted and recorded before anything is handed out."""

from __future__ import annotations

from datetime import date, datetime

from cx.actions.acting import note
from cx.domain.roles import Action, Actor
from cx.reports import pack
from cx.store.opening import Store


def take(store: Store, actor: Actor, meeting_id: str, at: datetime, today: date) -> pack.Pack:
    """The pack of a meeting; with what is embargoed for whoever keeps the council's records only. at: UTC."""
    note(store, actor, Action.EXPORT_PACK, f"meetings {meeting_id}", at)
    return pack.report(store, meeting_id, today, embargoed=actor.may(Action.EDIT_COUNCIL))
