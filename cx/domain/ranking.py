"""Ranks, ties at the mean of theirs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def ranks(values: Numbers) -> Numbers:
    """From 1, ties at the mean of their ranks.

    >>> ranks(np.array([5.0, 1, 5])).tolist()
    [2.5, 1.0, 2.5]
    """
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    middle: Numbers = (last - (count - 1) / 2)[place]
    return middle
