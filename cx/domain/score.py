"""Net Promoter Scores with their intervals; a score is made only from a tally."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cx.domain.tally import Tally

Z95 = 1.959963984540054
Z90 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Score:
    """A Net Promoter Score with its 95% interval (adjusted Wald: Rocks 2016, "Interval Estimation for the NPS").

    p = (P + 3/4)/(n + 3), d = (D + 3/4)/(n + 3), m = p - d, v = p + d - m²; 100·(m ± z·√(v·deff/(n + 3))).
    The interval is centred on m, which is drawn towards 0; `value` is the raw score.

    value: points, -100 to +100, unrounded: 100·(P - D)/n, by weight where answers are weighted.
    low, high: points, clipped to the scale.
    n: scored answers behind it, at least 1.
    n_effective: Kish's effective size; equal to n without weights; the interval uses it.
    centre: points, 100·m.
    standard_error: points, with the design effect; what two scores are compared with.
    unweighted: points, the score without weights; equal to value where there are none.
    """

    value: float
    low: float
    high: float
    n: int
    n_effective: float
    centre: float
    standard_error: float
    unweighted: float


def score(tally: Tally, design_effect: float = 1.0) -> Score | None:
    """The score of a tally, or None: no answers is no score, never 0.

    design_effect: factor on the variance, at least 1, where answers come in accounts (see `design_effect.py`).

    >>> s = score(Tally.counts(600, 300, 100))
    >>> round(s.value), round(s.low, 1), round(s.high, 1)
    (50, 45.7, 54.0)
    """
    if tally.n == 0 or tally.weight <= 0:
        return None
    n = tally.n_effective
    promoters = n * tally.weighted_promoters / tally.weight
    detractors = n * tally.weighted_detractors / tally.weight
    p, d = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    m = p - d
    standard_error = math.sqrt(max(design_effect, 1.0) * (p + d - m * m) / (n + 3))
    return Score(
        value=100 * (tally.weighted_promoters - tally.weighted_detractors) / tally.weight,
        low=max(-100.0, 100 * (m - Z95 * standard_error)),
        high=min(100.0, 100 * (m + Z95 * standard_error)),
        n=tally.n,
        n_effective=n,
        centre=100 * m,
        standard_error=100 * standard_error,
        unweighted=100 * (tally.promoters - tally.detractors) / tally.n,
    )
