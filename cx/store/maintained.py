"""Tables that people keep by hand: what their columns take, and loading them by their key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Float,
    Integer,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from cx.domain.dimensions import Dimension
from cx.domain.evidence import BETWEEN, several
from cx.domain.strategy import GoalTarget
from cx.store import schema, versions
from cx.store.schema.columns import Cell
from cx.store.versions import Changed

Row = Mapping[str, Any]


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
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a file.

    required: a row without it is refused. choices: of a choice; also: other spellings of them. low, high: of a number,
    both included, None for no end. months: of a date that may be written as a month. refers: table whose key it must
    name. label: name in a form. long: a form gives it several lines.
    """

    name: str
    kind: Kind
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    low: float | None = None
    high: float | None = None
    months: bool = False
    refers: str = ""
    label: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """A column of a file whose values, with '|' between, are kept as rows of a table of links.

    column: of the link table, holds one value. fixed: what else such a row says.
    """

    spec: ColumnSpec
    table: Table
    column: str
    fixed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MaintainedTable:
    """key: columns that name a row; the same key again updates it.

    whole: one bad row refuses the file. versioned: what a change replaces is kept. twice: why a key stands only once.
    named_by: the key, where it is not the table's own. later_wins: of two rows of a file that have one key and differ
    the later counts; otherwise both are refused.
    """

    table: Table
    columns: tuple[ColumnSpec, ...]
    linked: tuple[Linked, ...] = ()
    whole: bool = False
    versioned: bool = False
    twice: str = ""
    named_by: tuple[str, ...] = ()
    later_wins: bool = False

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def key(self) -> tuple[str, ...]:
        return self.named_by or tuple(column.name for column in self.table.primary_key)


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
        kind=_kind_of(column, choices),
        help=(column.comment or "").replace("''", "blank"),
        required=cell.get("required", needed),
        choices=choices,
        also=tuple(cell.get("also", {}).items()),
        low=cell.get("low"),
        high=cell.get("high"),
        months=cell.get("months", False),
        refers=cell.get("refers", ""),
        label=cell.get("label", column.name.replace("_", " ").capitalize()),
        long=cell.get("long", False),
    )


def _kind_of(column: Column[Any], choices: Sequence[str]) -> Kind:
    if column.info.get("several"):
        return Kind.SEVERAL
    if choices or column.name in _KINDS:
        return Kind.CHOICE if choices else _KINDS[column.name]
    if isinstance(column.type, Date):
        return Kind.DATE
    if isinstance(column.type, Integer):
        return Kind.INTEGER
    return Kind.NUMBER if isinstance(column.type, Float) else Kind.TEXT


def _maintained(table: Table, *linked: Linked, whole: bool = False, twice: str = "") -> MaintainedTable:
    """whole: for what is decided, not measured; its earlier versions are kept, too."""
    written = (column for column in table.columns if column.info.get("in_files", True))
    columns = (*map(_spec, written), *(link.spec for link in linked))
    return MaintainedTable(table, columns, linked, whole=whole, versioned=whole, twice=twice)


_SCOPE_OF_LEADER = Linked(
    ColumnSpec(
        "scope",
        Kind.SLICES,
        f"groups they answer for, such as region=EMEA; product=Cloud, several with '{BETWEEN.strip()}' between;"
        " * is the whole company, blank is none",
    ),
    schema.leader_scopes,
    "scope",
    {},
)


def _serves_goal(target: GoalTarget, help_: str, choices: tuple[str, ...] = (), refers: str = "") -> Linked:
    name = f"{target}s"
    label = f"{name.capitalize()} that serve it"
    spec = ColumnSpec(name, Kind.SEVERAL, help_, choices=choices, refers=refers, label=label)
    return Linked(spec, schema.goal_links, "serves", {"kind": target})


_GOALS = (
    _serves_goal(GoalTarget.DIMENSION, "dimensions that serve it", tuple(Dimension)),
    _serves_goal(GoalTarget.PROJECT, "projects that serve it, by id", refers="projects"),
)

