"""A metric against NPS, month by month or unit by unit: whether they go together."""

from __future__ import annotations

from collections.abc import Sequence

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Row, layer
from cx.charts.theme import Palette

HEIGHT = 300


def changes(
    pairs: Sequence[tuple[float, float]], which: Sequence[str], across: str, up: str, *, palette: Palette
) -> Drawing:
    """pairs: of the metric and of NPS. which: the month or unit of each. across, up: what the axes show."""
    rows: list[Row] = [
        {"x": x, "y": y, "Which": one, "Metric": f"{x:+.3g}", "NPS": f"{y:+.1f}"}
        for (x, y), one in zip(pairs, which, strict=True)
    ]
    plain = vega.Axis(title=across, titleAnchor="end", tickCount=5, grid=False, ticks=False)
    beside = vega.Axis(title=up, titleAnchor="start", tickCount=5, domain=False, ticks=False)
    x = vega.X(field="x", type="quantitative", axis=plain, scale=vega.Scale(nice=True))
    y = vega.Y(field="y", type="quantitative", axis=beside, scale=vega.Scale(nice=True))
    nothing = vega.MarkDef(type="rule", color=palette.other, strokeDash=[3, 3], strokeWidth=1)
    point = vega.MarkDef(type="point", filled=True, size=60, color=palette.us, opacity=0.8)
    return Drawing(
        layers=(
            layer([{"x": 0.0}], nothing, x=x),
            layer([{"y": 0.0}], nothing, y=y),
            layer(rows, point, x=x, y=y, tooltip=axes.tooltip("Which", "Metric", "NPS")),
        ),
        palette=palette,
        description=f"{across} against {up}: {len(rows)} points.",
        height=HEIGHT,
    )
