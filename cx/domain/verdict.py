"""What may be said of a change or a gap: one form of words for every page, slide and draft."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from cx.domain.score import Z90, Z95, Score


class Relation(StrEnum):
    ROSE = "rose"
    FELL = "fell"
    STEADY = "steady"
    AHEAD = "ahead"
    BEHIND = "behind"
    LEVEL = "level"
    ABOVE_TARGET = "above_target"
    BELOW_TARGET = "below_target"
    UNCLEAR = "unclear"


class Question(StrEnum):
    """What is asked of two scores, which decides the words of the answer."""

    CHANGE = "change"
    GAP = "gap"
    TARGET = "target"


_WORDS: dict[Question, tuple[Relation, Relation, Relation]] = {
    Question.CHANGE: (Relation.ROSE, Relation.FELL, Relation.STEADY),
    Question.GAP: (Relation.AHEAD, Relation.BEHIND, Relation.LEVEL),
    Question.TARGET: (Relation.ABOVE_TARGET, Relation.BELOW_TARGET, Relation.LEVEL),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A score less what it is compared with.

    z = (m1 - m2)/√(se1² + se2²), with the adjusted centres and standard errors of `Score`; a target has no error.

    value: points, the difference of the raw scores.
    low, high: points, 95% interval, centred on the difference of the adjusted centres.
    low90, high90: points, 90% interval: what "steady" is decided on.
    standard_error, z, p: points; its number of standard errors; two-sided p-value, 0 to 1.
    """

    value: float
    low: float
    high: float
    low90: float
    high90: float
    standard_error: float
    z: float
    p: float

    @property
    def smallest_detectable(self) -> float:
        """Points: the smallest true change that this sample shows four times out of five (2.80 standard errors)."""
        return 2.80 * self.standard_error

    @classmethod
    def between(cls, current: Score, reference: Score) -> Difference:
        return cls.around(
            current.value - reference.value,
            current.centre - reference.centre,
            math.hypot(current.standard_error, reference.standard_error),
        )

    @classmethod
    def from_target(cls, current: Score, target: float) -> Difference:
        """target: points, -100 to +100."""
        return cls.around(current.value - target, current.centre - target, current.standard_error)

    @classmethod
    def around(cls, value: float, centre: float, standard_error: float) -> Difference:
        """A difference whose intervals are centred on `centre`. standard_error: points, above 0."""
        z = centre / standard_error
        return cls(
            value=value,
            low=centre - Z95 * standard_error,
            high=centre + Z95 * standard_error,
            low90=centre - Z90 * standard_error,
            high90=centre + Z90 * standard_error,
            standard_error=standard_error,
            z=z,
            p=math.erfc(abs(z) / math.sqrt(2)),
        )


def relation(question: Question, difference: Difference, *, significant: bool, margin: float) -> Relation:
    """Steady where the 90% interval lies within the margin; else up or down where significant; else unclear.

    A target is a line and has no margin: a score is above it, below it, or too close to call.
    margin: points, the change that matters to the company. significant: decided by the book over its whole family.
    """
    up, down, same = _WORDS[question]
    if question is not Question.TARGET and -margin <= difference.low90 and difference.high90 <= margin:
        return same
    if significant:
        return up if difference.z > 0 else down
    return Relation.UNCLEAR
