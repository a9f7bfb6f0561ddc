"""The company's measurement standards: what each metric means, since when, and which surveys ask something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from cx.domain.indicators import Direction
from cx.domain.slices import Slice
from cx.domain.surveys import EventKind, Redefinition


class WorkedOut(StrEnum):
    """How a rating becomes a figure."""

    MEAN = "mean"
    NET = "net"


@dataclass(frozen=True, slots=True)
class Metric:
    """One version of a metric's definition.

    version: from 1. effective_on: the day from which it holds. department: unit that uses it, '' is the company.
    used_in: where it is shown. primary: whether it is the one brand metric. question: as surveys must put it, with
    {…} for whatever may stand there; '' where nobody registered one. better: which way, None where nobody said.
    survey_id: whose score or rating it is, '' is every survey. rating: its name in that survey, '' is the score.
    scale: ends of the scale on which it must be asked. review_by: None where nobody set a day.
    shipped: it came with the product, and the company has registered none of its own yet.
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
    survey_id: str = ""
    rating: str = ""
    worked_out: WorkedOut | None = None
    scale: tuple[float, float] | None = None
    review_by: date | None = None
    shipped: bool = False

    @property
    def citation(self) -> str:
        """What stands beside a figure: 'Net Promoter Score, version 2'."""
        return f"{self.name}, version {self.version}"

    def overdue(self, day: date) -> bool:
        """Whether it was to be renewed before that day."""
        return self.review_by is not None and self.review_by < day


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
    term_id: str = ""


def in_force(metrics: Iterable[Metric], day: date) -> tuple[Metric, ...]:
    """The version of each metric that holds on a day; one that begins later is not among them."""
    found: dict[str, Metric] = {}
    for one in sorted(metrics, key=lambda one: (one.effective_on, one.version)):
        if one.effective_on <= day:
            found[one.metric_id] = one
    return tuple(sorted(found.values(), key=lambda one: (not one.primary, one.department, one.name)))


def of_score(metrics: Iterable[Metric], survey_id: str) -> tuple[Metric, ...]:
    """Every version of the metric that a survey's score is, oldest first: its own, else the brand metric of them all.

    Empty where the score of that survey is registered as nothing.
    """
    scores = sorted((one for one in metrics if not one.rating), key=lambda one: (one.effective_on, one.version))
    own = {one.metric_id for one in scores if one.survey_id == survey_id}
    found = own or {one.metric_id for one in scores if one.primary and not one.survey_id}
    return tuple(one for one in scores if one.metric_id in found)


def redefinitions(versions: Sequence[Metric], survey_id: str) -> Iterator[Redefinition]:
    """The days on which a survey's score came to mean something else: it is not compared across them."""
    for before, now in pairwise(versions):
        if now.metric_id == before.metric_id and now.effective_on > before.effective_on:
            yield Redefinition(
                event_id=f"{now.metric_id} version {now.version}, {survey_id}",
                starts_on=now.effective_on,
                kind=EventKind.METHOD_CHANGE,
                label=now.citation,
                survey_id=survey_id,
            )


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


FEWEST_SCORES = 30
"""Scores from which their ends tell a scale: so many answers from 0 to 10 never all stay within 1 to 7."""


def scale_seen(counts: Sequence[int]) -> tuple[int, int] | None:
    """The shorter scale that scores seem to be on, 1 to 5 or 1 to 7; None where they go beyond, or are few.

    counts: how many scored 0, 1, … 10.

    >>> scale_seen((0, 9, 9, 9, 9, 9, 0, 0, 0, 0, 0)), scale_seen((0, 9, 9, 9, 9, 9, 0, 0, 0, 1, 0))
    ((1, 5), None)
    """
    given = [score for score, count in enumerate(counts) if count]
    if sum(counts) < FEWEST_SCORES or given[0] < 1 or given[-1] > 7:
        return None
    return 1, 5 if given[-1] <= 5 else 7
