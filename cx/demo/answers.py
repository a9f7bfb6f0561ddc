"""How answers are drawn: accounts, days and scores, all of it decided by one generator.

An answer's group has an expected score; the answer is drawn by its rank among neighbours of the same region, journey
and product, so that groups come out near what was planted, while answers of one account still resemble each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cx.demo import company
from cx.demo.company import Group

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]
Column = NDArray[Any]

ACCOUNT_SHARE = 0.06
"""Share of an answer's leaning that belongs to its account, 0 to 1."""
WEEKEND = 0.15
"""Answers on a day of the weekend, against a working day."""

CUSTOMERS_DETRACTORS = (0.25, -0.0029)
"""Share of detractors where the score is 0, and what a point of score changes it by."""
PANEL_DETRACTORS = (0.165, -0.0019)
"""The same where a panel is asked: fewer have strong feelings, more are passive."""

_WITHIN_DETRACTORS = np.cumsum([0.05, 0.03, 0.06, 0.09, 0.12, 0.26, 0.39])
_WITHIN_PASSIVES, _WITHIN_PROMOTERS = 0.42, 0.47


@dataclass(frozen=True, slots=True)
class Answers:
    """One survey's answers in the order of time, column by column; every column has the same length."""

    survey_id: str
    columns: dict[str, Column]

    def __len__(self) -> int:
        return len(self.columns["score"])


@dataclass(frozen=True, slots=True)
class Accounts:
    """Customers or partner companies. activity: relative number of answers. leaning: standard normal."""

    names: Column
    region: Codes
    group: Codes
    activity: Numbers
    leaning: Numbers

    def drawn(self, rng: np.random.Generator, regions: Codes) -> Codes:
        """An account of each region asked for, by activity."""
        chosen = np.empty(len(regions), dtype=np.int64)
        for region in np.unique(regions):
            here = np.flatnonzero(self.region == region)
            wanted = regions == region
            odds = self.activity[here] / self.activity[here].sum()
            chosen[wanted] = rng.choice(here, size=int(wanted.sum()), p=odds)
        return chosen


def accounts(rng: np.random.Generator, prefix: str, how_many: int, groups: Sequence[Group]) -> Accounts:
    """Companies spread over the regions and over the groups (segments or partner types)."""
    return Accounts(
        names=np.array([f"{prefix}-{number:04d}" for number in range(1, how_many + 1)], dtype=object),
        region=deal(rng, [region.share for region in company.REGIONS], how_many),
        group=deal(rng, [group.share for group in groups], how_many),
        activity=rng.lognormal(0.0, 0.6, how_many),
        leaning=rng.standard_normal(how_many),
    )


def deal(rng: np.random.Generator, shares: Sequence[float], n: int) -> Codes:
    """n codes 0, 1, 2 … in a random order, as many of each as its share allows (largest remainder)."""
    wanted = np.asarray(shares, dtype=float) / sum(shares) * n
    counts = np.floor(wanted).astype(np.int64)
    counts[np.argsort(counts - wanted, kind="stable")[: n - counts.sum()]] += 1
    return rng.permutation(np.repeat(np.arange(len(counts)), counts))


def deal_within(rng: np.random.Generator, shares: Sequence[float], groups: Codes) -> Codes:
    """Codes dealt by the same shares inside each group."""
    codes = np.empty(len(groups), dtype=np.int64)
    for group in np.unique(groups):
        here = groups == group
        codes[here] = deal(rng, shares, int(here.sum()))
    return codes


def days(rng: np.random.Generator, first: date, last: date, n: int) -> Column:
    """n moments in working hours from first to last, few of them at weekends."""
    every = np.arange(np.datetime64(first), np.datetime64(last + timedelta(days=1)))
    odds = np.where(np.is_busday(every), 1.0, WEEKEND)
    chosen = rng.choice(every, size=n, p=odds / odds.sum())
    seconds = rng.triangular(7 * 3600, 11 * 3600, 20 * 3600, n).astype(np.int64)
    moments: Column = chosen.astype("datetime64[s]") + seconds.astype("timedelta64[s]")
    return moments


def leanings(rng: np.random.Generator, of_account: Numbers) -> Numbers:
    """Standard normal leanings of answers, alike within an account."""
    own = rng.standard_normal(len(of_account))
    return math.sqrt(ACCOUNT_SHARE) * of_account + math.sqrt(1 - ACCOUNT_SHARE) * own


def draws(rng: np.random.Generator, leaning: Numbers, *groups: Codes, neighbours: int = 6) -> Numbers:
    """A number in 0 to 1 for each answer, spread evenly over so many neighbours of the same groups, by leaning.

    neighbours: more makes the first groups follow the plan more closely, fewer the last.
    """
    n = len(leaning)
    order = np.lexsort((rng.random(n), *reversed(groups)))
    block = np.arange(n) // neighbours
    ranked = np.lexsort((leaning[order], block))
    size = np.minimum(neighbours, n - block * neighbours)
    drawn = np.empty(n)
    drawn[order[ranked]] = (np.arange(n) - block * neighbours + rng.random(n)) / size
    return drawn


def scores(drawn: Numbers, points: Numbers, shares: tuple[float, float] = CUSTOMERS_DETRACTORS) -> Codes:
    """Scores 0 to 10 of answers whose groups are expected to reach `points`; shares: of detractors, as above."""
    points = np.clip(points, -60.0, 80.0)
    detractors = shares[0] + shares[1] * points
    passives = 1.0 - (2 * detractors + points / 100)
    low = np.searchsorted(_WITHIN_DETRACTORS, np.minimum(drawn / detractors, 0.999))
    middle = 7 + ((drawn - detractors) / passives > _WITHIN_PASSIVES)
    high = 9 + ((drawn - detractors - passives) / (1 - detractors - passives) > _WITHIN_PROMOTERS)
    return np.where(drawn < detractors, low, np.where(drawn < detractors + passives, middle, high))


def named(codes: Codes, names: Sequence[str]) -> Column:
    return np.array(names, dtype=object)[codes]


def effects(groups: Sequence[Group], codes: Codes) -> Numbers:
    return np.array([group.effect for group in groups])[codes]


def in_order(survey_id: str, prefix: str, parts: Sequence[dict[str, Column]]) -> Answers:
    """The parts as one survey, oldest answer first, numbered in that order."""
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.argsort(columns["responded_at"], kind="stable")
    ids = np.array([f"{prefix}{number:06d}" for number in range(1, len(order) + 1)], dtype=object)
    return Answers(survey_id, {"response_id": ids} | {name: column[order] for name, column in columns.items()})
