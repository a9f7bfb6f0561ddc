"""Whether units with a better metric have a higher NPS in the same month.

In each month the units are ranked by the metric and by NPS; what is told is the mean of the months' correlations.
A unit is much the same from month to month, so its months are no new evidence: whole units are exchanged, each with all
its months, and p is the share of such exchanges that go together as much as the units as they are (a permutation test:
Good 2005, "Permutation, Parametric and Bootstrap Tests of Hypotheses"). It holds however units trend or persist.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from cx.domain.indicators import Direction
from cx.domain.ranking import Numbers, ranks

FEWEST_UNITS = 5
"""Fewer have so few exchanges (24 of four) that none of them is rare."""
FEWEST_MONTHS = 3
EVERY_EXCHANGE_UP_TO = 7
"""Units of which every exchange is tried; of more, as many as are drawn."""
DRAWN = 9_999
_SEED = 2005

ByMonth = Mapping[str, Mapping[int, float]]
"""By unit, then by month."""


@dataclass(frozen=True, slots=True)
class Across:
    """How a metric goes with NPS across units.

    rho: mean of the months' Spearman correlations, -1 to 1. n: months. p: two-sided. expected: whether NPS is higher
    where the metric is better. units: by name. pairs: of each unit, how far its metric and its NPS lay from the mean of
    all units, as a mean over the months.
    """

    rho: float
    n: int
    p: float
    expected: bool
    units: tuple[str, ...]
    pairs: tuple[tuple[float, float], ...]


def across(metric: ByMonth, nps: ByMonth, better: Direction) -> Across | None:
    """Over the months in which every unit has both; units that leave too few of them are left out.

    None with too few units.
    """
    units, months = _shared(metric, nps)
    if len(units) < FEWEST_UNITS:
        return None
    first, second = (np.array([[held[unit][month] for unit in units] for month in months]) for held in (metric, nps))
    together = _placed(first).T @ _placed(second) / len(months)
    rho = float(np.trace(together))
    expected = rho < 0 if better is Direction.LOWER else rho > 0
    away = [(one - one.mean(axis=1, keepdims=True)).mean(axis=0).tolist() for one in (first, second)]
    return Across(rho, len(months), _p_value(together), expected, units, tuple(zip(*away, strict=True)))


def _shared(metric: ByMonth, nps: ByMonth) -> tuple[tuple[str, ...], list[int]]:
    known = {unit: metric[unit].keys() & nps[unit].keys() for unit in sorted(metric.keys() & nps.keys())}
    while len(known) >= FEWEST_UNITS:
        months = set.intersection(*map(set, known.values()))
        if len(months) >= FEWEST_MONTHS:
            return tuple(known), sorted(months)
        del known[min(known, key=lambda unit: (len(known[unit]), unit))]
    return (), []


def _placed(values: Numbers) -> Numbers:
    """Each month's ranks around 0, of length 1, so that the product of two is their correlation; 0 where all tie."""
    placed = np.apply_along_axis(ranks, 1, values) - (values.shape[1] + 1) / 2
    length = np.sqrt((placed**2).sum(axis=1, keepdims=True))
    scaled: Numbers = np.divide(placed, length, out=np.zeros_like(placed), where=length > 0)
    return scaled


def _p_value(together: Numbers) -> float:
    """together: for each pair of units, how the metric of the one goes with the NPS of the other."""
    units = len(together)
    every = units <= EVERY_EXCHANGE_UP_TO
    exchanges = np.array(list(permutations(range(units)))) if every else _drawn(units)
    found = together[exchanges, np.arange(units)].sum(axis=1)
    as_far = int((np.abs(found) >= abs(float(np.trace(together))) - 1e-9).sum())
    return as_far / math.factorial(units) if every else (as_far + 1) / (DRAWN + 1)


def _drawn(units: int) -> NDArray[np.int64]:
    rng = np.random.default_rng(_SEED)
    drawn: NDArray[np.int64] = rng.permuted(np.tile(np.arange(units), (DRAWN, 1)), axis=1)
    return drawn
