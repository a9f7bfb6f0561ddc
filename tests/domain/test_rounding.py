"""Figures are rounded once, and what is shown adds up or says so."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from cx.domain.rounding import ends_or_change, whole
from tests.domain.strategies import law

points = st.floats(-200, 200)


@law
@given(st.integers(-4_000_000, 4_000_000).map(lambda n: n / 20_000))
def test_whole_points_round_half_away_from_nought(value: float) -> None:
    assert whole(value) == int(Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP))


@law
@given(points)
def test_rounding_mirrors_and_moves_a_figure_by_half_a_point_at_most(value: float) -> None:
    assert whole(-value) == -whole(value)
    assert abs(whole(value) - value) <= 0.5 + 1e-9


def test_a_half_that_floats_miss_by_a_hair_is_a_half() -> None:
    assert 0.1 * 3 * 5 - 1 != 0.5
    assert whole(62.4 - 49.9) == 13


def test_a_little_below_nought_is_nought() -> None:
    assert str(whole(-0.2)) == "0"


@law
@given(points, points)
def test_ends_and_change_are_each_rounded_from_the_unrounded(before: float, after: float) -> None:
    told = ends_or_change(before, after)
    assert (told.before, told.after, told.change) == (whole(before), whole(after), whole(after - before))
    assert abs(told.before + told.change - told.after) <= 1


def test_a_change_of_forty_from_thirty_that_is_eleven_does_not_add_up() -> None:
    assert not ends_or_change(29.6, 40.4).adds_up
    assert ends_or_change(40.0, 30.0).adds_up
