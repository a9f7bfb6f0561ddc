"""A table as people read it: what a chart shows, downloaded or read aloud."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns.

    rows: as long as `columns`; figures unrounded, None where there is nothing to show (hidden, not known).
    title: the finding. notes: what the figures rest on: how many answers, which period, which survey, who asked.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    notes: tuple[str, ...] = ()
