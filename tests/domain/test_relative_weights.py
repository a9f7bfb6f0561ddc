"""Relative weights against a published example, an independent implementation, and the laws they must obey."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from cx.domain.relative_weights import relative_weights

MTCARS = np.array(
    [
        (21.0, 6, 160.0, 110, 2.620), (21.0, 6, 160.0, 110, 2.875), (22.8, 4, 108.0, 93, 2.320),
        (21.4, 6, 258.0, 110, 3.215), (18.7, 8, 360.0, 175, 3.440), (18.1, 6, 225.0, 105, 3.460),
        (14.3, 8, 360.0, 245, 3.570), (24.4, 4, 146.7, 62, 3.190), (22.8, 4, 140.8, 95, 3.150),
        (19.2, 6, 167.6, 123, 3.440), (17.8, 6, 167.6, 123, 3.440), (16.4, 8, 275.8, 180, 4.070),
        (17.3, 8, 275.8, 180, 3.730), (15.2, 8, 275.8, 180, 3.780), (10.4, 8, 472.0, 205, 5.250),
        (10.4, 8, 460.0, 215, 5.424), (14.7, 8, 440.0, 230, 5.345), (32.4, 4, 78.7, 66, 2.200),
        (30.4, 4, 75.7, 52, 1.615), (33.9, 4, 71.1, 65, 1.835), (21.5, 4, 120.1, 97, 2.465),
        (15.5, 8, 318.0, 150, 3.520), (15.2, 8, 304.0, 150, 3.435), (13.3, 8, 350.0, 245, 3.840),
        (19.2, 8, 400.0, 175, 3.845), (27.3, 4, 79.0, 66, 1.935), (26.0, 4, 120.3, 91, 2.140),
        (30.4, 4, 95.1, 113, 1.513), (15.8, 8, 351.0, 264, 3.170), (19.7, 6, 145.0, 175, 2.770),
        (15.0, 8, 301.0, 335, 3.570), (21.4, 4, 121.0, 109, 2.780),
    ]
)  # fmt: skip
"""Motor Trend 1974, as R carries it: miles per gallon, cylinders, displacement, horse power, weight."""


def weights_of(rows: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    among = np.corrcoef(np.column_stack([rows, outcome]), rowvar=False)
    return relative_weights(among[:-1, :-1], among[:-1, -1])


def by_orthogonal_variables(rows: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    """Johnson's own road, over the rows: the nearest orthogonal variables by SVD, then two plain regressions."""
    standard = (rows - rows.mean(axis=0)) / rows.std(axis=0) / np.sqrt(len(rows))
    target = (outcome - outcome.mean()) / outcome.std() / np.sqrt(len(rows))
    left, _, right = np.linalg.svd(standard, full_matrices=False)
    nearest = left @ right
    beta = sm.OLS(target, nearest).fit().params
    loadings = np.column_stack([sm.OLS(column, nearest).fit().params for column in standard.T])
    return (loadings.T**2) @ beta**2


def mean_gain(rows: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    """What each predictor adds to R², averaged over every order in which they may enter (Lindeman, Merenda, Gold)."""
    p = rows.shape[1]

    def explained(chosen: tuple[int, ...]) -> float:
        return sm.OLS(outcome, sm.add_constant(rows[:, list(chosen)])).fit().rsquared if chosen else 0.0

    gains = np.zeros(p)
    for j in range(p):
        others = [k for k in range(p) if k != j]
        for size in range(p):
            share = factorial(size) * factorial(p - size - 1) / factorial(p)
            for chosen in combinations(others, size):
                gains[j] += share * (explained((*chosen, j)) - explained(chosen))
    return gains


@st.composite
def samples(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    p = draw(st.integers(2, 6))
    mixing = rng.standard_normal((p, p)) + 0.5
    rows = rng.standard_normal((draw(st.integers(30, 80)), p)) @ mixing
    return rows, rows @ rng.standard_normal(p) + rng.standard_normal(len(rows)) * draw(st.floats(0.1, 20))


def test_it_gives_the_figures_that_the_r_package_rwa_publishes_for_mtcars():
    published = [0.2096904, 0.1883043, 0.1799590, 0.2706812]  # martinctc.github.io/rwa, "Regression methods"
    assert weights_of(MTCARS[:, 1:], MTCARS[:, 0]) == pytest.approx(published, abs=5e-8)


@settings(max_examples=25, deadline=None)
@given(samples())
def test_it_agrees_with_regressions_on_the_nearest_orthogonal_variables(sample):
    assert weights_of(*sample) == pytest.approx(by_orthogonal_variables(*sample), abs=1e-7)


@settings(max_examples=25, deadline=None)
@given(samples())
def test_the_weights_sum_to_the_share_of_variance_that_regression_explains(sample):
    rows, outcome = sample
    assert weights_of(rows, outcome).sum() == pytest.approx(sm.OLS(outcome, sm.add_constant(rows)).fit().rsquared)


@settings(max_examples=25, deadline=None)
@given(samples(), st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_scale_of_the_predictors_matters(sample, random):
    rows, outcome = sample
    order = random.sample(range(rows.shape[1]), rows.shape[1])
    scaled = rows[:, order] * np.array([random.uniform(0.1, 50) for _ in order]) + 3.0
    assert weights_of(scaled, 4 - 2 * outcome) == pytest.approx(weights_of(rows, outcome)[order], abs=1e-9)


def test_unrelated_predictors_weigh_their_squared_correlations():
    assert relative_weights(np.eye(3), np.array([0.5, -0.4, 0.0])) == pytest.approx([0.25, 0.16, 0.0])


def test_two_predictors_weigh_what_they_add_on_average_over_both_orders():
    rows, outcome = MTCARS[:, [2, 4]], MTCARS[:, 0]
    assert weights_of(rows, outcome) == pytest.approx(mean_gain(rows, outcome))


def test_more_predictors_weigh_nearly_what_they_add_on_average_over_all_orders():
    rows, outcome = MTCARS[:, 1:], MTCARS[:, 0]
    assert weights_of(rows, outcome) == pytest.approx(mean_gain(rows, outcome), abs=0.02)


def test_a_copy_of_a_predictor_shares_its_weight_and_adds_none():
    rows, outcome = MTCARS[:, [2, 4]], MTCARS[:, 0]
    with_copy = weights_of(np.column_stack([rows, rows[:, 1]]), outcome)
    assert with_copy.sum() == pytest.approx(weights_of(rows, outcome).sum())
    assert with_copy[1] == pytest.approx(with_copy[2])


def test_many_problems_at_once_are_solved_each_by_itself():
    among = np.stack([np.eye(2), np.array([[1.0, 0.5], [0.5, 1.0]])])
    outcome = np.array([[0.6, 0.3], [0.4, 0.1]])
    together = relative_weights(among, outcome)
    assert together == pytest.approx(np.stack([relative_weights(a, o) for a, o in zip(among, outcome, strict=True)]))
