"""Eight periods beside a figure, without axes."""

from __future__ import annotations

from collections.abc import Sequence

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Row, layer
from cx.charts.theme import BAND_OPACITY, Palette
from cx.charts.wording import whole
from cx.domain.score import Score
from cx.domain.series import Point, Shown

PERIODS = 8
HEIGHT = 34


def line(points: Sequence[Point], *, palette: Palette) -> Drawing:
    """The last eight periods with their likely range; the last is a dot, hollow as on the trend."""
    shown = points[-PERIODS:]
    scored = [(step, point, point.score) for step, point in enumerate(shown) if point.score]
    low, high = axes.domain([end for _, _, score in scored for end in (score.low, score.high)])
    x = vega.X(
        field="step",
        type="quantitative",
        axis=None,
        scale=vega.Scale(domain=[-0.3, max(len(shown) - 0.7, 1)], nice=False),
    )
    y = vega.Y(field="value", type="quantitative", axis=None, scale=vega.Scale(domain=[low, high], zero=False))
    rows = [_row(*each, palette) for each in scored]
    bottom = vega.Y(field="low", type="quantitative", axis=None)
    band = vega.MarkDef(type="area", color=palette.us, opacity=BAND_OPACITY)
    stroke = vega.MarkDef(type="line", color=palette.us, strokeWidth=2)
    dot = vega.MarkDef(type="point", filled=True, size=46, stroke=palette.us, strokeWidth=1.5, opacity=1)
    part = axes.by("method")
    return Drawing(
        layers=(
            layer(rows, band, x=x, y=bottom, y2=vega.Y2(field="high"), detail=part),
            layer(rows, stroke, x=x, y=y, detail=part),
            layer(rows[-1:], dot, x=x, y=y, fill=axes.fill()),
        ),
        palette=palette,
        description=alt_text(shown),
        height=HEIGHT,
    )


def alt_text(points: Sequence[Point]) -> str:
    told = [f"{whole(point.score.value)} in {point.label}" for point in points if point.score]
    return f"Lately: {', '.join(told)}." if told else "No figure to show."


def _row(step: int, point: Point, score: Score, palette: Palette) -> Row:
    hollow = point.shown is Shown.FEW or point.to_date
    ends = {"value": score.value, "low": score.low, "high": score.high}
    return {"step": step, **ends, "method": point.method, "fill": palette.background if hollow else palette.us}
