"""Rounding, done once, where a figure is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

_NOISE_DIGITS = 9


def whole(points: float) -> int:
    """The nearest whole number, halves away from zero; what binary fractions add below a billionth is no half missed.

    >>> whole(12.5), whole(-12.5), whole(-0.4)
    (13, -13, 0)
    """
    size = math.floor(abs(round(points, _NOISE_DIGITS)) + 0.5)
    return -size if points < 0 else size


@dataclass(frozen=True, slots=True)
class EndsOrChange:
    """Two scores and their difference, each rounded to whole points from its unrounded value.

    adds_up: whether before + change is after as shown; where not, say the two ends or the change, never both.
    """

    before: int
    after: int
    change: int

    @property
    def adds_up(self) -> bool:
        return self.before + self.change == self.after


def ends_or_change(before: float, after: float) -> EndsOrChange:
    """Round two scores and their change, in points.

    >>> ends_or_change(29.6, 40.4)
    EndsOrChange(before=30, after=40, change=11)
    >>> ends_or_change(29.6, 40.4).adds_up
    False
    """
    return EndsOrChange(whole(before), whole(after), whole(after - before))
