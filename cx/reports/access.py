"""Who has which role, who is who at this moment, and what the audit log says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cx.domain.access import Rows
from cx.domain.roles import Actor, Role
from cx.domain.tables import Table
from cx.store import audit, people, sign_outs
from cx.store.opening import Store

MOST_ENTRIES = 1000
"""Entries of the log on the page; the file beside the store holds all of them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role. since: when the first was granted, UTC. leader_id: in the list of leaders, '' where not."""

    email: str
    person_id: str
    roles: tuple[Role, ...]
    leader_id: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Access:
    """people: by e-mail. log: newest first. sound: what shows that the log was edited; none where it was not."""

    people: tuple[Person, ...]
    table: Table
    log: Table
    problems: tuple[str, ...]
    entries: int


def report(store: Store) -> Access:
    """Kept as long as neither the store nor the log changes: proving the log reads all of it."""
    log = audit.version(store)
    return _kept(store.location, store.rows, store.version(), log) if log and store.path else _report(store)


@lru_cache(maxsize=4)
def _kept(location: str, rows: Rows, _version: str, _log: str) -> Access:
    return _report(Store(location, rows))


def _report(store: Store) -> Access:
    found = persons(store)
    log = audit.entries(store, MOST_ENTRIES)
    rows = tuple(
        (f"{one.at:%Y-%m-%d %H:%M:%S}", one.actor, one.roles, one.action, one.object, one.result) for one in log
    )
    return Access(
        people=found,
        table=Table(
            ("E-mail", "Roles", "Leader", "Since (UTC)", "In the audit log"),
            tuple(
                (one.email, ", ".join(one.roles), one.leader_id, f"{one.since:%Y-%m-%d}", one.person_id)
                for one in found
            ),
            "Who has which role",
        ),
        log=Table(
            ("When (UTC)", "Who", "Their roles", "What", "To what", "Result"),
            rows,
            "Audit log",
            (f"The newest {MOST_ENTRIES:,} entries.",) if len(rows) == MOST_ENTRIES else (),
        ),
        problems=audit.problems(store),
        entries=audit.count(store),
    )


def persons(store: Store) -> tuple[Person, ...]:
    """Everybody who has a role, by e-mail; none where there is no store yet."""
    if not store.exists():
        return ()
    with store.reading() as connection:
        actors = people.actors(connection)
        since: dict[str, datetime] = {}
        for grant in people.grants(connection):
            since[grant.email] = min(grant.at, since.get(grant.email, grant.at))
    return tuple(
        Person(email, actor.id, tuple(sorted(actor.roles)), actor.leader_id, since[email])
        for email, actor in actors.items()
    )


def admitted(store: Store, email: str, began: datetime) -> Actor | None:
    """Who that e-mail is in the programme now, with their roles; None where they have none, or signed out since.

    began: when their session began, UTC; a sign-out within the same second ends it, too.
    """
    actor = _actors(store.location, store.version()).get(email) if store.exists() else None
    if actor is None:
        return None
    over = sign_outs.ended(store, actor.id)
    return None if over is not None and began <= over else actor


@lru_cache(maxsize=4)
def _actors(location: str, _version: str) -> dict[str, Actor]:
    with Store(location).reading() as connection:
        return people.actors(connection)
