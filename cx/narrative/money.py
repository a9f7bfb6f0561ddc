"""Money and people in brief, for charts and lists."""

from __future__ import annotations

from cx.narrative import numbers


def short_money(amount: float, currency: str = "") -> str:
    """As `numbers.money`, for charts.

    >>> short_money(1_500_000, "$")
    '$1.5m'
    """
    said = numbers.money(amount, currency)
    for long, short in ((" billion", "bn"), (" million", "m"), (" thousand", "k")):
        said = said.replace(long, short)
    return said


def people(count: float) -> str:
    """
    >>> people(1), people(14), people(2.5)
    ('one person', '14 people', '2.5 people')
    """
    return "one person" if count == 1 else f"{count:.3g} people"
