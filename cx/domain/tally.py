"""Tallies: additive counts of promoters, passives and detractors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter

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
        return Tally(
            self.promoters + other.promoters,
            self.passives + other.passives,
            self.detractors + other.detractors,
            self.weighted_promoters + other.weighted_promoters,
            self.weighted_passives + other.weighted_passives,
            self.weighted_detractors + other.weighted_detractors,
            self.squared_weights + other.squared_weights,
        )

    def __sub__(self, part: Tally) -> Tally:
        """The rest of a whole without one of its parts; a class that is left without answers weighs exactly 0."""
        promoters = self.promoters - part.promoters
        passives = self.passives - part.passives
        detractors = self.detractors - part.detractors
        if min(promoters, passives, detractors) < 0:
            raise BadValue("Only a part can be taken from a whole.")
        return Tally(
            promoters,
            passives,
            detractors,
            max(0.0, self.weighted_promoters - part.weighted_promoters) if promoters else 0.0,
            max(0.0, self.weighted_passives - part.weighted_passives) if passives else 0.0,
            max(0.0, self.weighted_detractors - part.weighted_detractors) if detractors else 0.0,
            max(0.0, self.squared_weights - part.squared_weights) if promoters + passives + detractors else 0.0,
        )

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


_COUNTS = attrgetter(*(field.name for field in fields(Tally)))


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of all of them, made once: a tally for every step would take three times as long."""
    columns = [*zip(*map(_COUNTS, tallies), strict=True)]
    return Tally(*map(sum, columns)) if columns else EMPTY
