"""Closed books: figures and verdicts as they were said, and what today's answers say beside them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cx.domain.periods import FiscalCalendar, Grain, Period, Span
from cx.domain.score import Score
from cx.domain.series import Restatement, Shown
from cx.domain.slices import Slice
from cx.domain.tally import EMPTY, Tally

__all__ = ["Change", "Closing", "Frozen", "Kind", "Restatement", "changed_answers", "closes_with", "standing"]

_SAME_WEIGHT = 1e-9
"""Relative; sums of the same weights in another order differ by rounding."""


class Kind(StrEnum):
    """What can change the answers of a closed period."""

    IMPORT = "import"
    UNDO = "undo"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Frozen:
    """One group's figure of one period, as it stood when the period was closed.

    tally, score: None where hidden, or where there were no answers. shown: as then. target: points, None without one.
    """

    survey_id: str
    scope: Slice
    shown: Shown
    tally: Tally | None
    score: Score | None
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """One period whose figures are frozen.

    closed_with: key of the period that somebody closed, where this one closed along with it. closed_at: UTC.
    last_change: the last change of closed answers that was known then. rule: the company's settings then, by name.
    has_book: whether its verdicts are frozen, too; those of a month that closed with its quarter are not.
    """

    closing_id: int
    period: Period
    closed_with: str
    closed_at: datetime
    closed_by: str
    last_change: int
    rule: tuple[tuple[str, str], ...]
    has_book: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What one import, undo or erasure did to the answers of one survey in one closed month, after it was closed.

    number: of the event, counted from 1; its months share it. import_id: 0 where none. at: UTC. month: its first day.
    added, changed, removed: answers.
    """

    number: int
    kind: Kind
    import_id: int
    at: datetime
    month: date
    added: int
    changed: int
    removed: int


def closes_with(calendar: FiscalCalendar, period: Period, closed: Collection[Span]) -> tuple[Period, ...]:
    """Every period that closes when one does: itself, the shorter ones in it, the longer ones that it completes.

    closed: days of the periods that are closed already; they stay as they are. Longer ones come last.

    >>> [one.key for one in closes_with(FiscalCalendar(), FiscalCalendar().parse("2026Q3"), ())]
    ['2026-07', '2026-08', '2026-09', '2026Q3']
    """
    order = list(Grain)
    shorter = [
        part
        for grain in order[: order.index(period.grain)]
        for part in _within(calendar, period, grain)
        if part.span not in closed
    ]
    done = {*closed, period.span, *(part.span for part in shorter)}
    longer = []
    for grain in order[order.index(period.grain) + 1 :]:
        whole = calendar.period_of(period.span.first, grain)
        parts = _within(calendar, whole, order[order.index(grain) - 1])
        if whole.span not in done and all(part.span in done for part in parts):
            longer.append(whole)
            done.add(whole.span)
    return (*shorter, period, *longer)


def _within(calendar: FiscalCalendar, period: Period, grain: Grain) -> tuple[Period, ...]:
    first, last = (calendar.period_of(day, grain) for day in (period.span.first, period.span.last))
    return calendar.sequence(first, last)


def is_same(then: Tally, now: Tally) -> bool:
    """Whether two tallies count the same answers, as far as tallies can tell."""
    if (then.promoters, then.passives, then.detractors) != (now.promoters, now.passives, now.detractors):
        return False
    return all(math.isclose(a, b, rel_tol=_SAME_WEIGHT) for a, b in zip(_weights(then), _weights(now), strict=True))


def changed_answers(then: Tally, now: Tally) -> int:
    """How many answers at least lie between two tallies; all of them where only their weights differ.

    >>> changed_answers(Tally.counts(5, 3, 2), Tally.counts(6, 3, 0))
    3
    """
    counted = (
        abs(now.promoters - then.promoters) + abs(now.passives - then.passives) + abs(now.detractors - then.detractors)
    )
    return counted if counted or is_same(then, now) else now.n


def _weights(tally: Tally) -> tuple[float, ...]:
    return tally.weighted_promoters, tally.weighted_passives, tally.weighted_detractors, tally.squared_weights


def standing(changes: Iterable[Change], since: int, span: Span) -> tuple[Change, ...]:
    """What changed the answers of a closed period for good, an event each, oldest first.

    since: the last event that was known when it was closed. An import that was loaded and taken back since then left
    nothing, and is not among them.
    """
    events: dict[int, list[Change]] = {}
    for change in changes:
        if change.number > since and change.month in span:
            events.setdefault(change.number, []).append(change)
    found = [_together(months) for _, months in sorted(events.items())]
    undone = {change.import_id for change in found if change.kind is Kind.UNDO}
    came_and_went = {change.import_id for change in found if change.kind is Kind.IMPORT} & undone
    return tuple(change for change in found if not change.import_id or change.import_id not in came_and_went)


def _together(months: Sequence[Change]) -> Change:
    first = months[0]
    return Change(
        first.number,
        first.kind,
        first.import_id,
        first.at,
        min(change.month for change in months),
        sum(change.added for change in months),
        sum(change.changed for change in months),
        sum(change.removed for change in months),
    )


NOTHING = EMPTY
"""The tally of a group that had no answers when its period was closed."""
