"""A table as people read it: what a chart shows, downloaded or read aloud."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | None

_STARTS_A_FORMULA = frozenset("=+-@\t\r＝＋－＠")
"""A cell of text that begins with one of these may be run by a spreadsheet (OWASP, "CSV Injection")."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns.

    rows: as long as `columns`; figures unrounded, None where there is nothing to show (hidden, not known).
    title: the finding. notes: what the figures rest on: how many answers, which period, which survey, who asked.
    one_decimal, two_decimals: columns that a screen shows so; any other figure as a whole number.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    notes: tuple[str, ...] = ()
    one_decimal: tuple[str, ...] = ()
    two_decimals: tuple[str, ...] = ()


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


def written(value: str | float | date | None) -> str:
    """A value as a table's file holds it, to be read back as it was.

    >>> written(1500000.0), written(2.5), written(date(2026, 7, 31)), written(None)
    ('1500000', '2.5', '2026-07-31', '')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def unguarded(text: str) -> str:
    """What `harmless_text` guarded, as it was: a table that was taken away as a file comes back the same.

    >>> unguarded("'-3.5"), unguarded("'tis")
    ('-3.5', "'tis")
    """
    return text[1:] if text[:1] == "'" and harmless_text(text[1:]) == text else text
