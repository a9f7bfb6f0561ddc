"""Tallies: additive counts of promoters, passives and detractors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from cx.domain.errors import BadValue

PROMOTER_FROM = 9
PASSIVE_FROM = 7
SCORES = range(11)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of scored answers by class, with the sums of their weights; tallies add.

    promoters, passives, detractors: answers that scored 9-10, 7-8 and 0-6.
    weighted_promoters, weighted_passives, weighted_detractors: sums of weights; equal to the counts without weights.
    squared_weights: sum of squared weights; equal to n without weights.

    >>> (Tally.counts(2, 1, 1) + Tally.counts(1, 0, 0)).n
    5
    """

    promoters: int = 0
    passives: int = 0
    detractors: int = 0
    weighted_promoters: float = 0.0
    weighted_passives: float = 0.0
    weighted_detractors: float = 0.0
    squared_weights: float = 0.0

    @classmethod
    def counts(cls, promoters: int, passives: int, detractors: int) -> Tally:
        """A tally of unweighted answers."""
        if min(promoters, passives, detractors) < 0:
            raise BadValue("A tally counts answers; a count is never negative.")
        n = promoters + passives + detractors
        return cls(promoters, passives, detractors, promoters, passives, detractors, n)

    @classmethod
    def of_scores(cls, scores: Iterable[int]) -> Tally:
        """Tally whole scores 0-10; anything else raises BadValue."""
        counted = [0, 0, 0]
        for score in scores:
            if score not in SCORES:
                raise BadValue(f"A score is a whole number from 0 to 10, not {score!r}.")
            counted[0 if score >= PROMOTER_FROM else 1 if score >= PASSIVE_FROM else 2] += 1
        return cls.counts(*counted)

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def __sub__(self, part: Tally) -> Tally:
        """The rest of a whole without one of its parts."""
        rest = Tally(*(getattr(self, f.name) - getattr(part, f.name) for f in fields(self)))
        if min(rest.promoters, rest.passives, rest.detractors) < 0:
            raise BadValue("Only a part can be taken from a whole.")
        return rest

    @property
    def n(self) -> int:
        """Scored answers, at least 0."""
        return self.promoters + self.passives + self.detractors

    @property
    def weight(self) -> float:
        return self.weighted_promoters + self.weighted_passives + self.weighted_detractors

    @property
    def is_weighted(self) -> bool:
        """Whether any answer carries a weight other than 1."""
        return (self.weighted_promoters, self.weighted_passives, self.weighted_detractors, self.squared_weights) != (
            self.promoters,
            self.passives,
            self.detractors,
            self.n,
        )

    @property
    def n_effective(self) -> float:
        """Kish's effective sample size (sum of weights squared over sum of squared weights); n without weights."""
        return self.weight**2 / self.squared_weights if self.squared_weights else 0.0


EMPTY = Tally()


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, EMPTY)
