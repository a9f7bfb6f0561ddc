"""How far a source is known: the newest value of the column that grows with every change, kept as text.

>>> read(written(1_700_000_000_000))
1700000000000
>>> read(written(datetime(2026, 11, 28, 3, 0)))
datetime.datetime(2026, 11, 28, 3, 0)
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any


def written(value: Any) -> str:
    """'' for none. datetime, date and number keep their kind; anything else is text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"moment {value.isoformat()}"
    if isinstance(value, date):
        return f"day {value.isoformat()}"
    if isinstance(value, int):
        return f"number {value}"
    if isinstance(value, float | Decimal):
        return f"decimal {value}"
    return f"text {value}"


def read(text: str) -> Any:
    kind, _, value = text.partition(" ")
    return _KINDS[kind](value) if kind else None


_KINDS: dict[str, Any] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "number": int,
    "decimal": Decimal,
    "text": str,
}
