"""What customers and partners need: how much it matters to them, how well each brand meets it, and what we choose."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cx.domain.slices import EVERYBODY, Slice

SCALE = 10.0
"""Importance and performance run from 0 to 10."""


class Stance(StrEnum):
    """What we have chosen to do about a need: beat the others, keep up with them, or leave it to them."""

    WIN = "win"
    MATCH = "match"
    CONCEDE = "concede"


@dataclass(frozen=True, slots=True)
class Need:
    """audience: 'customer' or 'partner'. scope: whose need it is. stance: None where nobody has decided."""

    need_id: str
    name: str
    audience: str
    scope: Slice = EVERYBODY
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """How one group rated one need and one brand in one period.

    importance, performance: means, 0 to 10; None where nobody asked. n: answers, None where not known.
    spread: standard deviation of the single ratings of performance, None where not known. provenance: who asked.
    """

    need_id: str
    brand: str
    scope: Slice
    period: str
    importance: float | None
    performance: float | None
    n: int | None = None
    spread: float | None = None
    provenance: str = ""
    source: str = ""

    @property
    def standard_error(self) -> float | None:
        """Of the mean performance, 0 to 10: s/√n.

        Where the spread is not known it is taken as the largest that ratings of mean m can have, √(m·(10 - m))
        (Bhatia and Davis 2000, "A Better Bound on the Variance"), with two answers of 5 added, so that a mean at an end
        of the scale is not taken for certain. None where n is not known.

        >>> Rating("n", "Us", EVERYBODY, "2026", 8, 5.0, n=100).standard_error
        0.5
        """
        if self.performance is None or not self.n:
            return None
        if self.spread:
            return self.spread / math.sqrt(self.n)
        m = (self.performance * self.n + SCALE) / (self.n + 2)
        return math.sqrt(m * (SCALE - m) / self.n)


@dataclass(frozen=True, slots=True)
class Served:
    """How well a set of needs is met. value: 0 to 10. standard_error: None where one rating has none.

    n: fewest answers behind one of them, None where not known. needs: ids, in order.
    """

    value: float
    standard_error: float | None
    n: int | None
    needs: tuple[str, ...]


def importance(ratings: Sequence[Rating]) -> dict[str, float]:
    """How much each need matters, 0 to 10, whichever brand the people asked use: the mean over them, by answers.

    A rating without a known n counts as one answer.
    """
    sums: dict[str, tuple[float, int]] = {}
    for rating in ratings:
        if rating.importance is not None:
            total, n = sums.get(rating.need_id, (0.0, 0))
            sums[rating.need_id] = total + rating.importance * (rating.n or 1), n + (rating.n or 1)
    return {need: total / n for need, (total, n) in sums.items()}


def served(ratings: Sequence[Rating], importances: Mapping[str, float]) -> Served | None:
    """A brand's mean performance over its rated needs, each by its importance: Σ i·p / Σ i; None where none is rated.

    Its standard error is Σ i·se / Σ i: the largest that any correlation allows, as the same people rate every need
    (JCGM 100:2008, 5.2.2, note 1). Importances are taken as known.
    """
    rated = sorted(
        (one for one in ratings if one.performance is not None and importances.get(one.need_id, 0) > 0),
        key=lambda one: one.need_id,
    )
    if not rated:
        return None
    whole = sum(importances[one.need_id] for one in rated)
    errors = [one.standard_error for one in rated]
    counts = [one.n for one in rated]
    return Served(
        value=sum(importances[one.need_id] * (one.performance or 0.0) for one in rated) / whole,
        standard_error=None
        if None in errors
        else sum(importances[one.need_id] * (error or 0.0) for one, error in zip(rated, errors, strict=True)) / whole,
        n=None if None in counts else min(n or 0 for n in counts),
        needs=tuple(one.need_id for one in rated),
    )
