"""Us and every other brand in each dimension: a table whose cells say where that brand stands beside us."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import Palette
from cx.domain.dots import Cell

ROW_HEIGHT = 66
NARROW = 620
"""Pixels of the plot below which a cell says its word as a sign."""
TINT = 0.3
JUDGED = "judged"
"""What a cell says that rests on judgement alone."""
SIGNS = frozenset("▲▼■≈")
_SAID = ("Dimension", "Brand", "Score", "Beside us", "Rests on")


def grid(dimensions: Sequence[str], brands: Sequence[str], cells: Sequence[Cell], *, palette: Palette) -> Drawing:
    """One row a dimension, one column a brand, ours first; tinted where a brand is ahead of us or behind us."""
    rows = [_row(cell, dimensions, brands, palette) for cell in cells]
    return Drawing(
        layers=tuple(_layers(rows, _columns(brands), _rows(dimensions), palette)),
        palette=palette,
        description=alt_text(cells),
        height=ROW_HEIGHT * max(len(dimensions), 1) + 60,
    )


def alt_text(cells: Sequence[Cell]) -> str:
    told = [
        f"{c.dimension}, {c.brand}: {', '.join(part for part in (c.figure, c.word, c.note) if part)}" for c in cells
    ]
    return f"{'; '.join(told)}." if told else "No brand to compare."


def _row(cell: Cell, dimensions: Sequence[str], brands: Sequence[str], palette: Palette) -> Row:
    first = cell.brand == brands[0]
    ground = palette.us if first else palette.worse if cell.leaning > 0 else palette.better
    plain = cell.leaning == 0 and not first
    return {
        "row": dimensions.index(cell.dimension),
        "column": brands.index(cell.brand),
        "figure": cell.figure,
        "word": f"{cell.shape} {cell.word}" if cell.word and cell.shape in SIGNS else cell.word,
        "brief_figure": "C" if cell.figure == JUDGED else "–",
        "brief_word": cell.shape,
        "note": cell.note,
        "fill": palette.background if plain or cell.faded else ground,
        "tint": 0.0 if plain else TINT / 2 if first else TINT,
        "noted": palette.muted if plain or cell.faded else palette.ink,
        "edge": palette.grid if plain else ground,
        "colour": palette.muted if cell.faded or not cell.figure[:1].isdigit() else palette.ink,
        **dict(zip(_SAID, (cell.dimension, cell.brand, cell.figure, cell.word or "–", cell.note or "–"), strict=True)),
    }


def _layers(rows: Sequence[Row], x: vega.X, y: vega.Y, palette: Palette) -> Iterator[Layer]:
    opacity = vega.FillOpacity(field="tint", type="quantitative", scale=None, legend=None)
    box = vega.MarkDef(type="rect", strokeWidth=1, width={"band": 0.95}, height={"band": 0.92}, cornerRadius=3)
    tooltip = axes.tooltip(*_SAID)
    yield layer(rows, box, x=x, y=y, fill=axes.fill(), fillOpacity=opacity, stroke=axes.stroke("edge"), tooltip=tooltip)
    numbers = [row for row in rows if str(row["figure"])[:1].isdigit()]
    others = [row for row in rows if row not in numbers]
    figure = vega.MarkDef(type="text", fontSize=17, fontWeight="bold", dy=-14)
    yield layer(numbers, figure, x=x, y=y, text=axes.text("figure"), color=axes.own_colour())
    yield from _either(others, "figure", -14, x, y, axes.own_colour())
    yield from _either(rows, "word", 4, x, y, vega.ColorValue(palette.ink))
    wide = vega.MarkDef(type="text", dy=21, opacity=_shown(wide=True))
    noted = vega.Color(field="noted", type="nominal", scale=None, legend=None)
    yield layer([row for row in rows if row["note"]], wide, x=x, y=y, text=axes.text("note"), color=noted)


def _either(
    rows: Sequence[Row], field: str, down: int, x: vega.X, y: vega.Y, colour: vega.Color | vega.ColorValue
) -> Iterator[Layer]:
    """The words where there is room, else their sign."""
    told = [row for row in rows if row[field]]
    wide = vega.MarkDef(type="text", dy=down, opacity=_shown(wide=True))
    yield layer(told, wide, x=x, y=y, text=axes.text(field), color=colour)
    narrow = vega.MarkDef(type="text", dy=down, opacity=_shown(wide=False))
    yield layer(told, narrow, x=x, y=y, text=axes.text(f"brief_{field}"), color=colour)


def _shown(*, wide: bool) -> vega.ExprRef:
    return vega.ExprRef(expr=f"width {'>=' if wide else '<'} {NARROW} ? 1 : 0")


def _columns(brands: Sequence[str]) -> vega.X:
    names = [[axes.shortened(name, 18)] for name in brands]
    return vega.X(field="column", type="ordinal", axis=axes.upright_where(f"width < {NARROW}", names))


def _rows(dimensions: Sequence[str]) -> vega.Y:
    names = json.dumps([name.split(" ") for name in dimensions])
    axis = vega.Axis(labelExpr=f"{names}[datum.value]", labelPadding=6, ticks=False, domain=False, title=None)
    return vega.Y(field="row", type="ordinal", axis=axis)
