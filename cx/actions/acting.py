"""One permitted, recorded change: every action is made in here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NoReturn

from cx.domain.errors import NotPermitted
from cx.domain.roles import Action, Actor
from cx.store import audit
from cx.store.opening import Connection, Store


@contextmanager
def acting(store: Store, actor: Actor, action: Action, object_id: str, at: datetime) -> Iterator[Connection]:
    """The transaction of one change: kept and in the audit log when the block ends, neither when it raises.

    object_id: an id, never a name or a text that somebody wrote. at: UTC. Raises NotPermitted, and records that, where
    none of the actor's roles may do it.
    """
    check(store, actor, action, object_id, at)
    recorded = False
    try:
        with store.writing() as connection:
            yield connection
            _record(store, actor, action, object_id, "done", at)  # before the commit: nothing is done unrecorded
            recorded = True
    except BaseException:
        if recorded:
            _record(store, actor, action, object_id, "failed", at)
        raise


def note(store: Store, actor: Actor, action: Action, object_id: str, at: datetime) -> None:
    """Record what was read or exported, before it is shown; raises as `acting` does."""
    check(store, actor, action, object_id, at)
    _record(store, actor, action, object_id, "done", at)


def check(store: Store, actor: Actor, action: Action, object_id: str, at: datetime) -> None:
    if not actor.may(action):
        refuse(store, actor, action, object_id, at)


def refuse(store: Store, actor: Actor, action: Action, object_id: str, at: datetime) -> NoReturn:
    """Record a refusal and raise it: the same words whether the object exists or not."""
    _record(store, actor, action, object_id, "refused", at)
    raise NotPermitted(f"Your role does not allow this ({action}). Ask the CX leader.")


def _record(store: Store, actor: Actor, action: Action, object_id: str, result: str, at: datetime) -> None:
    audit.append(store, audit.Entry(at, actor.id, " ".join(sorted(actor.roles)), action, object_id, result))
