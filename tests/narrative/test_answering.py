"""How many answered of how many were asked, in words."""

from __future__ import annotations

import pytest

from cx.domain.nonresponse import Asked, Reweighted, reweighted
from cx.domain.rates import RateComparison, RateVerdict, compare_rates, explore_rate, response_rate
from cx.domain.tally import Tally
from cx.domain.verdict import Question
from cx.narrative import answering
from cx.narrative.badges import Tone


def verdict(now: tuple[int, int], then: tuple[int, int], question: Question = Question.CHANGE) -> RateVerdict:
    comparison = RateComparison(response_rate(*now), response_rate(*then), question)
    return compare_rates({"": comparison}, margin=2, fewest=30)[""]


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        ((2000, 10000), (2400, 10000), "The response rate fell from 24% in Q2 to 20% in Q3"),
        ((2400, 10000), (2410, 10000), "The response rate is steady: 24% in Q2, 24% in Q3"),
        ((50, 200), (56, 200), "The response rate shows no clear change: 28% in Q2, 25% in Q3"),
        ((3, 20), (56, 200), "15% of those asked answered in Q3; not compared with Q2, because few were asked"),
        ((3, 0), (56, 200), "How many were asked is not known for Q3"),
        ((50, 200), (56, 0), "25% of those asked answered in Q3; for Q2 it is not known"),
    ],
)
def test_a_rate_is_told_with_what_became_of_it(now: tuple[int, int], then: tuple[int, int], words: str) -> None:
    assert answering.change(verdict(now, then), "Q3", "Q2") == words


def test_a_small_sure_change_is_not_told_as_two_equal_ends() -> None:
    comparison = RateComparison(response_rate(23_600, 100_000), response_rate(24_400, 100_000))
    told = answering.change(compare_rates({"": comparison}, margin=0.5, fewest=30)[""], "Q3", "Q2")
    assert told == "The response rate fell by less than a point, to 24% in Q3"


def test_a_longer_change_is_added_only_where_it_is_one() -> None:
    assert answering.since(verdict((2000, 10000), (2400, 10000)), "Q3 2025") == "; since Q3 2025 it fell from 24%"
    assert answering.since(verdict((2400, 10000), (2410, 10000)), "Q3 2025") == ""


def test_what_somebody_explored_is_labelled() -> None:
    comparison = RateComparison(response_rate(2000, 10000), response_rate(2400, 10000))
    assert "not for quoting" in answering.change(explore_rate(comparison, margin=2, fewest=30), "Q3", "Q2")


def test_how_many_were_asked_is_said_with_how_many_answered() -> None:
    rate = response_rate(1180, 4900)
    assert answering.response(rate) == "1,180 answered of 4,900 asked (24%)."
    assert answering.response(None) == "How many were asked is not known."


def test_a_few_answers_are_never_none() -> None:
    rate = response_rate(1, 900)
    assert rate is not None
    assert answering.percent(rate.rate) == "under 1%"


def test_groups_that_answer_less_are_named_and_explored_ones_are_not() -> None:
    less, alike = (verdict((n, 1000), (2400, 10000), Question.GAP) for n in (90, 235))
    assert answering.groups("Region", [("EMEA", less), ("Asia", alike)]) == (
        "By region: EMEA answers less often than the rest"
    )
    assert "no group clearly" in answering.groups("Region", [("Asia", alike)])


def test_a_badge_says_that_a_group_stopped() -> None:
    badge = answering.badge(verdict((90, 1000), (240, 1000)), "Q3 2025")
    assert (badge.tone, badge.words) == (Tone.WORSE, "Stopped answering: 24% before")
    assert "percentage points" in badge.detail


def what_if(unhappy_invited: int) -> Reweighted:
    groups = {
        "happy": Asked(500, Tally.counts(180, 60, 60)),
        "unhappy": Asked(unhappy_invited, Tally.counts(30, 20, 50)),
    }
    made = reweighted(groups)
    assert made is not None
    return made


def test_what_the_silent_do_is_said_with_its_range_and_field() -> None:
    said = answering.could_move(what_if(500), "Region")
    assert "by region, the score would be 10 (likely " in said
    assert said.endswith("not 25.")


def test_silent_groups_are_named_with_their_share() -> None:
    assert answering.silent(["Malta"], 0.2) == (
        "Nobody answered from Malta, 20% of those asked: nothing here speaks for them."
    )
