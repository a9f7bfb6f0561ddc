"""Answers counted by month and every field: what a summary holds, as the answers have it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
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

from cx.store.months import during, month_of, runs
from cx.store.schema import SCORE_COUNTS, WEIGHT_SUMS, repeat_summary
from cx.store.synced import COUNTED, answers_of, score_counts, weight_sums

TOGETHER = ("business_unit", "region", "product")
"""Cells of a month with the same values of these stand together, for most questions name one of them: blocks that hold
no cell of a question are not read. Of forty thousand cells a month, a question of two fields reads a third so."""

_TOLERANCE = 1e-6
"""Relative; sums of the same weights in another order differ by rounding, never by an answer."""


def count_anew(connection: Connection, summary: Table, survey_id: str, firsts: Sequence[date]) -> None:
    """Make a summary of these months of a survey anew. firsts: their first days, in order.

    Half of the months are counted beside the other half: what a transaction has only just inserted DuckDB gives to one
    thread a question.
    """
    kept, answers = summary.c, answers_of(connection, survey_id)
    connection.execute(delete(summary).where(kept.survey_id == survey_id, kept.month.in_(firsts)))
    halves = [half for half in (firsts[: len(firsts) // 2], firsts[len(firsts) // 2 :]) if half]
    within = [or_(*(during(answers.c.responded_at, run) for run in runs(half))) for half in halves]
    found = [counted(summary, answers).where(answers.c.survey_id == survey_id, months) for months in within]
    rows = union_all(*found).subquery()
    ordered = select(rows).order_by(*(rows.c[name] for name in ("month", *TOGETHER)))
    connection.execute(insert(summary).from_select([column.name for column in kept], ordered))


def counted(summary: Table, answers: Table) -> Select[Any]:
    """A summary as the answers have it."""
    keys = [_key(column, answers) for column in _keys(summary)]
    scores = zip(SCORE_COUNTS, score_counts(answers), strict=True)
    weights = zip(WEIGHT_SUMS, weight_sums(answers), strict=True)
    return (
        select(
            *keys,
            *(cast(count, BigInteger).label(name) for name, count in scores),
            *(weight.label(name) for name, weight in weights),
        )
        .where(*_belongs(summary, answers))
        .group_by(*keys)
    )


def differing(summary: Table) -> Select[Any]:
    """The survey and month of each group in which a summary is not what the answers count.

    Both ways at once: what the answers count less what the summary keeps must be nothing.
    """
    rows, kept = union_all(*(counted(summary, answers) for answers in COUNTED)).subquery(), summary
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


def _key(column: Column[Any], answers: Table) -> ColumnElement[Any]:
    row = answers.c
    months = {"month": row.responded_at, "again_month": row.answered_again_at}
    if column.name in months:
        return month_of(months[column.name]).label(column.name)
    return row[column.name]


def _belongs(summary: Table, answers: Table) -> list[ColumnElement[bool]]:
    return [answers.c.answered_again_at.is_not(None)] if summary is repeat_summary else []
