"""What the score would be had every group answered as often as it was asked, and whether that matters."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cx.domain.book import FALSE_DISCOVERY_RATE
from cx.domain.chi_square import chance_of_more
from cx.domain.discoveries import adjusted
from cx.domain.errors import BadValue
from cx.domain.score import Z95, Score, score
from cx.domain.tally import Tally, total
from cx.domain.verdict import Difference

F = TypeVar("F", bound=Hashable)

POOLED = "Small groups together"
NOT_TOLD = "Asked in an unknown group"
"""Answers whose group nobody is known to have been invited in; they keep the share that they have."""

MIX_LEVEL = 0.01
"""Two-sided level at which two mixes differ; with thousands of answers a stricter one would still find trifles, which
the shift of the score then does not."""
MOST_NOT_TOLD = 0.05
"""Share of the answers; where more are in no group that was invited, invitations and answers do not fit together."""

SMALLEST_ERROR = 1e-9
"""Points; shares that differ by less than floats can tell are the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One group: people invited, at least 0, and what they answered."""

    invited: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Stratum:
    """A group, or small groups together, as it is weighted.

    invited_share, answered_share: 0 to 1, of the groups that answered. weight: what each of its answers counts for,
    1 where it answered as often as all.
    """

    name: str
    answered: int
    invited_share: float
    answered_share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Reweighted:
    """The score weighted to the mix of the groups that were invited.

    observed: the score as it stands. value, low, high: points, the weighted score and its 95% interval.
    shift: the weighted score less the observed; None where the two mixes are the same.
    statistic, degrees, p: of the chi-square test that answers are spread over the groups as invitations are.
    strata: largest share of invitations first. silent: groups that were invited and never answered, which nothing can
    be weighted for. silent_share: their share of all invitations, 0 to 1.
    """

    observed: Score
    value: float
    low: float
    high: float
    shift: Difference | None
    statistic: float
    degrees: int
    p: float
    strata: tuple[Stratum, ...]
    silent: tuple[str, ...]
    silent_share: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A what-if with the p-value of its shift among all fields looked at, and whether non-response moves the score."""

    what_if: Reweighted
    adjusted_p: float
    moves: bool


def reweighted(groups: Mapping[str, Asked], *, design_effect: float = 1.0, thin_below: float = 30) -> Reweighted | None:
    """Post-stratify a score to the invited mix (Holt and Smith 1979, "Post Stratification").

    Ñ = Σ W_k·s_k with W_k the group's share of the invitations and s_k its score; given the numbers that answered,
    its variance is Σ W_k²·se_k². The shift Σ (W_k - w_k)·s_k, w_k the shares of the answers, has Σ (W_k - w_k)²·se_k².
    s_k, se_k and the centre of the interval are those of `Score`, with the design effect. The mixes are compared by
    Pearson's χ² = Σ (n_k - n·W_k)²/(n·W_k), divided by the design effect (Rao and Scott 1981); as invitations are
    finite, this errs on the side of silence.

    Groups with fewer than `thin_below` effective answers are weighted together, with the smallest others where they are
    still too few. It assumes that within a group those who answered are like those who did not: it says what the mix
    does, never what the silent think. A negative number of points means that groups that scored lower answered less.

    None where it cannot be told: fewer than two groups are large enough, more answered than were asked in one, or over
    a twentieth of the answers are in groups that nobody was invited in.
    """
    answering = {name: group for name, group in groups.items() if group.tally.weight > 0}
    told = {name: group for name, group in answering.items() if group.invited > 0}
    everybody = total(group.tally for group in answering.values())
    not_told = total(group.tally for name, group in answering.items() if name not in told)
    if any(group.tally.n > group.invited for group in told.values()):
        return None
    if not told or not_told.weight > MOST_NOT_TOLD * everybody.weight:
        return None
    strata = _pooled(told, thin_below)
    if len(strata) < 2:
        return None
    observed = score(everybody, design_effect)
    if observed is None:
        raise BadValue("A score without answers cannot be weighted.")
    known = 1 - not_told.weight / everybody.weight
    shares = _shares(strata, known)
    if not_told.weight:
        strata = {**strata, NOT_TOLD: Asked(0, not_told)}
        shares[NOT_TOLD] = 1 - known
    return _weighed(groups, strata, shares, everybody, observed, design_effect)


