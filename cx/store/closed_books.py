"""The closed books: written once, reopened with a reason, read back as they were."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    Table,
    func,
    insert,
    select,
    text,
)

from cx.domain.book import Book, Verdict
from cx.domain.closing import Closing, Frozen
from cx.domain.periods import Grain, Period, Span
from cx.domain.slices import Slice
from cx.store import frozen_rows
from cx.store.schema.closing import closed_figures, closed_periods, reopenings, restatements, verdicts

_SQL_TYPES = {
    BigInteger: "BIGINT",
    Integer: "INTEGER",
    Float: "DOUBLE PRECISION",
    Date: "DATE",
    DateTime: "TIMESTAMP",
    Boolean: "BOOLEAN",
}


@dataclass(frozen=True, slots=True)
class Freeze:
    """What is frozen of one period. verdicts: None where it closes along with another and has no book of its own."""

    period: Period
    closed_with: str
    rule: Mapping[str, str]
    figures: Sequence[Frozen]
    verdicts: Sequence[Verdict] | None


@dataclass(frozen=True, slots=True)
class Reopening:
    """reopened_at: UTC."""

    closing: Closing
    reason: str
    reopened_by: str
    reopened_at: datetime


def closings(connection: Connection) -> tuple[Closing, ...]:
    """Every closing that counts, in the order in which they were made."""
    reopened = select(reopenings.c.closing_id)
    found = connection.execute(
        select(closed_periods).where(closed_periods.c.closing_id.not_in(reopened)).order_by(closed_periods.c.closing_id)
    )
    return tuple(_closing(row._mapping) for row in found)


def history(connection: Connection) -> tuple[Reopening, ...]:
    """Every reopening, the newest first."""
    found = connection.execute(
        select(closed_periods, reopenings.c.reason, reopenings.c.reopened_by, reopenings.c.reopened_at)
        .join_from(reopenings, closed_periods, closed_periods.c.closing_id == reopenings.c.closing_id)
        .order_by(reopenings.c.reopened_at.desc(), reopenings.c.closing_id.desc())
    )
    return tuple(Reopening(_closing(row._mapping), row.reason, row.reopened_by, row.reopened_at) for row in found)


def figures(connection: Connection, survey_id: str, ids: Collection[int]) -> dict[int, dict[Slice, Frozen]]:
    """A survey's frozen figures by closing and group."""
    kept = closed_figures.c
    rows = connection.execute(select(closed_figures).where(kept.survey_id == survey_id, kept.closing_id.in_(ids)))
    found: dict[int, dict[Slice, Frozen]] = {}
    for row in rows.mappings().all():
        frozen = frozen_rows.figure(row)
        found.setdefault(row["closing_id"], {})[frozen.scope] = frozen
    return found


def covered(connection: Connection, ids: Collection[int]) -> set[tuple[int, str]]:
    """Closings with the surveys that had answers then."""
    kept = closed_figures.c
    rows = connection.execute(select(kept.closing_id, kept.survey_id).where(kept.closing_id.in_(ids)).distinct())
    return {(row.closing_id, row.survey_id) for row in rows}


def book(connection: Connection, closing_id: int) -> Book:
    """The verdicts as they were, in the order in which they were compiled."""
    rows = connection.execute(select(verdicts).where(verdicts.c.closing_id == closing_id)).mappings()
    found = (frozen_rows.verdict(row) for row in rows)
    return Book({verdict.key: verdict for verdict in found})


def write(connection: Connection, freezes: Sequence[Freeze], by: str, at: datetime) -> None:
    """Freeze periods, each after the one before it. at: UTC."""
    ids = closed_periods.c.closing_id
    last = connection.execute(
        select(closed_periods.c.closing_id, closed_periods.c.digest).order_by(ids.desc()).limit(1)
    ).first()
    number, previous = (last.closing_id, last.digest) if last else (0, frozen_rows.FIRST)
    last_change = connection.execute(select(func.coalesce(func.max(restatements.c.change_id), 0))).scalar_one()
    headers, kept, said = [], [], []
    for freeze in freezes:
        number += 1
        figure_rows = [frozen_rows.figure_row(number, frozen) for frozen in freeze.figures]
        verdict_rows = [frozen_rows.verdict_row(number, verdict) for verdict in freeze.verdicts or ()]
        header = {
            "closing_id": number,
            "period": freeze.period.key,
            "grain": str(freeze.period.grain),
            "first_day": freeze.period.span.first,
            "last_day": freeze.period.span.last,
            "closed_with": freeze.closed_with,
            "closed_at": at.replace(tzinfo=None),
            "closed_by": by,
            "last_change": last_change,
            "rule": json.dumps(dict(freeze.rule), ensure_ascii=False, sort_keys=True),
            "has_book": freeze.verdicts is not None,
        }
        previous = frozen_rows.digest(previous, header, figure_rows, verdict_rows)
        headers.append({**header, "digest": previous})
        kept += figure_rows
        said += verdict_rows
    _insert(connection, closed_periods, headers)
    _insert(connection, closed_figures, kept)
    _insert(connection, verdicts, said)


def reopen(connection: Connection, closing_ids: Iterable[int], reason: str, by: str, at: datetime) -> None:
    """The closings no longer count; what they froze is kept. at: UTC."""
    rows = [
        {"closing_id": number, "reason": reason, "reopened_by": by, "reopened_at": at.replace(tzinfo=None)}
        for number in closing_ids
    ]
    connection.execute(insert(reopenings), rows)


def problems(connection: Connection) -> tuple[str, ...]:
    """What shows that somebody edited what was frozen, in plain words; none where every digest follows."""
    figure_rows = _by_closing(connection, closed_figures)
    verdict_rows = _by_closing(connection, verdicts)
    previous, number = frozen_rows.FIRST, 0
    for number, row in enumerate(
        connection.execute(select(closed_periods).order_by(closed_periods.c.closing_id)).mappings(), 1
    ):
        found = frozen_rows.digest(
            previous, row, figure_rows.pop(row["closing_id"], ()), verdict_rows.pop(row["closing_id"], ())
        )
        if row["closing_id"] != number or row["digest"] != found:
            return (f"The closed figures of {row['period']} are not those that were frozen (closing {number}).",)
        previous = row["digest"]
    strays = {*figure_rows, *verdict_rows}
    return (f"There are closed figures that belong to no closing ({len(strays)} of them).",) if strays else ()


def _by_closing(connection: Connection, table: Table) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in connection.execute(select(table)).mappings():
        found.setdefault(row["closing_id"], []).append(row)
    return found


def _closing(row: Mapping[Any, Any]) -> Closing:
    period = Period(Span(row["first_day"], row["last_day"]), Grain(row["grain"]), row["period"])
    return Closing(
        closing_id=row["closing_id"],
        period=period,
        closed_with=row["closed_with"],
        closed_at=row["closed_at"],
        closed_by=row["closed_by"],
        last_change=row["last_change"],
        rule=tuple(sorted(json.loads(row["rule"]).items())),
        has_book=row["has_book"],
    )


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """All rows in one statement, a list a column: a statement a row would take DuckDB half a millisecond each."""
    if not rows:
        return
    names = [column.name for column in table.columns]
    values = ", ".join(f"unnest(CAST(:{column.name} AS {_type(column)}[]))" for column in table.columns)
    statement = text(f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {values}")
    connection.execute(statement, {name: [row[name] for row in rows] for name in names})


def _type(column: Any) -> str:
    return next((name for kind, name in _SQL_TYPES.items() if isinstance(column.type, kind)), "TEXT")
