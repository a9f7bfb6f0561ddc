"""The record that every import leaves: what was read, how many rows went where, and which were refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from cx.store.schema import imports, rejected_rows

Rejected = tuple[int, str, str]
"""Line of the file, reason in words, what stood there."""


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
    """Record the import of a maintained table and return its id."""
    import_id = int(connection.execute(select(func.coalesce(func.max(imports.c.import_id), 0) + 1)).scalar_one())
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
