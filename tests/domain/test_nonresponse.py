"""What the score would be had every group answered as often as it was asked."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from cx.domain.nonresponse import NOT_TOLD, POOLED, Asked, Reweighted, judge, reweighted
from cx.domain.tally import Tally, total
from tests.domain.strategies import law, scored

large = st.builds(Tally.counts, st.integers(10, 900), st.integers(10, 900), st.integers(10, 900))
asked = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.tuples(large, st.integers(1, 9)).map(lambda pair: Asked(pair[0].n * pair[1], pair[0])),
    min_size=2,
    max_size=7,
)


def made(groups: dict[str, Asked], **more: float) -> Reweighted:
    found = reweighted(groups, **more)
    assert found is not None
    return found


# By hand ------------------------------------------------------------------------------------------------------------

HAPPY = Asked(500, Tally.counts(180, 60, 60))
UNHAPPY = Asked(500, Tally.counts(30, 20, 50))
"""300 answered at 40 points, 100 at -20, of as many invited: 25 as it stands, (40 - 20)/2 = 10 by the invited mix."""


def test_a_worked_example() -> None:
    found = made({"happy": HAPPY, "unhappy": UNHAPPY})
    assert found.observed.value == pytest.approx(25)
    assert found.value == pytest.approx(10)
    assert found.shift is not None
    assert found.shift.value == pytest.approx(-15)
    # 200 and 200 were to be expected: 100²/200 twice.
    assert (found.statistic, found.degrees) == (pytest.approx(100), 1)
    assert {stratum.name: stratum.weight for stratum in found.strata} == {
        "happy": pytest.approx(2 / 3),
        "unhappy": pytest.approx(2),
    }
    # Variances of an answer: 0.8 - 0.4² = 0.64 and 0.8 - 0.2² = 0.76; half of each group's, on 300 and 100 answers.
    error = 100 * math.sqrt(0.25 * 0.64 / 300 + 0.25 * 0.76 / 100)
    assert found.high - found.low == pytest.approx(2 * 1.96 * error, rel=0.02)


# Laws ---------------------------------------------------------------------------------------------------------------


@law
@given(st.lists(large, min_size=2, max_size=6), st.integers(1, 20))
def test_where_all_groups_answered_alike_nothing_shifts(tallies: list[Tally], times: int) -> None:
    found = made({str(i): Asked(tally.n * times, tally) for i, tally in enumerate(tallies)})
    assert found.value == pytest.approx(found.observed.value, abs=1e-9)
    assert found.shift is None or abs(found.shift.value) < 1e-9
    assert found.statistic == pytest.approx(0, abs=1e-9)
    assert not judge({"field": found}, least=0)["field"].moves


@law
@given(asked)
def test_the_weights_add_up_to_the_answers(groups: dict[str, Asked]) -> None:
    found = made(groups)
    assert sum(stratum.weight * stratum.answered for stratum in found.strata) == pytest.approx(found.observed.n)
    assert sum(stratum.invited_share for stratum in found.strata) == pytest.approx(1)
    assert sum(stratum.answered_share for stratum in found.strata) == pytest.approx(1)


@law
@given(asked, st.randoms(use_true_random=False))
def test_the_order_of_the_groups_does_not_matter(groups: dict[str, Asked], random: object) -> None:
    names = list(groups)
    random.shuffle(names)  # type: ignore[attr-defined]
    assert made({name: groups[name] for name in names}) == made(groups)


@law
@given(asked, st.integers(2, 50))
def test_only_the_mix_of_the_invitations_matters(groups: dict[str, Asked], times: int) -> None:
    more = {name: Asked(group.invited * times, group.tally) for name, group in groups.items()}
    assert made(more).value == pytest.approx(made(groups).value)
    assert made(more).statistic == pytest.approx(made(groups).statistic)


@law
@given(asked)
def test_the_weighted_score_lies_between_the_groups_scores(groups: dict[str, Asked]) -> None:
    scores = [scored(g.tally.promoters, g.tally.passives, g.tally.detractors).value for g in groups.values()]
    assert min(scores) - 1e-9 <= made(groups).value <= max(scores) + 1e-9


# By other means -----------------------------------------------------------------------------------------------------


@law
@given(asked)
def test_the_mixes_are_compared_as_scipy_does(groups: dict[str, Asked]) -> None:
    found = made(groups)
    answered = np.array([group.tally.n for group in groups.values()])
    invited = np.array([group.invited for group in groups.values()])
    test = chisquare(answered, answered.sum() * invited / invited.sum())
    assert found.statistic == pytest.approx(test.statistic, rel=1e-6, abs=1e-9)
    assert found.p == pytest.approx(test.pvalue, rel=1e-5, abs=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_score_and_error_are_those_of_a_regression_on_the_groups(seed: int) -> None:
    """statsmodels: the mean of each group with its robust error, and the mean at the invited mix as their contrast."""
    rng = np.random.default_rng(seed)
    tallies = {name: Tally.counts(*map(int, rng.integers(150, 900, 3))) for name in "abcde"}
    groups = {name: Asked(tally.n * int(rng.integers(1, 9)), tally) for name, tally in tallies.items()}
    classes = [(tally.promoters, tally.passives, tally.detractors) for tally in tallies.values()]
    frame = pd.DataFrame(
        {
            "name": np.repeat(list(tallies), [tally.n for tally in tallies.values()]),
            "value": np.concatenate([np.repeat((100, 0, -100), counts) for counts in classes]),
        }
    )
    fitted = smf.ols("value ~ C(name) - 1", frame).fit(cov_type="HC0")
    invited = np.array([group.invited for group in groups.values()]) / sum(group.invited for group in groups.values())
    answered = np.array([tally.n for tally in tallies.values()]) / len(frame)
    at_invited, moved = fitted.t_test(invited), fitted.t_test(invited - answered)
    found = made(groups)
    assert found.shift is not None
    assert found.value == pytest.approx(at_invited.effect.item(), abs=1e-6)
    assert (found.high - found.low) / (2 * 1.96) == pytest.approx(at_invited.sd.item(), rel=0.01)
    assert found.shift.value == pytest.approx(moved.effect.item(), abs=1e-6)
    assert found.shift.standard_error == pytest.approx(moved.sd.item(), rel=0.01)


def test_the_interval_holds_the_truth_nineteen_times_in_twenty_where_the_raw_one_does_not() -> None:
    rng = np.random.default_rng(11)
    chances, rates, invited = ((0.6, 0.25, 0.15), (0.2, 0.3, 0.5)), (0.4, 0.1), (2000, 2000)
    truth = 100 * sum((p - d) / 2 for p, _, d in chances)
    held = raw = 0
    for _ in range(600):
        groups = {
            str(i): Asked(invited[i], Tally.counts(*map(int, rng.multinomial(rng.binomial(invited[i], rates[i]), p))))
            for i, p in enumerate(chances)
        }
        found = made(groups)
        held += found.low <= truth <= found.high
        raw += found.observed.low <= truth <= found.observed.high
    assert 0.93 <= held / 600 <= 0.97
    assert raw / 600 < 0.05


# Where it cannot be told --------------------------------------------------------------------------------------------


def test_small_groups_are_weighted_together_and_not_named() -> None:
    tiny = Asked(60, Tally.counts(3, 1, 1))
    found = made({"happy": HAPPY, "unhappy": UNHAPPY, "tiny": tiny, "small": Asked(90, Tally.counts(20, 9, 1))})
    assert {stratum.name for stratum in found.strata} == {"happy", "unhappy", POOLED}
    assert sum(stratum.answered for stratum in found.strata) == found.observed.n


def test_a_pool_that_is_still_small_takes_in_the_smallest_other() -> None:
    found = made({"happy": HAPPY, "unhappy": UNHAPPY, "tiny": Asked(60, Tally.counts(3, 1, 1)), "more": HAPPY})
    assert {stratum.name for stratum in found.strata} == {"happy", "more", POOLED}


def test_groups_that_never_answered_are_named_and_weighted_for_by_nobody() -> None:
    found = made({"happy": HAPPY, "unhappy": UNHAPPY, "silent": Asked(250, Tally())})
    assert (found.silent, found.silent_share) == (("silent",), pytest.approx(0.2))
    assert found.value == pytest.approx(10)


def test_a_few_answers_of_unknown_invitation_keep_their_share() -> None:
    found = made({"happy": HAPPY, "unhappy": UNHAPPY, "": Asked(0, Tally.counts(10, 0, 0))})
    (unknown,) = [stratum for stratum in found.strata if stratum.name == NOT_TOLD]
    assert unknown.weight == pytest.approx(1)
    assert found.value == pytest.approx((400 * 10 + 10 * 100) / 410)


@pytest.mark.parametrize(
    "groups",
    [
        {},
        {"happy": HAPPY},
        {"happy": HAPPY, "tiny": Asked(90, Tally.counts(3, 1, 1))},
        {"happy": HAPPY, "unhappy": Asked(99, UNHAPPY.tally)},
        {"happy": HAPPY, "unhappy": UNHAPPY, "": Asked(0, Tally.counts(30, 0, 0))},
    ],
    ids=["nobody", "one group", "one large group", "more answered than asked", "many in no invited group"],
)
def test_it_cannot_always_be_told(groups: dict[str, Asked]) -> None:
    assert reweighted(groups) is None


def test_answers_that_come_in_accounts_say_less() -> None:
    alone, alike = made({"a": HAPPY, "b": UNHAPPY}), made({"a": HAPPY, "b": UNHAPPY}, design_effect=2)
    assert alike.statistic == pytest.approx(alone.statistic / 2)
    assert (alike.high - alike.low) / (alone.high - alone.low) == pytest.approx(math.sqrt(2))


# Whether it matters -------------------------------------------------------------------------------------------------


def test_a_shift_matters_where_it_is_sure_and_more_than_rounding_shows() -> None:
    found = made({"happy": HAPPY, "unhappy": UNHAPPY})
    assert judge({"region": found}, least=1)["region"].moves
    assert not judge({"region": found}, least=16)["region"].moves


def test_groups_that_score_alike_shift_nothing_however_they_answer() -> None:
    same = Tally.counts(160, 60, 80)
    found = made({"a": Asked(2000, same), "b": Asked(320, same)})
    assert found.p < 0.001
    assert not judge({"region": found}, least=0)["region"].moves


def test_chance_alone_seldom_matters() -> None:
    rng = np.random.default_rng(3)
    false = 0
    for _ in range(300):
        whole = rng.multinomial(1000, (0.5, 0.2, 0.3))
        fields = {}
        for field in range(4):
            place = rng.integers(0, 4, 1000)
            classes = np.repeat((0, 1, 2), whole)
            groups = {
                str(k): Asked(1000, Tally.counts(*(int(((place == k) & (classes == c)).sum()) for c in range(3))))
                for k in range(4)
            }
            assert total(group.tally for group in groups.values()).n == 1000
            fields[field] = made(groups)
        false += any(judged.moves for judged in judge(fields, least=0).values())
    assert false / 300 < 0.03
