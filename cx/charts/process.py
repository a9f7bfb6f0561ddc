"""Signal or noise: values in the order of time between the limits of their usual swing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cx.charts import axes, vega
from cx.charts.axes import EndLabel
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import BAND_OPACITY, Palette
from cx.charts.wording import whole
from cx.domain.process import Limits


def control(
    labels: Sequence[str], values: Sequence[float], limits: Limits, *, palette: Palette, height: int = 260
) -> Drawing:
    """The XmR chart. Values outside the limits are diamonds with their figure; the usual swing is a band.

    labels, values: of the same periods, oldest first; values in points.
    """
    axis = axes.domain([*values, limits.low, limits.high])
    x, y = axes.periods(labels, palette), axes.points(axis)
    signals = set(limits.signals)
    rows = [
        _row(i, label, value, limits.mean, i in signals)
        for i, (label, value) in enumerate(zip(labels, values, strict=True))
    ]
    ends = [
        EndLabel(f"high {whole(limits.high)}", limits.high, palette.muted),
        EndLabel(f"mean {whole(limits.mean)}", limits.mean, palette.ink),
        EndLabel(f"low {whole(limits.low)}", limits.low, palette.muted),
    ]
    return Drawing(
        layers=(
            *_limits(limits, len(labels), palette, x, y),
            layer(rows, vega.MarkDef(type="line", color=palette.us, strokeWidth=2), x=x, y=y),
            *_values(rows, palette, x, y),
            axes.end_labels(ends, len(labels), axis, height, x, y),
        ),
        palette=palette,
        description=alt_text(labels, values, limits),
        height=height,
    )


def alt_text(labels: Sequence[str], values: Sequence[float], limits: Limits) -> str:
    outside = "; ".join(f"{whole(values[i])} in {labels[i]}" for i in limits.signals) or "none"
    return (
        f"{len(values)} periods around a mean of {whole(limits.mean)}; usual swing {whole(limits.low)} to "
        f"{whole(limits.high)}. Outside it: {outside}."
    )


def _row(step: int, label: str, value: float, mean: float, signal: bool) -> Row:
    """shift: pixels from the point to its figure, away from the mean and so from the line."""
    said = {"Period": label, "Score": whole(value), "Note": "outside the usual swing" if signal else "usual swing"}
    return {
        "step": step,
        "value": value,
        "signal": signal,
        "text": whole(value),
        "shift": -14 if value > mean else 15,
        **said,
    }


def _limits(limits: Limits, count: int, palette: Palette, x: vega.X, y: vega.Y) -> Iterator[Layer]:
    left, right = axes.reach(count)
    band: list[Row] = [{"step": left, "end": right, "value": limits.low, "high": limits.high}]
    mark = vega.MarkDef(type="rect", color=palette.steady, opacity=BAND_OPACITY)
    yield layer(band, mark, x=x, x2=vega.X2(field="end"), y=y, y2=vega.Y2(field="high"))
    mean: list[Row] = [{"step": left, "end": right, "value": limits.mean}]
    yield layer(mean, vega.MarkDef(type="rule", color=palette.ink), x=x, x2=vega.X2(field="end"), y=y)


def _values(rows: Sequence[Row], palette: Palette, x: vega.X, y: vega.Y) -> Iterator[Layer]:
    usual, outside = [row for row in rows if not row["signal"]], [row for row in rows if row["signal"]]
    tooltip = axes.tooltip("Period", "Score", "Note")
    dot = vega.MarkDef(type="point", filled=True, size=40, color=palette.us, opacity=1)
    yield layer(usual, dot, x=x, y=y, tooltip=tooltip)
    diamond = vega.MarkDef(type="point", filled=True, shape="diamond", size=150, color=palette.ink, opacity=1)
    yield layer(outside, diamond, x=x, y=y, tooltip=tooltip)
    figure = vega.MarkDef(type="text", dy=vega.ExprRef(expr="datum.shift"), color=palette.ink, fontWeight="bold")
    yield layer(outside, figure, x=x, y=y, text=axes.text())
