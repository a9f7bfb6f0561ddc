"""The audit log: who did what, when, to what, in a chain of hashes that shows any edit.

It lies in a file of its own beside the store: in the store, each entry would empty every cache. It holds ids and hashes
only, never a comment or a name.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from cx.domain.errors import StoreUnavailable
from cx.store import server
from cx.store.opening import ABSENT, Store
from cx.store.schema.audit import audit, audit_log

FIRST = "0" * 64
"""What the first entry follows."""

PATIENCE = 10
"""Seconds to wait for another writer; an entry takes milliseconds."""

RESTED = 10**9
"""Nanoseconds after which a file system's clock has certainly ticked, also one that counts in seconds."""

_NEWEST = select(audit_log.c.number, audit_log.c.hash).order_by(audit_log.c.number.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Entry:
    """actor: id. roles: as they were then. action: its name. object: id of what it was done to. result: done, refused,
    failed, or begun where the end is another entry. at: UTC."""

    at: datetime
    actor: str
    roles: str
    action: str
    object: str
    result: str


def append(store: Store, entry: Entry) -> None:
    """Add an entry to the log; StoreUnavailable where it cannot be kept, so that nothing is done unrecorded."""
    with writing_log(store) as connection:
        last = connection.execute(_NEWEST).first()
        number, previous = (last.number + 1, last.hash) if last else (1, FIRST)
        kept = _text(entry)
        connection.execute(insert(audit_log).values(number=number, **kept, hash=_hash(number, previous, kept)))


def entries(store: Store, most: int = 500) -> tuple[Entry, ...]:
    """The newest entries, the newest first."""
    with reading_log(store) as connection:
        if connection is None:
            return ()
        found = connection.execute(select(audit_log).order_by(audit_log.c.number.desc()).limit(most))
        return tuple(
            Entry(datetime.fromisoformat(row.at), row.actor, row.roles, row.action, row.object, row.result)
            for row in found
        )


def count(store: Store) -> int:
    with reading_log(store) as connection:
        return 0 if connection is None else int(connection.execute(select(func.count(audit_log.c.number))).scalar_one())


def problems(store: Store) -> tuple[str, ...]:
    """What shows that somebody edited the log, in plain words; none in a sound log."""
    with reading_log(store) as connection:
        if connection is None:
            return ()
        previous = FIRST
        for number, row in enumerate(connection.execute(select(audit_log).order_by(audit_log.c.number)), 1):
            kept = {name: str(getattr(row, name)) for name in Entry.__dataclass_fields__}
            if row.number != number or row.hash != _hash(row.number, previous, kept):
                return (f"The audit log was edited: entry {number} does not follow from the one before.",)
            previous = row.hash
    return ()


def version(store: Store) -> str:
    """A text that changes whenever the log does, for what is kept of it; '' where that cannot be told.

    For a file, as of its last change of any kind, once it has rested: two within one tick of the clock look alike.
    """
    path = _file_of(store)
    if path is None:
        return ""
    try:
        found = path.stat()
    except FileNotFoundError:
        return ABSENT
    rested = time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > RESTED
    return f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}-{found.st_ctime_ns}" if rested else ""


def copy(store: Store, target: Path) -> int:
    """A consistent copy of the log in another file, while others write to it; how many entries it has, 0 for no log."""
    with reading_log(store) as connection:
        if connection is None:
            return 0
        with closing(sqlite3.connect(target)) as copied:
            driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
            driver.backup(copied)
    with _engine(f"sqlite:///{target.absolute()}").connect() as made:
        return int(made.execute(select(func.count()).select_from(audit_log)).scalar_one())


def goes_on_from(store: Store, earlier: Store) -> bool:
    """Whether a store's log is another's with more entries after it, or the same."""
    with reading_log(earlier) as connection:
        last = None if connection is None else connection.execute(_NEWEST).first()
    if last is None:
        return True
    with reading_log(store) as connection:
        if connection is None:
            return False
        kept = connection.execute(select(audit_log.c.hash).where(audit_log.c.number == last.number)).scalar()
        return bool(kept == last.hash)


def take_place(store: Store, other: Store, aside: Path) -> None:
    """Put another store's log in the place of this one's, which is kept as `aside`."""
    kept, wanted = _file_of(store), _file_of(other)
    if kept is None or wanted is None or not wanted.exists():
        return
    if kept.exists():
        kept.replace(aside)
    wanted.replace(kept)


def objects_of(store: Store, action: str, since: datetime) -> tuple[str, ...]:
    """What an action was done to since then, the earliest first. since: UTC."""
    row = audit_log.c
    done = select(row.object, row.at).where(row.action == action, row.result == "done").order_by(row.number)
    with reading_log(store) as connection:
        if connection is None:
            return ()
        return tuple(one.object for one in connection.execute(done) if datetime.fromisoformat(one.at) >= since)


def _text(entry: Entry) -> dict[str, str]:
    return {**asdict(entry), "at": entry.at.astimezone(UTC).isoformat()}


def _hash(number: int, previous: str, kept: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps([number, previous, kept], sort_keys=True).encode()).hexdigest()


@contextmanager
def writing_log(store: Store) -> Iterator[Connection]:
    path = _file_of(store)
    try:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        with _engine(_url(store)).connect() as connection:
            if path:  # the lock before the look at the last entry: two writers must not follow the same one
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                server.log_alone(connection)
            audit.create_all(connection)
            yield connection
            connection.commit()
    except (SQLAlchemyError, OSError) as error:
        raise StoreUnavailable(
            "The audit log cannot be written, so nothing was changed. Check the disk beside the store."
        ) from error


@contextmanager
def reading_log(store: Store) -> Iterator[Connection | None]:
    path = _file_of(store)
    if path and not path.exists():
        yield None
        return
    with _engine(_url(store)).connect() as connection:
        yield connection if inspect(connection).has_table(audit_log.name) else None


def _file_of(store: Store) -> Path | None:
    return store.path and store.path.with_name(f"{store.path.name}.audit")


def _url(store: Store) -> str:
    path = _file_of(store)
    return f"sqlite:///{path.absolute()}" if path else store.location


@lru_cache(maxsize=8)
def _engine(url: str) -> Engine:
    options = {"connect_args": {"timeout": PATIENCE}} if url.startswith("sqlite") else {}
    return create_engine(url, poolclass=NullPool, **options)
