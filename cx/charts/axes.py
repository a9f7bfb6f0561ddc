"""Axes that charts over time share, and the labels at the end of their lines."""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from cx.charts import vega
from cx.charts.drawing import Layer, Row, layer
from cx.charts.theme import TEXT_SIZE, Palette
from cx.charts.wording import axis_label

SHORTEST_AXIS = 40.0
"""Points. A shorter axis would make a mountain of two points."""
LINE_HEIGHT = 15
"""Pixels that one line of text needs."""
BELOW = 50
"""Pixels of a picture's height that the names of periods, on two lines, and the padding take at most."""
LETTER = 6.7
"""Pixels, the mean width of a letter of TEXT_SIZE."""
GAP = 10
"""Pixels between two labels of an axis."""
LONGEST_LABEL = 16
"""Letters of a name at the end of a line; more would leave no room for the line on a phone."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """Text beside the end of a line. value: where the line ends, on the y axis."""

    text: str
    value: float
    colour: str
    bold: bool = False


def periods(labels: Sequence[str], palette: Palette, *, footnotes: Sequence[str] = ()) -> vega.X:
    """The x axis: one step a period, named below it where there is room; footnotes stand under it, a line each."""
    axis = vega.Axis(
        values=list(range(len(labels))),
        labelExpr=every_so_often(labels),
        labelOverlap=False,
        labelFlush=True,
        grid=False,
        **under(footnotes, palette),
    )
    return vega.X(
        field="step", type="quantitative", axis=axis, scale=vega.Scale(domain=list(reach(len(labels))), nice=False)
    )


def under(footnotes: Sequence[str], palette: Palette) -> dict[str, Any]:
    """The part of an axis that puts footnotes under it, a line each."""
    return {
        "title": list(footnotes) or None,
        "titleAnchor": "start",
        "titleAlign": "left",
        "titlePadding": 10,
        "titleColor": palette.muted,
        "titleFontSize": TEXT_SIZE,
    }


def every_so_often(labels: Sequence[str]) -> str:
    """Vega's expression for labels that fit: all, or every second, third ... counted from the newest, which has one."""
    lines = [axis_label(label) for label in labels]
    room = max((len(line) for label in lines for line in label), default=1) * LETTER + GAP
    stride = f"ceil({len(labels)} * {room:.0f} / max(width, 1))"
    return f"({len(labels) - 1} - datum.value) % {stride} == 0 ? {json.dumps(lines)}[datum.value] : ''"


def reach(count: int) -> tuple[float, float]:
    """Both ends of an x axis of so many periods, in steps: half a step beside a lone one, a little air beside many."""
    last = count - 1
    air = 0.5 if last < 1 else min(0.5, 0.025 * last)
    return -air, last + air


def points(domain: tuple[float, float], *, field: str = "value") -> vega.Y:
    """The y axis in points of NPS."""
    axis = vega.Axis(title=None, tickCount=5, domain=False, ticks=False, format="d")
    scale = vega.Scale(domain=list(domain), nice=False, zero=False)
    return vega.Y(field=field, type="quantitative", axis=axis, scale=scale)


def domain(values: Iterable[float], *, shortest: float = SHORTEST_AXIS) -> tuple[float, float]:
    """The span of the y axis: whole tens that hold every value, at least `shortest` long, within -100 to 100.

    >>> domain([31.2, 44.9])
    (20.0, 60.0)
    """
    held = list(values) or [0.0]
    low, high = math.floor(min(held) / 10) * 10.0, math.ceil(max(held) / 10) * 10.0
    missing = max(0.0, shortest - (high - low))
    low -= math.floor(missing / 20) * 10.0
    high = max(high, low + shortest)
    if low < -100:
        low, high = -100.0, max(high, -100.0 + shortest)
    if high > 100:
        low, high = min(low, 100.0 - shortest), 100.0
    return low, high


