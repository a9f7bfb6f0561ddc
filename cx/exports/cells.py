"""Cells of a table on paper and on slides: as a screen shows them, and how wide their columns are."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.rounding import whole
from cx.domain.tables import Cell, Table

LONGEST = 46
"""Letters beyond which a column is not made wider."""
LONGEST_WORD = 16
"""Letters of a word that is not broken."""
MARGINS, LETTER = 0.24, 0.1
"""Inches that both sides of a cell take, and that a bold letter of 12 points does."""


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
    """Inches of each column: room for its longest word, and of the rest a share by its longest line."""
    floors, lines = [], []
    for place, name in enumerate(table.columns):
        texts = (name, *(shown(table, place, row[place]) for row in table.rows))
        word = max((len(word) for text in texts for word in text.split()), default=0)
        floors.append(MARGINS + LETTER * min(word, LONGEST_WORD))
        lines.append(min(LONGEST, max((len(line) for text in texts for line in text.split("\n")), default=0)) + 1)
    rest = room - sum(floors)
    if rest < 0:
        return [room * floor / sum(floors) for floor in floors]
    return [floor + rest * line / sum(lines) for floor, line in zip(floors, lines, strict=True)]
