"""How many people were invited to answer, as far as anybody sent it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, and_, case, func, literal, select

from cx.domain.periods import Span
from cx.domain.slices import EVERYBODY, Slice
from cx.store.asked import Asked, Group
from cx.store.months import first_of, month_span, months_of
from cx.store.schema import invitations, response_summary
from cx.store.tallies import answered_days


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
    asked = Asked(survey_id, tuple(by), where, own_brand)
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
        months = months_of(span)
        sent = [month for month in months if month in known]
        cut_short = first_of(span.first) != span.first or (
            month_span(span.last).last != span.last and answered is not None and answered.last > span.last
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


def _months_known(connection: Connection, asked: Asked) -> dict[date, bool]:
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
