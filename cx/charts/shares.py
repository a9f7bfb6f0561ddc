"""Percent of people over time, with the share that is to be reached."""

from __future__ import annotations

from collections.abc import Sequence

from cx.charts import axes, vega
from cx.charts.axes import EndLabel
from cx.charts.drawing import Drawing, Row, layer
from cx.charts.theme import Palette
from cx.domain.rounding import whole


def line(
    labels: Sequence[str],
    shares: Sequence[float | None],
    told: Sequence[str],
    target: float,
    *,
    palette: Palette,
    height: int = 230,
) -> Drawing:
    """shares: percent, None leaves a gap. told: the counts behind each. target: percent, drawn dashed."""
    rows: list[Row] = [
        {
            "step": step,
            "value": share,
            "part": sum(earlier is None for earlier in shares[:step]),
            "Quarter": labels[step],
            "Done": f"{whole(share)}%",
            "People": told[step],
        }
        for step, share in enumerate(shares)
        if share is not None
    ]
    last = [EndLabel(f"{whole(share)}%", share, palette.us, bold=True) for share in shares[-1:] if share is not None]
    goal = EndLabel(f"target {whole(target)}%", target, palette.ink)
    x = axes.periods(labels, palette)
    axis = vega.Axis(title=None, tickCount=4, domain=False, ticks=False, labelExpr="datum.value + '%'")
    y = vega.Y(field="value", type="quantitative", axis=axis, scale=vega.Scale(domain=[0, 100], nice=False))
    ends: list[Row] = [{"step": step, "value": target} for step in axes.reach(len(labels))]
    part = axes.by("part")
    return Drawing(
        layers=(
            layer(ends, vega.MarkDef(type="line", color=palette.ink, strokeDash=[5, 4], strokeWidth=1), x=x, y=y),
            layer(rows, vega.MarkDef(type="line", color=palette.us, strokeWidth=2.5), x=x, y=y, detail=part),
            layer(rows, vega.MarkDef(type="point", filled=True, size=52, color=palette.us, opacity=1), x=x, y=y,
                  tooltip=axes.tooltip("Quarter", "Done", "People")),
            axes.end_labels([*last, goal], len(labels), (0, 100), height, x, y),
        ),
        palette=palette,
        description=alt_text(labels, shares),
        height=height,
        padding_right=72,
    )  # fmt: skip


def alt_text(labels: Sequence[str], shares: Sequence[float | None]) -> str:
    told = [
        f"{label} {whole(share)}%" if share is not None else f"{label} not shown"
        for label, share in zip(labels, shares, strict=True)
    ]
    return f"Percent done: {', '.join(told)}."
