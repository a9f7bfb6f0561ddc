"""Tallies of a survey's answers: whole months from the summary, days of partial months from the answers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, Integer, Select, cast, func, literal, select, union_all

from cx.domain.periods import Span
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM, Tally
from cx.store.asked import Asked, Group, classes
from cx.store.months import month_span, parted
from cx.store.schema import SCORE_COUNTS, WEIGHT_SUMS, response_summary, responses
from cx.store.summary import during

Counts = dict[tuple[int, Group], list[Any]]


def tallies(
    connection: Connection,
    survey_id: str,
    spans: Sequence[Span],
    *,
    by: Sequence[str] = (),
    where: Slice = EVERYBODY,
    own_brand: str | None = "",
) -> dict[tuple[int, Group], Tally]:
    """The tally of each span (by its index) and group (values of `by`) that has answers.

    own_brand: answers with this brand or with none are our own, and only they count unless the brand is asked for, in
    `by` or `where`; then a blank brand stands under this name. None counts every brand.
    """
    asked = Asked(survey_id, tuple(by), where, own_brand)
    scores = [
        func.sum(sum(response_summary.c[name] for name in SCORE_COUNTS[PROMOTER_FROM:])),
        func.sum(sum(response_summary.c[name] for name in SCORE_COUNTS[PASSIVE_FROM:PROMOTER_FROM])),
        func.sum(sum(response_summary.c[name] for name in SCORE_COUNTS[:PASSIVE_FROM])),
        *(func.sum(response_summary.c[name]) for name in WEIGHT_SUMS),
    ]
    by_class = classes()
    weight = cast(func.coalesce(responses.c.weight, 1.0), Float)
    answers = [
        *(func.count().filter(of_class) for of_class in by_class),
        *(func.coalesce(func.sum(weight).filter(of_class), 0.0) for of_class in by_class),
        func.sum(weight * weight),
    ]
    found = _added_up(connection, asked, spans, scores, answers)
    return {key: Tally(*(int(count) for count in sums[:3]), *map(float, sums[3:])) for key, sums in found.items()}


def distributions(
    connection: Connection,
    survey_id: str,
    spans: Sequence[Span],
    *,
    by: Sequence[str] = (),
    where: Slice = EVERYBODY,
    own_brand: str | None = "",
) -> dict[tuple[int, Group], tuple[int, ...]]:
    """How many answers gave each score, 0 to 10, by the rules of `tallies`; weights do not count."""
    asked = Asked(survey_id, tuple(by), where, own_brand)
    scores = [func.sum(response_summary.c[name]) for name in SCORE_COUNTS]
    answers = [func.count().filter(responses.c.score == score) for score in range(11)]
    found = _added_up(connection, asked, spans, scores, answers)
    return {key: tuple(int(count) for count in counts) for key, counts in found.items()}


def answered_days(
    connection: Connection, survey_id: str, where: Slice = EVERYBODY, own_brand: str | None = ""
) -> Span | None:
    """The first and the last day with answers, None where there are none."""
    asked = Asked(survey_id, (), where, own_brand)
    month = response_summary.c.month
    ends = connection.execute(select(func.min(month), func.max(month)).where(*asked.conditions(response_summary))).one()
    if ends[0] is None:
        return None
    moment = responses.c.responded_at
    # The summary knows the months; only the days of the first and the last one are looked for.
    first, last = (
        connection.execute(
            select(func.min(moment), func.max(moment)).where(
                *asked.conditions(responses), during(moment, month_span(month))
            )
        ).one()
        for month in ends
    )
    return Span(first[0].date(), last[1].date())


# Spans of months and days ------------------------------------------------------------------------------------------


def _added_up(
    connection: Connection,
    asked: Asked,
    spans: Sequence[Span],
    of_months: Sequence[ColumnElement[Any]],
    of_days: Sequence[ColumnElement[Any]],
) -> Counts:
    """Sums by span and group: one question for all whole months, one for all days that no whole month covers."""
    months: dict[date, list[int]] = {}
    days: dict[Span, list[int]] = {}
    for index, span in enumerate(spans):
        whole, rest = parted(span)
        for month in whole:
            months.setdefault(month, []).append(index)
        for part in rest:
            days.setdefault(part, []).append(index)
    found: Counts = {}
    if months:
        rows = connection.execute(_month_rows(asked, list(months), of_months))
        _fold(found, rows, months, len(asked.by))
    if days:
        parts = list(days)
        rows = connection.execute(union_all(*(_day_rows(asked, i, part, of_days) for i, part in enumerate(parts))))
        _fold(found, rows, {i: days[part] for i, part in enumerate(parts)}, len(asked.by))
    return found


def _fold(found: Counts, rows: Iterable[Any], spans_of: Mapping[Any, list[int]], grouped: int) -> None:
    """Add rows (month or part, group, sums) to each span that they are part of."""
    for part, *rest in rows:
        group, sums = tuple(rest[:grouped]), rest[grouped:]
        for index in spans_of[part]:
            so_far = found.get((index, group))
            found[index, group] = sums if so_far is None else [a + b for a, b in zip(so_far, sums, strict=True)]


def _month_rows(asked: Asked, months: list[date], sums: Sequence[ColumnElement[Any]]) -> Select[Any]:
    month, groups = response_summary.c.month, asked.groups(response_summary)
    wanted = (*asked.conditions(response_summary), month.in_(months))
    return select(month, *groups, *sums).where(*wanted).group_by(month, *groups)


def _day_rows(asked: Asked, index: int, part: Span, sums: Sequence[ColumnElement[Any]]) -> Select[Any]:
    groups = asked.groups(responses)
    return (
        select(literal(index, Integer).label("part"), *groups, *sums)
        .where(*asked.conditions(responses), during(responses.c.responded_at, part))
        .group_by(*groups)
        .having(func.count() > 0)
    )
