"""Answers that come in accounts say less than as many that do not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from cx.domain.design_effect import Clusters, design_effect, intraclass_correlation
from cx.domain.tally import Tally, total
from cx.domain.verdict import Difference
from tests.domain.strategies import law, scored

account = st.builds(Tally.counts, st.integers(0, 6), st.integers(0, 6), st.integers(0, 6)).filter(lambda t: t.n > 0)
accounts = st.lists(account, min_size=2, max_size=25)


def values(tally: Tally) -> list[int]:
    return [1] * tally.promoters + [0] * tally.passives + [-1] * tally.detractors


@law
@given(accounts)
def test_likeness_within_accounts_is_that_of_scipys_analysis_of_variance(tallies: list[Tally]) -> None:
    groups = [values(tally) for tally in tallies]
    n, k = sum(map(len, groups)), len(groups)
    assume(n > k and any(len(set(group)) > 1 for group in groups))
    f = stats.f_oneway(*groups).statistic
    size = (n - sum(len(group) ** 2 for group in groups) / n) / (k - 1)
    expected = min(1.0, max(0.0, (f - 1) / (f + size - 1)))
    assert intraclass_correlation(Clusters.of_accounts(tallies)) == pytest.approx(expected, abs=1e-9)


@law
@given(accounts)
def test_the_effect_is_at_least_one_and_at_most_the_mean_size_of_an_answers_account(tallies: list[Tally]) -> None:
    n = total(tallies).n
    effect = design_effect(Clusters.of_accounts(tallies))
    assert 1 <= effect <= sum(tally.n**2 for tally in tallies) / n + 1e-9


@law
@given(accounts, accounts)
def test_sums_over_different_accounts_add(one: list[Tally], other: list[Tally]) -> None:
    together = Clusters.of_accounts(one) + Clusters.of_accounts(other)
    assert design_effect(together) == pytest.approx(design_effect(Clusters.of_accounts(one + other)))


@law
@given(account)
def test_answers_without_an_account_stand_for_themselves(tally: Tally) -> None:
    one_each = [Tally.counts(*kind) for kind in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    singles = [one_each[1 - value] for value in values(tally)]
    assert Clusters.alone(tally) == Clusters.of_accounts(singles)
    assert design_effect(Clusters.alone(tally)) == 1


def test_accounts_that_speak_with_one_voice_count_as_one_answer_each() -> None:
    agreed = [Tally.counts(4, 0, 0), Tally.counts(0, 0, 4), Tally.counts(0, 4, 0)] * 5
    assert design_effect(Clusters.of_accounts(agreed)) == pytest.approx(4)


@pytest.mark.parametrize("clusters", [Clusters(), Clusters.of_accounts([Tally.counts(9, 1, 5)])])
def test_no_account_and_one_account_alone_have_no_effect_to_tell(clusters: Clusters) -> None:
    assert design_effect(clusters) == 1


def test_everybody_of_one_mind_has_no_effect_to_tell() -> None:
    assert design_effect(Clusters.of_accounts([Tally.counts(4, 0, 0)] * 20)) == 1


def test_four_like_answers_an_account_make_a_five_percent_test_one_of_fourteen() -> None:
    """Nothing moved; 150 accounts of four answers a side, each answer its account's with probability ½, so ρ = ¼."""
    chance = np.random.default_rng(7)
    runs, size = 1_500, 150
    kinds = chance.choice([1, 0, -1], p=[0.5, 0.25, 0.25], size=(runs, 2, size, 5))
    follows = chance.random((runs, 2, size, 4)) < 0.5
    said = np.where(follows, kinds[..., 4:], kinds[..., :4])
    promoters, detractors = (said == 1).sum(-1), (said == -1).sum(-1)
    plain = mended = 0
    for run in range(runs):
        sides = [_sides(promoters[run, side], detractors[run, side]) for side in (0, 1)]
        effects = [design_effect(clusters) for _, clusters in sides]
        counts = [tally for tally, _ in sides]
        plain += _significant(counts, [1, 1])
        mended += _significant(counts, effects)
    assert plain / runs == pytest.approx(0.14, abs=0.02)
    assert mended / runs == pytest.approx(0.05, abs=0.015)


def _sides(promoters: np.ndarray, detractors: np.ndarray) -> tuple[Tally, Clusters]:
    net, scored_ends = promoters - detractors, promoters + detractors
    n = 4 * len(promoters)
    tally = Tally.counts(int(promoters.sum()), int(n - scored_ends.sum()), int(detractors.sum()))
    sums = Clusters(
        accounts=len(promoters),
        answers=n,
        squared_sizes=4 * n,
        total=float(net.sum()),
        squared_total_per_size=float((net**2).sum() / 4),
        squared=float(scored_ends.sum()),
    )
    return tally, sums


def _significant(tallies: list[Tally], effects: list[float]) -> bool:
    now, then = (
        scored(tally.promoters, tally.passives, tally.detractors, effect)
        for tally, effect in zip(tallies, effects, strict=True)
    )
    return Difference.between(now, then).p < 0.05
