"""Revenue up for renewal by what its accounts said: one bar each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Row, layer
from cx.charts.theme import Palette
from cx.domain.accounts import Standing

ROW_HEIGHT = 46
HEADROOM = 1.75
"""The axis over the longest bar, which leaves room for what stands behind it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One bar. revenue: None where too few accounts; it then has no length.

    told: what stands behind it, on two lines where a comma parts it.
    """

    standing: Standing
    name: str
    revenue: float | None
    told: str


def bars(amounts: Sequence[Amount], *, palette: Palette) -> Drawing:
    """One bar a standing, as long as its revenue; what nobody has heard from is hollow."""
    longest = max((amount.revenue or 0.0 for amount in amounts), default=0.0)
    rows: list[Row] = [
        {
            "name": amount.name,
            "revenue": amount.revenue or 0.0,
            "told": amount.told.replace(", ", "\n", 1),
            "fill": palette.background if amount.standing is Standing.NOT_HEARD else _colour(amount.standing, palette),
            "stroke": _colour(amount.standing, palette),
        }
        for amount in amounts
    ]
    names = [amount.name for amount in amounts]
    axis = vega.Axis(title=None, ticks=False, domain=False, labelPadding=8, labelLimit=140)
    y = vega.Y(field="name", type="nominal", axis=axis, sort=names)
    scale = vega.Scale(domain=[0, HEADROOM * longest or 1.0], nice=False)
    x = vega.X(field="revenue", type="quantitative", axis=None, scale=scale)
    mark = vega.MarkDef(type="bar", strokeWidth=1.5, height={"band": 0.62}, cornerRadiusEnd=2)
    label = vega.MarkDef(type="text", align="left", dx=6, dy=-7, color=palette.ink, lineBreak="\n")
    return Drawing(
        layers=(
            layer(rows, mark, x=x, y=y, fill=axes.fill(), stroke=axes.stroke("stroke")),
            layer(rows, label, x=x, y=y, text=axes.text("told")),
        ),
        palette=palette,
        description=alt_text(amounts),
        height=ROW_HEIGHT * max(len(amounts), 1) + 10,
    )


def alt_text(amounts: Sequence[Amount]) -> str:
    return f"Revenue up for renewal: {'; '.join(f'{amount.name}: {amount.told}' for amount in amounts)}."


def _colour(standing: Standing, palette: Palette) -> str:
    return {
        Standing.PROMOTER: palette.better,
        Standing.PASSIVE: palette.steady,
        Standing.DETRACTOR: palette.worse,
        Standing.MIXED: palette.muted,
        Standing.NOT_HEARD: palette.ink,
    }[standing]
