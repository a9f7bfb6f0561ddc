"""Scores with their intervals by group and period, as `cx nps` prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cx.domain.errors import BadValue
from cx.domain.periods import Grain, Window
from cx.domain.score import Score
from cx.domain.series import Point, Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tally import EMPTY, Tally
from cx.narrative import restating
from cx.reports.figures import ALL_PERIODS, Figures
from cx.reports.programme import Programme
from cx.store.opening import Store


@dataclass(frozen=True, slots=True)
class Row:
    """One group in one period.

    period: a key, or 'all'. tally, score: None where hidden; `note` then says why.
    """

    group: tuple[tuple[str, str], ...]
    period: str
    tally: Tally | None
    score: Score | None
    note: str

    def as_json(self) -> dict[str, Any]:
        tally, score = self.tally, self.score
        return {
            "group": dict(self.group),
            "period": self.period,
            "n": tally.n if tally else None,
            "promoters": tally.promoters if tally else None,
            "passives": tally.passives if tally else None,
            "detractors": tally.detractors if tally else None,
            "nps": score.value if score else None,
            "low": score.low if score else None,
            "high": score.high if score else None,
            "note": self.note,
        }


def report(
    store: Store,
    today: date,
    *,
    survey: str = "",
    by: Sequence[str] = (),
    period: str = ALL_PERIODS,
    where: Slice = EVERYBODY,
) -> tuple[Row, ...]:
    """Groups in the order of their names, each with every period that has answers, oldest first.

    survey: '' is the primary survey, else the only one. period: 'month', 'quarter', 'year' or 'all'.
    Raises UnknownName, ChoiceNeeded and BadValue in plain words.
    """
    with store.reading() as connection:
        programme = Programme.open(connection, today)
        chosen = programme.choose(survey)
        if chosen is None:
            return ()
        figures = programme.figures(chosen, every_brand="brand" in by or where.get("brand") is not None)
        if problem := figures.missing(where):
            raise BadValue(problem)
        return tuple(_rows(figures, _windows(figures, period), tuple(dict.fromkeys(by)), where))


def _windows(figures: Figures, period: str) -> tuple[Window, ...]:
    if figures.answered is None:
        return ()
    if period == ALL_PERIODS:
        return (figures.altogether(figures.answered),)
    return figures.windows(figures.calendar.period_of(figures.answered.last, Grain(period)))


def _rows(figures: Figures, windows: Sequence[Window], by: tuple[str, ...], where: Slice) -> Iterator[Row]:
    found = figures.tallies([window.span for window in windows], by, where)
    for group in sorted({group for _, group in found} | _closed_groups(figures, windows, by, where)):
        named = tuple(zip(by, group, strict=True))
        scope = Slice((*(pair for pair in where if pair[0] not in by), *named))
        for i, window in enumerate(windows):
            tally = found.get((i, group), EMPTY)
            frozen = figures.closed.figure(figures.survey.survey_id, window.span, scope)
            if tally.n or (frozen and frozen.tally):
                told = frozen.tally or EMPTY if frozen else tally
                yield _row(named, window.period.key, told, figures.point(window, tally, scope))


def _closed_groups(
    figures: Figures, windows: Sequence[Window], by: tuple[str, ...], where: Slice
) -> set[tuple[str, ...]]:
    """Values of one field that had answers when a period was closed, though none may be left."""
    if len(by) != 1:
        return set()
    survey_id = figures.survey.survey_id
    return {(value,) for window in windows for value in figures.closed.groups(survey_id, window.span, by[0], where)}


def _row(group: tuple[tuple[str, str], ...], period: str, tally: Tally, point: Point) -> Row:
    if point.shown is Shown.HIDDEN:
        return Row(group, period, None, None, "hidden: it, or a group it would give away, has too few answers")
    notes = [
        *(["to date"] if point.to_date else []),
        *(["few answers"] if point.shown is Shown.FEW else []),
        *([restating.note(point)] if point.closed else []),
    ]
    return Row(group, period, tally, point.score, ", ".join(notes))