def spread(labels: Sequence[EndLabel], domain: tuple[float, float], height: int) -> list[float]:
    """Where each label goes on the y axis so that none covers another; as near its line as that allows.

    height: of the whole picture; the plot is what the axis below it and the padding leave.
    """
    gap = LINE_HEIGHT / (height - BELOW) * (domain[1] - domain[0])
    order = sorted(range(len(labels)), key=lambda i: labels[i].value)
    placed: dict[int, float] = {}
    for i in order:
        placed[i] = max(labels[i].value, max(placed.values(), default=-math.inf) + gap)
    ceiling = domain[1]
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling)
        ceiling = placed[i] - gap
    return [placed[i] for i in range(len(labels))]


def end_labels(
    labels: Sequence[EndLabel], periods: int, domain: tuple[float, float], height: int, x: vega.X, y: vega.Y
) -> Layer:
    """The labels, at the right edge of an axis of so many periods."""
    step = reach(periods)[1]
    rows: list[Row] = [
        {"step": step, "value": place, "text": label.text, "colour": label.colour, "weight": 700 if label.bold else 400}
        for label, place in zip(labels, spread(labels, domain, height), strict=True)
    ]
    mark = vega.MarkDef(type="text", align="left", dx=5, fontWeight=vega.ExprRef(expr="datum.weight"))
    return layer(rows, mark, x=x, y=y, text=text(), color=own_colour())


def shortened(name: str, most: int = LONGEST_LABEL) -> str:
    """A name cut to `most` letters.

    >>> shortened("Implementation partner")
    'Implementation…'
    """
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def wrapped(name: str, most: int) -> list[str]:
    """A name on two lines of `most` letters each, cut where that is not enough.

    >>> wrapped("Days until a first useful answer", 16)
    ['Days until a', 'first useful an…']
    """
    first, *rest = textwrap.wrap(name, most) or [""]
    return [first, shortened(" ".join(rest), most)] if rest else [first]


def upright_where(narrow: str, names: Sequence[Sequence[str]]) -> vega.Axis:
    """Names of columns above them, in lines; upright where Vega's expression says that it is narrow, with room for
    the first line alone."""
    lines = max((len(name) for name in names), default=1)
    return vega.Axis(
        orient="top",
        labelExpr=f"({narrow} ? {json.dumps([name[0] for name in names])} : {json.dumps(names)})[datum.value]",
        labelAngle=vega.ExprRef(expr=f"{narrow} ? -90 : 0"),
        labelAlign=vega.ExprRef(expr=f"{narrow} ? 'left' : 'center'"),
        labelBaseline=vega.ExprRef(expr=f"{narrow} ? 'middle' : 'bottom'"),
        labelLimit=320,
        labelOverlap=False,
        # Lines follow each other downwards, into what they name.
        labelPadding=vega.ExprRef(expr=f"{narrow} ? 6 : {6 + LINE_HEIGHT * (lines - 1)}"),
        ticks=False,
        domain=False,
        title=None,
    )


def zero(domain: tuple[float, float], palette: Palette) -> Iterator[Layer]:
    """The line of no promoters more than detractors, where it is on the axis."""
    if domain[0] < 0 < domain[1]:
        yield layer([{"value": 0}], vega.MarkDef(type="rule", color=palette.muted), y=points(domain))


@cache
def own_colour() -> vega.Color:
    """The colour that each row carries."""
    return vega.Color(field="colour", type="nominal", scale=None, legend=None)


@cache
def by(field: str) -> vega.Detail:
    """One mark for each value of the field."""
    return vega.Detail(field=field, type="nominal")


@cache
def text(field: str = "text") -> vega.Text:
    return vega.Text(field=field, type="nominal")


@cache
def pixels_down(pixels: float | str) -> vega.YValue:
    """A fixed place from the top of the plot; 'height' is its foot."""
    return vega.YValue(pixels)


@cache
def fill() -> vega.Fill:
    """The ground that each row carries."""
    return vega.Fill(field="fill", type="nominal", scale=None, legend=None)


@cache
def stroke(field: str = "colour") -> vega.Stroke:
    return vega.Stroke(field=field, type="nominal", scale=None, legend=None)


@cache
def tooltip(*fields: str) -> list[vega.Tooltip]:
    """Rows carry what is said under the names it is said by."""
    return [vega.Tooltip(field=field, type="nominal") for field in fields]
