"""Which periods are closed, at which figures, whether these still stand, and what can be closed next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cx.domain.closing import Closing
from cx.domain.periods import Grain, Period
from cx.domain.series import Point
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tables import Table
from cx.domain.tally import EMPTY
from cx.narrative import restating
from cx.reports import captions, tables
from cx.reports.figures import Figures
from cx.reports.freezing import why_not
from cx.reports.parts import Choice
from cx.reports.programme import Programme
from cx.store import closed_books
from cx.store.closed_books import Reopening
from cx.store.opening import Store

MOST_OFFERED = 12
"""Periods of a grain that the page offers to close, the newest; older ones close by the command line."""


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """One period that somebody closed, or that closed as the last of its parts did.

    point: the company's headline figure as it was closed; None where its survey had no answers then.
    """

    key: str
    label: str
    closed_on: date
    closed_by: str
    point: Point | None


@dataclass(frozen=True, slots=True)
class Closings:
    """closed: the newest first. closable: the one to close next comes first. table: the closed periods as people read
    them, None where none is. reopened: what was reopened, the newest first, each in one line."""

    closed: tuple[ClosedPeriod, ...] = ()
    closable: tuple[Choice, ...] = ()
    reopened: tuple[str, ...] = ()
    table: Table | None = None


def report(store: Store, today: date) -> Closings:
    """What the Settings page shows; empty where there is no store yet."""
    if not store.exists():
        return Closings()
    with store.reading() as connection:
        programme = Programme.open(connection, today)
        figures = programme.figures(programme.headline) if programme.headline else None
        closed = tuple(
            ClosedPeriod(
                key=closing.period.key,
                label=closing.period.label,
                closed_on=closing.closed_at.date(),
                closed_by=closing.closed_by,
                point=closed_figure(figures, EVERYBODY, closing.period) if figures else None,
            )
            for closing in sorted(programme.closed.closings.values(), key=_newest, reverse=True)
            if closing.has_book
        )
        return Closings(
            closed=closed,
            closable=tuple(Choice(period.key, period.label) for period in _closable(programme)),
            reopened=tuple(_reopened(one) for one in closed_books.history(connection) if one.closing.has_book),
            table=_table(closed, figures) if closed else None,
        )


def closed_figure(figures: Figures, scope: Slice, period: Period) -> Point | None:
    """A group's figure as its period was closed, with what today's answers say of it and why.

    For whatever repeats a figure that was said in public: `score` is what was said, `restated` is None where it still
    stands. None where the period is open, the survey had no answers then, or the group's figure was not frozen.
    """
    window = figures.window(period)
    if figures.closed.figure(figures.survey.survey_id, window.span, scope) is None:
        return None
    tally = figures.tallies([window.span], where=scope).get((0, ()), EMPTY)
    return figures.point(window, tally, scope)


def _newest(closing: Closing) -> tuple[date, int]:
    return closing.period.span.last, closing.period.span.days


def _closable(programme: Programme) -> list[Period]:
    """The quarter after the last closed one first (the last whole one where none is closed), then all others."""
    found = [period for grain in (Grain.QUARTER, Grain.YEAR, Grain.MONTH) for period in _open(programme, grain)]
    quarters = [period for period in found if period.grain is Grain.QUARTER]
    last = max((span.last for span, closing in programme.closed.closings.items() if closing.has_book), default=None)
    after = [period for period in quarters if last and period.span.first > last]
    first = min(after, default=max(quarters, default=None))
    return sorted(found, key=lambda period: period != first)


def _open(programme: Programme, grain: Grain) -> Iterator[Period]:
    """Periods of a grain that are over, have answers and are not closed, the newest first."""
    answered = [one.answered for survey in programme.surveys if (one := programme.figures(survey)).answered]
    if not answered:
        return
    first = min(span.first for span in answered if span)
    calendar = programme.calendar
    period = calendar.period_of(max(span.last for span in answered if span), grain)
    offered = 0
    while period.span.last >= first and offered < MOST_OFFERED:
        if not why_not(programme, period):
            offered += 1
            yield period
        period = calendar.previous(period)


def _table(closed: tuple[ClosedPeriod, ...], figures: Figures | None) -> Table:
    restated = any(one.point and one.point.restated for one in closed)
    columns = ("Period", "Closed on", "By", "NPS as closed", "Answers", *(tables.RESTATED_COLUMNS if restated else ()))
    rows = []
    for one in closed:
        score = one.point.score if one.point else None
        said = (score.value, score.n) if score else (None, None)
        rows.append(
            (
                one.label,
                captions.day(one.closed_on),
                one.closed_by,
                *said,
                *(tables.restated(one.point) if restated else ()),
            )
        )
    notes = (captions.asked(figures.survey),) if figures else ()
    return Table(columns, tuple(rows), "Closed periods", notes)


def _reopened(one: Reopening) -> str:
    return restating.reopened(one.closing.period.label, one.reopened_at.date(), one.reason)
