"""Accounts: one vote each, and how they stand, heard from or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cx.domain.tally import Tally, total

RULE = (
    "One vote an account: the mean of its people's latest answers, a promoter +1, a passive 0, a detractor −1, rounded"
    " to the nearest of these; exactly half way counts as passive."
)
"""How an account votes, in words."""


class Standing(StrEnum):
    """What an account's people said in a period. MIXED: some are promoters and some detractors."""

    PROMOTER = "promoter"
    PASSIVE = "passive"
    DETRACTOR = "detractor"
    MIXED = "mixed"
    NOT_HEARD = "not heard"


@dataclass(frozen=True, slots=True)
class Said:
    """How many people of an account were promoters, passives and detractors, each with their latest answer."""

    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    @property
    def people(self) -> int:
        return self.promoters + self.passives + self.detractors


def vote(said: Said) -> Tally:
    """An account's one vote: its mean class to the nearest, exactly half way counts as passive; empty where unheard.

    Promoter where 2·(P − D) > n, detractor where 2·(D − P) > n. Weights are not used: an account is an account.

    >>> vote(Said(promoters=2, passives=1)).promoters, vote(Said(promoters=1, passives=1)).passives
    (1, 1)
    """
    if not said.people:
        return Tally()
    net = 2 * (said.promoters - said.detractors)
    return Tally.counts(int(net > said.people), int(abs(net) <= said.people), int(-net > said.people))


def votes(accounts: Mapping[Said, int]) -> Tally:
    """The votes of all accounts. accounts: how many said the same."""
    return total(_times(vote(said), many) for said, many in accounts.items())


def standing(said: Said) -> Standing:
    """Mixed where promoters and detractors are both among its people, else as it votes."""
    if not said.people:
        return Standing.NOT_HEARD
    if said.promoters and said.detractors:
        return Standing.MIXED
    voted = vote(said)
    return Standing.PROMOTER if voted.promoters else Standing.DETRACTOR if voted.detractors else Standing.PASSIVE


@dataclass(frozen=True, slots=True)
class Held:
    """Accounts and what they pay a year. accounts: at least 0. revenue: at least 0, of those whose revenue is known."""

    accounts: int = 0
    revenue: float = 0.0

    def __add__(self, other: Held) -> Held:
        return Held(self.accounts + other.accounts, self.revenue + other.revenue)


def _times(tally: Tally, many: int) -> Tally:
    return Tally.counts(tally.promoters * many, tally.passives * many, tally.detractors * many)
