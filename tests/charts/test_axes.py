"""Axes that do not mislead, labels that do not cover one another."""

from __future__ import annotations

import doctest
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cx.charts import axes, wording
from cx.charts.axes import EndLabel

points = st.floats(-100, 100, allow_subnormal=False)


@given(st.lists(points, max_size=20))
def test_the_axis_holds_every_value_within_the_scale(values: list[float]) -> None:
    low, high = axes.domain(values)
    assert -100 <= low < high <= 100
    assert all(low <= value <= high for value in values)


@given(points)
def test_a_small_change_never_fills_the_axis(value: float) -> None:
    low, high = axes.domain([value, min(100, value + 2)])
    assert high - low >= axes.SHORTEST_AXIS


@given(st.lists(points, min_size=1, max_size=6))
def test_no_label_covers_another_and_their_order_stays(values: list[float]) -> None:
    labels = [EndLabel("x", value, "#000000") for value in values]
    domain, height = (-100.0, 100.0), 300
    placed = axes.spread(labels, domain, height)
    gap = axes.LINE_HEIGHT / (height - axes.BELOW) * 200
    pairs = sorted(zip(placed, values, strict=True))
    assert all(after - before >= gap - 1e-9 for (before, _), (after, _) in pairwise(pairs))
    assert [value for _, value in pairs] == sorted(values)
    assert max(placed) <= domain[1]


def test_a_label_with_room_stays_at_its_line() -> None:
    labels = [EndLabel("a", 10, "#000000"), EndLabel("b", 60, "#000000")]
    assert axes.spread(labels, (0, 100), 300) == [10, 60]


def test_the_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(axes).failed == doctest.testmod(wording).failed == 0


def test_a_long_name_is_cut_and_a_short_one_is_not() -> None:
    assert axes.shortened("EMEA") == "EMEA"
    assert len(axes.shortened("Latin America and Caribbean")) <= axes.LONGEST_LABEL
