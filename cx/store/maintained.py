"""Tables that people keep by hand: what their columns take, and loading them by their key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, Date, Float, Integer, Table, and_, bindparam, delete, insert, select, update

from cx.store import schema
from cx.store.schema.columns import Cell

Row = Mapping[str, Any]

OR = " | "
"""Between two scopes of one leader."""


class Kind(StrEnum):
    """What a cell must be."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    MONTH = "month"
    PERIOD = "period"
    NUMBER = "number"
    INTEGER = "whole number"
    SLICE = "group"
    SLICES = "groups"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a file.

    required: a row without it is refused. choices: of a choice. low, high: of a number, both included, None for no end.
    months: of a date that may be written as a month.
    """

    name: str
    kind: Kind
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    months: bool = False


@dataclass(frozen=True, slots=True)
class MaintainedTable:
    """key: columns that name a row; the same key again updates it."""

    table: Table
    columns: tuple[ColumnSpec, ...]

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.table.primary_key)


@dataclass(frozen=True, slots=True)
class Upserted:
    """Rows that were new, that changed a stored row, and that were stored already."""

    accepted: int
    updated: int
    duplicates: int


_KINDS: dict[str, Kind] = {"scope": Kind.SLICE, "period": Kind.PERIOD, "month": Kind.MONTH}


def _spec(column: Column[Any]) -> ColumnSpec:
    cell: Cell = column.info  # type: ignore[assignment] # SQLAlchemy keeps whatever `columns` put there
    choices = tuple(cell.get("choices", ()))
    needed = column.primary_key or (not column.nullable and not column.server_default)
    return ColumnSpec(
        name=column.name,
        kind=Kind.CHOICE if choices else _KINDS.get(column.name) or _kind_of(column.type),
        help=(column.comment or "").replace("''", "blank"),
        required=cell.get("required", needed),
        choices=choices,
        low=cell.get("low"),
        high=cell.get("high"),
        months=cell.get("months", False),
    )


def _kind_of(type_: Any) -> Kind:
    if isinstance(type_, Date):
        return Kind.DATE
    if isinstance(type_, Integer):
        return Kind.INTEGER
    return Kind.NUMBER if isinstance(type_, Float) else Kind.TEXT


def _maintained(table: Table, *more: ColumnSpec) -> MaintainedTable:
    written = (column for column in table.columns if column.info.get("in_files", True))
    return MaintainedTable(table, (*map(_spec, written), *more))


_SCOPE_OF_LEADER = ColumnSpec(
    "scope",
    Kind.SLICES,
    f"groups they answer for, such as region=EMEA; product=Cloud, several with '{OR.strip()}' between;"
    " * is the whole company, blank is none",
)

MAINTAINED: dict[str, MaintainedTable] = {
    found.name: found
    for found in (
        _maintained(schema.brands),
        _maintained(schema.surveys),
        _maintained(schema.invitations),
        _maintained(schema.targets),
        _maintained(schema.events),
        _maintained(schema.org_units),
        _maintained(schema.leaders, _SCOPE_OF_LEADER),
        _maintained(schema.indicators),
        _maintained(schema.readings),
        _maintained(schema.needs),
        _maintained(schema.need_ratings),
    )
}


def upsert(connection: Connection, name: str, rows: Sequence[Row], stamp: Row | None = None) -> Upserted:
    """Insert rows by their key or update the stored ones; a column that a row does not have stays as it is.

    rows: typed values by column, each key at most once. stamp: written with every row that is new or changed: columns
    that no file has, such as who entered it.
    """
    kept = MAINTAINED[name]
    stored = _stored(connection, kept)
    new, changed = [], []
    for row in rows:
        known = stored.get(_key(kept, row))
        if known is None:
            new.append({**_blank(kept), **row})
        elif any(known[column] != value for column, value in row.items()):
            changed.append({**known, **row})
    if new:
        connection.execute(insert(kept.table), [{**_columns_of(kept, row), **(stamp or {})} for row in new])
    _update(connection, kept, changed, stamp or {})
    if kept.table is schema.leaders:
        _set_scopes(connection, [*new, *changed])
    return Upserted(len(new), len(changed), len(rows) - len(new) - len(changed))


def whole_rows(connection: Connection, name: str, rows: Sequence[Row]) -> list[Row]:
    """The rows as they will stand: what a row does not have is taken from the stored one, else blank."""
    kept = MAINTAINED[name]
    stored = _stored(connection, kept)
    return [{**_blank(kept), **stored.get(_key(kept, row), {}), **row} for row in rows]


def _key(kept: MaintainedTable, row: Row) -> tuple[Any, ...]:
    return tuple(row[column] for column in kept.key)


def _blank(kept: MaintainedTable) -> dict[str, Any]:
    return {
        spec.name: "" if spec.kind in (Kind.TEXT, Kind.CHOICE, Kind.SLICE, Kind.SLICES) else None
        for spec in kept.columns
    }


def _columns_of(kept: MaintainedTable, row: Row) -> dict[str, Any]:
    return {column: value for column, value in row.items() if column in kept.table.c}


def _stored(connection: Connection, kept: MaintainedTable) -> dict[tuple[Any, ...], dict[str, Any]]:
    names = [spec.name for spec in kept.columns if spec.name in kept.table.c]
    found = connection.execute(select(*(kept.table.c[name] for name in names))).mappings()
    rows = {_key(kept, row): row for row in map(dict, found)}
    if kept.table is schema.leaders:
        scopes = _scopes(connection)
        for (leader_id,), row in rows.items():
            row["scope"] = OR.join(sorted(scopes.get(leader_id, ())))
    return rows


def _update(connection: Connection, kept: MaintainedTable, rows: Sequence[Row], stamp: Row) -> None:
    """Only columns outside the key change: DuckDB cannot delete and insert one key in one transaction."""
    named = [spec.name for spec in kept.columns if spec.name in kept.table.c and spec.name not in kept.key]
    named += stamp
    if not rows or not named:
        return
    wanted = and_(*(kept.table.c[column] == bindparam(f"key_{column}") for column in kept.key))
    statement = update(kept.table).where(wanted).values({name: bindparam(f"new_{name}") for name in named})
    values = [
        {
            **{f"key_{column}": row[column] for column in kept.key},
            **{f"new_{name}": {**row, **stamp}[name] for name in named},
        }
        for row in rows
    ]
    connection.execute(statement, values)


def _scopes(connection: Connection) -> dict[str, set[str]]:
    held = schema.leader_scopes.c
    found: dict[str, set[str]] = {}
    for leader_id, scope in connection.execute(select(held.leader_id, held.scope)):
        found.setdefault(leader_id, set()).add(scope)
    return found


def _set_scopes(connection: Connection, leaders: Iterable[Row]) -> None:
    held, stored = schema.leader_scopes, _scopes(connection)
    for row in leaders:
        before = stored.get(row["leader_id"], set())
        after = set(row["scope"].split(OR)) if row["scope"] else set()
        for scope in before - after:
            connection.execute(delete(held).where(held.c.leader_id == row["leader_id"], held.c.scope == scope))
        for scope in sorted(after - before):
            connection.execute(insert(held).values(leader_id=row["leader_id"], scope=scope))
