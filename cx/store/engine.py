"""How a DuckDB file is opened: one at a time in this process, and locked down."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import URL, Engine, NullPool, create_engine, event

from cx.domain.errors import StoreDamaged, StoreUnavailable
from cx.store.unneeded import without_pandas

PATIENCE = 30.0
"""Seconds to wait for another process: longer than the final insert of a large import takes."""

MEMORY_LIMIT = "4GB"
SPILL_LIMIT = "20GB"
THREADS = 2
"""Two cores serve a dashboard; more would be taken from the pages that are drawn meanwhile."""

_BEFORE_OPENING = {
    # A file of another kind renamed .duckdb would otherwise make DuckDB look for an extension on the network.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # A name in a statement is a table, never a variable of this program.
    "python_enable_replacements": "false",
}
_BUSY = ("Could not set lock", "Unique file handle conflict")
_FULL = ("no space left", "disk full", "file too large", "quota exceeded")
_DAMAGED = "it is damaged or no DuckDB file. Restore a backup (python -m cx restore FILE), or set CX_STORE."
_opening = threading.Lock()


class Busy(Exception):
    """Another process has the file open."""


@lru_cache(maxsize=64)
def duckdb_engine(path: Path, work_folder: Path) -> Engine:
    """An engine that opens the file anew for every connection and closes it after; its `connect` raises Busy.

    An open handle, even to read, keeps other processes from writing; so nothing is pooled.
    """
    url = URL.create("duckdb+duckdb_sqlalchemy", database=str(path))
    engine = create_engine(url, poolclass=NullPool, connect_args={"config": _BEFORE_OPENING})

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Any, _record: Any, arguments: Any, options: Any) -> Any:
        try:
            # Settings belong to the file's one instance in this process, not to the connection: two threads that
            # open at once would both find it open to change and the second would fail half way.
            with _opening:
                connection = dialect.connect(*arguments, **options)
                _lock_down(connection, work_folder)
                return connection
        except duckdb.Error as error:
            if any(sign in str(error) for sign in _BUSY):
                raise Busy from error
            raise refusal(error, path) from error

    @event.listens_for(engine, "do_execute")
    def execute(cursor: Any, statement: str, values: Any, context: Any) -> bool:
        with without_pandas(values or ()):
            engine.dialect.do_execute(cursor, statement, values, context)
        return True

    return engine


def _lock_down(connection: Any, work_folder: Path) -> None:
    """Limit memory and threads and close off every file but the store and its work folder, once an instance.

    The order matters: folders are allowed before access is switched off, the lock comes last.
    """
    try:
        if connection.execute("SELECT current_setting('lock_configuration')").fetchone()[0]:
            return
        folder = str(work_folder).replace("'", "''")
        for setting in (
            "enable_progress_bar = false",  # it prints to standard output, which belongs to `--json`
            f"memory_limit = '{MEMORY_LIMIT}'",
            f"threads = {THREADS}",
            f"temp_directory = '{folder}/spill'",
            f"max_temp_directory_size = '{SPILL_LIMIT}'",
            "enable_external_file_cache = false",  # the rows of an import are read once
            "allow_community_extensions = false",
            "allow_persistent_secrets = false",
            f"allowed_directories = ['{folder}/']",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            connection.execute(f"SET {setting}")
    except BaseException:
        connection.close()
        raise


def is_full(error: BaseException) -> bool:
    """Whether the disk, or what may be used of it, is full; DuckDB says so of a commit in an error of transactions."""
    text = str(error).lower()
    return any(sign in text for sign in _FULL)


def in_words(error: BaseException, path: Path) -> str:
    """What an error of DuckDB means for the person whose store it is."""
    text = str(error)
    if is_full(error):
        return f"The disk that holds {path} is full. Nothing was changed; free some space and try again."
    if "newer version" in text or "different version" in text or "storage version" in text.lower():
        return f"The store {path} was written by another version of DuckDB. Use the version of CX Council that made it."
    if "No such file or directory" in text:
        return f"The folder of the store {path} does not exist. Make it, or set CX_STORE to another place."
    if "Permission denied" in text or "Read-only file system" in text:
        return f"The store {path} may not be opened: no permission. Ask whoever runs this machine."
    if isinstance(error, duckdb.OutOfMemoryException):
        return f"The store {path} needed more memory than it may take ({MEMORY_LIMIT}). Nothing was changed."
    if "database has been invalidated" in text:
        return f"The store {path} stopped after an error of the disk or of memory. It is opened anew with the next try."
    return f"{path} cannot be opened as a store: {_DAMAGED}"


def refusal(error: BaseException, path: Path) -> StoreUnavailable:
    """The error to raise for one of DuckDB's; StoreDamaged where the file itself is the reason."""
    words = in_words(error, path)
    return StoreDamaged(words) if words.endswith(_DAMAGED) else StoreUnavailable(words)
