"""Money and people in brief, for charts and lists."""

from __future__ import annotations

from cx.narrative import numbers


def short_money(amount: float, currency: str = "") -> str:
    """As `numbers.money`, for charts.

    >>> short_money(1_500_000, "$"), short_money(600_000, "USD")
    ('$1.5m', 'USD 600k')
    """
    if 1000 <= amount < 999_500:
        return f"{numbers.money(amount / 1000, currency)}k"
    return numbers.money(amount, currency).replace(" million", "m").replace(" billion", "bn")


def people(count: float) -> str:
    """
    >>> people(1), people(14), people(2.5)
    ('one person', '14 people', '2.5 people')
    """
    return "one person" if count == 1 else f"{count:.3g} people"
