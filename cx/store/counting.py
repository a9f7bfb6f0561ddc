"""Answers counted by month and every field: what a summary holds, as the responses have it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Float,
    Select,
    Table,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
    union_all,
)

from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM
from cx.store.months import during, month_of, runs
from cx.store.schema import SCORE_COUNTS, WEIGHT_SUMS, repeat_summary, responses

_TOLERANCE = 1e-6
"""Relative; sums of the same weights in another order differ by rounding, never by an answer."""


def count_anew(connection: Connection, summary: Table, survey_id: str, firsts: Sequence[date]) -> None:
    """Make a summary of these months of a survey anew. firsts: their first days, in order."""
    kept = summary.c
    connection.execute(delete(summary).where(kept.survey_id == survey_id, kept.month.in_(firsts)))
    within = or_(*(during(responses.c.responded_at, run) for run in runs(firsts)))
    rows = counted(summary).where(responses.c.survey_id == survey_id, within)
    connection.execute(insert(summary).from_select([column.name for column in kept], rows))


def counted(summary: Table) -> Select[Any]:
    """A summary as the responses have it."""
    row = responses.c
    weight = cast(func.coalesce(row.weight, 1.0), Float)
    promoter, detractor = row.score >= PROMOTER_FROM, row.score < PASSIVE_FROM
    classes = (promoter, ~promoter & ~detractor, detractor)
    keys = [_key(column) for column in _keys(summary)]
    return (
        select(
            *keys,
            *(cast(func.count().filter(row.score == score), BigInteger).label(f"score_{score}") for score in range(11)),
            *(
                func.coalesce(func.sum(weight).filter(of_class), 0.0).label(name)
                for name, of_class in zip(WEIGHT_SUMS, classes, strict=False)
            ),
            func.sum(weight * weight).label(WEIGHT_SUMS[-1]),
        )
        .where(*_belongs(summary))
        .group_by(*keys)
    )


def differing(summary: Table) -> Select[Any]:
    """The survey and month of each group in which a summary is not what the responses count.

    Both ways at once: what the responses count less what the summary keeps must be nothing.
    """
    rows, kept = counted(summary).subquery(), summary
    keys, added = [column.name for column in _keys(summary)], (*SCORE_COUNTS, *WEIGHT_SUMS)
    sides = union_all(
        select(*(rows.c[key] for key in keys), *(rows.c[name].label(name) for name in added)),
        select(*(kept.c[key] for key in keys), *((-kept.c[name]).label(name) for name in added)),
    ).subquery()
    rounding = [_TOLERANCE * (1 + func.sum(func.abs(sides.c[name]))) for name in WEIGHT_SUMS]
    differs = or_(
        *(func.sum(sides.c[name]) != 0 for name in SCORE_COUNTS),
        *(func.abs(func.sum(sides.c[name])) > limit for name, limit in zip(WEIGHT_SUMS, rounding, strict=True)),
    )
    return select(sides.c.survey_id, sides.c.month).group_by(*(sides.c[key] for key in keys)).having(differs)


def _keys(summary: Table) -> list[Column[Any]]:
    return [column for column in summary.c if column.name not in (*SCORE_COUNTS, *WEIGHT_SUMS)]


def _key(column: Column[Any]) -> ColumnElement[Any]:
    row = responses.c
    months = {"month": row.responded_at, "again_month": row.answered_again_at}
    if column.name in months:
        return month_of(months[column.name]).label(column.name)
    return row[column.name]


def _belongs(summary: Table) -> list[ColumnElement[bool]]:
    return [responses.c.answered_again_at.is_not(None)] if summary is repeat_summary else []
