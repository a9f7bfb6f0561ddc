"""The files of a store: the one that holds it, and the log beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from cx.domain.errors import StoreUnavailable
from cx.store.staging.scratch import quoted, rows_lie_beside


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def stamp(file: str) -> str:
    """Differs whenever the file does; '' where there is none."""
    try:
        found = os.stat(file)  # noqa: PTH116 - twice a rerun; a Path would take as long as the look itself
    except FileNotFoundError:
        return ""
    return f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}"


def keep(path: Path, aside: Path) -> None:
    """Give a store's file a second name, before its first goes to another; of a link, where it leads to."""
    aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink():
        aside.symlink_to(path.resolve())
    else:
        os.link(path, aside)


def copied(path: Path, to: Path) -> None:
    """Copy a file and wait until it stands on the disk. Nobody may have it open: DuckDB would lose its lock on it."""
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy(path, to)
    with to.open("rb") as written:
        os.fsync(written.fileno())


def file_of(location: str) -> Path | None:
    """The file of a path or URL; None where it is a database server."""
    if "://" not in location:
        return Path(location)
    try:
        url = make_url(location)
    except ArgumentError as error:
        raise StoreUnavailable("CX_STORE is neither a path nor a URL of a database. Check its spelling.") from error
    return Path(url.database) if url.get_backend_name() == "duckdb" and url.database else None


@contextmanager
def attached(connection: Connection, scratch: Path | None) -> Iterator[None]:
    """Another file, readable as the database `scratch` meanwhile, with the rows that lie beside it."""
    if scratch is None:
        yield
        return
    cursor = connection.connection.cursor()
    cursor.execute(rows_lie_beside(scratch))
    cursor.execute(f"ATTACH {quoted(str(scratch.absolute()))} AS scratch (READ_ONLY)")
    try:
        yield
    finally:
        cursor.execute("DETACH scratch")
