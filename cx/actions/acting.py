"""One permitted, recorded change: every action is made in here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
            record(store, actor, action, object_id, "done", at)  # before the commit: nothing is done unrecorded
            recorded = True
    except BaseException:
        if recorded:
            record(store, actor, action, object_id, "failed", at)
        raise


@dataclass(slots=True)
class Recorded:
    """object_id: what it was done to; where only the end tells, such as an import's number, set it before the end."""

    object_id: str


@contextmanager
def recorded(store: Store, actor: Actor, action: Action, object_id: str, at: datetime) -> Iterator[Recorded]:
    """The same for what opens the store by itself, such as reading a file: begun before, done or failed after."""
    check(store, actor, action, object_id, at)
    record(store, actor, action, object_id, "begun", at)
    made = Recorded(object_id)
    try:
        yield made
    except BaseException:
        record(store, actor, action, object_id, "failed", at)
        raise
    record(store, actor, action, made.object_id, "done", at)


def note(store: Store, actor: Actor, action: Action, object_id: str, at: datetime) -> None:
    """Record what was read or exported, before it is shown; raises as `acting` does."""
    check(store, actor, action, object_id, at)
    record(store, actor, action, object_id, "done", at)


def check(store: Store, actor: Actor, action: Action, object_id: str, at: datetime) -> None:
    if not actor.may(action):
        refuse(store, actor, action, object_id, at)


def refuse(store: Store, actor: Actor, action: Action, object_id: str, at: datetime) -> NoReturn:
    """Record a refusal and raise it: the same words whether the object exists or not."""
    record(store, actor, action, object_id, "refused", at)
    raise NotPermitted(f"Your role does not allow this ({action}). Ask the CX leader.")


def record(store: Store, actor: Actor, action: Action, object_id: str, result: str, at: datetime) -> None:
    """One entry of the audit log. result: done, refused, failed or begun."""
    audit.append(store, audit.Entry(at, actor.id, " ".join(sorted(actor.roles)), action, object_id, result))
