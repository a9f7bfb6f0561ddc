"""How charts write figures: whole points, likely ranges and counts, in tooltips, labels and alt text."""

from __future__ import annotations

from cx.domain import rounding
from cx.domain.score import Score
from cx.domain.series import Point, Shown

MINUS = "\N{MINUS SIGN}"
TO_DATE = " to date"


def whole(points: float) -> str:
    """Whole points with a true minus sign.

    >>> whole(-3.5), whole(-0.2)
    ('−4', '0')
    """
    rounded = rounding.whole(points)
    return f"{MINUS}{-rounded}" if rounded < 0 else str(rounded)


def signed(points: float) -> str:
    """Whole points of a change: +3, −3 or 0."""
    text = whole(points)
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def likely(score: Score) -> str:
    return f"{whole(score.low)} to {whole(score.high)}"


def answers(count: int, thing: str = "answer") -> str:
    return f"1 {thing}" if count == 1 else f"{count:,} {thing}s"


def note(point: Point) -> str:
    """What to bear in mind about a point, '' where there is nothing."""
    told = [
        "few answers" if point.shown is Shown.FEW else "",
        "period not over" if point.to_date else "",
        f"closed {point.closed.day} {point.closed:%b %Y}" if point.closed else "",
        restated(point),
    ]
    return ", ".join(part for part in told if part)


def restated(point: Point) -> str:
    """What today's answers say of a closed figure, '' where they say the same."""
    if point.restated is None:
        return ""
    if point.restated.score is None:
        return "restated"
    return f"restated: {whole(point.restated.score.value)} by today's answers"


def axis_label(period: str) -> list[str]:
    """A period's label for an axis: what is said of one that is not over goes on a second line."""
    name = period.removesuffix(TO_DATE)
    return [period] if name == period else [name, TO_DATE.strip()]
