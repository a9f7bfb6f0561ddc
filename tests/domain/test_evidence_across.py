"""A metric across units: what chance admits where units persist, what a link does, and scipy's exchange of pairs."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from cx.domain.evidence_across import FEWEST_UNITS, Across, across
from cx.domain.evidence_gate import Case, Standing, gate
from cx.domain.indicators import Direction
from cx.domain.ranking import Numbers

MONTHS = 12


def _across(metric: Numbers, nps: Numbers, better: Direction = Direction.HIGHER) -> Across | None:
    """A row a unit, a column a month."""
    first, second = (
        {f"unit {unit:02d}": dict(enumerate(row.tolist())) for unit, row in enumerate(one)} for one in (metric, nps)
    )
    return across(first, second, better)


def _persisting(rng: np.random.Generator, units: int) -> Numbers:
    """Each unit at its own level and with its own trend: as a year of months of the same few units is."""
    level, slope = rng.normal(0, 3, (units, 1)), rng.normal(0, 0.3, (units, 1))
    return level + slope * np.arange(MONTHS) + rng.standard_normal((units, MONTHS))


def test_units_that_stay_what_they_are_do_not_pass_for_evidence() -> None:
    rng = np.random.default_rng(1)
    found = [_across(_persisting(rng, 6), _persisting(rng, 6)) for _ in range(200)]
    assert sum(one is not None and one.p <= 0.05 for one in found) <= 18  # 10 expected; more than 18 once in 200 runs
    admitted = gate({str(place): Case(one, missed=True) for place, one in enumerate(found)})
    assert sum(one.standing.admitted for one in admitted.values()) <= 10


@pytest.mark.parametrize("units", [7, 12])
def test_a_link_is_found_whatever_all_units_have_in_common(units: int) -> None:
    rng = np.random.default_rng(2)
    waits = _persisting(rng, units)
    nps = -4 * waits + rng.normal(0, 2, waits.shape)
    season = 30 * np.sin(np.arange(MONTHS))
    found = _across(waits + season, nps - season, Direction.LOWER)
    assert found
    assert (found.expected, found.n, len(found.units)) == (True, MONTHS, units)
    assert found.p < 0.005
    assert gate({"it": Case(found, missed=True)})["it"].standing is Standing.ADMITTED
    assert gate({"it": Case(_across(waits, nps), missed=True)})["it"].standing is Standing.OPPOSITE


def test_the_share_of_exchanges_is_scipys() -> None:
    rng = np.random.default_rng(3)
    first, second = rng.standard_normal((2, 6))
    found = _across(np.tile(first[:, None], MONTHS), np.tile(second[:, None], MONTHS))
    theirs = stats.permutation_test(
        (first,), lambda x: stats.spearmanr(x, second).statistic, permutation_type="pairings", vectorized=False
    )
    assert found
    assert found.rho == pytest.approx(theirs.statistic)
    as_far = np.abs(theirs.null_distribution) >= abs(theirs.statistic) - 1e-9
    assert found.p == pytest.approx(as_far.mean())
    assert found.pairs[0] == pytest.approx((first[0] - first.mean(), second[0] - second.mean()))


def test_a_unit_that_is_hardly_measured_is_left_out_and_four_units_tell_nothing() -> None:
    rng = np.random.default_rng(4)
    metric = {f"u{unit}": {month: float(rng.random()) for month in range(MONTHS)} for unit in range(FEWEST_UNITS)}
    late = {**metric, "late": {MONTHS - 1: 1.0}}
    found = across(late, late, Direction.HIGHER)
    assert found
    assert (found.units, found.n, round(found.rho, 9)) == (tuple(metric), MONTHS, 1)
    fewer = dict(list(metric.items())[1:])
    assert across(fewer, fewer, Direction.HIGHER) is None
