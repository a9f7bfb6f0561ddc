"""A scratch database: one DuckDB file of a random name, able to reach nothing but what it reads.

The rows of `staged` lie beside it, as Parquet: to be written once and read a few times takes less than half as long
there as in a table of DuckDB's own. The name of that file is a variable, because it is found elsewhere later.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

Scratch = duckdb.DuckDBPyConnection
Unreadable = duckdb.Error
"""What a statement raises where a file is not as it was taken to be."""

STAGED = "staged_rows"
"""The variable that holds where the rows of `staged` lie, for whoever has the scratch database open."""

MEMORY = "1500MB"
SPILL = "20GB"
THREADS = 2


def open_scratch(path: Path, reads: Sequence[Path]) -> Scratch:
    """Make the scratch file at `path`; it may read the files `reads`, write itself and its rows, and nothing else.

    The order matters: limits, then the paths that stay open, then no access to any other, then no more settings.
    """
    connection = duckdb.connect(
        str(path), config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    allowed = ", ".join(quoted(str(file)) for file in (*reads, rows_beside(path)))
    connection.execute(rows_lie_beside(path))
    for setting in (
        "enable_progress_bar = false",  # it prints to standard output, where the child answers
        f"memory_limit = '{MEMORY}'",
        f"threads = {THREADS}",
        f"temp_directory = {quoted(f'{path}.spill')}",
        f"max_temp_directory_size = '{SPILL}'",
        "allow_community_extensions = false",
        "allow_persistent_secrets = false",
        "python_enable_replacements = false",
        "TimeZone = 'UTC'",
        # What is written once and read once is not worth compressing: a third of the time went into it.
        "force_compression = 'uncompressed'",
        "enable_external_file_cache = false",  # it would keep what stood in a file that is written anew
        f"allowed_paths = [{allowed}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def write_rows(scratch: Scratch, query: str) -> None:
    """Fill `staged`: the rows of a query in their order, with their number, from 0, as `rowid`."""
    scratch.execute(
        f"COPY ({query}) TO (getvariable('{STAGED}')) (FORMAT parquet, COMPRESSION uncompressed, USE_TMP_FILE false)"
    )
    scratch.execute(
        "CREATE OR REPLACE VIEW staged AS SELECT * EXCLUDE (file_row_number), file_row_number AS rowid"  # noqa: S608 - ours
        f" FROM read_parquet(getvariable('{STAGED}'), file_row_number = true)"
    )


def rows_beside(scratch: Path) -> Path:
    """Where the rows of the table `staged` lie."""
    return scratch.with_suffix(".parquet")


def rows_lie_beside(scratch: Path) -> str:
    """SQL by which a connection learns where the rows of `staged` lie."""
    return f"SET VARIABLE {STAGED} = {quoted(str(rows_beside(scratch.absolute())))}"


def quoted(text: str) -> str:
    """A string of SQL; only texts of our own making are written so."""
    return "'" + text.replace("'", "''") + "'"


def count(scratch: Scratch, query: str) -> int:
    row = scratch.execute(query).fetchone()
    return int(row[0]) if row else 0
