"""Time as days from today, one row for each thing that has a day: what a line of time and a plan share."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import date, timedelta

from cx.charts import axes, vega
from cx.charts.drawing import Layer, Row, layer
from cx.charts.theme import Palette

MOST_TICKS = 8
ABOVE = -0.75
"""The row of the word 'today', above the first."""


def said(day: date) -> str:
    return f"{day:%-d %b %Y}"


def across(field: str, domain: tuple[float, float], today: date) -> vega.X:
    """The x axis of a field that counts days from today."""
    ticks = _ticks(domain, today)
    axis = vega.Axis(
        values=list(ticks),
        labelExpr=f"{json.dumps({str(days): name for days, name in ticks.items()})}[datum.value]",
        labelAngle=0,
        labelOverlap="greedy",
        title=None,
    )
    return vega.X(field=field, type="quantitative", axis=axis, scale=vega.Scale(domain=list(domain), nice=False))


def down(field: str, rows: int) -> vega.Y:
    """The y axis of numbered rows, from 0 at the top."""
    scale = vega.Scale(domain=[rows - 0.4, -1.0], nice=False)
    return vega.Y(field=field, type="quantitative", axis=None, scale=scale)


def now(x: vega.X, y: vega.Y, palette: Palette) -> Iterator[Layer]:
    """The line of today, named above the rows. x, y: axes of the fields 'days' and 'row'."""
    here: list[Row] = [{"days": 0, "row": ABOVE, "text": "today"}]
    yield layer(here, vega.MarkDef(type="rule", color=palette.ink, strokeDash=[4, 4]), x=x)
    yield layer(here, vega.MarkDef(type="text", align="left", dx=4, color=palette.muted), x=x, y=y, text=axes.text())


def _ticks(domain: tuple[float, float], today: date) -> dict[int, str]:
    """First days of months, quarters, half years or years, as days from today, as many as have room."""
    first, last = today + timedelta(days=int(domain[0])), today + timedelta(days=int(domain[1]))
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    steps = ([month for month in months if (month.month - 1) % every == 0] for every in (1, 3, 6, 12))
    years = [month for month in months if month.month == 1]
    shown = next(
        (found for found in steps if len(found) <= MOST_TICKS), years[:: math.ceil(len(years) / MOST_TICKS) or 1]
    )
    return {(month - today).days: f"{month:%b %Y}" for month in shown}
