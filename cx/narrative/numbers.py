"""Numbers as they are said: whole points, rounded once, small ones in words."""

from __future__ import annotations

from cx.domain.rounding import whole

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def said(number: int) -> str:
    """A count in words up to ten, in figures beyond.

    >>> said(10), said(11)
    ('ten', '11')
    """
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def counted(number: int, thing: str) -> str:
    """A count with what it counts.

    >>> counted(1, "more group"), counted(12, "more group")
    ('one more group', '12 more groups')
    """
    return f"{said(number)} {thing}{'' if number == 1 else 's'}"


def points(value: float) -> str:
    """A distance in points, without its sign: 'ten points', 'one point'."""
    return counted(abs(whole(value)), "point")


def score(value: float) -> str:
    """A score in whole points with a true minus sign.

    >>> score(-12.5)
    '−13'
    """
    return f"{whole(value)}".replace("-", "\N{MINUS SIGN}")


def signed(value: float) -> str:
    """A difference in whole points with its sign; 0 has none."""
    rounded = whole(value)
    return f"+{rounded}" if rounded > 0 else score(value)


def between(low: float, high: float) -> str:
    """A range of change as a person says it.

    >>> between(-5.2, 1.4), between(2, 9)
    ('between 5 down and 1 up', 'between 2 up and 9 up')
    """
    return f"between {_way(low)} and {_way(high)}"


def _way(value: float) -> str:
    rounded = whole(value)
    return "no change" if rounded == 0 else f"{abs(rounded)} {'up' if rounded > 0 else 'down'}"


def percent(share: float) -> str:
    """A share from 0 to 1 as whole percent."""
    return f"{whole(100 * share)}%"


def money(amount: float, currency: str = "") -> str:
    """An amount to three digits, as it is said; the currency before it.

    >>> money(38_240_000, "USD"), money(999_600, "$"), money(820)
    ('USD 38.2 million', '$1 million', '820')
    """
    digits = float(f"{amount:.3g}")
    for unit, word in ((1e9, " billion"), (1e6, " million"), (1.0, "")):
        if digits >= unit:
            said = f"{digits / unit:,.4g}" if unit > 1 else f"{digits:,.0f}"
            return f"{_before(currency)}{said}{word}"
    return f"{_before(currency)}0"


def _before(currency: str) -> str:
    """A sign stands close to the amount, letters apart from it."""
    return f"{currency} " if currency[-1:].isalpha() else currency