_UNITS_OF_PROJECT = Linked(
    ColumnSpec(
        "units",
        Kind.SEVERAL,
        "businesses and functions that take part, by id",
        refers="org_units",
        label="Businesses and functions that take part",
    ),
    schema.project_units,
    "unit_id",
    {},
)

RESPONDENT = ColumnSpec(
    "respondent",
    Kind.TEXT,
    "the person, by any id or e-mail that their answers have, too; kept only as a keyed hash",
    required=True,
)


def _invited_people() -> MaintainedTable:
    """Rows are kept by `invited_people.add`, not by `upsert`."""
    survey, day, *fields = _maintained(schema.invited_people).columns
    key = (survey.name, day.name, RESPONDENT.name)
    return MaintainedTable(schema.invited_people, (survey, day, RESPONDENT, *fields), named_by=key, later_wins=True)


EMPLOYEE = ColumnSpec(
    "employee",
    Kind.TEXT,
    "the person, by any id, e-mail or name; kept only as a keyed hash, the name only where the settings say so",
    required=True,
)


def _training_records() -> MaintainedTable:
    """Rows are kept by `training.add`, not by `upsert`."""
    name, unit, level, course, *rest = _maintained(schema.training_records).columns
    return MaintainedTable(
        schema.training_records,
        (EMPLOYEE, unit, level, course, *rest, name),
        named_by=(EMPLOYEE.name, course.name, "assigned"),
        later_wins=True,
    )


MAINTAINED: dict[str, MaintainedTable] = {
    found.name: found
    for found in (
        _maintained(schema.brands),
        _maintained(schema.surveys),
        _maintained(schema.invitations),
        _invited_people(),
        _maintained(schema.accounts),
        _maintained(schema.targets),
        _maintained(schema.events),
        _maintained(schema.org_units),
        _maintained(schema.leaders, _SCOPE_OF_LEADER),
        _maintained(schema.indicators),
        _maintained(schema.readings),
        _maintained(schema.needs),
        _maintained(schema.need_ratings),
        _maintained(schema.statements, whole=True, twice="one statement of each kind is current"),
        _maintained(schema.answers, whole=True, twice="a question has one current answer"),
        _maintained(schema.signals, whole=True),
        _maintained(schema.projects, _UNITS_OF_PROJECT, whole=True),
        _maintained(schema.milestones, whole=True),
        _maintained(schema.project_updates, whole=True, twice="a project has one update a day"),
        _maintained(schema.spend, whole=True, twice="a project has one row a month"),
        _maintained(schema.business_goals, *_GOALS, whole=True),
        _maintained(schema.allocations, whole=True),
        _maintained(schema.themes),
        _maintained(schema.accountable_leaders, whole=True, twice="one person answers for it"),
        _maintained(schema.council_members, whole=True),
        _maintained(schema.meetings, whole=True),
        _maintained(schema.agenda_items, whole=True),
        _maintained(schema.decisions, whole=True),
        _maintained(schema.actions, whole=True),
        _maintained(schema.communications, whole=True),
        _maintained(schema.courses, whole=True),
        _maintained(schema.headcounts, whole=True),
        _maintained(schema.training_exemptions, whole=True),
        _training_records(),
        _maintained(schema.metrics, whole=True),
        _maintained(schema.metric_values, whole=True, twice="a metric has one value a month and group"),
        _maintained(schema.terms, whole=True),
    )
}


def upsert(
    connection: Connection,
    name: str,
    rows: Sequence[Row],
    stamp: Row | None = None,
    *,
    change: Changed | None = None,
) -> Upserted:
    """Insert rows by their key or update the stored ones; a column that a row does not have stays as it is.

    rows: typed values by column, each key at most once. stamp: written with every row that is new or changed: columns
    that no file has, such as who entered it. change: who changes it and when, for tables that keep what was before.
    """
    kept = MAINTAINED[name]
    stored = stored_rows(connection, kept)
    new, changed = [], []
    for row in rows:
        known = stored.get(key_of(kept, row))
        if known is None:
            new.append({**_blank(kept), **row})
        elif any(known[column] != value for column, value in row.items()):
            changed.append({**known, **row})
    if kept.versioned and change and (new or changed):
        keys = [key_of(kept, row) for row in (*new, *changed)]
        versions.keep(connection, name, {key: stored.get(key) for key in keys}, change)
    if new:
        connection.execute(insert(kept.table), [{**_columns_of(kept, row), **(stamp or {})} for row in new])
    _update(connection, kept, changed, stamp or {})
    for link in kept.linked:
        _set_links(connection, kept, link, [*new, *changed])
    return Upserted(len(new), len(changed), len(rows) - len(new) - len(changed))


