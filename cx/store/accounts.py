"""Accounts behind the answers: how alike the answers of one account are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, DateTime, Float, Integer, case, cast, column, func, select, values

from cx.domain.design_effect import Clusters
from cx.domain.periods import Span
from cx.domain.slices import EVERYBODY, Slice
from cx.store.asked import Asked, classes, still_counts
from cx.store.months import during, hull, moments
from cx.store.schema import responses


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
    asked = Asked(survey_id, (), where, own_brand)
    moment, account, size = responses.c.responded_at, responses.c.account_id, func.count().label("size")
    times = values(column("span", Integer), column("starts", DateTime), column("ends", DateTime), name="times")
    times = times.data([(index, *moments(span)) for index, span in enumerate(spans)])
    promoter, _, detractor = classes()
    value = case((promoter, 1), (detractor, -1), else_=0)
    accounts = (
        select(times.c.span, size, func.sum(value).label("total"), func.sum(value * value).label("squared"))
        .join_from(responses, times, moment.between(times.c.starts, times.c.ends))
        .where(*asked.conditions(responses), account != "", during(moment, hull(spans)), still_counts(times.c.ends))
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
