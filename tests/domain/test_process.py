"""Signal or noise over time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.process import limits
from tests.domain.strategies import law

FLOW_RATES = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
"""Ten flow rates of the NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: limits 45.8159 and 55.8041."""

values = st.lists(st.floats(-100, 100), min_size=8, max_size=40)


def test_the_limits_of_the_handbooks_flow_rates_are_met() -> None:
    made = limits(FLOW_RATES)
    assert made is not None
    assert made.mean == pytest.approx(50.81)
    assert (made.low, made.high) == pytest.approx((45.8159, 55.8041), abs=0.002)
    assert made.signals == ()


@pytest.mark.parametrize("n", range(8))
def test_fewer_than_eight_periods_have_no_limits(n: int) -> None:
    assert limits([40.0] * n) is None


@law
@given(st.floats(-100, 100), st.integers(8, 30))
def test_a_score_that_never_moves_gives_no_signal(value: float, n: int) -> None:
    made = limits([value] * n)
    assert made is not None
    assert made.signals == ()
    assert made.low == made.high == pytest.approx(value)


@law
@given(values, st.floats(-50, 50))
def test_moving_every_score_alike_moves_the_limits_and_no_signal(scores: list[float], by: float) -> None:
    made, moved = limits([round(score, 3) for score in scores]), limits([round(score, 3) + by for score in scores])
    assert made is not None
    assert moved is not None
    assert (moved.mean, moved.low, moved.high) == pytest.approx(
        (made.mean + by, made.low + by, made.high + by), abs=1e-6
    )


@law
@given(values)
def test_signals_are_the_values_outside_the_limits(scores: list[float]) -> None:
    made = limits(scores)
    assert made is not None
    for index, score in enumerate(scores):
        outside = score < made.low - 1e-6 or score > made.high + 1e-6
        inside = made.low + 1e-6 < score < made.high - 1e-6
        assert not (outside and index not in made.signals)
        assert not (inside and index in made.signals)


def test_one_fall_out_of_a_calm_series_is_a_signal() -> None:
    made = limits([40, 41, 39, 40, 41, 40, 39, 40, 41, 22])
    assert made is not None
    assert made.signals == (9,)
