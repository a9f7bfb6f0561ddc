"""Needs: how well they are met, by how much they matter."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.needs import Rating, importance, served
from cx.domain.slices import EVERYBODY


def rated(
    need: str, performance: float | None, *, matters: float | None = 8, n: int | None = 100, **more: object
) -> Rating:
    return Rating(need, "Us", EVERYBODY, "2026Q3", matters, performance, n, **more)  # type: ignore[arg-type]


def test_what_matters_more_weighs_more() -> None:
    ratings = [rated("a", 9, spread=2), rated("b", 5, spread=1)]
    found = served(ratings, {"a": 9, "b": 3})
    assert found is not None
    assert found.value == 8  # (9·9 + 3·5) / 12
    assert found.standard_error == pytest.approx((9 * 0.2 + 3 * 0.1) / 12)
    assert (found.n, found.needs) == (100, ("a", "b"))


def test_nothing_rated_is_nothing() -> None:
    assert served([rated("a", None)], {"a": 9}) is None
    assert served([rated("a", 5)], {}) is None


def test_a_rating_of_unknown_size_leaves_the_mean_without_an_error() -> None:
    found = served([rated("a", 9), rated("b", 5, n=None)], {"a": 9, "b": 3})
    assert found is not None
    assert (found.standard_error, found.n) == (None, None)


@given(st.lists(st.integers(0, 10), min_size=2, max_size=60))
def test_an_unknown_spread_is_taken_as_at_least_the_real_one(given_ratings: list[int]) -> None:
    mean, n = float(np.mean(given_ratings)), len(given_ratings)
    error = rated("a", mean, n=n).standard_error
    assert error is not None
    assert error > 0
    assert error >= float(np.std(given_ratings)) / math.sqrt(n) - 1e-9


def test_importance_is_everybodys_by_answers() -> None:
    ratings = [rated("a", 5, matters=8, n=300), rated("a", 5, matters=6, n=100), rated("b", 5, matters=None)]
    assert importance(ratings) == {"a": 7.5}
