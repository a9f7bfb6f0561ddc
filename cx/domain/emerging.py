"""Phrases of comments that no theme covers yet and that have become more frequent: candidates for a theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cx.domain.discoveries import adjusted
from cx.domain.distinctive import without_overlaps
from cx.domain.themes import VolumeChange, share_change

FALSE_DISCOVERY_RATE = 0.025
FEWEST = 10
"""Comments now: fewer would make a theme of one loud afternoon."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Comments without a theme that hold a phrase. now: at least so many. then: at most so many."""

    phrase: str
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class Emerging:
    phrase: str
    now: int
    change: VolumeChange


def emerging(candidates: Sequence[Candidate], now_of: int, then_of: int, *, at_least: int) -> tuple[Emerging, ...]:
    """Phrases whose share of ALL comments rose, the surest first.

    Tested as shares are (`share_change`), all phrases of enough comments together (Benjamini and Hochberg at 0.025);
    what an earlier period may have held and was too rare to keep counts as held, so that nothing seems new that is not.
    now_of, then_of: every comment of the two periods. Nothing is said where either has none.
    """
    if not now_of or not then_of:
        return ()
    enough = [one for one in candidates if one.now >= max(at_least, FEWEST)]
    changes = [share_change(one.now, now_of, min(one.then, then_of), then_of) for one in enough]
    p_values = adjusted([change.p for change in changes])
    found = [
        Emerging(one.phrase, one.now, change)
        for one, change, p in zip(enough, changes, p_values, strict=True)
        if change.z > 0 and p <= FALSE_DISCOVERY_RATE
    ]
    found.sort(key=lambda one: (-one.change.z, one.phrase))
    kept = without_overlaps([(one.phrase, one.now) for one in found])
    return tuple(one for one in found if one.phrase in kept)
