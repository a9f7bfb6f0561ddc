"""Staged rows brought to a database server: written by DuckDB as CSV, read by PostgreSQL's COPY.

On a server they stand in a schema `scratch` of the writer's own transaction, so that the same statements load them as
load them from DuckDB's attached file; nobody else ever sees it.
"""

# ruff: noqa: S608 - names come from the scratch file that this program made

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
from sqlalchemy import Connection, text

from cx.store.staging.reading_back import reopened

_TYPES = {
    "BOOLEAN": "BOOLEAN",
    "TINYINT": "SMALLINT",
    "UTINYINT": "SMALLINT",
    "SMALLINT": "SMALLINT",
    "USMALLINT": "INTEGER",
    "INTEGER": "INTEGER",
    "UINTEGER": "BIGINT",
    "BIGINT": "BIGINT",
    "UBIGINT": "BIGINT",
    "FLOAT": "DOUBLE PRECISION",
    "DOUBLE": "DOUBLE PRECISION",
    "DATE": "DATE",
    "TIMESTAMP": "TIMESTAMP",
}
"""DuckDB's type -> PostgreSQL's; any other becomes text."""

_AT_ONCE = 1 << 20
"""Bytes that are handed to the server together."""


@contextmanager
def brought(connection: Connection, scratch: Path) -> Iterator[None]:
    """The scratch file's tables as the schema `scratch` while the block runs, in the caller's transaction."""
    connection.execute(text("CREATE SCHEMA scratch"))
    with reopened(scratch) as source:
        tables = [str(row[0]) for row in source.execute("SHOW TABLES").fetchall()]
        for table in tables:
            columns = {"rowid": "BIGINT"}
            columns |= {str(row[0]): str(row[1]) for row in source.execute(f"DESCRIBE {table}").fetchall()}
            kinds = ", ".join(f'"{name}" {_TYPES.get(kind, "TEXT")}' for name, kind in columns.items())
            connection.execute(text(f'CREATE UNLOGGED TABLE scratch."{table}" ({kinds})'))
            copy(connection, source, table, f'scratch."{table}"', columns, scratch.parent)
            connection.execute(text(f'ANALYZE scratch."{table}"'))
    yield
    connection.execute(text("DROP SCHEMA scratch CASCADE"))


def copy(
    connection: Connection,
    source: duckdb.DuckDBPyConnection,
    table: str,
    target: str,
    columns: Mapping[str, str],
    folder: Path,
) -> None:
    """Copy a table of DuckDB's into one of the server's. columns: names with DuckDB's types. folder: for the CSV.

    PostgreSQL keeps no zero character in a text; it is left out. A blank text stays apart from none.
    """
    selected = ", ".join(
        f'replace("{name}", chr(0), \'\') AS "{name}"' if kind == "VARCHAR" else f'"{name}"'
        for name, kind in columns.items()
    )
    file = folder / f"{uuid.uuid4().hex}.csv"
    place = str(file.absolute()).replace("'", "''")
    try:
        source.execute(
            f"COPY (SELECT {selected} FROM {table}) TO '{place}'"
            " (FORMAT csv, HEADER false, NULLSTR '\\N', FORCE_QUOTE *)"
        )
        names = ", ".join(f'"{name}"' for name in columns)
        cursor = connection.connection.cursor()
        with (
            file.open("rb") as rows,
            cursor.copy(f"COPY {target} ({names}) FROM STDIN (FORMAT csv, NULL '\\N')") as sink,
        ):
            while part := rows.read(_AT_ONCE):
                sink.write(part)
    finally:
        file.unlink(missing_ok=True)