def judge(what_ifs: Mapping[F, Reweighted], *, least: float) -> dict[F, Judged]:
    """Whether who answered moves the score, field by field, all fields tested together.

    It does where the mixes differ at 0.01, the shift is significant with Benjamini and Hochberg's p-value at 0.025
    over the fields, and it is at least `least` points: more than rounding shows.
    """
    p_values = adjusted([made.shift.p if made.shift else 1.0 for made in what_ifs.values()])
    return {
        field: Judged(
            made,
            p,
            moves=made.p <= MIX_LEVEL
            and p <= FALSE_DISCOVERY_RATE
            and made.shift is not None
            and abs(made.shift.value) >= least,
        )
        for (field, made), p in zip(what_ifs.items(), p_values, strict=True)
    }


def _pooled(groups: Mapping[str, Asked], thin_below: float) -> dict[str, Asked]:
    """The groups with every small one in one pool, which takes in the smallest others until it is no longer small."""
    order = sorted(groups, key=lambda name: (groups[name].tally.n_effective, name))
    pool = [name for name in order if groups[name].tally.n_effective < thin_below]
    alone = [name for name in order if name not in pool]
    while pool and alone and total(groups[name].tally for name in pool).n_effective < thin_below:
        pool.append(alone.pop(0))
    kept = {name: groups[name] for name in alone}
    if pool:
        tally = total(groups[name].tally for name in pool)
        if tally.n_effective < thin_below:
            return {}
        kept[POOLED] = Asked(sum(groups[name].invited for name in pool), tally)
    return kept


def _shares(strata: Mapping[str, Asked], known: float) -> dict[str, float]:
    """Each stratum's share of the invitations, together `known`."""
    invited = sum(group.invited for group in strata.values())
    return {name: known * group.invited / invited for name, group in strata.items()}


def _weighed(
    groups: Mapping[str, Asked],
    strata: Mapping[str, Asked],
    shares: Mapping[str, float],
    everybody: Tally,
    observed: Score,
    design_effect: float,
) -> Reweighted:
    names = sorted(strata, key=lambda name: (-shares[name], name))
    scores = [_scored(strata[name].tally, design_effect) for name in names]
    wanted = [shares[name] for name in names]
    got = [strata[name].tally.weight / everybody.weight for name in names]
    value = math.fsum(share * one.value for share, one in zip(wanted, scores, strict=True))
    centre = math.fsum(share * one.centre for share, one in zip(wanted, scores, strict=True))
    error = math.hypot(*(share * one.standard_error for share, one in zip(wanted, scores, strict=True)))
    told = [name for name in names if name != NOT_TOLD]
    statistic = _statistic({name: strata[name] for name in told}, design_effect)
    silent = sorted(name for name, group in groups.items() if group.invited > 0 and group.tally.n == 0)
    invited = sum(group.invited for group in groups.values())
    return Reweighted(
        observed=observed,
        value=value,
        low=max(-100.0, centre - Z95 * error),
        high=min(100.0, centre + Z95 * error),
        shift=_shift(wanted, got, scores),
        statistic=statistic,
        degrees=len(told) - 1,
        p=chance_of_more(statistic, len(told) - 1),
        strata=tuple(
            Stratum(name, strata[name].tally.n, share, had, share / had)
            for name, share, had in zip(names, wanted, got, strict=True)
        ),
        silent=tuple(silent),
        silent_share=sum(groups[name].invited for name in silent) / invited,
    )


def _shift(wanted: list[float], got: list[float], scores: list[Score]) -> Difference | None:
    moved = [share - had for share, had in zip(wanted, got, strict=True)]
    error = math.hypot(*(by * one.standard_error for by, one in zip(moved, scores, strict=True)))
    if error < SMALLEST_ERROR:
        return None
    value = math.fsum(by * one.value for by, one in zip(moved, scores, strict=True))
    centre = math.fsum(by * one.centre for by, one in zip(moved, scores, strict=True))
    return Difference.around(value, centre, error)


def _statistic(strata: Mapping[str, Asked], design_effect: float) -> float:
    """Pearson's statistic over the strata whose invitations are known."""
    n = sum(group.tally.n for group in strata.values())
    invited = sum(group.invited for group in strata.values())
    parts = (
        (group.tally.n - n * group.invited / invited) ** 2 / (n * group.invited / invited) for group in strata.values()
    )
    return math.fsum(parts) / max(design_effect, 1.0)


def _scored(tally: Tally, design_effect: float) -> Score:
    found = score(tally, design_effect)
    if found is None:
        raise BadValue("A stratum without answers has no score.")
    return found
