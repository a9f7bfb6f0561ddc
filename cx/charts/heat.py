"""Every group of a field over periods: a table whose cells are tinted by how far they lie from its middle."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from statistics import median

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, Value, layer
from cx.charts.theme import Palette
from cx.charts.wording import answers, likely, note, whole
from cx.domain.series import Point, Series, Shown

ROW_HEIGHT = 32
STRONGEST = 0.5
"""Opacity of the strongest tint: the figure on it stays readable in both modes."""
FULL_TINT_AT = 25.0
"""Points from the middle at which a cell has the strongest tint, unless some cell lies further off."""
HATCH = "M-1,0.2L-0.2,-1M-1,1L1,-1M0.2,1L1,-0.2"
_SAID = ("Group", "Period", "Score", "Likely range", "Heard from", "Note")


def grid(series: Sequence[Series], *, palette: Palette) -> Drawing:
    """One row a group, one column a period, the score written in each cell.

    Cells above the middle (median) of the table are tinted one way, below it the other. Cells with few answers are
    outlines only, hidden ones hatched; lines under the table say so.
    """
    cells = [(row, column, one, point) for row, one in enumerate(series) for column, point in enumerate(one.points)]
    scores = [point.score.value for _, _, _, point in cells if point.score]
    middle = median(scores) if scores else 0.0
    furthest = max([FULL_TINT_AT, *(abs(score - middle) for score in scores)])
    rows: list[Row] = [
        {"row": row, "column": column, **_look(point, middle, furthest, palette), **_said(one, point)}
        for row, column, one, point in cells
    ]
    labels = [point.label for point in series[0].points] if series else []
    x = vega.X(
        field="column", type="ordinal", axis=_columns(labels, _footnotes(cells_of=series, middle=middle), palette)
    )
    y = vega.Y(field="row", type="ordinal", axis=_groups(series))
    return Drawing(
        layers=tuple(_layers(rows, x, y, palette)),
        palette=palette,
        description=alt_text(series),
        padding_right=24,
        height=ROW_HEIGHT * max(len(series), 1) + 60,
    )


def alt_text(series: Sequence[Series]) -> str:
    """Each group's latest shown score, group by group."""
    told = []
    for one in series:
        last = next((point for point in reversed(one.points) if point.score), None)
        if last is None or last.score is None:
            told.append(f"{one.name}: nothing that may be shown")
        else:
            told.append(f"{one.name}: {whole(last.score.value)} in {last.label}, from {answers(last.score.n)}")
    return f"Scores by group and period. {'; '.join(told)}."


def _layers(rows: Sequence[Row], x: vega.X, y: vega.Y, palette: Palette) -> Iterator[Layer]:
    fill = axes.fill()
    stroke = axes.stroke("stroke")
    opacity = vega.FillOpacity(field="tint", type="quantitative", scale=None, legend=None)
    tooltip = axes.tooltip(*_SAID)
    # Bands of their own width less a pixel on each side leave the page visible between cells.
    cell = vega.MarkDef(type="rect", strokeWidth=1, width={"band": 0.94}, height={"band": 0.9}, cornerRadius=2)
    yield layer(rows, cell, x=x, y=y, fill=fill, fillOpacity=opacity, stroke=stroke, tooltip=tooltip)
    hatch = vega.MarkDef(type="point", shape=HATCH, size=170, stroke=palette.muted, strokeWidth=1, opacity=1)
    yield layer([row for row in rows if row["hatched"]], hatch, x=x, y=y)
    yield layer(rows, vega.MarkDef(type="text"), x=x, y=y, text=axes.text("figure"), color=axes.own_colour())


def _look(point: Point, middle: float, furthest: float, palette: Palette) -> Row:
    bare: dict[str, Value] = {
        "fill": palette.background,
        "tint": 0.0,
        "colour": palette.muted,
        "hatched": point.shown is Shown.HIDDEN,
    }
    if point.score is None:
        return {**bare, "stroke": palette.grid, "figure": "" if point.shown is Shown.HIDDEN else "–"}
    figure = whole(point.score.value)
    if point.shown is Shown.FEW:
        return {**bare, "stroke": palette.muted, "figure": figure}
    away = (point.score.value - middle) / furthest
    tint = palette.better if away > 0 else palette.worse
    shade: dict[str, Value] = {"fill": tint, "tint": round(STRONGEST * abs(away), 3), "stroke": palette.background}
    return {**bare, **shade, "colour": palette.ink, "figure": figure}


def _said(one: Series, point: Point) -> Row:
    if point.score is None:
        why = "hidden: too few answers" if point.shown is Shown.HIDDEN else "no answers"
        told = (one.name, point.label, "not shown", "not shown", "not shown", why)
    else:
        told = (
            one.name,
            point.label,
            whole(point.score.value),
            likely(point.score),
            answers(point.score.n),
            note(point) or "none",
        )
    return dict(zip(_SAID, told, strict=True))


def _footnotes(cells_of: Sequence[Series], middle: float) -> list[str]:
    """Only what the table has: its middle, outlines, hatching, a period that is not over."""
    points = [point for one in cells_of for point in one.points]
    notes = (
        (any(p.shown is Shown.FULL for p in points), f"Tinted by distance from {whole(middle)}"),
        (any(p.shown is Shown.FEW for p in points), "Outline only: few answers"),
        (any(p.shown is Shown.HIDDEN for p in points), "Hatched: too few to show"),
        (any(p.to_date for p in points), "Last column: period not over"),
    )
    return [text for wanted, text in notes if wanted]


def _columns(labels: Sequence[str], footnotes: Sequence[str], palette: Palette) -> vega.Axis:
    return vega.Axis(
        labelExpr=axes.every_so_often(labels),
        labelAngle=0,
        labelOverlap=False,
        ticks=False,
        domain=False,
        **axes.under(footnotes, palette),
    )


def _groups(series: Sequence[Series]) -> vega.Axis:
    names = [axes.shortened(one.name, 18) for one in series]
    return vega.Axis(
        labelExpr=f"{json.dumps(names)}[datum.value]", labelPadding=6, ticks=False, domain=False, title=None
    )
