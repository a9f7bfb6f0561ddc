"""Signal or noise over time: the XmR chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

FROM_PERIODS = 8
"""Fewer values say too little of how much a score moves by itself."""

_LIMIT_FACTOR = 2.66
"""Three standard deviations as moving ranges of two: 3/1.128."""

_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Limits:
    """Natural process limits (Wheeler 1993, "Understanding Variation"): mean ± 2.66 · mean moving range.

    mean, low, high: in the unit of the values, not clipped to their scale.
    signals: indexes of the values outside the limits, in order; every other move is noise.
    """

    mean: float
    low: float
    high: float
    signals: tuple[int, ...]


def limits(values: Sequence[float]) -> Limits | None:
    """The limits of values in time order, or None below eight.

    >>> limits([10, 12] * 4)
    Limits(mean=11.0, low=5.68, high=16.32, signals=())
    """
    if len(values) < FROM_PERIODS:
        return None
    mean = fmean(values)
    reach = _LIMIT_FACTOR * fmean(abs(after - before) for before, after in pairwise(values))
    outside = tuple(index for index, value in enumerate(values) if abs(value - mean) > reach + _NOISE)
    return Limits(mean, mean - reach, mean + reach, outside)
