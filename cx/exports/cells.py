"""Cells of a table on paper and on slides: as a screen shows them, and how wide their columns are."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.rounding import whole
from cx.domain.tables import Cell, Table

LONGEST = 46
"""Letters beyond which a column is not made wider."""
SHORTEST = 6
MARGINS = 3
"""Letters that the space on both sides of a cell takes, and bold letters over others."""


def shown(table: Table, column: int, cell: Cell) -> str:
    """A figure as whole points unless its column says otherwise; '–' where there is nothing."""
    if cell is None:
        return "–"
    if isinstance(cell, float):
        name = table.columns[column]
        if name in table.two_decimals:
            return f"{cell:,.2f}"
        return f"{cell:,.1f}" if name in table.one_decimal else f"{whole(cell):,}"
    return f"{cell:,}" if isinstance(cell, int) else cell


def widths(table: Table, room: float) -> Sequence[float]:
    """Widths that share a room, by the longest line of each column."""
    longest = []
    for place, name in enumerate(table.columns):
        cells = [shown(table, place, row[place]) for row in table.rows]
        lines = [line for text in (name, *cells) for line in text.split("\n")]
        word = max((len(word) for line in lines for word in line.split()), default=0)
        line = min(LONGEST, max(map(len, lines), default=0))
        longest.append(MARGINS + max(SHORTEST if name else 1, word, line))
    return [room * one / sum(longest) for one in longest]
