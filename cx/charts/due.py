"""What takes effect when: one row a signal on a line of time, so that no label covers another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from cx.charts import axes, days, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import Palette
from cx.domain.signals import Ranked

ROW_HEIGHT = 27
MOST = 40
"""Signals that are drawn; the table has all."""
SHORTEST = 180
"""Days. A shorter line of time would make a quarter of a week."""
_SAID = ("Signal", "Takes effect", "Days left", "Response")


def timeline(ranked: Sequence[Ranked], today: date, *, palette: Palette) -> Drawing:
    """Signals with a date, the nearest above; what is in effect already stands left of today."""
    dated = sorted((one for one in ranked if one.signal.effective_on), key=lambda one: (one.days_left or 0, one.rank))
    dated = dated[:MOST]
    left = [one.days_left or 0 for one in dated]
    first, last = min([0, *left]), max([SHORTEST, *left])
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
    told = [f"{one.signal.title}, {days.said(one.signal.effective_on)}" for one in dated if one.signal.effective_on]
    return f"What takes effect when: {'; '.join(told)}." if told else "No signal has a date."


def _layers(rows: Sequence[Row], domain: tuple[float, float], today: date, palette: Palette) -> Iterator[Layer]:
    x, y = days.across("days", domain, today), days.down("row", len(rows))
    yield from days.now(x, y, palette)
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
    left = one.days_left or 0
    share = (left - low) / (high - low)
    when = days.said(one.signal.effective_on) if one.signal.effective_on else ""
    return {
        "row": place,
        "days": left,
        "align": "left" if share <= 0.5 else "right",
        "room": max(share, 1 - share) - 0.04,
        "waits": one.unanswered,
        "colour": palette.worse if one.unanswered else palette.us,
        "text": f"{one.rank} {one.signal.title}, {when}",
        "Signal": one.signal.title,
        "Takes effect": when,
        "Days left": str(left) if left >= 0 else "in effect",
        "Response": one.signal.response or ("none" if not one.signal.answered else one.signal.response_link),
    }
