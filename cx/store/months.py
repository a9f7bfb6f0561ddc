"""Days as whole months, which the summary knows, and the days around them, which it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, cast, func

from cx.domain.periods import Span


def month_of(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(func.date_trunc("month", moment), Date)


def during(moment: ColumnElement[Any], span: Span) -> ColumnElement[bool]:
    """Whether a moment falls within the span's days; a range of moments, so that blocks of other days are skipped."""
    return moment.between(*moments(span))


def moments(span: Span) -> tuple[datetime, datetime]:
    """The first and the last moment of a span."""
    return datetime.combine(span.first, datetime.min.time()), datetime.combine(span.last, datetime.max.time())


def runs(firsts: Sequence[date]) -> list[Span]:
    """Unbroken runs of months, given by their first days in order, so that one range asks for many."""
    found: list[Span] = []
    for first in firsts:
        month = month_span(first)
        if found and found[-1].last + timedelta(days=1) == first:
            found[-1] = Span(found[-1].first, month.last)
        else:
            found.append(month)
    return found


def gathered(months: Mapping[date, int], at_most: int) -> list[Span]:
    """Months in order, told by their first days with how many answers each has, as spans that hold some together.

    No more than at_most answers, but for a month that has more by itself.
    """
    found: list[Span] = []
    held = at_most
    for first, answers in months.items():
        month = month_span(first)
        if held + answers > at_most:
            found.append(month)
            held = 0
        found[-1] = Span(found[-1].first, month.last)
        held += answers
    return found


@lru_cache(maxsize=1024)
def parted(span: Span) -> tuple[tuple[date, ...], tuple[Span, ...]]:
    """The whole months of a span, and the days at its ends that belong to none of them."""
    whole, rest = [], []
    for month in months_of(span):
        days = month_span(month)
        if span.first <= days.first and days.last <= span.last:
            whole.append(month)
        else:
            rest.append(Span(max(days.first, span.first), min(days.last, span.last)))
    return tuple(whole), tuple(rest)


def months_of(span: Span) -> list[date]:
    months = [first_of(span.first)]
    while (after := month_span(months[-1]).last + timedelta(days=1)) <= span.last:
        months.append(after)
    return months


def hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.first for span in spans), max(span.last for span in spans))


def first_of(day: date) -> date:
    return day.replace(day=1)


def month_span(day: date) -> Span:
    first = first_of(day)
    return Span(first, first_of(first + timedelta(days=31)) - timedelta(days=1))
