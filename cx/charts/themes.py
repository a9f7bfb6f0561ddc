"""Themes by how those who mention them score, against those who do not."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Row, layer
from cx.charts.theme import Palette
from cx.charts.wording import signed, whole
from cx.domain import rounding
from cx.domain.themes import Effect
from cx.domain.verdict import Relation

ROW_HEIGHT = 30
LONGEST_NAME = 22
SHORTEST_AXIS = 20.0
"""Points to either side of no difference."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One theme. share: percent of comments, 0 to 100."""

    name: str
    share: float
    effect: Effect


def dots(themes: Sequence[Dot], *, palette: Palette) -> Drawing:
    """A dot a theme at its difference in points, with its likely range; hollow where no link is shown.

    The most mentioned stand first, their share of comments beside the name.
    """
    lows, highs = ([getattr(one.effect.difference, end) for one in themes] for end in ("low", "high"))
    domain = [
        10 * math.floor(min(-SHORTEST_AXIS, *lows) / 10),
        10 * math.ceil(max(SHORTEST_AXIS, *highs) / 10),
    ]
    axis = vega.Axis(
        title=["points above or below", "those who do not mention it"],
        tickCount=5,
        domain=False,
        ticks=False,
        format="+d",
    )
    x = vega.X(field="value", type="quantitative", axis=axis, scale=vega.Scale(domain=domain, nice=False))
    names = [_name(one) for one in themes]
    labels = vega.Axis(
        title=None, labelExpr=f"{json.dumps(names)}[datum.value]", ticks=False, domain=False, labelLimit=220
    )
    y = vega.Y(field="row", type="ordinal", axis=labels)
    rows = [_row(place, one, palette) for place, one in enumerate(themes)]
    tooltip = axes.tooltip(
        "Theme", "Comments", "Score of those who mention it", "Score of the others", "Likely difference"
    )
    dot = vega.MarkDef(type="point", filled=True, size=110, opacity=1, strokeWidth=2)
    return Drawing(
        layers=(
            layer([{"value": 0}], vega.MarkDef(type="rule", color=palette.muted), x=x),
            layer(rows, vega.MarkDef(type="rule", strokeWidth=2), x=vega.X(field="low", type="quantitative", axis=axis),
                  x2=vega.X2(field="high"), y=y, color=axes.own_colour()),
            layer(rows, dot, x=x, y=y, fill=axes.fill(), stroke=axes.stroke(), tooltip=tooltip),
        ),
        palette=palette,
        description=alt_text(themes),
        height=ROW_HEIGHT * len(themes) + 60,
    )  # fmt: skip


def _name(one: Dot) -> list[str]:
    *lines, last = axes.wrapped(one.name, LONGEST_NAME)
    return [*lines, f"{last}  {_share(one.share)}"]


def alt_text(themes: Sequence[Dot]) -> str:
    told = [f"{one.name}, {_share(one.share)} of comments, {signed(one.effect.difference.value)}" for one in themes]
    return f"Points of those who mention a theme against the others: {'; '.join(told)}."


def _row(place: int, one: Dot, palette: Palette) -> Row:
    found = one.effect.difference
    colour = {Relation.AHEAD: palette.better, Relation.BEHIND: palette.worse}.get(
        one.effect.relation or Relation.UNCLEAR, palette.steady
    )
    shown = one.effect.relation in (Relation.AHEAD, Relation.BEHIND)
    return {
        "row": place,
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "colour": colour,
        "fill": colour if shown else palette.background,
        "Theme": one.name,
        "Comments": f"{one.effect.mention.n:,}, {_share(one.share)} of all",
        "Score of those who mention it": whole(one.effect.mention.value),
        "Score of the others": whole(one.effect.others.value),
        "Likely difference": f"{signed(found.low)} to {signed(found.high)}",
    }


def _share(percent: float) -> str:
    return "<1%" if 0 < percent < 0.5 else f"{rounding.whole(percent)}%"
