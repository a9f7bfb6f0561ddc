"""A scratch database: one DuckDB file of a random name, able to reach nothing but what it reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

Scratch = duckdb.DuckDBPyConnection
Unreadable = duckdb.Error
"""What a statement raises where a file is not as it was taken to be."""

MEMORY = "1500MB"
SPILL = "20GB"
THREADS = 2


def open_scratch(path: Path, reads: Sequence[Path]) -> Scratch:
    """Make the scratch file at `path`; it may read the files `reads`, write itself, and nothing else.

    The order matters: limits, then the paths that stay open, then no access to any other, then no more settings.
    """
    connection = duckdb.connect(
        str(path), config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    allowed = ", ".join(quoted(str(file)) for file in reads)
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
        f"allowed_paths = [{allowed}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def quoted(text: str) -> str:
    """A string of SQL; only texts of our own making are written so."""
    return "'" + text.replace("'", "''") + "'"


def count(scratch: Scratch, query: str) -> int:
    row = scratch.execute(query).fetchone()
    return int(row[0]) if row else 0
