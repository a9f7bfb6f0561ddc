"""Every number that a sentence about a fact may hold, counted anew from the answers, by pandas and by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

import pandas as pd

from cx.domain.rounding import whole
from cx.domain.slices import Slice
from cx.narrative.facts import Fact, Kind
from tests.bench.planted import ASKED_FOR_EACH, FIELDS, Company, within

SCALE = (0.0, 6.0, 9.0, 10.0)
"""Of the question, where a sentence tells how the score is made."""
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = re.compile(r"(?<![\w.])[\u2212-]?\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(rf"\b({'|'.join(WORDS[1:])})(?= points?\b)")


def stated(text: str) -> list[float]:
    """The numbers of a sentence, in figures and in words."""
    figures = [float(found.replace(",", "").replace("\u2212", "-")) for found in _NUMBER.findall(text)]
    return figures + [float(WORDS.index(found)) for found in _WORD.findall(text)]


def backed(company: Company, fact: Fact) -> set[float]:
    """What may be said of the fact, in whole points and counts."""
    if fact.kind is Kind.METHOD:
        return set(SCALE)
    found = claimed(company, fact)
    rounded = {float(whole(value)) for value in found.values()}
    return rounded | {abs(value) for value in rounded}


def claimed(company: Company, fact: Fact) -> dict[str, float]:
    """The fact's own figures by the names of a claim, unrounded."""
    now = _quarter(company, fact.scope, fact.when.key)
    if fact.kind is Kind.ASKED:
        return {"value": 100 / ASKED_FOR_EACH, "n": len(now), "n_against": len(now) * ASKED_FOR_EACH}
    then = _quarter(company, fact.scope, fact.when.against_key) if fact.when.against_key else None
    if fact.kind is Kind.CAUSE and then is not None:
        return {"value": _cause(now, then, fact.detail), "against": _score(now) - _score(then)}
    if fact.kind is Kind.TARGET:
        return _compared(now, None, float(company.target))
    if fact.kind is Kind.REST:
        answers = company.answers
        then = answers[(answers["quarter"] == fact.when.key) & ~answers.index.isin(now.index)]
    return _compared(now, then)


def _quarter(company: Company, scope: Slice, key: str) -> pd.DataFrame:
    group = within(company.answers, scope)
    return group[group["quarter"] == key]


def _score(rows: pd.DataFrame) -> float:
    return float(100 * ((rows["score"] >= 9).mean() - (rows["score"] <= 6).mean()))


def _compared(now: pd.DataFrame, then: pd.DataFrame | None, target: float = 0.0) -> dict[str, float]:
    """Value, reference, difference, and the 95% interval of Rocks (2016) around the adjusted difference."""
    centre, variance = _adjusted(now)
    found = {"value": _score(now), "n": float(len(now)), "against": target}
    beside = (target, 0.0)
    if then is not None:
        beside = _adjusted(then)
        found |= {"against": _score(then), "n_against": float(len(then))}
    error = math.sqrt(variance + beside[1])
    low, high = (centre - beside[0] + sign * 1.959963984540054 * error for sign in (-1, 1))
    return found | {"difference": found["value"] - found["against"], "low": low, "high": high}


def _adjusted(rows: pd.DataFrame) -> tuple[float, float]:
    n = len(rows) + 3
    up, down = ((rows["score"] >= 9).sum() + 0.75) / n, ((rows["score"] <= 6).sum() + 0.75) / n
    return 100 * (up - down), 1e4 * (up + down - (up - down) ** 2) / n


def _cause(now: pd.DataFrame, then: pd.DataFrame, group: str) -> float:
    """Kitagawa's part of a group, or what remains of the change once every region is taken at its mean share."""
    if group:
        field = next(name for name, values in FIELDS.items() if group in values)
        return _rate(now, then, field, [group])
    return _score(now) - _score(then) - _rate(now, then, "region", FIELDS["region"])


def _rate(now: pd.DataFrame, then: pd.DataFrame, field: str, groups: Sequence[str]) -> float:
    return math.fsum(_parts(now, then, field, groups))


def _parts(now: pd.DataFrame, then: pd.DataFrame, field: str, groups: Sequence[str]) -> Iterator[float]:
    for group in groups:
        here, before = now[now[field] == group], then[then[field] == group]
        share = (len(here) / len(now) + len(before) / len(then)) / 2
        yield (_score(here) - _score(before)) * share
