"""A score and its interval."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.score import score
from cx.domain.tally import EMPTY, Tally
from tests.domain.strategies import answered, law, scored, weighted


def test_no_answers_has_no_score() -> None:
    assert score(EMPTY) is None


def test_answers_that_weigh_nothing_have_no_score() -> None:
    assert score(weighted([(9, 0.0), (3, 0.0)])) is None


@pytest.mark.parametrize(
    ("counts", "value", "low", "high", "digits"),
    [
        ((10, 0, 0), 100, 47.5, 100, 1),
        ((20, 15, 5), 37.5, 13.9, 55.9, 1),
        ((54, 60, 36), 12, -0.35, 23.9, 1),
        ((600, 300, 100), 50, 45.7, 54.0, 1),
    ],
)
def test_the_figures_worked_out_by_hand(
    counts: tuple[int, int, int], value: float, low: float, high: float, digits: int
) -> None:
    made = scored(*counts)
    assert made.value == value
    assert made.low == pytest.approx(low, abs=0.05)
    assert made.high == pytest.approx(high, abs=0.05)


@law
@given(answered)
def test_value_and_interval_stay_on_the_scale(tally: Tally) -> None:
    made = scored(tally.promoters, tally.passives, tally.detractors)
    assert -100 <= made.low < made.high <= 100
    assert -100 <= made.value <= 100
    assert made.low <= made.centre <= made.high


@law
@given(answered)
def test_swapping_promoters_and_detractors_mirrors_the_score(tally: Tally) -> None:
    made = scored(tally.promoters, tally.passives, tally.detractors)
    mirrored = scored(tally.detractors, tally.passives, tally.promoters)
    assert (mirrored.value, mirrored.low, mirrored.high) == pytest.approx((-made.value, -made.high, -made.low))


@law
@given(answered)
def test_the_centre_is_drawn_towards_nought_and_never_past_it(tally: Tally) -> None:
    made = scored(tally.promoters, tally.passives, tally.detractors)
    assert abs(made.centre) <= abs(made.value) + 1e-9
    assert made.centre * made.value >= 0


@law
@given(answered, st.integers(2, 9))
def test_more_answers_of_the_same_kind_narrow_the_interval(tally: Tally, times: int) -> None:
    few = scored(tally.promoters, tally.passives, tally.detractors)
    many = scored(tally.promoters * times, tally.passives * times, tally.detractors * times)
    assert many.value == pytest.approx(few.value)
    assert many.standard_error < few.standard_error


@law
@given(answered, answered)
def test_the_score_of_a_sum_lies_between_the_scores_of_its_parts(one: Tally, other: Tally) -> None:
    both = score(one + other)
    parts = sorted((score(one), score(other)), key=lambda made: made.value if made else 0)
    assert both is not None
    assert parts[0] is not None
    assert parts[1] is not None
    assert parts[0].value - 1e-9 <= both.value <= parts[1].value + 1e-9


@law
@given(st.lists(st.tuples(st.integers(0, 10), st.floats(0.1, 10)), min_size=1), st.floats(0.01, 100))
def test_only_the_proportions_of_weights_matter(rows: list[tuple[int, float]], unit: float) -> None:
    one, other = score(weighted(rows)), score(weighted([(value, weight * unit) for value, weight in rows]))
    assert one is not None
    assert other is not None
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high), abs=1e-9)


def test_weights_move_the_score_and_the_unweighted_one_is_kept() -> None:
    made = score(weighted([(10, 3.0), (0, 1.0)]))
    assert made is not None
    assert made.value == 50
    assert made.unweighted == 0
    assert made.n == 2
    assert made.n_effective == pytest.approx(1.6)


def test_a_design_effect_widens_the_interval_by_its_root() -> None:
    plain, clustered = scored(600, 300, 100), scored(600, 300, 100, design_effect=4)
    assert clustered.standard_error == pytest.approx(2 * plain.standard_error)
    assert clustered.value == plain.value


def test_a_design_effect_below_one_is_not_believed() -> None:
    assert scored(60, 30, 10, design_effect=0.5) == scored(60, 30, 10)
