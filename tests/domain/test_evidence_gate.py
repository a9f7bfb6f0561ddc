"""The evidence gate: what chance admits, what a planted link does, and the arithmetic beside scipy's."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from cx.domain.evidence_gate import (
    FEWEST_CHANGES,
    Case,
    Reading,
    Standing,
    changes,
    gate,
    link,
    p_value,
    spearman,
)
from cx.domain.indicators import Direction

Numbers = NDArray[np.float64]
MONTHS = 36


def _changes(values: Numbers) -> dict[int, float]:
    return changes({month: Reading(float(value)) for month, value in enumerate(values)})


def _unrelated(rng: np.random.Generator, kind: str) -> Numbers:
    noise = rng.standard_normal(MONTHS)
    slope = rng.normal(0, 0.4)
    if kind == "walk with drift":
        return np.cumsum(noise + slope)
    if kind == "noise around a trend":
        return slope * np.arange(MONTHS) + noise
    found = np.zeros(MONTHS)
    for month in range(1, MONTHS):
        found[month] = 0.8 * found[month - 1] + noise[month]
    return found + slope * np.arange(MONTHS)


@pytest.mark.parametrize("kind", ["walk with drift", "noise around a trend", "autoregression"])
def test_of_two_hundred_unrelated_trending_series_at_most_one_in_twenty_is_admitted(kind: str) -> None:
    """Each against an NPS of its own and as a family of one, so that no other metric makes the test stricter."""
    rng = np.random.default_rng(6)
    admitted = 0
    for _ in range(200):
        found = link(_changes(_unrelated(rng, kind)), _changes(_unrelated(rng, kind)), Direction.HIGHER)
        admitted += gate({"it": Case(found, missed=True)})["it"].standing.admitted
    assert admitted <= 10


@pytest.mark.parametrize("lag", [0, 1, 2])
def test_a_metric_that_goes_before_nps_is_found_at_its_lag(lag: int) -> None:
    rng = np.random.default_rng(lag)
    hours = np.cumsum(rng.standard_normal(MONTHS))
    nps = -3 * np.roll(hours, lag) + rng.normal(0, 1, MONTHS)
    nps[:lag] = nps[lag]
    found = link(_changes(hours), _changes(nps), Direction.LOWER)
    assert found
    assert (found.lag, found.expected) == (lag, True)
    assert found.p < 0.001
    cases = {"behind": Case(found, missed=True), "met": Case(found, missed=False), "none": Case(found, missed=None)}
    assert [one.standing for one in gate(cases).values()] == [
        Standing.ADMITTED,
        Standing.ON_TARGET,
        Standing.NO_TARGET,
    ]
    other_way = link(_changes(hours), _changes(nps), Direction.HIGHER)
    assert not gate({"it": Case(other_way, missed=True)})["it"].standing.admitted


def test_too_few_months_tell_nothing() -> None:
    values = np.arange(FEWEST_CHANGES, dtype=float) ** 2
    assert link(_changes(values), _changes(values), Direction.HIGHER) is None
    assert gate({"it": Case(None, missed=True)})["it"].standing is Standing.TOO_FEW


def test_ranks_with_ties_and_the_tail_are_scipys() -> None:
    rng = np.random.default_rng(2)
    for n in (FEWEST_CHANGES, 30, 44):
        first, second = rng.integers(0, 9, n).astype(float), rng.standard_normal(n)
        theirs = stats.spearmanr(first, second)
        assert spearman(first, second) == pytest.approx(theirs.statistic, abs=1e-12)
        assert p_value(spearman(first, second), n) == pytest.approx(theirs.pvalue, rel=1e-9)


def test_with_the_fewest_changes_the_tail_is_that_of_permutations() -> None:
    rng = np.random.default_rng(3)
    order = np.arange(FEWEST_CHANGES, dtype=float)
    shuffled = np.array([abs(spearman(order, rng.permutation(order))) for _ in range(4000)])
    for rho in (0.4, 0.5, 0.6):
        assert p_value(rho, FEWEST_CHANGES) == pytest.approx(float((shuffled >= rho).mean()), abs=0.015)


def test_a_change_of_definition_is_no_change_of_the_figure() -> None:
    readings = {1: Reading(5), 2: Reading(50, kind=1), 3: Reading(51, kind=1)}
    assert changes(readings) == {3: 1}
