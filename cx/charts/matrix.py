"""Words in rows and columns: who is better placed, or what serves what; each cell has its word beside its colour."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import Palette

ROW_HEIGHT = 32
NARROW = 460
"""Pixels of the plot below which names of rows take two lines."""
NARROW_CELL = 88
"""Pixels of a cell below which it shows its shape alone and the name of its column stands upright."""
MOST_NAMED = 4
"""Columns whose names have room on one line."""
UPRIGHT = 40
"""Pixels of height for names that stand upright."""
TINT = 0.22


class Shade(StrEnum):
    """What a cell's word means for us."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """text: a shape and a word or two. said: what it means in full, for whoever points at it."""

    text: str
    shade: Shade
    said: str = ""


def words(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], Cell],
    *,
    palette: Palette,
    description: str,
) -> Drawing:
    """cells: by row and column, both from 0; what is absent is a blank cell."""
    drawn: list[Row] = [
        {**_look(cell, palette), "row": row, "column": column, "Row": rows[row], "Column": columns[column],
         "Meaning": cell.said or cell.text or "nothing said"}
        for (row, column), cell in _filled(len(rows), len(columns), cells)
    ]  # fmt: skip
    narrow = f"width / {max(len(columns), 1)} < {NARROW_CELL}"
    lines = [name.split(" ", 1) if len(columns) > MOST_NAMED else [axes.shortened(name, 18)] for name in columns]
    x = vega.X(field="column", type="ordinal", axis=axes.upright_where(narrow, lines))
    short = json.dumps([axes.wrapped(name, 17) for name in rows])
    whole = json.dumps([axes.shortened(name, 44) for name in rows])
    names = vega.Axis(
        labelExpr=f"(width < {NARROW} ? {short} : {whole})[datum.value]",
        labelLimit=320,
        labelOverlap=False,
        labelPadding=6,
        ticks=False,
        domain=False,
        title=None,
    )
    y = vega.Y(field="row", type="ordinal", axis=names)
    return Drawing(
        layers=tuple(_layers(drawn, x, y, narrow)),
        palette=palette,
        description=description,
        height=ROW_HEIGHT * max(len(rows), 1) + 52 + UPRIGHT,
    )


def _layers(rows: Sequence[Row], x: vega.X, y: vega.Y, narrow: str) -> Iterator[Layer]:
    opacity = vega.FillOpacity(field="tint", type="quantitative", scale=None, legend=None)
    cell = vega.MarkDef(type="rect", strokeWidth=1, width={"band": 0.96}, height={"band": 0.88}, cornerRadius=2)
    tooltip = axes.tooltip("Row", "Column", "Meaning")
    yield layer(
        rows, cell, x=x, y=y, fill=axes.fill(), fillOpacity=opacity, stroke=axes.stroke("stroke"), tooltip=tooltip
    )
    words = vega.ExprRef(expr=f"{narrow} ? slice(datum.text, 0, 1) : datum.text")
    yield layer(rows, vega.MarkDef(type="text", text=words), x=x, y=y, color=axes.own_colour())


def _filled(rows: int, columns: int, cells: Mapping[tuple[int, int], Cell]) -> Iterator[tuple[tuple[int, int], Cell]]:
    blank = Cell("", Shade.NONE)
    return (((row, column), cells.get((row, column), blank)) for row in range(rows) for column in range(columns))


def _look(cell: Cell, palette: Palette) -> Row:
    fills = {
        Shade.BETTER: (palette.better, TINT, palette.background),
        Shade.WORSE: (palette.worse, TINT, palette.background),
        Shade.STEADY: (palette.steady, TINT, palette.background),
        Shade.NONE: (palette.background, 0.0, palette.grid),
    }
    fill, tint, stroke = fills[cell.shade]
    return {"fill": fill, "tint": tint, "stroke": stroke, "colour": palette.ink, "text": cell.text}
