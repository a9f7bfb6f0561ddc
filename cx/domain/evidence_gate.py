"""Whether a department's metric belongs before the council: only while it moves with NPS and misses its target.

Two series that both trend go together whether or not one has to do with the other, so levels prove nothing. Changes
from month to month are compared instead, by Spearman's rank correlation, with those of NPS in the same month and one
and two months later. Three things are then made up for:

- noise around a trend makes neighbouring changes alike, and fewer of them count than there are (Pyper and Peterman
  1998, "Comparison of methods to account for autocorrelation in correlation analyses of fish data"; never more);
- the best of three lags is looked at, so its p-value is multiplied by the lags that were tried (Bonferroni);
- many metrics are tried, so all of a quarter are tested as one family (Benjamini and Hochberg 1995).

Of 1,500 unrelated pairs of each kind (walks with drift, noise around a trend, first-order autoregressions) over each of
21, 24, 36 and 48 months, tested one by one, 1 to 3% were admitted. Seasons are not taken out: two series with a season
in common do move together.

A metric that is measured unit by unit is also compared across them (`evidence_across`): one test more of the family.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from cx.domain.discoveries import adjusted
from cx.domain.evidence_across import Across
from cx.domain.indicators import Direction
from cx.domain.ranking import Numbers, ranks

LAGS = (0, 1, 2)
"""Months by which a metric's change comes before that of NPS."""
FEWEST_CHANGES = 18
"""Pairs of changes below which nothing is told: a year and a half. From there on Student's t serves for the ranks."""
SIGNIFICANT = 0.05
"""Share of metrics without a link that may be expected among those told to have one."""
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(96)

Changes = Mapping[int, float]
"""By month, counted from any month on: the change from the month before."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a series came to in a month. kind: version or method; a change across two kinds is none."""

    value: float
    kind: int = 0


def changes(readings: Mapping[int, Reading]) -> dict[int, float]:
    """The change of each month whose month before is known, too, and was measured alike.

    >>> changes({1: Reading(4), 2: Reading(6), 4: Reading(5), 5: Reading(5, kind=1)})
    {2: 2}
    """
    return {
        month: now.value - before.value
        for month, now in sorted(readings.items())
        if (before := readings.get(month - 1)) and before.kind == now.kind
    }


@dataclass(frozen=True, slots=True)
class Link:
    """How a metric's changes go with those of NPS, at one lag.

    lag: months by which the metric comes first. rho: Spearman's, -1 to 1. n: pairs of changes. effective: how many
    independent ones they are worth, at most n. p: two-sided, times the lags tried, at most 1. expected: whether NPS
    rises where the metric gets better. pairs: change of the metric and of NPS, oldest first. months: of NPS' change.
    """

    lag: int
    rho: float
    n: int
    effective: float
    p: float
    expected: bool
    months: tuple[int, ...]
    pairs: tuple[tuple[float, float], ...]


def link(metric: Changes, nps: Changes, better: Direction) -> Link | None:
    """The lag with the smallest p, of those with the expected sign where there are any; None with too few changes."""
    found = [one for lag in LAGS if (one := _at(metric, nps, lag, better))]
    if not found:
        return None
    best = min(found, key=lambda one: (not one.expected, one.p))
    return replace(best, p=min(1.0, best.p * len(found)))


def _at(metric: Changes, nps: Changes, lag: int, better: Direction) -> Link | None:
    months = tuple(month for month in sorted(nps) if month - lag in metric)
    if len(months) < FEWEST_CHANGES:
        return None
    first, second = (
        np.array(values) for values in ([metric[month - lag] for month in months], [nps[month] for month in months])
    )
    rho = spearman(first, second)
    effective = effective_pairs(ranks(first), ranks(second), months)
    expected = rho < 0 if better is Direction.LOWER else rho > 0
    pairs = tuple(zip(first.tolist(), second.tolist(), strict=True))
    return Link(lag, rho, len(months), effective, p_value(rho, effective), expected, months, pairs)


def spearman(first: Numbers, second: Numbers) -> float:
    """Pearson's correlation of the ranks; 0 where either never differs."""
    x, y = (ranks(one) - (len(one) + 1) / 2 for one in (first, second))
    spread = math.sqrt(float((x * x).sum() * (y * y).sum()))
    return float((x * y).sum()) / spread if spread else 0.0


