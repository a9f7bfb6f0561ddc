"""The verdict book: every comparison of a period, tested together, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cx.domain.score import Score
from cx.domain.slices import Slice
from cx.domain.verdict import Difference, Question, Relation


class Against(StrEnum):
    PREVIOUS = "previous"
    YEAR_AGO = "year_ago"
    REST = "rest"
    TARGET = "target"
    COMPETITOR = "competitor"


class Family(StrEnum):
    """Tested together. HEADLINES: the company and every leader's scope against the previous period. CATALOGUE: the rest."""

    HEADLINES = "a"
    CATALOGUE = "b"
    EXPLORED = "explored"


@dataclass(frozen=True, slots=True)
class Key:
    """The name of a comparison. brand: the competitor compared with, '' otherwise."""

    survey_id: str
    scope: Slice
    against: Against
    brand: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scores to be compared, or a score and a target in points.

    not_compared: why like cannot be compared with like (a change of method, say); '' where it can.
    """

    key: Key
    family: Family
    question: Question
    current: Score | None
    reference: Score | float | None
    not_compared: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of one comparison.

    relation, difference: None where nothing may be said; `reason` then says why, in words.
    adjusted_p: Benjamini-Hochberg's, 0 to 1; looked_at: comparisons tested together with it.
    """

    key: Key
    family: Family
    current: Score | None
    reference: Score | float | None
    relation: Relation | None
    difference: Difference | None
    adjusted_p: float | None
    looked_at: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    verdicts: Mapping[Key, Verdict]

    def find(self, key: Key) -> Verdict | None:
        return self.verdicts.get(key)


def compile_book(comparisons: Iterable[Comparison], *, margin: float, thin_below: float) -> Book:
    """Test every family with Benjamini and Hochberg (1995) at a false discovery rate of 0.025."""
    raise NotImplementedError


def explore(comparison: Comparison, *, margin: float, thin_below: float) -> Verdict:
    """The verdict on a group that somebody filtered together: tested at 0.01, labelled so, never spoken."""
    raise NotImplementedError
