"""Tallies count answers by class, and add."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.errors import BadValue
from cx.domain.tally import EMPTY, Tally, total
from tests.domain.strategies import answers, law, tallies, weighted


@law
@given(answers, answers)
def test_the_tally_of_two_lots_is_the_sum_of_their_tallies(one: list[int], other: list[int]) -> None:
    assert Tally.of_scores(one + other) == Tally.of_scores(one) + Tally.of_scores(other)


@law
@given(tallies, tallies, tallies)
def test_tallies_add_in_any_order(a: Tally, b: Tally, c: Tally) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c) == total([c, a, b])
    assert a + EMPTY == a


@law
@given(tallies, tallies)
def test_a_whole_less_one_part_is_the_other(a: Tally, b: Tally) -> None:
    assert (a + b) - b == a


@law
@given(st.lists(st.tuples(st.integers(0, 10), st.floats(0.001, 1e6)), min_size=1, max_size=20))
def test_what_is_left_of_nothing_weighs_nothing(rows: list[tuple[int, float]]) -> None:
    left = total(weighted([row]) for row in rows) - total(weighted([row]) for row in reversed(rows))
    assert left == EMPTY


def test_a_part_larger_than_its_whole_is_refused() -> None:
    with pytest.raises(BadValue, match="part"):
        Tally.counts(1, 1, 1) - Tally.counts(2, 0, 0)


@pytest.mark.parametrize(("score", "kind"), [(0, 2), (6, 2), (7, 1), (8, 1), (9, 0), (10, 0)])
def test_nine_and_ten_promote_and_six_and_less_detract(score: int, kind: int) -> None:
    tally = Tally.of_scores([score])
    assert (tally.promoters, tally.passives, tally.detractors)[kind] == tally.n == 1


@pytest.mark.parametrize("score", [-1, 11, 9.5, float("nan")])
def test_a_score_off_the_scale_is_refused(score: float) -> None:
    with pytest.raises(BadValue, match="0 to 10"):
        Tally.of_scores([score])  # type: ignore[list-item]


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(BadValue, match="never negative"):
        Tally.counts(3, -1, 0)


@law
@given(answers.filter(bool), st.floats(0.1, 10))
def test_equal_weights_leave_the_effective_size_at_n(scores: list[int], weight: float) -> None:
    tally = weighted([(score, weight) for score in scores])
    assert tally.n_effective == pytest.approx(len(scores))


@law
@given(st.lists(st.tuples(st.integers(0, 10), st.floats(0.1, 10)), min_size=1, max_size=40))
def test_unequal_weights_never_add_to_the_effective_size(rows: list[tuple[int, float]]) -> None:
    assert weighted(rows).n_effective <= len(rows) * (1 + 1e-12)


def test_a_tally_knows_whether_answers_carry_weights() -> None:
    assert not Tally.counts(3, 2, 1).is_weighted
    assert weighted([(9, 0.5), (10, 1.5)]).is_weighted
