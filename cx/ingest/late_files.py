"""What a file changes in closed periods: said before it is loaded, by loading it and keeping nothing, and after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cx.domain.closing import Closing, Frozen, changed_answers, is_same
from cx.domain.periods import Grain
from cx.domain.score import score
from cx.domain.slices import EVERYBODY
from cx.domain.tally import EMPTY, Tally
from cx.narrative import restating
from cx.store import closed_books, company, loading, tallies
from cx.store.opening import Connection, Store

Restates = tuple[str, ...]
"""A line for each closed period whose figure of everybody a file changes; none where it changes none."""


def load(connection: Connection, load_: loading.Load) -> tuple[loading.Committed, Restates]:
    """Load a checked file, and what it restated; in the caller's transaction."""
    told = _told_periods(connection, load_.survey_id)
    before = _tallies(connection, load_.survey_id, told)
    committed = loading.commit(connection, load_)
    after = _tallies(connection, load_.survey_id, told)
    return committed, tuple(_lines(connection, told, before, after, "restates"))


def rehearse(store: Store, scratch: Path, load_: loading.Load) -> tuple[loading.Compared, Restates]:
    """What a load would count and restate. Raises ChoiceNeeded as the load itself would.

    A file that touches a closed period is loaded and taken back within one transaction: whatever decides how answers
    count decides it here, too.
    """
    counts, restates = loading.Compared(0, 0, 0), Restates()
    with suppress(_NotKept), store.writing(scratch=scratch) as connection:
        counts = loading.compare(connection, load_)
        if _touches(connection, load_, counts):
            told = _told_periods(connection, load_.survey_id)
            before = _tallies(connection, load_.survey_id, told)
            loading.commit(connection, load_)
            after = _tallies(connection, load_.survey_id, told)
            restates = tuple(_lines(connection, told, before, after, "would restate"))
            raise _NotKept
    return counts, restates


class _NotKept(Exception):
    """Ends a rehearsal."""


_Told = list[tuple[Closing, Frozen]]


def _touches(connection: Connection, load_: loading.Load, counts: loading.Compared) -> bool:
    """An answer that is replaced may leave a closed month that the file does not name."""
    closed = [closing.period.span for closing in closed_books.closings(connection)]
    return bool(closed) and (counts.updated > 0 or any(month in span for span in closed for month in load_.months))


def _told_periods(connection: Connection, survey_id: str) -> _Told:
    """Closed periods with the survey's figure, the longest first; a month only where nothing longer that is closed
    holds it."""
    closings = closed_books.closings(connection)
    figures = closed_books.figures(connection, survey_id, [one.closing_id for one in closings]) if closings else {}
    longer = [one.period.span for one in closings if one.period.grain is not Grain.MONTH]
    return [
        (one, figures[one.closing_id][EVERYBODY])
        for one in sorted(closings, key=lambda one: (-one.period.grain.months, one.period.span.first))
        if EVERYBODY in figures.get(one.closing_id, ())
        and (one.period.grain is not Grain.MONTH or not any(one.period.span.overlaps(span) for span in longer))
    ]


def _tallies(connection: Connection, survey_id: str, told: _Told) -> list[Tally]:
    if not told:
        return []
    own_brand = company.load(connection).own_brand
    spans = [closing.period.span for closing, _ in told]
    found = tallies.tallies(connection, survey_id, spans, own_brand=own_brand)
    return [found.get((i, ()), EMPTY) for i in range(len(told))]


def _lines(connection: Connection, told: _Told, before: list[Tally], after: list[Tally], does: str) -> Iterator[str]:
    if not told:
        return
    fewest = company.load(connection).hide_below
    for (closing, frozen), was, now in zip(told, before, after, strict=True):
        if not is_same(was, now):
            then = frozen.tally or EMPTY
            few = 0 < changed_answers(then, now) < fewest or 0 < now.n < fewest
            yield restating.would(closing.period.label, frozen, score(now), few=few, does=does)
