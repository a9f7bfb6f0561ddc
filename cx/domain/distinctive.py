"""Words that one group of people uses more than another: log-odds with an informative Dirichlet prior.

Monroe, Colaresi and Quinn 2008, "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content
of Political Conflict", equations 15 to 22: for a phrase that y_i of the n_i comments of a group hold, and a prior of
α pseudo-comments of α_0 that do,

    δ = ln((y_1 + α)/(n_1 + α_0 - y_1 - α)) - ln((y_2 + α)/(n_2 + α_0 - y_2 - α))
    σ² = Σ_i 1/(y_i + α) + 1/(n_i + α_0 - y_i - α),    z = δ/σ

The prior is informative: α/α_0 is the share of ALL comments (passives' too) that hold the phrase, so that a rare phrase
needs more than a few comments to stand out; it weighs a tenth of what was written. Comments are counted, not
occurrences: the phrase against the rest is the Beta margin of the paper's Dirichlet, and both of its variance terms are
kept because a comment, unlike a word, may well hold a phrase half of the time.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cx.domain.discoveries import adjusted
from cx.domain.score import Z95

PRIOR_WEIGHT = 0.1
"""α_0 as a share of all comments: enough to tame the rare, too little to hide the plain."""
FALSE_DISCOVERY_RATE = 0.025
SAME_COMMENTS = 0.7
"""Of two phrases of which one holds the other: share of comments from which they are the same finding."""


@dataclass(frozen=True, slots=True)
class Uses:
    """Comments that hold a phrase, by who wrote them."""

    promoters: int
    passives: int
    detractors: int

    @property
    def comments(self) -> int:
        return self.promoters + self.passives + self.detractors


@dataclass(frozen=True, slots=True)
class Distinctive:
    """A phrase and how much more promoters use it than detractors.

    log_odds: δ above; above 0 promoters use it more. low, high: its 95% interval. z: δ/σ.
    times: e^|δ|: how many times as high the odds are that a comment of that group holds it.
    """

    phrase: str
    uses: Uses
    log_odds: float
    low: float
    high: float
    z: float

    @property
    def times(self) -> float:
        return math.exp(abs(self.log_odds))


def log_odds(phrase: str, uses: Uses, written: Uses) -> Distinctive:
    """written: every comment, by who wrote it; both promoters and detractors wrote some.

    >>> found = log_odds("portal", Uses(20, 20, 60), Uses(1000, 500, 500))
    >>> round(found.log_odds, 2), round(found.z, 1)
    (-1.47, -6.6)
    """
    prior = PRIOR_WEIGHT * written.comments
    share = prior * uses.comments / written.comments
    sides = []
    for held, of in ((uses.promoters, written.promoters), (uses.detractors, written.detractors)):
        with_it, without = held + share, of + prior - held - share
        sides.append((math.log(with_it / without), 1 / with_it + 1 / without))
    delta = sides[0][0] - sides[1][0]
    error = math.sqrt(sides[0][1] + sides[1][1])
    return Distinctive(phrase, uses, delta, delta - Z95 * error, delta + Z95 * error, delta / error)


def distinctive(phrases: Mapping[str, Uses], written: Uses, *, at_least: int) -> tuple[Distinctive, ...]:
    """The phrases that tell promoters from detractors, the surest first.

    Every phrase of at least so many comments is tested, all together (Benjamini and Hochberg at 0.025), so that no
    interval of those returned reaches zero. Of phrases that hold each other only one is returned.
    """
    if not written.promoters or not written.detractors:
        return ()
    tested = [
        log_odds(phrase, uses, written)
        for phrase, uses in phrases.items()
        if at_least <= uses.comments < written.comments
    ]
    p_values = adjusted([math.erfc(abs(one.z) / math.sqrt(2)) for one in tested])
    found = [one for one, p in zip(tested, p_values, strict=True) if p <= FALSE_DISCOVERY_RATE]
    found.sort(key=lambda one: (-abs(one.z), one.phrase))
    kept = without_overlaps([(one.phrase, one.uses.comments) for one in found if one.log_odds > 0])
    kept |= without_overlaps([(one.phrase, one.uses.comments) for one in found if one.log_odds < 0])
    return tuple(one for one in found if one.phrase in kept)


def without_overlaps(phrases: Sequence[tuple[str, int]]) -> set[str]:
    """Of phrases (with their comments, the best first) those that say something of their own.

    Where one holds the other: the longer, if most comments with the shorter hold it too; else the shorter. Two that
    share a word and stand in nearly as many comments are pieces of one sentence: the better is kept.

    >>> sorted(without_overlaps([("portal", 40), ("onboarding portal", 38), ("portal team", 6)]))
    ['onboarding portal', 'portal team']
    """
    kept: dict[str, int] = {}
    for phrase, comments in phrases:
        rivals = [other for other, of in kept.items() if _rivals(phrase, other, same=_same(comments, of))]
        if not rivals:
            kept[phrase] = comments
            continue
        shorter = [other for other in rivals if _within(other, phrase)]
        if shorter and len(shorter) == len(rivals) and all(_same(comments, kept[other]) for other in shorter):
            for other in shorter:
                del kept[other]
            kept[phrase] = comments
    return set(kept)


def _rivals(one: str, other: str, *, same: bool) -> bool:
    """Whether both say the same. same: whether they stand in nearly as many comments."""
    shared = not set(one.split()).isdisjoint(other.split())
    return (shared and same) or _within(one, other) or _within(other, one)


def _within(part: str, whole: str) -> bool:
    return f" {part} " in f" {whole} "


def _same(one: int, other: int) -> bool:
    return min(one, other) >= SAME_COMMENTS * max(one, other)
