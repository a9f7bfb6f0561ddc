"""The figures of a chart as a table: what is downloaded and what a screen reader reads."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.series import Point, Series, Shown
from cx.domain.tables import Table
from cx.reports import captions

POINT_COLUMNS = ("Period", "NPS", "Likely from", "Likely to", "Answers", "Note")
_NOTES = {Shown.FULL: "", Shown.FEW: "few answers", Shown.HIDDEN: "hidden: too few answers", Shown.EMPTY: "no answers"}


RESTATED_COLUMNS = ("By today's answers", "Answers today", "Restated on", "Why restated")
"""Beside the closed figures, where today's answers no longer give one of them."""


def of_series(series: Sequence[Series], title: str, caption: str, group: str = "Group") -> Table:
    """One row a group and period; unrounded figures, blank where hidden."""
    any_restated = any(point.restated for one in series for point in one.points)
    rows = tuple(
        (one.name, *_row(point), *(restated(point) if any_restated else ())) for one in series for point in one.points
    )
    columns = (group, *POINT_COLUMNS, *(RESTATED_COLUMNS if any_restated else ()))
    return Table(columns, rows, title, (caption,))


def restated(point: Point | None) -> tuple[str | float | int | None, ...]:
    """What today's answers say instead; blank where they say the same, or where that may not be shown."""
    told = point.restated if point else None
    if told is None:
        return None, None, "", ""
    on = captions.day(told.on) if told.on else ""
    hidden = ["too few answers to show"] if told.shown is Shown.HIDDEN else []
    why = "; ".join([*hidden, told.reason])
    return (told.score.value, told.score.n, on, why) if told.score else (None, None, on, why)


def _row(point: Point) -> tuple[str | float | int | None, ...]:
    score = point.score
    closed = f"closed {captions.day(point.closed)}" if point.closed else ""
    note = ", ".join(part for part in (_NOTES[point.shown], "to date" if point.to_date else "", closed) if part)
    if score is None:
        return point.label, None, None, None, None, note
    return point.label, score.value, score.low, score.high, score.n, note
