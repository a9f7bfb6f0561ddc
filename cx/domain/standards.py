"""The company's measurement standards: what each metric means, since when, and which surveys ask something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cx.domain.indicators import Direction
from cx.domain.slices import Slice


@dataclass(frozen=True, slots=True)
class Metric:
    """One version of a metric's definition.

    version: from 1. effective_on: the day from which it holds. department: unit that uses it, '' is the company.
    used_in: where it is shown. primary: whether it is the one brand metric. question: as surveys must put it, with
    {…} for whatever may stand there; '' where nobody registered one. better: which way, None where nobody said.
    """

    metric_id: str
    version: int
    name: str
    definition: str
    formula: str
    unit: str
    owner: str
    effective_on: date
    department: str = ""
    used_in: tuple[str, ...] = ()
    primary: bool = False
    question: str = ""
    better: Direction | None = None

    @property
    def citation(self) -> str:
        """What stands beside a figure: 'Net Promoter Score, version 2 since 2024-07-01'."""
        return f"{self.name}, version {self.version} since {self.effective_on.isoformat()}"


@dataclass(frozen=True, slots=True)
class MetricValue:
    """What a metric came to in one month. month: its first day. value, target: in the metric's unit."""

    metric_id: str
    scope: Slice
    month: date
    value: float
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the company uses in one sense only."""

    term: str
    meaning: str
    not_to_confuse: str = ""


def in_force(metrics: Iterable[Metric], day: date) -> tuple[Metric, ...]:
    """The version of each metric that holds on a day; one that begins later is not among them."""
    found: dict[str, Metric] = {}
    for one in sorted(metrics, key=lambda one: (one.effective_on, one.version)):
        if one.effective_on <= day:
            found[one.metric_id] = one
    return tuple(sorted(found.values(), key=lambda one: (not one.primary, one.department, one.name)))


def asks_the_same(question: str, registered: str) -> bool:
    """Whether a survey puts the registered question: the same words, whatever their case and signs between them.

    Words in braces stand for one to six others, such as a company's name.

    >>> asks_the_same("How likely are you to recommend Acme to a friend? (0-10)", "How likely are you to recommend {us}"
    ... " to a friend? 0 to 10")
    False
    >>> asks_the_same("how likely are you to recommend Acme Ltd to a friend", "How likely are you to recommend {us} to"
    ... " a friend?")
    True
    """
    parts = [_plain(part) for part in re.split(r"\{[^}]*\}", registered)]
    wanted = r" (?:\S+ ){0,5}\S+ ".join(re.escape(part) for part in parts)
    return re.fullmatch(wanted.strip(), _plain(question)) is not None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
