"""Response rates: of those who were asked, how many answered."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cx.domain.score import Z95


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """Answered ÷ invited with its 95% interval (Wilson 1927, "Probable Inference").

    invited: people asked, at least 1. answered: 0 to invited.
    rate, low, high: percent, 0 to 100, unrounded; 100·(p + z²/2n ± z·√(p(1 - p)/n + z²/4n²))/(1 + z²/n).
    """

    invited: int
    answered: int
    rate: float
    low: float
    high: float


def response_rate(answered: int, invited: int | None) -> ResponseRate | None:
    """The rate, or None for "not known": nobody sent how many were asked, or fewer were sent than answered.

    >>> rate = response_rate(1180, 4900)
    >>> round(rate.rate, 1), round(rate.low, 1), round(rate.high, 1)
    (24.1, 22.9, 25.3)
    """
    if not invited or not 0 <= answered <= invited:
        return None
    share, z2 = answered / invited, Z95 * Z95
    centre = share + z2 / (2 * invited)
    half = Z95 * math.sqrt(share * (1 - share) / invited + z2 / (4 * invited * invited))
    scale = 100 / (1 + z2 / invited)
    return ResponseRate(
        invited=invited,
        answered=answered,
        rate=100 * share,
        low=max(0.0, scale * (centre - half)),
        high=min(100.0, scale * (centre + half)),
    )
