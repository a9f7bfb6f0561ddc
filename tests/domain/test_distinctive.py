from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import logit

from cx.domain.distinctive import PRIOR_WEIGHT, Uses, distinctive, log_odds
from cx.domain.emerging import Candidate, emerging

WRITTEN = Uses(2000, 900, 700)


@pytest.mark.parametrize("uses", [Uses(40, 10, 90), Uses(300, 60, 50), Uses(12, 5, 30)])
def test_log_odds_and_their_error_are_those_of_draws_from_the_posterior(uses: Uses) -> None:
    """An independent way to the same numbers: the Beta margins of the Dirichlet posterior, drawn from."""
    rng = np.random.default_rng(7)
    total = PRIOR_WEIGHT * WRITTEN.comments
    share = total * uses.comments / WRITTEN.comments
    sides = [
        logit(rng.beta(held + share, of + total - held - share, 400_000))
        for held, of in ((uses.promoters, WRITTEN.promoters), (uses.detractors, WRITTEN.detractors))
    ]
    drawn = sides[0] - sides[1]
    found = log_odds("phrase", uses, WRITTEN)
    assert found.log_odds == pytest.approx(drawn.mean(), abs=0.03)
    assert found.log_odds / found.z == pytest.approx(drawn.std(), rel=0.03)


@given(st.integers(0, 700), st.integers(0, 100), st.integers(0, 700))
def test_who_uses_a_phrase_more_changes_its_sign_and_nothing_else(
    promoters: int, passives: int, detractors: int
) -> None:
    if not promoters + passives + detractors > 0:
        return
    even = Uses(1000, 500, 1000)
    one = log_odds("phrase", Uses(promoters, passives, detractors), even)
    other = log_odds("phrase", Uses(detractors, passives, promoters), even)
    assert one.z == pytest.approx(-other.z)


def test_an_even_phrase_is_never_shown_and_no_interval_shown_reaches_zero() -> None:
    rng = np.random.default_rng(1)
    phrases = {f"even{i}": Uses(*(int(rng.binomial(of, 0.02)) for of in (2000, 900, 700))) for i in range(400)}
    phrases["portal"] = Uses(10, 10, 90)
    found = distinctive(phrases, WRITTEN, at_least=5)
    assert found[0].phrase == "portal"
    assert len(found) <= 3
    assert all(one.low > 0 or one.high < 0 for one in found)


def test_a_rare_phrase_needs_more_than_a_few_comments_to_stand_out() -> None:
    assert distinctive({"fluke": Uses(0, 0, 3)}, WRITTEN, at_least=2) == ()


def test_a_group_of_people_too_small_is_never_told() -> None:
    assert distinctive({"secret": Uses(0, 0, 4)}, Uses(20, 5, 6), at_least=5) == ()


def test_without_promoters_or_detractors_there_is_nothing_to_compare() -> None:
    assert distinctive({"a": Uses(9, 0, 0)}, Uses(50, 5, 0), at_least=5) == ()


def test_of_phrases_that_hold_each_other_one_is_told() -> None:
    uses = {"portal": Uses(2, 2, 90), "onboarding portal": Uses(2, 2, 88), "slow": Uses(5, 5, 60)}
    assert {one.phrase for one in distinctive(uses, WRITTEN, at_least=5)} == {"onboarding portal", "slow"}


def test_a_phrase_emerges_only_where_its_rise_is_no_chance() -> None:
    found = emerging(
        [Candidate("portal", 60, 10), Candidate("team", 60, 55), Candidate("odd", 6, 0)], 1500, 1500, at_least=5
    )
    assert [one.phrase for one in found] == ["portal"]


def test_nothing_emerges_against_a_period_without_comments() -> None:
    assert emerging([Candidate("portal", 60, 0)], 1500, 0, at_least=5) == ()
