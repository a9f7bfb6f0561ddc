"""The size of each dimension's gap beside the money and people that are committed to closing it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import Palette
from cx.domain.allocation import Funding, Plan

ROW_HEIGHT = 54
GAP_ROOM, GAP_END = 60.0, -8.0
"""Of the plot, whose right part is 0 to 100% of the plan: where the largest gap ends, and where all begin."""
BAR = 0.17
"""Half the distance between the bars of money and of people, of a row."""


@dataclass(frozen=True, slots=True)
class Told:
    """What stands beside a dimension's bars, in words."""

    gap: str
    money: str
    people: str


def bars(fundings: Sequence[Funding], told: Sequence[Told], *, palette: Palette, description: str) -> Drawing:
    """One row a dimension, in the order given: how far behind, where that is measured, and the committed share."""
    largest = max([10.0, *(one.gap.points or 0.0 for one in fundings if one.gap)])
    names = [[one.dimension.label, words.gap] for one, words in zip(fundings, told, strict=True)]
    axis = vega.Axis(
        values=list(range(len(names))),
        labelExpr=f"{json.dumps(names)}[datum.value]",
        labelLimit=240,
        labelPadding=8,
        ticks=False,
        domain=False,
        grid=False,
        title=None,
    )
    scale = vega.Scale(domain=[len(names) - 0.5, -0.85], nice=False)
    y = vega.Y(field="row", type="quantitative", axis=axis, scale=scale)
    return Drawing(
        layers=tuple(_layers(fundings, told, largest, y, palette)),
        palette=palette,
        description=description,
        height=ROW_HEIGHT * max(len(names), 1) + 34,
    )


def _layers(
    fundings: Sequence[Funding], told: Sequence[Told], largest: float, y: vega.Y, palette: Palette
) -> Iterator[Layer]:
    measured = any(one.gap and one.gap.points and one.gap.points > 0 for one in fundings)
    scale = vega.Scale(domain=[GAP_END - GAP_ROOM if measured else 0.0, 100], nice=False)
    x, x2 = vega.X(field="from", type="quantitative", axis=None, scale=scale), vega.X2(field="to")
    gaps: list[Row] = [
        {"row": row, "from": GAP_END - GAP_ROOM * min(1.0, one.gap.points / largest), "to": GAP_END,
         "Dimension": one.dimension.label, "Gap": words.gap}
        for row, (one, words) in enumerate(zip(fundings, told, strict=True))
        if one.gap and one.gap.points and one.gap.points > 0
    ]  # fmt: skip
    behind = vega.MarkDef(type="bar", size=20, color=palette.competitor)
    yield layer(gaps, behind, x=x, x2=x2, y=y, tooltip=axes.tooltip("Dimension", "Gap"))
    plans = [
        (row, side, plan, words)
        for row, (one, said) in enumerate(zip(fundings, told, strict=True))
        for side, plan, words in ((-BAR, one.money, said.money), (BAR, one.people, said.people))
    ]
    whole: list[Row] = [_bar(row + side, 0.0, 100.0, words) for row, side, plan, words in plans if plan.planned]
    outline = vega.MarkDef(type="bar", size=13, filled=False, stroke=palette.us, strokeWidth=1, strokeDash=[3, 2])
    yield layer(whole, outline, x=x, x2=x2, y=y, tooltip=axes.tooltip("Committed"))
    done = [_bar(row + side, 0.0, 100.0 * _share(plan), words) for row, side, plan, words in plans if plan.committed]
    yield layer(done, vega.MarkDef(type="bar", size=13, color=palette.us), x=x, x2=x2, y=y,
                tooltip=axes.tooltip("Committed"))  # fmt: skip
    said: list[Row] = [{"row": row + side, "from": 100, "text": words} for row, side, _, words in plans]
    label = vega.MarkDef(type="text", align="left", dx=6, color=palette.ink)
    yield layer(said, label, x=x, y=y, text=axes.text())
    behind_head: list[Row] = [{"row": -0.68, "from": GAP_END, "text": "Behind", "align": "right"}] if measured else []
    heads: list[Row] = [*behind_head, {"row": -0.68, "from": 0, "text": "Committed", "align": "left"}]
    for align in ("right", "left"):
        heading = vega.MarkDef(type="text", align=align, color=palette.muted)
        yield layer([head for head in heads if head["align"] == align], heading, x=x, y=y, text=axes.text())


def _bar(row: float, start: float, end: float, words: str) -> Row:
    return {"row": row, "from": start, "to": end, "Committed": words}


def _share(plan: Plan) -> float:
    return plan.covered if plan.covered is not None else 1.0
