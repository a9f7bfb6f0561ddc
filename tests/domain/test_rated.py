"""Ratings beside the score: their intervals against those of statsmodels, and what a net share counts."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from cx.domain.rated import Ratings, mean, net
from cx.domain.score import Z95


def test_the_mean_has_the_interval_of_a_regression_with_errors_by_account() -> None:
    rng = np.random.default_rng(4)
    accounts = rng.integers(0, 40, 300)
    values = np.clip(np.rint(4 + rng.normal(0, 1, 40)[accounts] + rng.normal(0, 1, 300)), 1, 7)
    weights = rng.uniform(0.5, 2, 300)
    found = mean(Ratings(values, weights, accounts, 1, 7))
    fitted = sm.WLS(values, np.ones(300), weights).fit(cov_type="cluster", cov_kwds={"groups": accounts})
    assert found
    assert found.value == pytest.approx(fitted.params[0])
    assert (found.high - found.low) / 2 == pytest.approx(Z95 * fitted.bse[0])
    assert found.effective < found.n == 300


def test_a_net_share_counts_the_two_highest_steps_and_those_below_the_middle_and_widens_for_accounts() -> None:
    values = np.repeat([1.0, 2, 3, 4, 5, 6, 7], 10)
    alone = net(Ratings(values, np.ones(70), np.arange(70), 1, 7))
    together = net(Ratings(values, np.ones(70), np.repeat(np.arange(7), 10), 1, 7))
    assert alone
    assert together
    assert alone.value == together.value == pytest.approx(100 * (20 - 30) / 70)
    assert together.high - together.low > 2 * (alone.high - alone.low)
    assert net(Ratings(values[:0], values[:0], np.arange(0), 1, 7)) is None
