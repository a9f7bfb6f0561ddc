"""The record that every import leaves: what was read, how many rows went where, and which were refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, update

from cx.domain.errors import BadValue
from cx.store.schema import imports, rejected_rows

Rejected = tuple[int, str, str]
"""Line of the file, reason in words, what stood there."""


def next_id(connection: Connection) -> int:
    """The id that the next import has."""
    return int(connection.execute(select(func.coalesce(func.max(imports.c.import_id), 0) + 1)).scalar_one())


def table_of(connection: Connection, import_id: int) -> str:
    """What an import loaded; '' where there is no such import."""
    return connection.execute(select(imports.c.table_name).where(imports.c.import_id == import_id)).scalar() or ""


def mark_taken_back(connection: Connection, import_id: int, by: str, at: datetime) -> None:
    """at: UTC. Raises BadValue where it was taken back already."""
    before = connection.execute(select(imports.c.undone_at).where(imports.c.import_id == import_id)).scalar()
    if before is not None:
        raise BadValue(f"Import {import_id} was taken back already, on {before:%-d %B %Y}.")
    changed = update(imports).where(imports.c.import_id == import_id)
    connection.execute(changed.values(undone_at=at.replace(tzinfo=None), undone_by=by))


def record_table(
    connection: Connection,
    table_name: str,
    *,
    file_name: str,
    file_hash: str,
    by: str,
    accepted: int,
    updated: int,
    duplicates: int,
    rejected: Sequence[Rejected],
) -> int:
    """Record the import of a maintained table and return its id, which is the `next_id`."""
    import_id = next_id(connection)
    connection.execute(
        insert(imports).values(
            import_id=import_id,
            table_name=table_name,
            file_name=file_name,
            file_hash=file_hash,
            format="table",
            imported_at=datetime.now(UTC).replace(tzinfo=None),
            imported_by=by,
            rows=accepted + updated + duplicates + len(rejected),
            accepted=accepted,
            updated=updated,
            duplicates=duplicates,
            rejected=len(rejected),
        )
    )
    if rejected:
        connection.execute(
            insert(rejected_rows),
            [
                {"import_id": import_id, "line": line, "reason": reason, "value": value}
                for line, reason, value in rejected
            ],
        )
    return import_id