def effective_pairs(first: Numbers, second: Numbers, months: Sequence[int]) -> float:
    """1/n* = 1/n + 2/n · Σ (n - j)/n · r_x(j) · r_y(j), j up to n/5: Pyper and Peterman's, at most n.

    r(j): correlation of a series with itself j months later, over the pairs of months that are there.
    """
    n = len(months)
    parts = [_with_itself(first, months), _with_itself(second, months)]
    alike = sum((n - j) / n * x * y for j, (x, y) in enumerate(zip(*parts, strict=True), 1))
    return min(float(n), n / (1 + 2 * alike)) if alike > -0.5 else float(n)


def _with_itself(values: Numbers, months: Sequence[int]) -> list[float]:
    centred = dict(zip(months, (values - values.mean()).tolist(), strict=True))
    spread = math.fsum(one * one for one in centred.values()) / len(centred)
    found = []
    for j in range(1, len(centred) // 5 + 1):
        products = [one * centred[month + j] for month, one in centred.items() if month + j in centred]
        found.append(math.fsum(products) / len(products) / spread if products and spread else 0.0)
    return found


def p_value(rho: float, n: float) -> float:
    """Two-sided: how often Student's t of n - 2 degrees would be as far from 0 as ρ·√((n - 2)/(1 - ρ²)).

    With t = √ν·tan θ the tail is the integral of cos^(ν-1) from θ to π/2 over that from 0; ν is no whole number here.
    """
    degrees = n - 2
    if degrees <= 0:
        return 1.0
    if abs(rho) >= 1:
        return 0.0
    angle = math.asin(abs(rho))
    return min(1.0, _area(angle, degrees) / _area(0.0, degrees))


def _area(angle: float, degrees: float) -> float:
    half = (math.pi / 2 - angle) / 2
    return half * float((_WEIGHTS * np.cos(angle + half * (_NODES + 1)) ** (degrees - 1)).sum())


# The gate -------------------------------------------------------------------------------------------------------------


class Standing(StrEnum):
    """Whether a metric comes before the council, and if not, what keeps it with its department."""

    ADMITTED = "admitted"
    ON_TARGET = "linked, on target"
    NO_TARGET = "linked, no target"
    OPPOSITE = "linked the other way"
    NOT_LINKED = "not linked"
    TOO_FEW = "too few months"

    @property
    def admitted(self) -> bool:
        return self is Standing.ADMITTED


@dataclass(frozen=True, slots=True)
class Case:
    """A metric at a quarter's close. link: over months, or across units; None with too few of them. missed: None where
    no month had a target."""

    link: Link | Across | None
    missed: bool | None


@dataclass(frozen=True, slots=True)
class Judged:
    """p: of the link, after all metrics of the quarter; 1 where there is none."""

    case: Case
    p: float
    standing: Standing


def gate(cases: Mapping[str, Case]) -> dict[str, Judged]:
    """Every metric of a quarter, tested as one family."""
    tested = {name: case.link for name, case in cases.items() if case.link}
    family = dict(zip(tested, adjusted([one.p for one in tested.values()]), strict=True))
    return {
        name: Judged(case, family.get(name, 1.0), _standing(case, family.get(name, 1.0)))
        for name, case in cases.items()
    }


def _standing(case: Case, p: float) -> Standing:
    if case.link is None:
        return Standing.TOO_FEW
    if p > SIGNIFICANT:
        return Standing.NOT_LINKED
    if not case.link.expected:
        return Standing.OPPOSITE
    if case.missed is None:
        return Standing.NO_TARGET
    return Standing.ADMITTED if case.missed else Standing.ON_TARGET


def missed(months: Sequence[tuple[float, float | None]], better: Direction) -> bool | None:
    """Whether the mean of a quarter's months falls short of that of their targets; None where none has a target.

    months: value and target of each.

    >>> missed([(9, 8), (7.5, 8), (30, None)], Direction.LOWER)
    True
    """
    short = [target - value for value, target in months if target is not None]
    if not short:
        return None
    total = math.fsum(short)
    return total < 0 if better is Direction.LOWER else total > 0
