"""What may be said of one difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cx.domain.score import Score
from cx.domain.tally import Tally
from cx.domain.verdict import Difference, Question, Relation, relation
from tests.domain.strategies import answered, law, scored


def _score(tally: Tally) -> Score:
    return scored(tally.promoters, tally.passives, tally.detractors)


@law
@given(answered, answered)
def test_the_p_value_is_that_of_a_normal_deviate(one: Tally, other: Tally) -> None:
    made = Difference.between(_score(one), _score(other))
    assert made.p == pytest.approx(2 * stats.norm.sf(abs(made.z)), rel=1e-9, abs=1e-300)


@law
@given(answered, answered)
def test_the_intervals_are_those_of_a_normal_deviate(one: Tally, other: Tally) -> None:
    made = Difference.between(_score(one), _score(other))
    centre = made.z * made.standard_error
    for level, found in ((0.95, (made.low, made.high)), (0.90, (made.low90, made.high90))):
        assert found == pytest.approx(stats.norm.interval(level, centre, made.standard_error))


@law
@given(answered, answered)
def test_exchanging_the_two_scores_turns_the_difference_round(one: Tally, other: Tally) -> None:
    made, turned = (Difference.between(_score(a), _score(b)) for a, b in ((one, other), (other, one)))
    assert (turned.value, turned.z, turned.p) == pytest.approx((-made.value, -made.z, made.p))
    assert (turned.low, turned.high) == pytest.approx((-made.high, -made.low))


@law
@given(answered, st.floats(-100, 100))
def test_a_target_has_no_error_of_its_own(tally: Tally, target: float) -> None:
    made = Difference.from_target(_score(tally), target)
    assert made.standard_error == _score(tally).standard_error
    assert made.value == pytest.approx(_score(tally).value - target)


@law
@given(answered, answered, st.booleans(), st.floats(0.1, 50), st.sampled_from(Question))
def test_up_and_down_follow_the_sign_and_only_where_significant(
    one: Tally, other: Tally, significant: bool, margin: float, question: Question
) -> None:
    made = Difference.between(_score(one), _score(other))
    said = relation(question, made, significant=significant, margin=margin)
    within = question is not Question.TARGET and -margin <= made.low90 and made.high90 <= margin
    if said in (Relation.ROSE, Relation.AHEAD, Relation.ABOVE_TARGET):
        assert significant
        assert made.z > 0
    elif said in (Relation.FELL, Relation.BEHIND, Relation.BELOW_TARGET):
        assert significant
        assert made.z <= 0
    elif said is Relation.UNCLEAR:
        assert not significant
        assert not within
    else:
        assert within


def test_a_change_that_surely_lies_within_the_margin_is_steady_even_where_significant() -> None:
    made = Difference.between(scored(60_000, 20_000, 20_000), scored(59_000, 20_000, 21_000))
    assert made.p < 1e-6
    assert relation(Question.CHANGE, made, significant=True, margin=5) is Relation.STEADY


def test_the_smallest_detectable_change_is_found_four_times_in_five() -> None:
    made = Difference.between(scored(600, 300, 100), scored(600, 300, 100))
    size = made.smallest_detectable / made.standard_error
    assert stats.norm.sf(stats.norm.isf(0.025) - size) == pytest.approx(0.80, abs=0.001)
