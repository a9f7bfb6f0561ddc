"""What takes effect when: one row a signal on a line of time, so that no label covers another."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import Palette
from cx.domain.signals import Ranked

ROW_HEIGHT = 27
MOST = 40
"""Signals that are drawn; the table has all."""
SHORTEST = 180
"""Days. A shorter line of time would make a quarter of a week."""
MOST_TICKS = 7
_SAID = ("Signal", "Takes effect", "Days left", "Response")


def timeline(ranked: Sequence[Ranked], today: date, *, palette: Palette) -> Drawing:
    """Signals with a date, the nearest above; what is in effect already stands left of today."""
    dated = sorted((one for one in ranked if one.signal.effective_on), key=lambda one: (one.days_left or 0, one.rank))
    dated = dated[:MOST]
    days = [one.days_left or 0 for one in dated]
    first, last = min([0, *days]), max([SHORTEST, *days])
    air = 0.03 * (last - first)
    low, high = first - air, last + air
    rows: list[Row] = [_row(place, one, low, high, palette) for place, one in enumerate(dated)]
    return Drawing(
        layers=tuple(_layers(rows, (low, high), today, palette)),
        palette=palette,
        description=alt_text(dated),
        height=ROW_HEIGHT * max(len(rows), 1) + 44,
    )


def alt_text(dated: Sequence[Ranked]) -> str:
    told = [f"{one.signal.title}, {_day(one.signal.effective_on)}" for one in dated if one.signal.effective_on]
    return f"What takes effect when: {'; '.join(told)}." if told else "No signal has a date."


def _layers(rows: Sequence[Row], domain: tuple[float, float], today: date, palette: Palette) -> Iterator[Layer]:
    ticks = _months(domain, today)
    axis = vega.Axis(
        values=list(ticks),
        labelExpr=f"{json.dumps({str(days): name for days, name in ticks.items()})}[datum.value]",
        labelAngle=0,
        labelOverlap="greedy",
        title=None,
    )
    x = vega.X(field="days", type="quantitative", axis=axis, scale=vega.Scale(domain=list(domain), nice=False))
    y = vega.Y(
        field="row", type="quantitative", axis=None, scale=vega.Scale(domain=[len(rows) - 0.4, -1.0], nice=False)
    )
    now: list[Row] = [{"days": 0, "row": -0.72, "text": "today"}]
    yield layer(now, vega.MarkDef(type="rule", color=palette.ink, strokeDash=[4, 4]), x=x)
    yield layer(now, vega.MarkDef(type="text", align="left", dx=4, color=palette.muted), x=x, y=y, text=axes.text())
    for shape, waits in (("diamond", True), ("circle", False)):
        mark = vega.MarkDef(type="point", filled=True, shape=shape, size=80, opacity=1)
        yield layer([row for row in rows if row["waits"] is waits], mark, x=x, y=y, color=axes.own_colour(),
                    tooltip=axes.tooltip(*_SAID))  # fmt: skip
    sides: tuple[tuple[Literal["left", "right"], int], ...] = (("left", 9), ("right", -9))
    for align, gap in sides:
        name = vega.MarkDef(
            type="text", align=align, dx=gap, color=palette.ink, limit=vega.ExprRef(expr="width * datum.room")
        )
        yield layer([row for row in rows if row["align"] == align], name, x=x, y=y, text=axes.text())


def _row(place: int, one: Ranked, low: float, high: float, palette: Palette) -> Row:
    """The label goes to the side with more room."""
    days = one.days_left or 0
    share = (days - low) / (high - low)
    when = _day(one.signal.effective_on) if one.signal.effective_on else ""
    return {
        "row": place,
        "days": days,
        "align": "left" if share <= 0.5 else "right",
        "room": max(share, 1 - share) - 0.04,
        "waits": one.unanswered,
        "colour": palette.worse if one.unanswered else palette.us,
        "text": f"{one.rank} {one.signal.title}, {when}",
        "Signal": one.signal.title,
        "Takes effect": when,
        "Days left": str(days) if days >= 0 else "in effect",
        "Response": one.signal.response or ("none" if not one.signal.answered else one.signal.response_link),
    }


def _months(domain: tuple[float, float], today: date) -> dict[int, str]:
    """First days of quarters, or of years where there would be too many, as days from today."""
    first, last = today + timedelta(days=int(domain[0])), today + timedelta(days=int(domain[1]))
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 2)
        for month in (1, 4, 7, 10)
        if first <= date(year, month, 1) <= last
    ]
    if len(months) > MOST_TICKS:
        months = [month for month in months if month.month == 1] or months[::4]
    return {(month - today).days: f"{month:%b %Y}" for month in months}


def _day(when: date | None) -> str:
    return f"{when.day} {when:%b %Y}" if when else ""
