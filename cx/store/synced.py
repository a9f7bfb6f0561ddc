"""Which surveys' answers stay in a warehouse, and rows that count answers: one each, or many."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Float, Select, Table, cast, extract, func, or_, select

from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM
from cx.store.once import once
from cx.store.schema import SCORE_COUNTS, WEIGHT_SUMS, responses, synced_answers, synced_days, synced_surveys

TOTALS = ("answers", "score_sum", "weight_sum", "again_sum")
SAME = 1e-6
"""Relative; sums of the same weights in another order differ by rounding, never by an answer."""

COUNTED = (responses, synced_answers)
"""Tables of answers, told apart by survey: none has answers in both."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a synced survey's answers are, in words, and when they were last asked for. asked_at: UTC."""

    source: str
    asked_at: datetime


def origins(connection: Connection) -> dict[str, Origin]:
    """The synced surveys, by id."""
    kept = synced_surveys.c
    found = connection.execute(select(kept.survey_id, kept.source, kept.asked_at))
    return {survey_id: Origin(source, asked_at) for survey_id, source, asked_at in found}


def answers_of(connection: Connection, survey_id: str) -> Table:
    """The table that holds a survey's answers; both have the survey, the moments, the fields and the account."""
    synced = once(
        connection, "synced surveys", lambda: frozenset(connection.scalars(select(synced_surveys.c.survey_id)))
    )
    return synced_answers if survey_id in synced else responses


def days_known() -> Select[Any]:
    """What the source last said of each day: the row of the newest sync that brought it."""
    days = synced_days.c
    newest = (
        select(days.survey_id, days.day, func.max(days.import_id).label("import_id"))
        .group_by(days.survey_id, days.day)
        .subquery()
    )
    is_newest = (
        (newest.c.survey_id == days.survey_id) & (newest.c.day == days.day) & (newest.c.import_id == days.import_id)
    )
    return select(synced_days).join(newest, is_newest)


def differing() -> Select[Any]:
    """Survey and day wherever the counts are not what the source said of that day."""
    row, counts = synced_answers.c, [synced_answers.c[name] for name in SCORE_COUNTS]
    answers = reduce(operator.add, counts)
    scores = reduce(operator.add, (score * count for score, count in enumerate(counts)))
    again = func.coalesce(numbered(row.known_again_at) * answers, 0)
    weights = reduce(operator.add, (row[name] for name in WEIGHT_SUMS[:3]))
    kept = (
        select(
            row.survey_id,
            cast(row.responded_at, Date).label("day"),
            *(func.sum(part).label(name) for part, name in zip((answers, scores, weights, again), TOTALS, strict=True)),
        )
        .group_by(row.survey_id, cast(row.responded_at, Date))
        .subquery()
    )
    told = days_known().where(synced_days.c.answers > 0).subquery()
    both = (kept.c.survey_id == told.c.survey_id) & (kept.c.day == told.c.day)
    unlike = or_(
        kept.c.day.is_(None),
        told.c.day.is_(None),
        *(kept.c[name] != told.c[name] for name in ("answers", "score_sum", "again_sum")),
        func.abs(kept.c.weight_sum - told.c.weight_sum) > SAME * (1 + told.c.weight_sum),
    )
    named = (func.coalesce(told.c[name], kept.c[name]).label(name) for name in ("survey_id", "day"))
    return select(*named).select_from(told.join(kept, both, full=True)).where(unlike)


def numbered(day: ColumnElement[Any]) -> ColumnElement[Any]:
    """A day as a number, so that days can be summed; engines differ in how they count days, not in these parts."""
    return extract("year", day) * 372 + extract("month", day) * 31 + extract("day", day)


# Aggregates over either table, or over a summary ---------------------------------------------------------------------


def class_counts(table: Table) -> list[ColumnElement[Any]]:
    """Promoters, passives, detractors."""
    if table is responses:
        return [func.count().filter(of_class) for of_class in _classes()]
    scores = (SCORE_COUNTS[PROMOTER_FROM:], SCORE_COUNTS[PASSIVE_FROM:PROMOTER_FROM], SCORE_COUNTS[:PASSIVE_FROM])
    return [func.sum(reduce(operator.add, (table.c[name] for name in names))) for names in scores]


def score_counts(table: Table) -> list[ColumnElement[Any]]:
    """Answers of each score, 0 to 10."""
    if table is responses:
        return [func.count().filter(responses.c.score == score) for score in range(11)]
    return [func.sum(table.c[name]) for name in SCORE_COUNTS]


def weight_sums(table: Table) -> list[ColumnElement[Any]]:
    """Sums of the weights of promoters, passives and detractors, and of squared weights, 1 where an answer has none."""
    if table is responses:
        weight = cast(func.coalesce(responses.c.weight, 1.0), Float)
        of_class = (func.coalesce(func.sum(weight).filter(of_class), 0.0) for of_class in _classes())
        return [*of_class, func.sum(weight * weight)]
    return [func.sum(table.c[name]) for name in WEIGHT_SUMS]


def _classes() -> tuple[ColumnElement[bool], ...]:
    score = responses.c.score
    return score >= PROMOTER_FROM, score.between(PASSIVE_FROM, PROMOTER_FROM - 1), score < PASSIVE_FROM
