"""The figures of a chart as a table: what is downloaded and what a screen reader reads."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.series import Point, Series, Shown
from cx.domain.tables import Table

POINT_COLUMNS = ("Period", "NPS", "Likely from", "Likely to", "Answers", "Note")
_NOTES = {Shown.FULL: "", Shown.FEW: "few answers", Shown.HIDDEN: "hidden: too few answers", Shown.EMPTY: "no answers"}


def of_series(series: Sequence[Series], title: str, caption: str, group: str = "Group") -> Table:
    """One row a group and period; unrounded figures, blank where hidden."""
    rows = tuple((one.name, *_row(point)) for one in series for point in one.points)
    return Table((group, *POINT_COLUMNS), rows, title, (caption,))


def _row(point: Point) -> tuple[str | float | int | None, ...]:
    score = point.score
    note = ", ".join(part for part in (_NOTES[point.shown], "to date" if point.to_date else "") if part)
    if score is None:
        return point.label, None, None, None, None, note
    return point.label, score.value, score.low, score.high, score.n, note
