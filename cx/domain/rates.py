"""Response rates: of those who were asked, how many answered, and what may be said of a change of that."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cx.domain.book import EXPLORED_LEVEL, FALSE_DISCOVERY_RATE
from cx.domain.discoveries import adjusted
from cx.domain.errors import BadValue
from cx.domain.score import Z95
from cx.domain.verdict import Difference, Question, Relation, relation

K = TypeVar("K", bound=Hashable)

NOT_KNOWN = "how many were asked is not known"
FEW_ASKED = "few were asked"
STOPPED_AT = 0.5
"""A group whose rate fell to less than this share of what it was has stopped answering, rather than answered less."""


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """Answered ÷ invited with its 95% interval (Wilson 1927, "Probable Inference").

    invited: people asked, at least 1. answered: 0 to invited.
    rate, low, high: percent, 0 to 100, unrounded; 100·(p + z²/2n ± z·√(p(1 - p)/n + z²/4n²))/(1 + z²/n).
    """

    invited: int
    answered: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RateComparison:
    """Two rates of one group, or a group and the rest, to be compared.

    question: a CHANGE over time or a GAP to others. not_compared: why like cannot be compared with like; '' where it
    can.
    """

    current: ResponseRate | None
    reference: ResponseRate | None
    question: Question = Question.CHANGE
    not_compared: str = ""


@dataclass(frozen=True, slots=True)
class RateVerdict:
    """What may be said of two response rates.

    relation, difference: None where nothing may be said, `reason` then says why; the difference is in percentage
    points. adjusted_p: Benjamini-Hochberg's, the plain p-value where explored. looked_at: comparisons tested together.
    explored: made by somebody on the spot; never put into a sentence.
    """

    current: ResponseRate | None
    reference: ResponseRate | None
    relation: Relation | None
    difference: Difference | None
    adjusted_p: float | None
    looked_at: int
    explored: bool = False
    reason: str = ""

    @property
    def stopped(self) -> bool:
        """Whether the group has stopped answering: its rate fell, and to less than half of what it was."""
        fell = self.relation is Relation.FELL and not self.explored
        if not fell or self.current is None or self.reference is None:
            return False
        return self.current.rate < STOPPED_AT * self.reference.rate


def response_rate(answered: int, invited: int | None) -> ResponseRate | None:
    """The rate, or None for "not known": nobody sent how many were asked, or fewer were sent than answered.

    >>> rate = response_rate(1180, 4900)
    >>> round(rate.rate, 1), round(rate.low, 1), round(rate.high, 1)
    (24.1, 22.9, 25.3)
    """
    if not invited or not 0 <= answered <= invited:
        return None
    share, z2 = answered / invited, Z95 * Z95
    centre = share + z2 / (2 * invited)
    half = Z95 * math.sqrt(share * (1 - share) / invited + z2 / (4 * invited * invited))
    scale = 100 / (1 + z2 / invited)
    return ResponseRate(
        invited=invited,
        answered=answered,
        rate=100 * share,
        low=max(0.0, scale * (centre - half)),
        high=min(100.0, scale * (centre + half)),
    )


def rate_difference(current: ResponseRate, reference: ResponseRate) -> Difference:
    """A difference of two independent rates in percentage points, by adjusted Wald as scores have it.

    p = (answered + 1)/(invited + 2) on either side, 100·(p₁ - p₂ ± z·√(p₁(1 - p₁)/(n₁ + 2) + p₂(1 - p₂)/(n₂ + 2)))
    (Agresti and Caffo 2000, "Simple and Effective Confidence Intervals for Proportions"). `value` is the raw one.
    """
    now, then = ((one.answered + 1) / (one.invited + 2) for one in (current, reference))
    variances = (share * (1 - share) / (one.invited + 2) for share, one in ((now, current), (then, reference)))
    return Difference.around(current.rate - reference.rate, 100 * (now - then), 100 * math.sqrt(math.fsum(variances)))


def compare_rates(comparisons: Mapping[K, RateComparison], *, margin: float, fewest: int) -> dict[K, RateVerdict]:
    """Test a family of comparisons together, by the rules of the verdict book.

    Steady (level) where the 90% interval of the difference lies within the margin; rose or fell (ahead, behind) where
    Benjamini and Hochberg's p-value is at most 0.025; else unclear. A comparison that nothing may be said of keeps its
    reason and counts in no family.

    margin: percentage points, the change of a rate that matters. fewest: invited people on either side.
    """
    reasons = {key: _silence(comparison, fewest) for key, comparison in comparisons.items()}
    speaking = {key: _difference(comparisons[key]) for key, reason in reasons.items() if not reason}
    p_values = dict(zip(speaking, adjusted([difference.p for difference in speaking.values()]), strict=True))
    return {
        key: _said(comparison, speaking[key], p_values[key], FALSE_DISCOVERY_RATE, len(speaking), margin)
        if key in speaking
        else _unsaid(comparison, reasons[key], len(speaking))
        for key, comparison in comparisons.items()
    }


def explore_rate(comparison: RateComparison, *, margin: float, fewest: int) -> RateVerdict:
    """The verdict on a group that somebody filtered together: tested by itself at 0.01, labelled so, never spoken."""
    if reason := _silence(comparison, fewest):
        return _unsaid(comparison, reason, 0, explored=True)
    difference = _difference(comparison)
    return _said(comparison, difference, difference.p, EXPLORED_LEVEL, 1, margin, explored=True)


def _silence(comparison: RateComparison, fewest: int) -> str:
    """Why nothing may be said; '' where something may."""
    sides = [side for side in (comparison.current, comparison.reference) if side]
    if len(sides) < 2:
        return NOT_KNOWN
    return comparison.not_compared or (FEW_ASKED if any(side.invited < fewest for side in sides) else "")


def _difference(comparison: RateComparison) -> Difference:
    if comparison.current is None or comparison.reference is None:
        raise BadValue("There are no two response rates to compare.")
    return rate_difference(comparison.current, comparison.reference)


def _said(
    comparison: RateComparison,
    difference: Difference,
    p: float,
    level: float,
    looked_at: int,
    margin: float,
    *,
    explored: bool = False,
) -> RateVerdict:
    found = relation(comparison.question, difference, significant=p <= level, margin=margin)
    return RateVerdict(comparison.current, comparison.reference, found, difference, p, looked_at, explored)


def _unsaid(comparison: RateComparison, reason: str, looked_at: int, *, explored: bool = False) -> RateVerdict:
    return RateVerdict(comparison.current, comparison.reference, None, None, None, looked_at, explored, reason)
