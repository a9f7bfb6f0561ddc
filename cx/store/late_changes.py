"""What imports, undos and erasures did to the answers of closed months, recorded as it happens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, Table, func, insert, select

from cx.domain.closing import Change, Kind
from cx.store import closed_books
from cx.store.months import month_of, months_of
from cx.store.schema import response_versions, responses
from cx.store.schema.closing import restatements

Months = Mapping[date, int]
"""Answers by the first day of their month."""


def imported(connection: Connection, survey_id: str, import_id: int, by: str, at: datetime) -> None:
    """Record what an import that was just loaded did to closed months. at: UTC."""
    if closed := closed_months(connection):
        came = _months(connection, responses, responses.c.import_id == import_id)
        went = _months(connection, response_versions, response_versions.c.superseded_by == import_id)
        _record(connection, Kind.IMPORT, survey_id, import_id, came, went, closed, by, at)


def taken_back(connection: Connection, survey_id: str, import_id: int, by: str, at: datetime) -> None:
    """Record what taking an import back will do to closed months, while its rows are still there. at: UTC."""
    if closed := closed_months(connection):
        went = _months(connection, responses, responses.c.import_id == import_id)
        came = _months(connection, response_versions, response_versions.c.superseded_by == import_id)
        _record(connection, Kind.UNDO, survey_id, import_id, came, went, closed, by, at)


def recounted(
    connection: Connection,
    survey_id: str,
    import_id: int,
    came: Months,
    went: Months,
    by: str,
    at: datetime,
    *,
    undone: bool = False,
) -> None:
    """Record what a sync did to closed months, or taking it back. at: UTC."""
    if closed := closed_months(connection):
        kind = Kind.UNDO if undone else Kind.IMPORT
        _record(connection, kind, survey_id, import_id, came, went, closed, by, at)


def erased(connection: Connection, survey_id: str, months: Months, by: str, at: datetime) -> None:
    """Record that answers of a survey were erased. months: how many, by the first day of their month. at: UTC.

    Whoever erases answers calls this in the same transaction, so that a closed figure can say why it was restated.
    """
    if closed := closed_months(connection):
        _record(connection, Kind.ERASE, survey_id, 0, {}, months, closed, by, at)


def changes(connection: Connection, survey_id: str) -> tuple[Change, ...]:
    """Every recorded change of a survey's closed months, in the order in which they happened."""
    row = restatements.c
    found = connection.execute(
        select(row.change_id, row.kind, row.import_id, row.happened_at, row.month, row.added, row.changed, row.removed)
        .where(row.survey_id == survey_id)
        .order_by(row.change_id, row.month)
    )
    return tuple(Change(number, Kind(kind), *rest) for number, kind, *rest in found)


def closed_months(connection: Connection) -> set[date]:
    """First days of the months of which anything is closed now: a month may be reopened while its quarter is not."""
    return {month for closing in closed_books.closings(connection) for month in months_of(closing.period.span)}


def _months(connection: Connection, table: Table, condition: object) -> dict[date, int]:
    month = month_of(table.c.responded_at)
    found = connection.execute(select(month, func.count()).where(condition).group_by(month))  # type: ignore[arg-type]
    return {first: int(count) for first, count in found}


def _record(
    connection: Connection,
    kind: Kind,
    survey_id: str,
    import_id: int,
    came: Months,
    went: Months,
    closed: set[date],
    by: str,
    at: datetime,
) -> None:
    """One event, a row a closed month: answers that only took another's place count as changed."""
    number = 1 + connection.execute(select(func.coalesce(func.max(restatements.c.change_id), 0))).scalar_one()
    rows = [
        {
            "change_id": number,
            "survey_id": survey_id,
            "month": month,
            "kind": str(kind),
            "import_id": import_id,
            "happened_at": at.replace(tzinfo=None),
            "done_by": by,
            "added": max(0, came.get(month, 0) - went.get(month, 0)),
            "changed": min(came.get(month, 0), went.get(month, 0)),
            "removed": max(0, went.get(month, 0) - came.get(month, 0)),
        }
        for month in sorted(closed & {*came, *went})
    ]
    if rows:
        connection.execute(insert(restatements), rows)
