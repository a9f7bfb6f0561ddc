"""Answers that come in accounts: how much less they say than as many that do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cx.domain.tally import Tally


@dataclass(frozen=True, slots=True)
class Clusters:
    """Sums over accounts of how alike their answers are; an answer counts +1 (promoter), 0 or -1 (detractor).

    They add over different accounts; never over periods, in which the same account may stand twice.

    accounts: accounts with an answer. answers: their answers. squared_sizes: sum of answers² an account.
    total: sum of all answers' values. squared_total_per_size: sum over accounts of (its total)²/(its answers).
    squared: sum of squared values: promoters plus detractors.
    """

    accounts: int = 0
    answers: int = 0
    squared_sizes: int = 0
    total: float = 0.0
    squared_total_per_size: float = 0.0
    squared: float = 0.0

    @classmethod
    def of_accounts(cls, accounts: Iterable[Tally]) -> Clusters:
        """The sums of one tally an account; weights are not used, accounts without answers do not count."""
        return sum((cls._of_account(tally) for tally in accounts if tally.n), cls())

    @classmethod
    def alone(cls, tally: Tally) -> Clusters:
        """Answers that name no account: each stands for itself."""
        one_by_one = tally.promoters + tally.detractors
        return cls(tally.n, tally.n, tally.n, tally.promoters - tally.detractors, one_by_one, one_by_one)

    @classmethod
    def _of_account(cls, tally: Tally) -> Clusters:
        net = tally.promoters - tally.detractors
        return cls(1, tally.n, tally.n**2, net, net**2 / tally.n, tally.promoters + tally.detractors)

    def __add__(self, other: Clusters) -> Clusters:
        return Clusters(
            self.accounts + other.accounts,
            self.answers + other.answers,
            self.squared_sizes + other.squared_sizes,
            self.total + other.total,
            self.squared_total_per_size + other.squared_total_per_size,
            self.squared + other.squared,
        )


def intraclass_correlation(clusters: Clusters) -> float:
    """How alike the answers of one account are, 0 to 1: the one-way analysis of variance estimate, clipped.

    ρ = (B - W)/(B + (m₀ - 1)·W) with the mean squares B between and W within accounts and m₀ = (n - Σm²/n)/(k - 1)
    (Donner 1986, "A Review of Inference Procedures for the Intraclass Correlation Coefficient"). 0 where it cannot be
    told: one account only, or no account with a second answer.
    """
    k, n = clusters.accounts, clusters.answers
    if k < 2 or n == k:
        return 0.0
    between = max(0.0, clusters.squared_total_per_size - clusters.total**2 / n) / (k - 1)
    within = max(0.0, clusters.squared - clusters.squared_total_per_size) / (n - k)
    typical_size = (n - clusters.squared_sizes / n) / (k - 1)
    spread = between + (typical_size - 1) * within
    return min(1.0, max(0.0, (between - within) / spread)) if spread > 0 else 0.0


def design_effect(clusters: Clusters) -> float:
    """The factor on a score's variance: 1 + (m̄ - 1)·ρ with m̄ = Σm²/n, at least 1 (Kish 1965, "Survey Sampling").

    Accounts of four answers each, alike by ρ = 0.25, give 1.75: a test held to be at 5% is then one at 14%.

    >>> happy, unhappy, torn = Tally.counts(4, 0, 0), Tally.counts(0, 0, 4), Tally.counts(2, 0, 2)
    >>> round(design_effect(Clusters.of_accounts([happy, unhappy, torn, torn] * 25)), 2)
    2.01
    """
    if clusters.answers == 0:
        return 1.0
    mean_size = clusters.squared_sizes / clusters.answers
    return 1 + (mean_size - 1) * intraclass_correlation(clusters)
