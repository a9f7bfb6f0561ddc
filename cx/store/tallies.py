"""Tallies of a survey's answers: whole months from the summary, days of partial months from the answers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    DateTime,
    Float,
    Integer,
    Select,
    Table,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    select,
    union_all,
    values,
)

from cx.domain.design_effect import Clusters
from cx.domain.periods import Span
from cx.domain.slices import Slice, check_field
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM, Tally
from cx.store.schema import SCORE_COUNTS, WEIGHT_SUMS, invitations, response_summary, responses
from cx.store.summary import during, moments

EVERYBODY = Slice()

Group = tuple[str, ...]
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
    asked = _Asked(survey_id, tuple(by), where, own_brand)
    scores = [
        func.sum(sum(response_summary.c[name] for name in SCORE_COUNTS[PROMOTER_FROM:])),
        func.sum(sum(response_summary.c[name] for name in SCORE_COUNTS[PASSIVE_FROM:PROMOTER_FROM])),
        func.sum(sum(response_summary.c[name] for name in SCORE_COUNTS[:PASSIVE_FROM])),
        *(func.sum(response_summary.c[name]) for name in WEIGHT_SUMS),
    ]
    classes = _classes()
    weight = cast(func.coalesce(responses.c.weight, 1.0), Float)
    answers = [
        *(func.count().filter(of_class) for of_class in classes),
        *(func.coalesce(func.sum(weight).filter(of_class), 0.0) for of_class in classes),
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
    asked = _Asked(survey_id, tuple(by), where, own_brand)
    scores = [func.sum(response_summary.c[name]) for name in SCORE_COUNTS]
    answers = [func.count().filter(responses.c.score == score) for score in range(11)]
    found = _added_up(connection, asked, spans, scores, answers)
    return {key: tuple(int(count) for count in counts) for key, counts in found.items()}


def answered_days(
    connection: Connection, survey_id: str, where: Slice = EVERYBODY, own_brand: str | None = ""
) -> Span | None:
    """The first and the last day with answers, None where there are none."""
    asked = _Asked(survey_id, (), where, own_brand)
    month = response_summary.c.month
    ends = connection.execute(select(func.min(month), func.max(month)).where(*asked.conditions(response_summary))).one()
    if ends[0] is None:
        return None
    moment = responses.c.responded_at
    # The summary knows the months; only the days of the first and the last one are looked for.
    first, last = (
        connection.execute(
            select(func.min(moment), func.max(moment)).where(
                *asked.conditions(responses), during(moment, _month_span(month))
            )
        ).one()
        for month in ends
    )
    return Span(first[0].date(), last[1].date())


def invited(
    connection: Connection,
    survey_id: str,
    spans: Sequence[Span],
    *,
    by: Sequence[str] = (),
    where: Slice = EVERYBODY,
    own_brand: str | None = None,
) -> dict[tuple[int, Group], int | None]:
    """How many people were invited in each span and group; None, or no entry for a group, where it is not known.

    It is known where every month of the span that has invitations gives the asked fields in each of its rows, and
    every month of it that has answers has invitations. They are counted by the month: a span that cuts one short has
    its count only where no answer came after the cut.
    """
    asked = _Asked(survey_id, tuple(by), where, own_brand)
    known = _months_known(connection, asked)
    rows = connection.execute(
        select(invitations.c.month, *asked.groups(invitations), func.sum(invitations.c.invited))
        .where(*asked.conditions(invitations))
        .group_by(invitations.c.month, *asked.groups(invitations))
    ).all()
    answered = answered_days(connection, survey_id, own_brand=None)
    asked_without = _months_without_invitations(connection, survey_id, known)
    found: dict[tuple[int, Group], int | None] = {}
    for index, span in enumerate(spans):
        months = _months_of(span)
        sent = [month for month in months if month in known]
        cut_short = _first_of(span.first) != span.first or (
            _month_span(span.last).last != span.last and answered is not None and answered.last > span.last
        )
        if cut_short or not sent or not all(known[month] for month in sent) or asked_without.intersection(months):
            if not by:
                found[index, ()] = None
            continue
        if not by:
            found[index, ()] = 0
        for month, *group, count in rows:
            if month in months:
                key = (index, tuple(group))
                found[key] = (found.get(key) or 0) + int(count)
    return found


def clusters(
    connection: Connection,
    survey_id: str,
    spans: Sequence[Span],
    where: Slice = EVERYBODY,
    own_brand: str | None = "",
) -> dict[int, Clusters]:
    """Sums over the accounts of each span's answers, a promoter being +1, a detractor -1; no entry without accounts.

    Answers without an account are left out: each stands for itself.
    """
    if not spans:
        return {}
    asked = _Asked(survey_id, (), where, own_brand)
    moment, account, size = responses.c.responded_at, responses.c.account_id, func.count().label("size")
    times = values(column("span", Integer), column("starts", DateTime), column("ends", DateTime), name="times")
    times = times.data([(index, *moments(span)) for index, span in enumerate(spans)])
    promoter, _, detractor = _classes()
    value = case((promoter, 1), (detractor, -1), else_=0)
    accounts = (
        select(times.c.span, size, func.sum(value).label("total"), func.sum(value * value).label("squared"))
        .join_from(responses, times, moment.between(times.c.starts, times.c.ends))
        .where(*asked.conditions(responses), account != "", during(moment, _hull(spans)))
        .group_by(times.c.span, account)
        .subquery()
    ).c
    total = cast(accounts.total, Float)
    sums = (
        func.count(),
        func.sum(accounts.size),
        func.sum(accounts.size * accounts.size),
        func.sum(accounts.total),
        func.sum(total * total / accounts.size),
        func.sum(accounts.squared),
    )
    rows = connection.execute(select(accounts.span, *sums).group_by(accounts.span))
    return {
        index: Clusters(int(held), int(answers), int(squares), float(net), float(per_size), float(squared))
        for index, held, answers, squares, net, per_size, squared in rows
    }


# What is asked ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """A survey's answers, as far as they are asked for, in any table that has the fields."""

    survey_id: str
    by: tuple[str, ...]
    where: Slice
    own_brand: str | None

    def __post_init__(self) -> None:
        for field in self.by:
            check_field(field)

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.by, *(field for field, _ in self.where))

    @property
    def own_names(self) -> tuple[str, ...]:
        return ("", self.own_brand) if self.own_brand else ("",)

    def groups(self, table: Table) -> list[ColumnElement[Any]]:
        return [self._named(table, field) for field in self.by]

    def conditions(self, table: Table) -> list[ColumnElement[bool]]:
        found = [table.c.survey_id == self.survey_id]
        for field, value in self.where:
            own = field == "brand" and value in self.own_names
            found.append(table.c[field].in_(self.own_names) if own else table.c[field] == value)
        if self.own_brand is not None and "brand" not in self.fields:
            found.append(table.c.brand.in_(self.own_names))
        return found

    def _named(self, table: Table, field: str) -> ColumnElement[Any]:
        column = table.c[field]
        if field == "brand" and self.own_brand:
            return case((column == "", self.own_brand), else_=column)
        return column


