"""Figures beside each other: a dot each on a line of its range, several to a row where several are compared."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import Palette
from cx.domain.dots import Dot
from cx.domain.series import Role

LINE = 18
"""Pixels between the dots of one row."""
GAP = 14
"""Pixels between two rows."""
_SAID = ("Row", "Whose", "Figure", "Note")


def dots(figures: Sequence[Dot], *, palette: Palette, zero: bool = False) -> Drawing:
    """A row for each thing measured, in the order given, and in it a dot for each brand with its likely range.

    zero: whether the line of nothing is drawn and always on the axis.
    """
    names = list(dict.fromkeys(dot.row for dot in figures))
    lanes = {name: [dot for dot in figures if dot.row == name] for name in names}
    several = any(len(lane) > 1 for lane in lanes.values())
    rows: list[Row] = []
    middles: list[float] = []
    down = GAP / 2
    for name in names:
        start = down
        for dot in lanes[name]:
            rows.append(_row(dot, down + LINE / 2, palette, several=several))
            down += LINE
        middles.append((start + down) / 2)
        down += GAP
    height = max(down, 40)
    ends = [end for dot in figures for end in (dot.value, dot.low, dot.high) if end is not None]
    x, axis = _values([*ends, 0.0] if zero else ends)
    y = vega.Y(
        field="down",
        type="quantitative",
        scale=vega.Scale(domain=[height, 0], nice=False),
        axis=vega.Axis(
            values=middles,
            labelExpr=_names(names, middles),
            grid=False,
            ticks=False,
            domain=False,
            title=None,
            labelLimit=250,
        ),
    )
    return Drawing(
        layers=tuple(_layers(rows, x, axis, y, palette, zero=zero)),
        palette=palette,
        description=alt_text(figures),
        height=round(height) + 34,
    )


def alt_text(figures: Sequence[Dot]) -> str:
    told = [
        f"{', '.join(dict.fromkeys((dot.row, dot.name)))}: {dot.figure}{f' ({dot.note})' if dot.note else ''}"
        for dot in figures
    ]
    return f"{'; '.join(told)}." if told else "No figure to show."


def _row(dot: Dot, down: float, palette: Palette, *, several: bool) -> Row:
    label = f"{dot.figure}  {dot.name}" if several else dot.figure
    return {
        "down": down,
        "value": dot.value,
        "low": dot.value if dot.low is None else dot.low,
        "high": dot.value if dot.high is None else dot.high,
        "colour": palette.of(dot.role),
        "fill": palette.background if dot.faded else palette.of(dot.role),
        "ink": palette.text_of(dot.role),
        "text": label,
        "weight": 700 if dot.role is Role.US else 400,
        **dict(zip(_SAID, (dot.row, dot.name, dot.figure, dot.note or "none"), strict=True)),
    }


def _layers(
    rows: Sequence[Row], x: vega.X, axis: vega.Axis, y: vega.Y, palette: Palette, *, zero: bool
) -> Iterator[Layer]:
    if zero:
        yield layer([{"value": 0}], vega.MarkDef(type="rule", color=palette.muted), x=x)
    bar = vega.MarkDef(type="rule", strokeWidth=6, opacity=0.3, strokeCap="round")
    # Each layer brings the same axis: one without would take it from all of them.
    low, beside = (vega.X(field=end, type="quantitative", axis=axis) for end in ("low", "high"))
    yield layer(rows, bar, x=low, x2=vega.X2(field="high"), y=y, color=axes.own_colour())
    dot = vega.MarkDef(type="point", filled=True, size=70, strokeWidth=1.75, opacity=1)
    yield layer(rows, dot, x=x, y=y, fill=axes.fill(), stroke=axes.stroke(), tooltip=axes.tooltip(*_SAID))
    label = vega.MarkDef(type="text", align="left", dx=8, fontWeight=vega.ExprRef(expr="datum.weight"))
    ink = vega.Color(field="ink", type="nominal", scale=None, legend=None)
    yield layer(rows, label, x=beside, y=y, text=axes.text(), color=ink)


def _values(ends: Sequence[float]) -> tuple[vega.X, vega.Axis]:
    """Round ends that hold every value, with room at the right for the labels."""
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    step = 10 ** math.floor(math.log10(max(high - low, 0.5)))
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    room = 0.25 * (high - low)
    axis = vega.Axis(
        title=None, tickCount=5, domain=False, ticks=False, labelExpr=f"datum.value > {high} ? '' : datum.label"
    )
    scale = vega.Scale(domain=[low, high + room], nice=False, zero=False)
    return vega.X(field="value", type="quantitative", axis=axis, scale=scale), axis


def _names(names: Sequence[str], middles: Sequence[float]) -> str:
    """Vega's expression for the name beside each row's middle."""
    known = json.dumps([axes.shortened(name, 38) for name in names])
    brief = json.dumps([axes.wrapped(name, 16) for name in names])
    at = f"indexof({json.dumps(list(middles))}, datum.value)"
    return f"width < 420 ? {brief}[{at}] : {known}[{at}]"
