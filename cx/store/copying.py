"""A copy of the whole store in another file, made by DuckDB: reading its file in any other way would drop its lock."""

# ruff: noqa: S608 - names of the catalogue, quoted

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

_TABLES = (
    "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal"
    " AND NOT temporary ORDER BY table_name"
)


@contextmanager
def copied(connection: Connection, target: Path) -> Iterator[None]:
    """The store as the connection sees it, copied to `target`; the block sees the same picture as the copy does.

    target: a file that is not there yet, in the store's work folder.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = connection.execute(text("SELECT current_database()")).scalar()
    connection.rollback()
    quote = connection.dialect.identifier_preparer.quote_identifier
    cursor = connection.connection.cursor()
    place = str(target.absolute()).replace("'", "''")
    cursor.execute(f"ATTACH '{place}' AS copied")
    try:
        # The tables first: this statement makes transactions of its own. Then every row in one of ours.
        cursor.execute(f"COPY FROM DATABASE {quote(str(store))} TO copied (SCHEMA)")
        with connection.begin():
            for name in map(quote, names(connection)):
                connection.exec_driver_sql(f"INSERT INTO copied.{name} SELECT * FROM {name}")
            yield
    finally:
        cursor.execute("DETACH copied")


def copy(connection: Connection, target: Path) -> None:
    """The store in another file, and nothing else looked at."""
    with copied(connection, target):
        """The copy is all that is wanted."""


def counts(connection: Connection) -> dict[str, int]:
    """Rows of each table, by its name."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    return {
        name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {quote(name)}").scalar_one())
        for name in names(connection)
    }


def names(connection: Connection) -> list[str]:
    return list(connection.exec_driver_sql(_TABLES).scalars())
