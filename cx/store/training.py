"""Training: what the learning system said of each person, kept as it came, and what it is held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, text

from cx.domain.evidence import several
from cx.domain.training import (
    Assignment,
    Course,
    CourseStatus,
    Exemption,
    Headcount,
    Level,
    Register,
)
from cx.store.maintained import MAINTAINED, Upserted, stored_rows
from cx.store.once import once
from cx.store.schema import headcounts, org_units, training_records

TABLE = "training_records"
_SAID = ("name", "unit", "level", "due", "completed", "exempt")
"""What a file says of an assignment."""
_DAYS = ("assigned", "due", "completed")


# Keeping ------------------------------------------------------------------------------------------------------------


def add(connection: Connection, import_id: int, rows: Sequence[Mapping[str, Any]]) -> Upserted:
    """Keep assignments that are new or that say otherwise than what is kept of that person, course and day.

    rows: employee_key, course, assigned and what else the file says, each assignment once. What it does not say stays
    as it is kept.
    """
    if not rows:
        return Upserted(0, 0, 0)
    given = [name for name in _SAID if name in rows[0]]
    _stage(connection, rows, given)
    kept = _latest().compile(connection, compile_kwargs={"literal_binds": True})
    joined = (
        f"FROM trained_now AS n LEFT JOIN ({kept}) AS k ON k.employee_key = n.employee_key AND k.course = n.course"
        " AND k.assigned = n.assigned"
    )
    said = [f"n.{name}" if name in given else f"k.{name}" for name in _SAID]
    texts = [f"coalesce({one}, '')" if name not in _DAYS else one for name, one in zip(_SAID, said, strict=True)]
    differs = " OR ".join(["k.course IS NULL", *(f"n.{name} IS DISTINCT FROM k.{name}" for name in given)])
    counted = f"SELECT count(*) FILTER (WHERE k.course IS NULL), count(*) FILTER (WHERE {differs}) {joined}"
    new, written = connection.execute(text(counted)).one()
    columns = ", ".join(("employee_key", "course", "assigned", *_SAID, "import_id"))
    connection.execute(
        text(
            f"INSERT INTO training_records ({columns}) SELECT n.employee_key, n.course, n.assigned, {', '.join(texts)},"
            f" :import_id {joined} WHERE {differs}"
        ),
        {"import_id": import_id},
    )
    connection.execute(text("DROP TABLE trained_now"))
    return Upserted(new, written - new, len(rows) - written)


def take_back(connection: Connection, import_id: int) -> int:
    """Forget what an import brought; what it had replaced counts again. How many rows went."""
    held = training_records.c.import_id == import_id
    gone = connection.execute(select(func.count()).select_from(training_records).where(held)).scalar_one()
    connection.execute(delete(training_records).where(held))
    return int(gone)


def _stage(connection: Connection, rows: Sequence[Mapping[str, Any]], given: Sequence[str]) -> None:
    """The rows as a temporary table, sent as columns: row by row a large file would take a minute."""
    names = ("employee_key", "course", "assigned", *given)
    columns = ", ".join(
        f"CAST(unnest(CAST(:{name} AS TEXT[])) AS {'DATE' if name in _DAYS else 'TEXT'}) AS {name}" for name in names
    )
    values = {name: [_sent(row[name]) for row in rows] for name in names}
    connection.execute(text(f"CREATE TEMP TABLE trained_now AS SELECT {columns}"), values)


def _sent(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _latest() -> Select[Any]:
    """Of each person, course and day of assignment the row that the latest import brought."""
    row = training_records.c
    place = func.row_number().over(
        partition_by=(row.employee_key, row.course, row.assigned), order_by=row.import_id.desc()
    )
    ranked = select(training_records, place.label("place")).subquery()
    return select(*(ranked.c[column.name] for column in row)).where(ranked.c.place == 1)


# Reading ------------------------------------------------------------------------------------------------------------


_AS_ASSIGNED = ("employee_key", "unit", "level", "course", "assigned", "due", "completed", "exempt", "name")


def register(connection: Connection) -> Register:
    """All that is known of training, with units and courses by their ids where a file wrote their names."""
    listed, kept = courses(connection), _latest().subquery().c
    units = _by_either(((unit_id, name) for unit_id, name in unit_names(connection).items()))
    named = _by_either((one.course_id, one.name) for one in listed)
    assignments = tuple(
        Assignment(
            employee, units.get(unit.casefold(), unit), Level(level), named.get(course.casefold(), course), *rest
        )
        for employee, unit, level, course, *rest in connection.execute(
            select(*(kept[name] for name in _AS_ASSIGNED)).order_by(kept.employee_key, kept.course, kept.assigned)
        ).all()
    )
    known = {one.course_id for one in listed}
    strange = sorted({one.course for one in assignments} - known)
    return Register(
        (*listed, *(Course(course, course) for course in strange)),
        assignments,
        _headcounts(connection),
        _exemptions(connection),
    )


def courses(connection: Connection) -> tuple[Course, ...]:
    """Every course that somebody described, by id."""
    return tuple(
        Course(
            row["course_id"],
            row["name"],
            tuple(map(Level, several(row["levels"]))),
            row["about"],
            row["starts_on"],
            row["due_by"],
            row["cost"],
            row["agreed"],
            row["agreed_on"],
            row["owner"],
            row["status"] != CourseStatus.CLOSED,
        )
        for row in stored_rows(connection, MAINTAINED["courses"]).values()
    )


def unit_names(connection: Connection) -> Mapping[str, str]:
    """Every unit of the organization: its name by its id."""
    row = org_units.c
    named = select(row.unit_id, row.name).order_by(row.unit_id)
    return once(connection, unit_names, lambda: {one.unit_id: one.name for one in connection.execute(named)})


def strangers(connection: Connection) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Units and courses that the learning system names and nobody has described, as it writes them."""
    units = _by_either(unit_names(connection).items())
    named = _by_either((one.course_id, one.name) for one in courses(connection))
    row = training_records.c
    found = connection.execute(select(row.unit, row.course).distinct()).all()
    return (
        tuple(sorted({unit for unit, _ in found if unit.casefold() not in units})),
        tuple(sorted({course for _, course in found if course.casefold() not in named})),
    )


def _headcounts(connection: Connection) -> tuple[Headcount, ...]:
    row = headcounts.c
    order = (row.unit_id, row.level, row.counted_on)
    found = connection.execute(select(*order, row.people).order_by(*order))
    return tuple(Headcount(unit, Level(level), day, people) for unit, level, day, people in found)


def _exemptions(connection: Connection) -> tuple[Exemption, ...]:
    return tuple(
        Exemption(row["unit_id"], Level(row["level"]), row["people"], row["reason"], row["course_id"], row["until"])
        for row in stored_rows(connection, MAINTAINED["training_exemptions"]).values()
    )


def _by_either(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Ids by ids and by names, in small letters; an id goes before another's name."""
    pairs = list(named)
    return {name.casefold(): key for key, name in pairs} | {key.casefold(): key for key, _ in pairs}
