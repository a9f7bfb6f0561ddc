"""Tallies of a survey's answers: whole months from the summary, days of partial months from the answers themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    func,
    literal,
    select,
    union_all,
)

from cx.domain.periods import Span
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tally import Tally
from cx.store.asked import Asked, Group, still_counts
from cx.store.months import during, moments, month_span, parted
from cx.store.once import once
from cx.store.schema import repeat_summary, response_summary
from cx.store.synced import answers_of, class_counts, score_counts, weight_sums

Counts = dict[tuple[int, Group], list[Any]]


def tallies(
    connection: Connection,
    survey_id: str,
    spans: Sequence[Span],
    *,
    by: Sequence[str] = (),
    where: Slice = EVERYBODY,
    own_brand: str | None = "",
    every_answer: bool = False,
) -> dict[tuple[int, Group], Tally]:
    """The tally of each span (by its index) and group (values of `by`) that has answers.

    A person who answered several times in a span counts once, where their latest answer stands: over other spans the
    tallies of parts of a span need not add up to its own, over groups they do.
    own_brand: answers with this brand or with none are our own, and only they count unless the brand is asked for, in
    `by` or `where`; then a blank brand stands under this name. None counts every brand.
    every_answer: earlier answers of the same person count, too.
    """
    asked = Asked(survey_id, tuple(by), where, own_brand)
    return _tallies(connection, asked, spans, every_answer)


def tallies_by_each(
    connection: Connection,
    survey_id: str,
    spans: Sequence[Span],
    *,
    each: Sequence[Group],
    where: Slice = EVERYBODY,
    own_brand: str | None = "",
    every_answer: bool = False,
) -> dict[Group, dict[tuple[int, Group], Tally]]:
    """`tallies` by each of several sets of fields, in one question. Either all of the sets or none have the brand."""
    asked = Asked.by_each(survey_id, each, where, own_brand)
    found: dict[Group, dict[tuple[int, Group], Tally]] = {fields: {} for fields in each}
    rows = ((i, *group, tally) for (i, group), tally in _tallies(connection, asked, spans, every_answer).items())
    for fields, values, (i, *_, tally) in asked.told_apart(rows, keys=1):
        found[fields][i, values] = tally
    return found


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
    found = _added_up(connection, asked, spans, score_counts)
    return {key: tuple(int(count) for count in counts) for key, counts in found.items() if any(counts)}


def repeated_by_each(
    connection: Connection,
    survey_id: str,
    *,
    each: Sequence[Group],
    where: Slice = EVERYBODY,
    own_brand: str | None = "",
) -> dict[Group, dict[tuple[date, date, Group], Tally]]:
    """Answers of one month (its first day) whose person next answered in it or in a later one, by both and group.

    A span of whole months counts every answer of its months less these of which both months lie in it. By each of
    several sets of fields, as in `tallies_by_each`.
    """
    asked, kept = Asked.by_each(survey_id, each, where, own_brand), repeat_summary.c
    groups = asked.groups(repeat_summary)
    rows = connection.execute(
        select(kept.month, kept.again_month, *groups, *class_sums(repeat_summary))
        .where(*asked.conditions(repeat_summary))
        .group_by(*asked.grouped(groups, kept.month, kept.again_month))
    )
    found: dict[Group, dict[tuple[date, date, Group], Tally]] = {fields: {} for fields in each}
    for fields, values, (month, again, *rest) in asked.told_apart(rows.all(), keys=2):
        found[fields][month, again, values] = tally_of(rest[len(groups) :])
    return found


def has_repeats(connection: Connection, survey_id: str) -> bool:
    """Whether anybody answered the survey more than once."""
    found = select(repeat_summary.c.survey_id).where(repeat_summary.c.survey_id == survey_id).limit(1)
    return once(connection, (has_repeats, survey_id), lambda: connection.execute(found).first() is not None)


def answered_days(
    connection: Connection, survey_id: str, where: Slice = EVERYBODY, own_brand: str | None = ""
) -> Span | None:
    """The first and the last day with answers, None where there are none."""
    asked = Asked(survey_id, (), where, own_brand)
    month = response_summary.c.month
    ends = connection.execute(select(func.min(month), func.max(month)).where(*asked.conditions(response_summary))).one()
    if ends[0] is None:
        return None
    answers = answers_of(connection, survey_id)
    moment = answers.c.responded_at
    # The summary knows the months; only the days of the first and the last one are looked for.
    first, last = (
        select(end).where(*asked.conditions(answers), during(moment, month_span(month)))
        for end, month in zip((func.min(moment), func.max(moment)), ends, strict=True)
    )
    days = sorted(found.date() for found in connection.scalars(union_all(first, last)))
    return Span(days[0], days[-1])


CLASSES = 3


@cache
def class_sums(table: Table) -> tuple[ColumnElement[Any], ...]:
    """Promoters, passives, detractors, the sums of their weights, and of squared weights."""
    return *class_counts(table), *weight_sums(table)


def tally_of(sums: Sequence[Any]) -> Tally:
    """Sums of weights are differences where somebody answered again: a class without answers weighs exactly nothing."""
    promoters, passives, detractors, *weights, squared = sums
    counts = int(promoters), int(passives), int(detractors)
    up, between, down = [float(sum_) if n and sum_ > 0 else 0.0 for n, sum_ in zip(counts, weights, strict=True)]
    return Tally(*counts, up, between, down, float(squared) if any(counts) and squared > 0 else 0.0)


# Spans of months and days ------------------------------------------------------------------------------------------


Sums = Callable[[Table], Sequence[ColumnElement[Any]]]
"""What is added up, of a summary or of the answers themselves, in the same order."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Days of a span that no whole month covers, or a correction of its whole months.

    days: when the answers were given. Of these, where `again` is None, every answer counts that was not followed by
    another of the same person up to `until`; else those are taken away that were followed by one during `again`.
    until: None counts every answer.
    """

    days: Span
    until: date | None = None
    again: Span | None = None

    @property
    def sign(self) -> int:
        return -1 if self.again else 1

    def condition(self, answers: Table) -> ColumnElement[bool]:
        given = during(answers.c.responded_at, self.days)
        if self.again:
            return given & during(answers.c.answered_again_at, self.again)
        if self.until is None:
            return given
        return given & still_counts(moments(Span(self.until, self.until))[1], answers)


def _tallies(
    connection: Connection, asked: Asked, spans: Sequence[Span], every_answer: bool
) -> dict[tuple[int, Group], Tally]:
    found = _added_up(connection, asked, spans, class_sums, every_answer=every_answer)
    return {key: tally_of(sums) for key, sums in found.items() if any(sums[:CLASSES])}


def _added_up(
    connection: Connection, asked: Asked, spans: Sequence[Span], sums: Sums, *, every_answer: bool = False
) -> Counts:
    """Sums by span and group: one question for whole months, one for what repeats in them, one for all other days."""
    every_answer = every_answer or not has_repeats(connection, asked.survey_id)
    months: dict[date, list[int]] = {}
    inner: dict[Span, list[int]] = {}
    parts: dict[_Part, list[int]] = {}
    for index, span in enumerate(spans):
        whole, rest = parted(span)
        for month in whole:
            months.setdefault(month, []).append(index)
        if whole and not every_answer:
            inner.setdefault(Span(whole[0], whole[-1]), []).append(index)
        for part in _parts(span, whole, rest, every_answer=every_answer):
            parts.setdefault(part, []).append(index)
    found: Counts = {}
    grouped = len(asked.by)
    if months:
        _fold(found, connection.execute(_month_rows(asked, list(months), sums)).all(), months, grouped)
    if inner:
        answered = connection.execute(_repeat_rows(asked, inner, sums)).all()
        repeated = [((month, again), *rest) for month, again, *rest in answered]
        within = {pair: _spans_with(inner, *pair) for pair in {row[0] for row in repeated}}
        _fold(found, repeated, within, grouped, taken_away=within)
    if parts:
        answers = answers_of(connection, asked.survey_id)
        of_days = (_day_rows(asked, answers, i, part, sums) for i, part in enumerate(parts))
        rows = connection.execute(union_all(*of_days))
        taken_away = {i for i, part in enumerate(parts) if part.sign < 0}
        _fold(found, rows.all(), dict(enumerate(parts.values())), grouped, taken_away=taken_away)
    return found


def _parts(span: Span, whole: Sequence[date], rest: Sequence[Span], *, every_answer: bool) -> Iterator[_Part]:
    """The days around the whole months of a span, and the answers of these months that were given anew after them."""
    yield from (_Part(days, None if every_answer else span.last) for days in rest)
    if whole and rest and not every_answer:
        after = month_span(whole[-1]).last + timedelta(days=1)
        if after <= span.last:
            yield _Part(Span(whole[0], after - timedelta(days=1)), again=Span(after, span.last))


def _fold(
    found: Counts,
    rows: Iterable[Any],
    spans_of: Mapping[Any, list[int]],
    grouped: int,
    taken_away: Collection[int] = (),
) -> None:
    """Add rows (month or part, group, sums) to each span that they are part of, or take them away."""
    for part, *rest in rows:
        group, sums = tuple(rest[:grouped]), rest[grouped:]
        if part in taken_away:
            sums = [-each for each in sums]
        for index in spans_of.get(part, ()):
            so_far = found.get((index, group))
            found[index, group] = [a + b for a, b in zip(so_far, sums, strict=True)] if so_far else sums


def _month_rows(asked: Asked, months: list[date], sums: Sums) -> Select[Any]:
    month, groups = response_summary.c.month, asked.groups(response_summary)
    # A range, though it may hold months that nobody asked for: a list of months takes longer to read than these rows.
    wanted = (*asked.conditions(response_summary), month.between(min(months), max(months)))
    return select(month, *groups, *sums(response_summary)).where(*wanted).group_by(*asked.grouped(groups, month))


def _repeat_rows(asked: Asked, inner: Collection[Span], sums: Sums) -> Select[Any]:
    """Answers whose person answered again, by both months. inner: spans of first days of months.

    Which spans hold both months is seen here and not in a join: a list of spans in SQL is compiled anew each time,
    which takes longer than the question.
    """
    kept, groups = repeat_summary.c, asked.groups(repeat_summary)
    first, last = min(span.first for span in inner), max(span.last for span in inner)
    return (
        select(kept.month, kept.again_month, *groups, *sums(repeat_summary))
        .where(*asked.conditions(repeat_summary), kept.month >= first, kept.again_month <= last)
        .group_by(*asked.grouped(groups, kept.month, kept.again_month))
    )


def _spans_with(inner: Mapping[Span, list[int]], month: date, again: date) -> list[int]:
    """The spans that hold both months."""
    return [i for span, indices in inner.items() if span.first <= month and again <= span.last for i in indices]


def _day_rows(asked: Asked, answers: Table, index: int, part: _Part, sums: Sums) -> Select[Any]:
    groups = asked.groups(answers)
    return (
        select(literal(index, Integer).label("part"), *groups, *sums(answers))
        .where(*asked.conditions(answers), part.condition(answers))
        .group_by(*asked.grouped(groups))
        .having(func.count() > 0)
    )
