"""Verdicts hold their 5% where answers come in accounts: thousands of pairs of periods in which nothing happened."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from cx.domain.design_effect import Clusters, design_effect
from cx.domain.score import Score, score
from cx.domain.tally import Tally
from cx.domain.verdict import Difference

PAIRS, ACCOUNTS = 800, 150
CUTS = (-0.8, 0.2)
"""Where a standard normal leaning makes a detractor, a passive, a promoter."""


def drawn(rng: np.random.Generator, alike: float) -> NDArray[np.int64]:
    """Promoters, passives and detractors of each account in each period: accounts of one to nine answers."""
    sizes = np.minimum(1 + rng.geometric(0.3, (2 * PAIRS, ACCOUNTS)), 9)
    taken = np.arange(9) < sizes[..., None]
    of_account = rng.standard_normal((2 * PAIRS, ACCOUNTS, 1))
    leaning = np.sqrt(alike) * of_account + np.sqrt(1 - alike) * rng.standard_normal((*sizes.shape, 9))
    places = np.digitize(leaning, CUTS)
    return np.stack([((places == place) & taken).sum(-1) for place in (2, 1, 0)], axis=-1)


def scored(answers: NDArray[np.int64], *, by_account: bool) -> Score:
    promoters, _, detractors = answers.T
    size, net = answers.sum(1), promoters - detractors
    clusters = Clusters(
        accounts=len(answers),
        answers=int(size.sum()),
        squared_sizes=int((size**2).sum()),
        total=float(net.sum()),
        squared_total_per_size=float((net**2 / size).sum()),
        squared=float((promoters + detractors).sum()),
    )
    found = score(Tally.counts(*map(int, answers.sum(0))), design_effect(clusters) if by_account else 1.0)
    assert found is not None
    return found


def found_where_nothing_happened(alike: float, *, by_account: bool) -> float:
    """Share of the pairs of periods whose difference is significant at 5%."""
    periods = drawn(np.random.default_rng(2026), alike)
    scores = [scored(period, by_account=by_account) for period in periods]
    return sum(Difference.between(*pair).p < 0.05 for pair in zip(scores[::2], scores[1::2], strict=True)) / PAIRS


@pytest.mark.parametrize("alike", [0.0, 0.2, 0.5])
def test_verdicts_hold_their_five_percent_where_answers_come_in_accounts(alike: float) -> None:
    assert 0.03 <= found_where_nothing_happened(alike, by_account=True) <= 0.07


def test_without_the_design_effect_they_would_not() -> None:
    assert found_where_nothing_happened(0.5, by_account=False) > 0.10
