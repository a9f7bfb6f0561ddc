"""Response rates of groups beside each other: who answers and who does not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import BAND_OPACITY, Palette
from cx.domain import rounding
from cx.domain.rates import ResponseRate

ROW_HEIGHT = 30
LONGEST_NAME = 18
HEADROOM = 1.9
"""Of the widest range: figures stand in a column of their own at the right, clear of ranges and of the dashed line."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One group. rate: None where it may not be shown. way: +1 answers more often than the rest, -1 less, 0 neither."""

    name: str
    rate: ResponseRate | None
    way: int


def bars(groups: Sequence[Bar], whole: ResponseRate | None, *, palette: Palette) -> Drawing:
    """A group's rate with its likely range, a row each; the dashed line is the rate of all."""
    shown = [(row, bar, bar.rate) for row, bar in enumerate(groups) if bar.rate]
    widest = max((rate.high for _, _, rate in shown), default=40.0)
    top = min(100.0, 10 * -(-HEADROOM * widest // 10))
    rows = [{**_row(row, bar, rate, palette), "edge": top} for row, bar, rate in shown]
    hidden: list[Row] = [
        {"row": row, "edge": top, "text": "too few to show"} for row, bar in enumerate(groups) if bar.rate is None
    ]
    # Rows without a figure keep their place: the axis counts all of them.
    domain = vega.Scale(domain=list(range(len(groups))), paddingInner=0.3, paddingOuter=0.3)
    x = vega.X(
        field="rate", type="quantitative", axis=_axis(whole, palette), scale=vega.Scale(domain=[0, top], nice=False)
    )
    y = vega.Y(field="row", type="ordinal", axis=_names(groups), scale=domain)
    edge = vega.X(field="edge", type="quantitative")
    tooltip = axes.tooltip("Group", "Answered", "Asked", "Rate", "Likely range", "Against the rest")
    colour = axes.own_colour()
    return Drawing(
        layers=(
            layer(rows, vega.MarkDef(type="bar", height={"band": 0.7}, opacity=BAND_OPACITY * 2), color=colour,
                  x=vega.X(field="low", type="quantitative"), x2=vega.X2(field="high"), y=y),
            *_all_of_them(whole, x, palette),
            layer(rows, vega.MarkDef(type="point", filled=True, size=80, opacity=1), x=x, y=y, color=colour,
                  tooltip=tooltip),
            layer(rows, vega.MarkDef(type="text", align="right", color=palette.ink), x=edge, y=y, text=axes.text()),
            layer(hidden, vega.MarkDef(type="text", align="right", color=palette.muted), x=edge, y=y, text=axes.text()),
        ),
        palette=palette,
        description=alt_text(groups),
        height=ROW_HEIGHT * max(len(groups), 1) + 56,
    )  # fmt: skip


def alt_text(groups: Sequence[Bar]) -> str:
    told = [f"{bar.name} {_percent(bar.rate.rate)}" if bar.rate else f"{bar.name} not shown" for bar in groups]
    return f"Response rate by group: {', '.join(told)}."


def _all_of_them(whole: ResponseRate | None, x: vega.X, palette: Palette) -> Iterator[Layer]:
    if whole:
        yield layer([{"rate": whole.rate}], vega.MarkDef(type="rule", color=palette.ink, strokeDash=[4, 3]), x=x)


def _axis(whole: ResponseRate | None, palette: Palette) -> vega.Axis:
    """In percent; what the dashed line is stands under it."""
    notes = ["▼ less often than the rest, ▲ more often"]
    if whole:
        notes.insert(0, f"Dashed: all of those asked, {_percent(whole.rate)}")
    return vega.Axis(
        **axes.under(notes, palette), tickCount=4, domain=False, ticks=False, labelExpr="datum.value + '%'"
    )


def _names(groups: Sequence[Bar]) -> vega.Axis:
    names = [axes.shortened(bar.name, LONGEST_NAME) for bar in groups]
    return vega.Axis(
        labelExpr=f"{json.dumps(names)}[datum.value]", labelPadding=6, ticks=False, domain=False, title=None
    )


def _row(row: int, bar: Bar, rate: ResponseRate, palette: Palette) -> Row:
    shape, words, colour = {
        1: (" ▲", "more often", palette.better),
        -1: (" ▼", "less often", palette.worse),
        0: ("", "no clear difference", palette.us),
    }[bar.way]
    return {
        "row": row,
        "rate": rate.rate,
        "low": rate.low,
        "high": rate.high,
        "colour": colour,
        "text": f"{_percent(rate.rate)} of {rate.invited:,}{shape}",
        "Group": bar.name,
        "Answered": f"{rate.answered:,}",
        "Asked": f"{rate.invited:,}",
        "Rate": _percent(rate.rate),
        "Likely range": f"{rounding.whole(rate.low)} to {rounding.whole(rate.high)}%",
        "Against the rest": words,
    }


def _percent(rate: float) -> str:
    return "under 1%" if 0 < rate < 0.5 else f"{rounding.whole(rate)}%"
