"""Whether a driver came to matter more or less, or is rated better or worse, than in an earlier period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from cx.domain.book import EXPLORED_LEVEL, FALSE_DISCOVERY_RATE
from cx.domain.discoveries import adjusted
from cx.domain.drivers import Estimate, Weights, estimate

Numbers = NDArray[np.float64]


class Measure(StrEnum):
    """IMPORTANCE: share of the differences in the score, 0 to 1. RATING: mean on the driver's own scale."""

    IMPORTANCE = "importance"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class DriverChange:
    """One measure of one driver, then and now.

    difference: now less then. p: of no difference, adjusted for everything looked at; the plain one where explored.
    changed: whether it may be called a change.
    """

    names: tuple[str, ...]
    measure: Measure
    then: float
    now: float
    difference: Estimate
    p: float
    changed: bool


def changes(
    now: Weights, earlier: Sequence[Weights], *, explored: bool = False
) -> tuple[tuple[DriverChange, ...], ...]:
    """Every measure of every driver against each earlier period, in the order given.

    All are tested together: Benjamini and Hochberg (1995) at 0.025; each by itself at 0.01 where explored. All fits
    weigh the same drivers and draw the same parts of the accounts in each resample, so that accounts which answered in
    both periods count as what they are. z is the difference over its standard deviation over the resamples.
    """
    measured = [
        [_measured(now, then, j, measure) for j in range(len(now.questions)) for measure in Measure] for then in earlier
    ]
    plain = [_p(one.now - one.then, one.drawn) for period in measured for one in period]
    told = iter(plain if explored else adjusted(plain))
    level = EXPLORED_LEVEL if explored else FALSE_DISCOVERY_RATE
    return tuple(tuple(_change(one, next(told), level) for one in period) for period in measured)


def _change(one: _Measured, p: float, level: float) -> DriverChange:
    difference = estimate(one.now - one.then, one.drawn)
    return DriverChange(one.names, one.measure, one.then, one.now, difference, p, changed=p <= level)


@dataclass(frozen=True, slots=True)
class _Measured:
    names: tuple[str, ...]
    measure: Measure
    then: float
    now: float
    drawn: Numbers


def _measured(now: Weights, then: Weights, j: int, measure: Measure) -> _Measured:
    question = now.questions[j]
    if measure is Measure.IMPORTANCE:
        drawn = now.importance[:, j] - then.importance[:, j]
        ends = then.value_importance[j], now.value_importance[j]
    else:
        length = question.high - question.low
        drawn = length * (now.rating[:, j] - then.rating[:, j])
        ends = question.low + length * then.value_rating[j], question.low + length * now.value_rating[j]
    return _Measured(question.names, measure, float(ends[0]), float(ends[1]), drawn)


def _p(difference: float, drawn: Numbers) -> float:
    """Two-sided, of a normal difference with the resamples' standard deviation; 1 where nothing varies."""
    spread = float(drawn.std(ddof=1))
    return 2 * NormalDist().cdf(-abs(difference) / spread) if spread > 0 else 1.0
