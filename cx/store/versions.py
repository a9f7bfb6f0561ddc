"""What records looked like before somebody changed them: kept with the change, never altered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from cx.domain.tables import written
from cx.store.schema import record_versions

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Who changes something, and when. by: an id, never a name. at: UTC, without a time zone."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One change of a record. change: added, changed or removed. earlier: the texts before it, empty where added."""

    version: int
    change: str
    earlier: Mapping[str, str]
    at: datetime
    by: str


def keep(
    connection: Connection,
    table: str,
    earlier: Mapping[Key, Mapping[str, Any] | None],
    change: Changed,
    *,
    removed: bool = False,
) -> None:
    """Record that each of these keys is about to change. earlier: the stored row, None where there is none yet."""
    kept = record_versions.c
    statement = select(kept.record, func.max(kept.version)).where(kept.table_name == table).group_by(kept.record)
    last = {record: int(version) for record, version in connection.execute(statement)}
    rows = [
        {
            "table_name": table,
            "record": name_of(key),
            "version": last.get(name_of(key), 0) + 1,
            "change": "removed" if removed else "added" if row is None else "changed",
            "earlier": ""
            if row is None
            else json.dumps({column: written(value) for column, value in row.items()}, ensure_ascii=False),
            "changed_at": change.at,
            "changed_by": change.by,
        }
        for key, row in earlier.items()
    ]
    connection.execute(insert(record_versions), rows)


def history(connection: Connection, table: str) -> dict[str, tuple[Version, ...]]:
    """Every change of a table's records by `name_of` their key, the newest first."""
    kept = record_versions.c
    statement = select(record_versions).where(kept.table_name == table).order_by(kept.record, kept.version.desc())
    found: dict[str, list[Version]] = {}
    for row in connection.execute(statement):
        earlier = json.loads(row.earlier) if row.earlier else {}
        found.setdefault(row.record, []).append(
            Version(row.version, row.change, earlier, row.changed_at, row.changed_by)
        )
    return {record: tuple(changes) for record, changes in found.items()}


def name_of(key: Sequence[Any]) -> str:
    """A key as one text."""
    return json.dumps([written(part) for part in key], ensure_ascii=False)
