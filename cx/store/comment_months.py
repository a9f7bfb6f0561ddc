"""Which months have comments that are still to be counted; noted by whatever changes answers or themes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import BigInteger, Connection, cast, delete, func, insert, select

from cx.domain.periods import Span
from cx.store.months import during, month_of, month_span
from cx.store.schema import comment_months, responses, theme_summary


def note(connection: Connection, survey_id: str, months: Iterable[date]) -> None:
    """Remember months whose comments have to be counted again; months that have and had none are passed over.

    months: first days.
    """
    firsts = sorted(set(months))
    if not firsts:
        return
    month = month_of(responses.c.responded_at)
    span = Span(firsts[0], month_span(firsts[-1]).last)
    found = connection.execute(
        select(month, func.count())
        .where(responses.c.survey_id == survey_id, during(responses.c.responded_at, span), responses.c.comment != "")
        .group_by(month)
    )
    now: dict[date, int] = {first: int(comments) for first, comments in found}
    counted = month_of(theme_summary.c.day)
    before = connection.execute(select(counted).where(theme_summary.c.survey_id == survey_id).distinct()).scalars()
    touched = sorted((set(now) | set(before)).intersection(firsts))
    if touched:
        rows = [{"survey_id": survey_id, "month": first, "comments": now.get(first, 0)} for first in touched]
        connection.execute(insert(comment_months), rows)


def note_all(connection: Connection) -> None:
    """Remember every month with comments, as after a change of the themes."""
    month = month_of(responses.c.responded_at)
    every = (
        select(responses.c.survey_id, month, cast(func.count(), BigInteger))
        .where(responses.c.comment != "")
        .group_by(responses.c.survey_id, month)
    )
    connection.execute(delete(comment_months))
    connection.execute(insert(comment_months).from_select(["survey_id", "month", "comments"], every))


def waiting(connection: Connection, survey_id: str = "") -> int:
    """Months that are still to be counted, of one survey or of all."""
    wanted = select(comment_months.c.survey_id, comment_months.c.month).distinct()
    if survey_id:
        wanted = wanted.where(comment_months.c.survey_id == survey_id)
    return int(connection.execute(select(func.count()).select_from(wanted.subquery())).scalar_one())
