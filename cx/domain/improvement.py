"""How fast a brand improves: points of NPS a year, over several periods, with the range that chance allows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.score import Z95, Score

FEWEST_PERIODS = 4
"""With fewer, one odd period makes the slope."""
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Rate:
    """per_year: points of NPS a year. low, high: its 95% interval. standard_error: points a year.

    periods: scores behind it, at least FEWEST_PERIODS. n: answers behind all of them.
    """

    per_year: float
    low: float
    high: float
    standard_error: float
    periods: int
    n: int


def rate(scores: Sequence[tuple[date, Score]]) -> Rate | None:
    """The slope of a straight line through the scores, each weighing 1/se²; None with too few, or with one day only.

    b = Σ w(t - t̄)(s - s̄) / Σ w(t - t̄)², se(b) = √(1/Σ w(t - t̄)²) · max(1, √(χ²/(k - 2))): weighted least squares with
    known errors, widened by Birge's ratio where the scores scatter more than their own errors explain (Birge 1932, "The
    Calculation of Errors by the Method of Least Squares").

    scores: the middle of each period and its score, in any order.
    """
    times = [day.toordinal() / DAYS_A_YEAR for day, _ in scores]
    if len(scores) < FEWEST_PERIODS or len(set(times)) < FEWEST_PERIODS:
        return None
    values = [score.value for _, score in scores]
    weights = [1 / score.standard_error**2 for _, score in scores]
    whole = sum(weights)
    middle = sum(w * t for w, t in zip(weights, times, strict=True)) / whole
    level = sum(w * s for w, s in zip(weights, values, strict=True)) / whole
    spread = sum(w * (t - middle) ** 2 for w, t in zip(weights, times, strict=True))
    slope = sum(w * (t - middle) * (s - level) for w, t, s in zip(weights, times, values, strict=True)) / spread
    left = [s - level - slope * (t - middle) for t, s in zip(times, values, strict=True)]
    scatter = sum(w * r * r for w, r in zip(weights, left, strict=True)) / (len(scores) - 2)
    error = math.sqrt(1 / spread) * max(1.0, math.sqrt(scatter))
    answers = sum(score.n for _, score in scores)
    return Rate(slope, slope - Z95 * error, slope + Z95 * error, error, len(scores), answers)
