"""Why a score moved: how the groups scored, and who answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from cx.domain.errors import BadValue
from cx.domain.tally import Tally, total


@dataclass(frozen=True, slots=True)
class Part:
    """What one group added to a change, in points of the total.

    rate: how they scored: the change of the group's score times its mean share.
    mix: who answered: the change of its share times how far its mean score lies from the mean total.
    """

    group: str
    rate: float
    mix: float

    @property
    def effect(self) -> float:
        return self.rate + self.mix


@dataclass(frozen=True, slots=True)
class Bridge:
    """A change taken apart; before + rate + mix + method is after, exactly (to rounding of floats).

    before, after: points, the raw scores of the two totals. rate, mix: points, sums over the parts.
    method: points that a new survey method added, 0 where it did not change.
    parts: the largest bars first (|rate| + |mix|), then by name.
    """

    before: float
    after: float
    parts: tuple[Part, ...]
    rate: float
    mix: float
    method: float = 0.0


def bridge(before: Mapping[str, Tally], after: Mapping[str, Tally], *, method_change: float | None = None) -> Bridge:
    """Take a change apart over the groups of one field (Kitagawa 1955, "Components of a Difference Between Two Rates").

    rate_k = Δs_k·w̄_k and mix_k = Δw_k·(s̄_k - N̄): w shares of the (weighted) answers, s scores, N the total, bars the
    means of the two periods. A group that enters or leaves takes its one known score in both periods, so all of its
    effect is mix. A group without answers in either is left out.

    method_change: points that the new method adds to every score of the later period, told by a parallel run or an
    estimate; it is taken off first and stands as `method`.
    Raises BadValue where either period has no answers: no score is not a score of 0.

    >>> made = bridge({"EMEA": Tally.counts(6, 2, 2)}, {"EMEA": Tally.counts(5, 2, 3)})
    >>> round(made.before), round(made.after), round(made.rate), round(made.mix)
    (40, 20, -20, 0)
    """
    whole_before, whole_after = total(before.values()), total(after.values())
    score_before, score_after = _points(whole_before), _points(whole_after)
    if score_before is None or score_after is None:
        raise BadValue("A change is taken apart between two periods that both have answers.")
    method = method_change or 0.0
    mean_total = (score_before + score_after - method) / 2
    parts = []
    for group in {**before, **after}:
        then, now = before.get(group, Tally()), after.get(group, Tally())
        known = _points(then), _less(_points(now), method)
        score_then = known[0] if known[0] is not None else known[1]
        score_now = known[1] if known[1] is not None else known[0]
        if score_then is None or score_now is None:
            continue
        share_then, share_now = then.weight / whole_before.weight, now.weight / whole_after.weight
        parts.append(
            Part(
                group,
                rate=(score_now - score_then) * (share_then + share_now) / 2,
                mix=(share_now - share_then) * ((score_then + score_now) / 2 - mean_total),
            )
        )
    return Bridge(
        before=score_before,
        after=score_after,
        parts=tuple(sorted(parts, key=lambda part: (-abs(part.rate) - abs(part.mix), part.group))),
        rate=fsum(part.rate for part in parts),
        mix=fsum(part.mix for part in parts),
        method=method,
    )


def _points(tally: Tally) -> float | None:
    """The raw score, by weight; None without answers."""
    if tally.n == 0 or tally.weight <= 0:
        return None
    return 100 * (tally.weighted_promoters - tally.weighted_detractors) / tally.weight


def _less(points: float | None, method: float) -> float | None:
    return None if points is None else points - method
