"""Coming into a store's file beside other processes: patiently, and in one's turn."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from cx.domain.errors import StoreUnavailable
from cx.store import engine, turnstile
from cx.store.doors import Door


@contextmanager
def entered(door: Door, opens: Engine, path: Path) -> Iterator[Connection]:
    """A connection to the file. Raises StoreUnavailable where another process keeps it longer than one waits."""
    inside = door.is_entered()
    with door.entered(), _connection(opens, path, inside=inside) as connection:
        yield connection


def _connection(opens: Engine, path: Path, *, inside: bool) -> Connection:
    """inside: this thread has the file open already, so that it needs no turn."""
    deadline = time.monotonic() + engine.PATIENCE
    if inside or turnstile.is_held_here(path):
        return _patiently(opens, path, deadline)
    with turnstile.passed(path, _left(deadline)):
        try:
            return opens.connect()
        except engine.Busy:
            """Another process has it open."""
    with turnstile.held(path, _left(deadline), to_read=True):
        return _patiently(opens, path, deadline)


def _patiently(opens: Engine, path: Path, deadline: float) -> Connection:
    pause = 0.005
    while True:
        try:
            return opens.connect()
        except engine.Busy as busy:
            if not _left(deadline):
                raise StoreUnavailable(
                    f"The store {path} is in use by another program. Close it there, or try again in a moment."
                ) from busy
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - waiting is no secret
        pause = min(2 * pause, 0.25)


def _left(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic())
