"""Points whose data were undone are no longer approved: they are withdrawn in the same transaction, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import Connection

from cx.domain.approval import IN_FORCE, Decision, Reach, SavedSet, Step
from cx.domain.errors import BadValue
from cx.domain.periods import FiscalCalendar
from cx.store import company, speaking
from cx.store.months import months_of

THE_PROGRAMME = "the programme"
"""Who withdraws where no person does."""


def undone(
    connection: Connection,
    survey_id: str,
    months: Iterable[date] | None,
    reason: str,
    at: datetime,
    kinds: Collection[str] = (),
) -> int:
    """Withdraw every approved or released set that stands on a survey's answers of these months; how many.

    Whoever takes answers away (an import undone, an erasure) calls this before, in the same transaction.
    months: any day of each; None for all of them. reason: in words. at: UTC. kinds: of the points that stand on what is
    taken away; none is every kind.
    """
    touched = None if months is None else {day.replace(day=1) for day in months}
    calendar = FiscalCalendar(company.load(connection).fiscal_year_first_month)
    found = [
        one
        for one in speaking.sets(connection, Reach(everything=True), at)
        if one.status(at) in IN_FORCE and _stands_on(one, survey_id, touched, calendar, kinds)
    ]
    for one in found:
        speaking.decide(connection, one.key, Decision(Step.WITHDRAW, THE_PROGRAMME, "", at, reason))
    return len(found)


def _stands_on(
    one: SavedSet, survey_id: str, touched: set[date] | None, calendar: FiscalCalendar, kinds: Collection[str]
) -> bool:
    points = [point for point in one.points if point.survey_id == survey_id and (not kinds or point.kind in kinds)]
    periods = {key for point in points for key in point.periods}
    if touched is None:
        return bool(periods)
    return any(touched & _months(key, calendar) for key in periods)


def _months(key: str, calendar: FiscalCalendar) -> set[date]:
    try:
        return set(months_of(calendar.parse(key).span))
    except BadValue:  # a key that names no period stands on no month
        return set()
