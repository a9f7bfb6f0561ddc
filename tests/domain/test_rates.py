"""Of those who were asked, how many answered."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from cx.domain.rates import (
    FEW_ASKED,
    NOT_KNOWN,
    RateComparison,
    compare_rates,
    explore_rate,
    rate_difference,
    response_rate,
)
from cx.domain.verdict import Question, Relation
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


# Changes of a rate --------------------------------------------------------------------------------------------------


def compared(now: tuple[int, int], then: tuple[int, int], question: Question = Question.CHANGE) -> RateComparison:
    """Both sides as (answered, invited)."""
    return RateComparison(response_rate(*now), response_rate(*then), question)


@law
@given(asked_and_answered, asked_and_answered)
def test_the_difference_is_agresti_and_caffos_as_statsmodels_has_it(
    now: tuple[int, int], then: tuple[int, int]
) -> None:
    current, reference = response_rate(now[1], now[0]), response_rate(then[1], then[0])
    assert current is not None
    assert reference is not None
    made = rate_difference(current, reference)
    low, high = confint_proportions_2indep(now[1], now[0], then[1], then[0], method="agresti-caffo", compare="diff")
    assert (made.low, made.high) == pytest.approx((100 * low, 100 * high), abs=1e-9)
    assert made.value == pytest.approx(current.rate - reference.rate)


def test_a_rate_fell_only_where_it_surely_did() -> None:
    verdicts = compare_rates(
        {"fell": compared((90, 1000), (240, 1000)), "wobbled": compared((50, 200), (56, 200)), "held": HELD},
        margin=2.0,
        fewest=30,
    )
    assert [verdict.relation for verdict in verdicts.values()] == [Relation.FELL, Relation.UNCLEAR, Relation.STEADY]
    assert {verdict.looked_at for verdict in verdicts.values()} == {3}


HELD = compared((4900, 20000), (4880, 20000))


def test_a_group_that_answers_less_than_half_as_often_has_stopped() -> None:
    verdicts = compare_rates(
        {"stopped": compared((90, 1000), (240, 1000)), "less": compared((150, 1000), (240, 1000))}, margin=2, fewest=30
    )
    assert [verdict.relation for verdict in verdicts.values()] == [Relation.FELL, Relation.FELL]
    assert [verdict.stopped for verdict in verdicts.values()] == [True, False]


def test_nothing_is_said_where_few_or_nobody_knows_how_many_were_asked() -> None:
    few, unknown = compared((3, 20), (10, 20)), RateComparison(None, response_rate(1, 40))
    verdicts = compare_rates({"few": few, "unknown": unknown, "held": HELD}, margin=2, fewest=30)
    assert [(verdict.relation, verdict.reason) for verdict in verdicts.values()] == [
        (None, FEW_ASKED),
        (None, NOT_KNOWN),
        (Relation.STEADY, ""),
    ]
    assert verdicts["held"].looked_at == 1


def test_a_change_of_method_is_no_change_of_a_rate() -> None:
    comparison = RateComparison(response_rate(90, 1000), response_rate(240, 1000), not_compared="asked otherwise")
    (verdict,) = compare_rates({"": comparison}, margin=2, fewest=30).values()
    assert (verdict.relation, verdict.reason) == (None, "asked otherwise")


def test_among_many_groups_chance_alone_makes_few_of_them_fall() -> None:
    rng = np.random.default_rng(7)
    false = 0
    for _ in range(200):
        asked = {i: compared(tuple(map(int, (a, 400))), tuple(map(int, (b, 400))))  # type: ignore[arg-type]
                 for i, (a, b) in enumerate(rng.binomial(400, 0.24, (20, 2)))}  # fmt: skip
        verdicts = compare_rates(asked, margin=0.1, fewest=30)
        false += any(verdict.relation in (Relation.FELL, Relation.ROSE) for verdict in verdicts.values())
    assert false / 200 <= 0.05


def test_what_somebody_explores_is_tested_harder_and_never_said_to_have_stopped() -> None:
    clear, close = compared((90, 1000), (240, 1000)), compared((205, 1000), (242, 1000))
    assert compare_rates({"": close}, margin=2, fewest=30)[""].relation is Relation.UNCLEAR
    explored = explore_rate(clear, margin=2, fewest=30)
    assert (explored.relation, explored.explored, explored.stopped) == (Relation.FELL, True, False)


def test_a_group_answers_less_than_the_rest() -> None:
    comparison = compared((90, 1000), (2400, 10000), Question.GAP)
    assert compare_rates({"": comparison}, margin=2, fewest=30)[""].relation is Relation.BEHIND
