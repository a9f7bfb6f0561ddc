"""Amounts of money and numbers of people, as they are said."""

from __future__ import annotations

_STEPS = ((1e9, " billion"), (1e6, " million"), (1e3, " thousand"))


def money(amount: float, currency: str = "") -> str:
    """Three figures at most, after the currency's sign or code.

    >>> money(1_500_000, "$"), money(240_000, "EUR"), money(0)
    ('$1.5 million', 'EUR 240 thousand', '0')
    """
    sign = f"{currency} " if currency.isalpha() else currency
    for step, name in _STEPS:
        if amount >= step * 0.9995:
            return f"{sign}{amount / step:.3g}{name}"
    return f"{sign}{amount:.3g}"


def short_money(amount: float, currency: str = "") -> str:
    """For charts: '$1.5m'."""
    said = money(amount, currency)
    for long, short in ((" billion", "bn"), (" million", "m"), (" thousand", "k")):
        said = said.replace(long, short)
    return said


def people(count: float) -> str:
    """
    >>> people(1), people(14), people(2.5)
    ('one person', '14 people', '2.5 people')
    """
    return "one person" if count == 1 else f"{count:.3g} people"
