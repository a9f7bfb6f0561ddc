"""Whether a group, or who answered, really carries a change: more than chance would give one of so many groups."""

from __future__ import annotations

import math
from collections.abc import Mapping

from cx.domain.score import Score
from cx.domain.tally import Tally, total
from cx.domain.verdict import Difference

LEVEL = 0.025
"""Two-sided, over all groups that were looked at for one change."""


def apart(now: Score, then: Score, rest_now: Score, rest_then: Score) -> Difference:
    """How much more a group changed than everybody else, in points (difference in differences)."""
    return Difference.around(
        (now.value - then.value) - (rest_now.value - rest_then.value),
        (now.centre - then.centre) - (rest_now.centre - rest_then.centre),
        math.hypot(now.standard_error, then.standard_error, rest_now.standard_error, rest_then.standard_error),
    )


def shift(before: Mapping[str, Tally], after: Mapping[str, Tally], design_effect: float = 1.0) -> Difference | None:
    """Points that a total moved by who answered, as if each group had kept the mean of its two scores.

    Σ Δw_k·s̄_k; its error is that of two samples drawn from the groups: √Σ_t (Σ w_kt·s̄_k² - (Σ w_kt·s̄_k)²)·deff/n_t.
    A group without answers in one period takes its one known score. None where it cannot be told: one period is empty,
    or all groups score alike.
    """
    wholes = [total(period.values()) for period in (before, after)]
    if any(whole.weight <= 0 for whole in wholes):
        return None
    means = {group: _mean(before.get(group), after.get(group)) for group in {**before, **after}}
    levels, variance = [], 0.0
    for period, whole in zip((before, after), wholes, strict=True):
        shares = {group: tally.weight / whole.weight for group, tally in period.items()}
        level = math.fsum(share * means[group] for group, share in shares.items())
        spread = math.fsum(share * means[group] ** 2 for group, share in shares.items()) - level**2
        levels.append(level)
        variance += max(spread, 0.0) * max(design_effect, 1.0) / whole.n_effective
    moved = levels[1] - levels[0]
    return Difference.around(moved, moved, math.sqrt(variance)) if variance > 0 else None


def _mean(before: Tally | None, after: Tally | None) -> float:
    """Mean of a group's scores in two periods, or its one known score; 0 where nobody answered."""
    scores = [
        100 * (tally.weighted_promoters - tally.weighted_detractors) / tally.weight
        for tally in (before, after)
        if tally and tally.weight > 0
    ]
    return math.fsum(scores) / len(scores) if scores else 0.0
