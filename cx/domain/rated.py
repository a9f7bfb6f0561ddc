"""What a rating comes to, such as a Customer Effort Score: its mean, or a net share, each with its interval.

Answers of one account are alike, so the variance is that of account totals around the whole (Liang and Zeger 1986, with
the factor G/(G - 1) for G accounts); an answer without an account stands for itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cx.domain.score import Z95, score
from cx.domain.tally import Tally

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ratings:
    """One rating's values, with the survey weight and the account of each as a number, on a scale from low to high."""

    values: Numbers
    weights: Numbers
    accounts: NDArray[np.int64]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """value, low, high: on the rating's scale, or points of -100 to 100. n: ratings. effective: Kish's number."""

    value: float
    low: float
    high: float
    n: int
    effective: float


def mean(given: Ratings) -> Figure | None:
    """The weighted mean with its 95% interval, clipped to the scale; None without ratings.

    >>> even = Ratings(np.array([2.0, 4, 6, 8]), np.ones(4), np.arange(4), 0, 10)
    >>> found = mean(even)
    >>> found.value, round(found.low, 2), round(found.high, 2)
    (5.0, 2.47, 7.53)
    """
    if not len(given.values):
        return None
    value = float(np.average(given.values, weights=given.weights))
    reach = Z95 * math.sqrt(_variance(given.values, given))
    effective = float(given.weights.sum() ** 2 / (given.weights**2).sum())
    return Figure(value, max(given.low, value - reach), min(given.high, value + reach), len(given.values), effective)


def net(given: Ratings) -> Figure | None:
    """The share of the two highest steps less that of the steps below the middle, as `score` has NPS; None without.

    On 1 to 7 that is 6 and 7 less 1 to 3.

    >>> found = net(Ratings(np.array([7.0, 6, 5, 4, 3]), np.ones(5), np.arange(5), 1, 7))
    >>> round(found.value)
    20
    """
    if not len(given.values):
        return None
    above, below = given.values >= given.high - 1, given.values < (given.low + given.high) / 2
    between = ~above & ~below
    easy, middling, hard = (int(one.sum()) for one in (above, between, below))
    up, level, down = (float(given.weights[one].sum()) for one in (above, between, below))
    tally = Tally(easy, middling, hard, up, level, down, float((given.weights**2).sum()))
    found = score(tally, _design_effect(above.astype(float) - below, given))
    return Figure(found.value, found.low, found.high, found.n, found.n_effective) if found else None


def _design_effect(values: Numbers, given: Ratings) -> float:
    alone = Ratings(given.values, given.weights, np.arange(len(values)), given.low, given.high)
    single = _variance(values, alone)
    return _variance(values, given) / single if single > 0 else 1.0


def _variance(values: Numbers, given: Ratings) -> float:
    """Of the weighted mean of the values; 0 where nothing can be said of it."""
    away = given.weights * (values - np.average(values, weights=given.weights))
    _, account = np.unique(given.accounts, return_inverse=True)
    totals = np.bincount(account, away)
    if len(totals) < 2:
        return 0.0
    return float((totals**2).sum() / given.weights.sum() ** 2 * len(totals) / (len(totals) - 1))
