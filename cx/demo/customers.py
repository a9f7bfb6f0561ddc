"""The demo's customers as people and accounts: who answers twice, and who pays how much and renews when.

Both are drawn from streams of chance of their own, so that answers and scores stay as they were drawn.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from cx.demo import company
from cx.demo.answers import Answers, Column
from cx.demo.company import PUBLIC_SECTOR
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM

ANSWERS_AGAIN = (0.24, 0.12, 0.07)
"""Of the answers that follow one of the same account and class (detractor, passive, promoter) within `SOON`, the share
that is the same person's: as many of each class answer again as answer, so that no score moves."""
SOON = (14, 110)
"""Days after which the survey asks somebody again, fewest and most."""

YEARLY: Mapping[str, tuple[float, float]] = {
    "Enterprise": (165_000, 0.7),
    "Mid-market": (42_000, 0.6),
    "Small business": (8_500, 0.5),
    PUBLIC_SECTOR: (120_000, 0.4),
}
"""Revenue of a year by segment: its median, and its spread as the standard deviation of its logarithm."""

QUIET_ACCOUNTS = 24
QUIET_REVENUE = (1_400_000, 3_600_000)
"""Fewest and most that one of the quiet large accounts pays a year."""
QUIET_RENEWALS = (date(2026, 10, 12), date(2027, 3, 26))
RENEWALS = (date(2026, 10, 1), date(2027, 9, 30))

_FIRST = (
    *("Alder", "Amber", "Arbor", "Argent", "Beacon", "Birch", "Bluff", "Boreal", "Bright", "Cedar", "Cobalt", "Copper"),
    *("Coral", "Crown", "Delta", "Dover", "Eastern", "Elm", "Ember", "Falcon", "Fern", "Fjord", "Garnet", "Glen"),
    *(
        "Granite",
        "Halden",
        "Harbor",
        "Hazel",
        "Heron",
        "Iron",
        "Ivory",
        "Juniper",
        "Kestrel",
        "Lark",
        "Laurel",
        "Linden",
    ),
    *("Maple", "Marble", "Meadow", "Mistral", "Nordic", "Oak", "Opal", "Orchard", "Osprey", "Pine", "Quarry", "Raven"),
    *("Ridge", "River", "Rowan", "Sable", "Sierra", "Silver", "Slate", "Stone", "Summit", "Tarn", "Thistle", "Umber"),
)
_SECOND = (
    *("Airlines", "Analytics", "Bank", "Brewing", "Chemicals", "Clinics", "Components", "Construction", "Dairy"),
    *("Energy", "Engineering", "Estates", "Fabrics", "Ferries", "Foods", "Freight", "Furniture", "Games", "Glass"),
    *("Hospitals", "Hotels", "Insurance", "Instruments", "Labs", "Logistics", "Machines", "Media", "Metals", "Mills"),
    *("Mobility", "Motors", "Networks", "Optics", "Paper", "Pharma", "Plastics", "Press", "Rail", "Retail", "Robotics"),
    *("Seeds", "Shipping", "Software", "Steel", "Studios", "Tools", "Travel", "Utilities", "Water", "Works"),
)


def with_people(survey: Answers, seed: int) -> Answers:
    """The answers with the person who gave each; a few gave two or three, of the same class."""
    rng = _stream(seed, "who answers")
    columns = survey.columns
    account, moment = columns["account_id"].astype(str), columns["responded_at"].astype("datetime64[D]")
    of_class = np.digitize(columns["score"].astype(np.int64), [PASSIVE_FROM, PROMOTER_FROM])
    order = np.lexsort((moment, account))
    days = np.diff(moment[order]).astype(np.int64)
    follows = (account[order][1:] == account[order][:-1]) & (of_class[order][1:] == of_class[order][:-1])
    odds = np.array(ANSWERS_AGAIN)[of_class[order][1:]]
    again = follows & (days >= SOON[0]) & (days <= SOON[1]) & (rng.random(len(days)) < odds)
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.cumsum(np.concatenate([[True], ~again]))
    people = np.array([f"C-{one:05d}" for one in number], dtype=object)
    return Answers(survey.survey_id, {**columns, "respondent": people})


def accounts(seed: int, surveys: Sequence[Answers]) -> tuple[tuple[object, ...], ...]:
    """Every account that answered the relationship survey, and the large ones that never did, in the order of ids."""
    rng = _stream(seed, "accounts")
    (relationship,) = (survey for survey in surveys if survey.survey_id == company.RELATIONSHIP)
    ids, first = np.unique(relationship.columns["account_id"].astype(str), return_index=True)
    segments = relationship.columns["segment"][first].astype(str)
    names = _names(rng, len(ids) + QUIET_ACCOUNTS)
    median, spread = (np.array([YEARLY[segment][place] for segment in segments]) for place in (0, 1))
    revenue = np.round(median * np.exp(spread * rng.standard_normal(len(ids))), -2).astype(np.int64)
    rows = list(zip(ids, names, segments, revenue, _days(rng, RENEWALS, len(ids)), strict=False))
    quiet = np.round(rng.uniform(*QUIET_REVENUE, QUIET_ACCOUNTS), -3).astype(np.int64)
    renewals = _days(rng, QUIET_RENEWALS, QUIET_ACCOUNTS)
    rows += [
        (f"A-9{place:03d}", name, "Enterprise", paid, renewal)
        for place, (name, paid, renewal) in enumerate(zip(names[len(ids) :], quiet, renewals, strict=True), 1)
    ]
    return tuple((str(account), name, str(segment), int(paid), day) for account, name, segment, paid, day in rows)


def _names(rng: np.random.Generator, n: int) -> list[str]:
    every = [f"{first} {second}" for first in _FIRST for second in _SECOND]
    return [every[place] for place in rng.permutation(len(every))[:n]]


def _days(rng: np.random.Generator, ends: tuple[date, date], n: int) -> Column:
    first, last = (day.toordinal() for day in ends)
    return np.array([date.fromordinal(int(day)).isoformat() for day in rng.integers(first, last + 1, n)], dtype=object)


def _stream(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng((seed, zlib.crc32(name.encode())))
