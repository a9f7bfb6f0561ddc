"""A new store is made elsewhere and then put in its place: whoever is killed meanwhile leaves none, not half a one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from cx.store import migrating
from cx.store.engine import duckdb_engine

Draft = Callable[[], Path]
"""Waits until a new store is made and says where it lies; raises what its making raised."""


@contextmanager
def drafted(folder: Path) -> Iterator[Draft]:
    """A new store, made in the folder by a thread meanwhile; gone when the block ends, but for other names of it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{uuid.uuid4().hex}.new"

    def draft() -> Path:
        made.result()
        return file

    try:
        with ThreadPoolExecutor(1, "cx-new-store") as thread:
            made = thread.submit(make, file, folder)
            yield draft
    finally:
        file.unlink(missing_ok=True)


def make(file: Path, folder: Path) -> None:
    """A store without a row. folder: the only one that the connection may reach."""
    with duckdb_engine(file, folder).connect() as connection:
        migrating.migrate(connection, None)
