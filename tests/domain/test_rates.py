"""Of those who were asked, how many answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from cx.domain.rates import response_rate
from tests.domain.strategies import law

asked_and_answered = st.integers(1, 1_000_000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@law
@given(asked_and_answered)
def test_the_interval_is_wilsons_as_statsmodels_has_it(pair: tuple[int, int]) -> None:
    invited, answered = pair
    made = response_rate(answered, invited)
    assert made is not None
    low, high = proportion_confint(answered, invited, alpha=0.05, method="wilson")
    assert (made.low, made.high) == pytest.approx((100 * low, 100 * high), abs=1e-9)
    assert made.rate == pytest.approx(100 * answered / invited)


@law
@given(asked_and_answered)
def test_the_rate_lies_in_its_interval_and_on_the_scale(pair: tuple[int, int]) -> None:
    invited, answered = pair
    made = response_rate(answered, invited)
    assert made is not None
    assert 0 <= made.low <= made.rate + 1e-9
    assert made.rate - 1e-9 <= made.high <= 100


@pytest.mark.parametrize(("answered", "invited"), [(10, None), (0, 0), (10, 0), (11, 10)])
def test_a_rate_is_not_known_where_nobody_or_too_few_were_said_to_be_asked(answered: int, invited: int | None) -> None:
    assert response_rate(answered, invited) is None
