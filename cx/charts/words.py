"""Phrases that tell promoters from detractors, each side its own list."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Row, layer
from cx.charts.theme import Palette

ROW_HEIGHT = 24
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """times: how many times as likely its side is to write it; at least 1. comments, sample: in words."""

    phrase: str
    times: float
    low: float
    high: float
    comments: str
    sample: str


def lists(promoters: Sequence[Bar], detractors: Sequence[Bar], *, palette: Palette) -> Drawing:
    """Promoters' phrases first, then detractors', each with how many times as likely that side is to write it."""
    sides = ((promoters, palette.better, "▲ promoters"), (detractors, palette.worse, "▼ detractors"))
    rows: list[Row] = []
    names: list[str] = []
    for bars, colour, side in sides:
        if bars:
            rows.append({"row": len(names), "heading": f"More from {side[2:]}", "shape": side[:1], "colour": colour})
            names.append(f"{side[:1]} More from {side[2:]}")
        for one in bars:
            rows.append(_row(len(names), one, colour, side))
            names.append(axes.shortened(one.phrase, LONGEST_NAME))
    ends = [math.log2(min(float(row["times"] or 1), 64)) for row in rows if "times" in row]
    scale = vega.Scale(domain=[0, max([1.0, *ends]) * 1.3], nice=False)
    x = vega.X(field="length", type="quantitative", axis=None, scale=scale)
    labels = vega.Axis(
        title=None,
        labelExpr=f"{json.dumps(names)}[datum.value]",
        ticks=False,
        domain=False,
        labelLimit=220,
        labelFontWeight=vega.ExprRef(
            expr=f"indexof({json.dumps([i for i, row in enumerate(rows) if 'heading' in row])}, datum.value) < 0"
            " ? 'normal' : 'bold'"
        ),
        labelColor=palette.ink,
    )
    y = vega.Y(field="row", type="ordinal", axis=labels)
    bars_only = [row for row in rows if "times" in row]
    tooltip = axes.tooltip("Phrase", "Written more by", "Comments", "Times as likely", "A sample")
    label = vega.MarkDef(type="text", align="left", dx=5, color=palette.ink)
    return Drawing(
        layers=(
            layer(bars_only, vega.MarkDef(type="bar", height=12), x=x, y=y, color=axes.own_colour(), tooltip=tooltip),
            layer(rows, vega.MarkDef(type="point", opacity=0), y=y),
            layer(bars_only, label, x=x, y=y, text=axes.text()),
        ),
        palette=palette,
        description=alt_text(promoters, detractors),
        height=ROW_HEIGHT * len(names) + 20,
    )


def alt_text(promoters: Sequence[Bar], detractors: Sequence[Bar]) -> str:
    told = [
        f"{side}: {', '.join(f'{one.phrase} ({_times(one.times)})' for one in bars)}"
        for side, bars in (("Promoters write more", promoters), ("Detractors write more", detractors))
        if bars
    ]
    return ". ".join(told) + "."


def _row(place: int, one: Bar, colour: str, side: str) -> Row:
    return {
        "row": place,
        "times": one.times,
        "length": math.log2(min(max(one.times, 1.0), 64)),
        "colour": colour,
        "text": _times(one.times),
        "Phrase": one.phrase,
        "Written more by": side[2:],
        "Comments": one.comments,
        "Times as likely": f"{_times(one.times)}, likely {_times(one.low)} to {_times(one.high)}",
        "A sample": one.sample or "none that may be shown",
    }


def _times(times: float) -> str:
    """'3.7×', and '×20 or more' where the number itself says little."""
    return "over 20×" if times > 20 else f"{times:.1f}×"
