"""Response rates over time: of those who were asked, how many answered."""

from __future__ import annotations

from collections.abc import Sequence

from cx.charts import axes, vega
from cx.charts.axes import EndLabel
from cx.charts.drawing import Drawing, Row, layer
from cx.charts.theme import BAND_OPACITY, Palette
from cx.domain import rounding
from cx.domain.rates import ResponseRate

TALLEST = 100.0
HEADROOM = 1.25


def line(
    labels: Sequence[str], rates: Sequence[ResponseRate | None], *, palette: Palette, height: int = 220
) -> Drawing:
    """The rate of each period in percent, from 0; a gap where nobody sent how many were asked."""
    known = [(step, rate) for step, rate in enumerate(rates) if rate]
    top = min(TALLEST, 10 * -(-HEADROOM * max((rate.high for _, rate in known), default=40.0) // 10))
    rows = [_row(step, labels[step], rate, rates) for step, rate in known]
    last = [EndLabel(_percent(rate.rate), rate.rate, palette.us, bold=True) for _, rate in known[-1:]]
    x = axes.periods(labels, palette)
    axis = vega.Axis(title=None, tickCount=4, domain=False, ticks=False, labelExpr="datum.value + '%'")
    y = vega.Y(field="value", type="quantitative", axis=axis, scale=vega.Scale(domain=[0, top], nice=False))
    tooltip = axes.tooltip("Period", "Answered", "Asked", "Rate", "Likely range")
    part = axes.by("part")
    return Drawing(
        layers=(
            layer(rows, vega.MarkDef(type="area", color=palette.us, opacity=BAND_OPACITY),
                  x=x, y=vega.Y(field="low", type="quantitative"), y2=vega.Y2(field="high"), detail=part),
            layer(rows, vega.MarkDef(type="line", color=palette.us, strokeWidth=2), x=x, y=y, detail=part),
            layer(rows, vega.MarkDef(type="point", filled=True, size=52, color=palette.us, opacity=1),
                  x=x, y=y, tooltip=tooltip),
            axes.end_labels(last, len(labels), (0, top), height, x, y),
        ),
        palette=palette,
        description=alt_text(labels, rates),
        height=height,
    )  # fmt: skip


def alt_text(labels: Sequence[str], rates: Sequence[ResponseRate | None]) -> str:
    told = [
        f"{label} {_percent(rate.rate)}" if rate else f"{label} not known"
        for label, rate in zip(labels, rates, strict=True)
    ]
    return f"Response rate: {', '.join(told)}."


def _row(step: int, label: str, rate: ResponseRate, rates: Sequence[ResponseRate | None]) -> Row:
    """`part` counts the gaps before the period, so that no line crosses one."""
    said = {
        "Period": label,
        "Answered": f"{rate.answered:,}",
        "Asked": f"{rate.invited:,}",
        "Rate": _percent(rate.rate),
        "Likely range": f"{rounding.whole(rate.low)} to {rounding.whole(rate.high)}%",
    }
    part = sum(earlier is None for earlier in rates[:step])
    return {"step": step, "value": rate.rate, "low": rate.low, "high": rate.high, "part": part, **said}


def _percent(rate: float) -> str:
    return f"{rounding.whole(rate)}%"
