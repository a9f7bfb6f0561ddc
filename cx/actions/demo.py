"""Leaving the demo company."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cx.actions.acting import recorded
from cx.domain.errors import BadValue
from cx.domain.roles import Action, Actor
from cx.store.leaving_demo import check_demo, put_demo_aside
from cx.store.opening import Store


def leave(store: Store, actor: Actor, now: datetime) -> Path:
    """Start an empty store in the demo's place; where the demo was put aside.

    now: UTC. Raises NotPermitted; BadValue where the store is a server or holds a company's own answers: those are
    never put aside from here.
    """
    if store.path is None:
        raise BadValue("The demo company lives in a file; this store is a database server.")
    with store.reading() as connection:
        check_demo(connection)
    with recorded(store, actor, Action.LEAVE_DEMO, "demo", now), store.fresh() as own:
        with own.writing():
            """Opening for writing makes the empty store."""
        return put_demo_aside(store, own, now)
