"""A table as people read it: what a chart shows, downloaded or read aloud."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

Cell = str | int | float | None

_STARTS_A_FORMULA = frozenset("=+-@\t\r＝＋－＠")
"""A cell of text that begins with one of these may be run by a spreadsheet (OWASP, "CSV Injection")."""


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


def harmless(cell: Cell) -> Cell:
    """The cell, with an apostrophe before text that a spreadsheet would run; a number stays one, negative too.

    >>> harmless("=1+1"), harmless(-3.5), harmless("-3.5")
    ("'=1+1", -3.5, "'-3.5")
    """
    return harmless_text(cell) if isinstance(cell, str) else cell


def harmless_text(text: str) -> str:
    """Text without control characters, which no spreadsheet shows, and harmless at its beginning."""
    start = text.lstrip(" \u00a0\u200b\ufeff\n")[:1] or text[:1]
    guarded = f"'{text}" if start in _STARTS_A_FORMULA else text
    return "".join(letter for letter in guarded if letter in "\t\n\r" or unicodedata.category(letter) != "Cc")
