"""How often chance alone brings counts so far from what was expected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from cx.domain.chi_square import chance_of_more
from tests.domain.strategies import law


@law
@given(st.floats(0, 5_000), st.integers(1, 60))
def test_the_chance_is_scipys(statistic: float, degrees: int) -> None:
    assert chance_of_more(statistic, degrees) == pytest.approx(chi2.sf(statistic, degrees), rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(("degrees", "five_percent"), [(1, 3.841), (2, 5.991), (3, 7.815), (10, 18.307), (30, 43.773)])
def test_the_five_percent_points_are_those_of_the_printed_tables(degrees: int, five_percent: float) -> None:
    assert chance_of_more(five_percent, degrees) == pytest.approx(0.05, abs=2e-5)