def whole_rows(connection: Connection, name: str, rows: Sequence[Row]) -> list[Row]:
    """The rows as they will stand: what a row does not have is taken from the stored one, else blank."""
    kept = MAINTAINED[name]
    stored = stored_rows(connection, kept)
    return [{**_blank(kept), **stored.get(key_of(kept, row), {}), **row} for row in rows]


def remove(connection: Connection, name: str, key: Sequence[Any], change: Changed) -> bool:
    """Take a row away, keeping what it was; whether there was one."""
    kept = MAINTAINED[name]
    known = stored_rows(connection, kept).get(tuple(key))
    if known is None:
        return False
    versions.keep(connection, name, {tuple(key): known}, change, removed=True)
    for link in kept.linked:
        _set_links(connection, kept, link, [{**known, link.spec.name: ""}])
    connection.execute(delete(kept.table).where(_named(kept, dict(zip(kept.key, key, strict=True)))))
    return True


def key_of(kept: MaintainedTable, row: Row) -> tuple[Any, ...]:
    return tuple(row[column] for column in kept.key)


def stored_rows(connection: Connection, kept: MaintainedTable) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Every row by its key, with the columns that a file has, in their order."""
    names = [spec.name for spec in kept.columns if spec.name in kept.table.c]
    statement = select(*(kept.table.c[name] for name in names)).order_by(*(kept.table.c[name] for name in kept.key))
    rows = {key_of(kept, row): row for row in map(dict, connection.execute(statement).mappings())}
    for link in kept.linked:
        links = _links(connection, kept, link)
        for key, row in rows.items():
            row[link.spec.name] = BETWEEN.join(sorted(links.get(key, ())))
    return rows


def _blank(kept: MaintainedTable) -> dict[str, Any]:
    return {
        spec.name: "" if spec.kind in (Kind.TEXT, Kind.CHOICE, Kind.SLICE, Kind.SLICES, Kind.SEVERAL) else None
        for spec in kept.columns
    }


def _columns_of(kept: MaintainedTable, row: Row) -> dict[str, Any]:
    return {column: value for column, value in row.items() if column in kept.table.c}


def _update(connection: Connection, kept: MaintainedTable, rows: Sequence[Row], stamp: Row) -> None:
    """Only columns outside the key change: DuckDB cannot delete and insert one key in one transaction."""
    named = [*stamp, *(spec.name for spec in kept.columns if spec.name in kept.table.c and spec.name not in kept.key)]
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


def _named(kept: MaintainedTable, key: Row) -> ColumnElement[bool]:
    return and_(*(kept.table.c[column] == value for column, value in key.items()))


def _links(connection: Connection, kept: MaintainedTable, link: Linked) -> dict[tuple[Any, ...], set[str]]:
    held = link.table.c
    statement = select(*(held[name] for name in kept.key), held[link.column])
    found: dict[tuple[Any, ...], set[str]] = {}
    for *key, value in connection.execute(statement.where(*(held[name] == text for name, text in link.fixed.items()))):
        found.setdefault(tuple(key), set()).add(value)
    return found


def _set_links(connection: Connection, kept: MaintainedTable, link: Linked, rows: Iterable[Row]) -> None:
    held, stored = link.table, _links(connection, kept, link)
    for row in rows:
        before, after = stored.get(key_of(kept, row), set()), set(several(row[link.spec.name]))
        named = {**{name: row[name] for name in kept.key}, **link.fixed}
        for value in sorted(before - after):
            gone = {**named, link.column: value}
            connection.execute(delete(held).where(*(held.c[name] == text for name, text in gone.items())))
        for value in sorted(after - before):
            connection.execute(insert(held).values(**named, **{link.column: value}))
