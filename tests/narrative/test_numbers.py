"""Numbers as they are said."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.narrative import numbers


def test_the_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(numbers).failed == 0


@pytest.mark.parametrize(
    ("value", "said"), [(0.5, "one point"), (-9.6, "ten points"), (10.5, "11 points"), (2, "two points")]
)
def test_distances_up_to_ten_are_words(value: float, said: str) -> None:
    assert numbers.points(value) == said


@given(st.floats(-100, 100))
def test_no_figure_is_a_minus_nothing(value: float) -> None:
    assert numbers.score(value) not in ("−0", "-0")
    assert numbers.signed(value) not in ("−0", "-0", "+0")
    assert "-" not in numbers.score(value)


def test_a_range_says_which_way() -> None:
    assert numbers.between(-5.2, 1.4) == "between 5 down and 1 up"
    assert numbers.between(-3, 0.2) == "between 3 down and no change"