def _classes() -> tuple[ColumnElement[bool], ...]:
    """Promoters, passives, detractors."""
    score = responses.c.score
    return score >= PROMOTER_FROM, score.between(PASSIVE_FROM, PROMOTER_FROM - 1), score < PASSIVE_FROM


# Spans of months and days -------------------------------------------------------------------------------------------


def _added_up(
    connection: Connection,
    asked: _Asked,
    spans: Sequence[Span],
    of_months: Sequence[ColumnElement[Any]],
    of_days: Sequence[ColumnElement[Any]],
) -> Counts:
    """Sums by span and group: one question for all whole months, one for all days that no whole month covers."""
    months: dict[date, list[int]] = {}
    days: dict[Span, list[int]] = {}
    for index, span in enumerate(spans):
        whole, rest = _parted(span)
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


def _month_rows(asked: _Asked, months: list[date], sums: Sequence[ColumnElement[Any]]) -> Select[Any]:
    month, groups = response_summary.c.month, asked.groups(response_summary)
    wanted = (*asked.conditions(response_summary), month.in_(months))
    return select(month, *groups, *sums).where(*wanted).group_by(month, *groups)


def _day_rows(asked: _Asked, index: int, part: Span, sums: Sequence[ColumnElement[Any]]) -> Select[Any]:
    groups = asked.groups(responses)
    return (
        select(literal(index, Integer).label("part"), *groups, *sums)
        .where(*asked.conditions(responses), during(responses.c.responded_at, part))
        .group_by(*groups)
        .having(func.count() > 0)
    )


def _parted(span: Span) -> tuple[list[date], list[Span]]:
    """The whole months of a span, and the days at its ends that belong to none of them."""
    whole, rest = [], []
    for month in _months_of(span):
        days = _month_span(month)
        if span.first <= days.first and days.last <= span.last:
            whole.append(month)
        else:
            rest.append(Span(max(days.first, span.first), min(days.last, span.last)))
    return whole, rest


def _months_of(span: Span) -> list[date]:
    months = [_first_of(span.first)]
    while (after := _month_span(months[-1]).last + timedelta(days=1)) <= span.last:
        months.append(after)
    return months


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.first for span in spans), max(span.last for span in spans))


def _first_of(day: date) -> date:
    return day.replace(day=1)


def _month_span(day: date) -> Span:
    first = _first_of(day)
    return Span(first, _first_of(first + timedelta(days=31)) - timedelta(days=1))


# Invitations --------------------------------------------------------------------------------------------------------


def _months_known(connection: Connection, asked: _Asked) -> dict[date, bool]:
    """Each month with invitations, and whether every row of it gives the asked fields (no brand is our own brand)."""
    given = [invitations.c[field] != "" for field in asked.fields if field != "brand"]
    complete = case((and_(*given), 1), else_=0) if given else literal(1)
    rows = connection.execute(
        select(invitations.c.month, func.min(complete))
        .where(invitations.c.survey_id == asked.survey_id)
        .group_by(invitations.c.month)
    )
    return {month: bool(every) for month, every in rows}


def _months_without_invitations(connection: Connection, survey_id: str, known: Mapping[date, bool]) -> set[date]:
    months = select(response_summary.c.month).where(response_summary.c.survey_id == survey_id).distinct()
    return {month for (month,) in connection.execute(months) if month not in known}
