"""P-values of a family are adjusted as Benjamini and Hochberg say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from cx.domain.discoveries import adjusted
from tests.domain.strategies import law

families = st.lists(st.floats(0, 1), min_size=1, max_size=60)


@law
@given(families)
def test_adjusted_p_values_are_those_of_statsmodels(p_values: list[float]) -> None:
    assert adjusted(p_values) == pytest.approx(tuple(multipletests(p_values, method="fdr_bh")[1]))


@law
@given(families)
def test_adjusting_never_lowers_a_p_value_and_keeps_their_order(p_values: list[float]) -> None:
    found = adjusted(p_values)
    assert all(after >= before * (1 - 1e-12) for before, after in zip(p_values, found, strict=True))
    ranked = [after for _, after in sorted(zip(p_values, found, strict=True))]
    assert ranked == sorted(ranked)


def test_no_tests_have_no_adjusted_p_values() -> None:
    assert adjusted([]) == ()
