"""What the scratch database says after the child that filled it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from cx.store.staging.scratch import Scratch, rows_lie_beside


@contextmanager
def reopened(path: Path) -> Iterator[Scratch]:
    """A scratch database that somebody has filled, to read."""
    with duckdb.connect(str(path), read_only=True) as scratch:
        scratch.execute(rows_lie_beside(path))
        yield scratch


def refused(path: Path) -> Iterator[tuple[int, int, str]]:
    """Line, code of the reason and value of every refused row, in the order of the file."""
    with reopened(path) as scratch:
        found = scratch.execute("SELECT line, reason, coalesce(value, '') FROM refused ORDER BY line")
        while rows := found.fetchmany(10_000):
            yield from rows
