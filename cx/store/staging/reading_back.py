"""What the scratch database says after the child that filled it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb


def refused(scratch: Path) -> Iterator[tuple[int, int, str]]:
    """Line, code of the reason and value of every refused row, in the order of the file."""
    connection = duckdb.connect(str(scratch), read_only=True)
    try:
        found = connection.execute("SELECT line, reason, coalesce(value, '') FROM refused ORDER BY line")
        while rows := found.fetchmany(10_000):
            yield from rows
    finally:
        connection.close()
