"""Accounts behind the answers: how alike their people answer, what each said, and what the list knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    DateTime,
    Integer,
    Subquery,
    Table,
    cast,
    column,
    false,
    func,
    select,
    values,
)

from cx.domain.accounts import Held, Said
from cx.domain.design_effect import Clusters
from cx.domain.periods import Span
from cx.domain.slices import EVERYBODY, Slice
from cx.store import row_scope
from cx.store.asked import Asked, Group, still_counts
from cx.store.months import during, hull, moments
from cx.store.schema import accounts
from cx.store.synced import answers_of, class_counts


def clusters(
    connection: Connection,
    survey_id: str,
    spans: Sequence[Span],
    where: Slice = EVERYBODY,
    own_brand: str | None = "",
) -> dict[int, Clusters]:
    """Sums over the accounts of each span's answers, a promoter being +1, a detractor -1; no entry without accounts.

    Answers without an account are left out: each stands for itself. Who answered again counts once, with the latest.
    """
    if not spans:
        return {}
    asked, answers = Asked(survey_id, (), where, own_brand), answers_of(connection, survey_id)
    moment, account = answers.c.responded_at, answers.c.account_id
    times = values(column("span", Integer), column("starts", DateTime), column("ends", DateTime), name="times")
    times = times.data([(index, *moments(span)) for index, span in enumerate(spans)])
    promoters, passives, detractors = class_counts(answers)
    sums = (promoters + passives + detractors, promoters - detractors, promoters + detractors)
    size, total, squared = (cast(of_account, BigInteger) for of_account in sums)
    of_accounts = (
        select(times.c.span, size.label("size"), total.label("total"), squared.label("squared"))
        .join_from(answers, times, moment.between(times.c.starts, times.c.ends))
        .where(
            *asked.conditions(answers), account != "", during(moment, hull(spans)), still_counts(times.c.ends, answers)
        )
        .group_by(times.c.span, account)
        .subquery()
    ).c
    net = of_accounts.total
    # Whole numbers by size, divided here in one order: sums of fractions differ in their last digits with the threads.
    wanted = func.count(), func.sum(net), func.sum(net * net), func.sum(of_accounts.squared)
    keys = of_accounts.span, of_accounts.size
    found: dict[int, Clusters] = {}
    for index, each, *rest in connection.execute(select(*keys, *wanted).group_by(*keys).order_by(*keys)).all():
        held, told, squares, valued = map(int, rest)
        alike = Clusters(held, held * each, held * each * each, told, squares / each, valued)
        found[index] = found.get(index, Clusters()) + alike
    return found


def said(
    connection: Connection,
    survey_id: str,
    spans: Sequence[Span],
    *,
    by: Sequence[str] = (),
    where: Slice = EVERYBODY,
    own_brand: str | None = "",
) -> dict[tuple[int, Group], dict[Said, int]]:
    """How many accounts said what in each span (by its index) and group; only where an account was heard from.

    An account that answered in several groups stands in each, with what its people said there.
    """
    if not spans:
        return {}
    asked, answers = Asked(survey_id, tuple(by), where, own_brand), answers_of(connection, survey_id)
    moment, account = answers.c.responded_at, answers.c.account_id
    times = values(column("span", Integer), column("starts", DateTime), column("ends", DateTime), name="times")
    times = times.data([(index, *moments(span)) for index, span in enumerate(spans)])
    groups: list[ColumnElement[Any]] = [
        group.label(f"group_{place}") for place, group in enumerate(asked.groups(answers))
    ]
    of_accounts = (
        select(times.c.span, *groups, *_counts_by_class(answers))
        .join_from(answers, times, moment.between(times.c.starts, times.c.ends))
        .where(
            *asked.conditions(answers), account != "", during(moment, hull(spans)), still_counts(times.c.ends, answers)
        )
        .group_by(times.c.span, *groups, account)
        .subquery()
    )
    rows = connection.execute(select(*of_accounts.c, func.count()).group_by(*of_accounts.c))
    found: dict[tuple[int, Group], dict[Said, int]] = {}
    for index, *rest in rows:
        group, (promoters, passives, detractors, many) = tuple(rest[: len(groups)]), rest[len(groups) :]
        found.setdefault((index, group), {})[Said(promoters, passives, detractors)] = int(many)
    return found


@dataclass(frozen=True, slots=True)
class Listed:
    """Accounts of one segment of the list that said the same. renews: their renewal lies within the days asked for.

    without_revenue: accounts whose revenue nobody gave.
    """

    segment: str
    said: Said
    renews: bool
    held: Held
    without_revenue: int


def listed(
    connection: Connection, survey_id: str, span: Span, renewals: Span, own_brand: str | None = ""
) -> tuple[Listed, ...]:
    """Every account of the list with what its people said in a span, told apart by segment and renewal."""
    row, heard = accounts.c, _heard(connection, survey_id, span, own_brand)
    renews = func.coalesce(row.renewal_on.between(renewals.first, renewals.last), false())
    counts = [func.coalesce(heard.c[name], 0) for name in ("promoters", "passives", "detractors")]
    keys: list[ColumnElement[Any]] = [row.segment, *counts, renews]
    rows = connection.execute(
        select(*keys, func.count(), func.coalesce(func.sum(row.revenue), 0.0), func.count(row.revenue))
        .select_from(accounts.outerjoin(heard, heard.c.account_id == row.account_id))
        .group_by(*keys)
    )
    return tuple(
        Listed(segment, Said(*said), bool(renewing), Held(int(many), float(revenue)), int(many - with_revenue))
        for segment, *said, renewing, many, revenue, with_revenue in map(tuple, rows)
    )


def quiet(
    connection: Connection, survey_id: str, span: Span, renewals: Span, segment: str | None, own_brand: str | None = ""
) -> tuple[tuple[str, str, str, float | None, date], ...]:
    """Accounts to renew within days that nobody was heard from in a span: id, name, segment, revenue, renewal.

    The largest first. segment: None is every segment.
    """
    row, heard = accounts.c, _heard(connection, survey_id, span, own_brand)
    found = connection.execute(
        select(row.account_id, row.name, row.segment, row.revenue, row.renewal_on)
        .where(
            row.renewal_on.between(renewals.first, renewals.last),
            row.account_id.not_in(select(heard.c.account_id)),
            row_scope.names(connection),
            *([row.segment == segment] if segment is not None else []),
        )
        .order_by(func.coalesce(row.revenue, -1.0).desc(), row.account_id)
    )
    return tuple((account, name, part, revenue, renews) for account, name, part, revenue, renews in found)


def any_listed(connection: Connection, survey_id: str) -> bool:
    """Whether an account of the list has ever answered the survey."""
    answers = answers_of(connection, survey_id)
    known = select(answers.c.survey_id).where(
        answers.c.survey_id == survey_id, answers.c.account_id.in_(select(accounts.c.account_id))
    )
    return connection.execute(known.limit(1)).first() is not None


def _heard(connection: Connection, survey_id: str, span: Span, own_brand: str | None) -> Subquery:
    """Each account that answered in a span, with how many of its people were of each class."""
    asked, answers, (_, ends) = (
        Asked(survey_id, (), EVERYBODY, own_brand),
        answers_of(connection, survey_id),
        moments(span),
    )
    account, given = answers.c.account_id, during(answers.c.responded_at, span)
    return (
        select(account, *_counts_by_class(answers))
        .where(*asked.conditions(answers), account != "", given, still_counts(ends, answers))
        .group_by(account)
        .subquery()
    )


def _counts_by_class(answers: Table) -> list[ColumnElement[Any]]:
    names = ("promoters", "passives", "detractors")
    return [cast(count, BigInteger).label(name) for count, name in zip(class_counts(answers), names, strict=True)]


def names(connection: Connection) -> frozenset[str]:
    """The names of every listed account."""
    found = connection.execute(select(accounts.c.name).where(accounts.c.name != "")).scalars()
    return frozenset(found)
