"""Which ratings can be told apart as drivers, and which are left out, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

SAME_QUESTION = 0.9
"""Correlation from which two ratings count as one question: their weights could only be divided by chance."""
LEAST_COMPLETE = 0.5
"""Share of the rated answers that must have every rating that is used; the rarest ratings make room for it."""
MOST_DRIVERS = 20
LEAST_IN_COMMON = 30
"""Answers with both ratings, below which nobody can say whether they are one question."""

CONSTANT = "rated alike by everybody"
RARE = "rated by too few together with the others"
TOO_MANY = f"at most {MOST_DRIVERS} ratings are weighed at once, those that most answers have"


@dataclass(frozen=True, slots=True)
class RatedAnswers:
    """Answers that have at least one rating, a row each.

    names: of the ratings, a column each, with the ends of their scales in lows and highs. ratings: NaN where missing.
    scores: 0 to 10. weights: survey weights, 1 where none. clusters: a whole number; answers of one account share it.
    known: answers that have the commonest rating; more than there are rows where a sample of them was read.
    """

    names: tuple[str, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    ratings: Numbers
    scores: Numbers
    weights: Numbers
    clusters: NDArray[np.int64]
    known: int

    def __len__(self) -> int:
        return len(self.scores)


@dataclass(frozen=True, slots=True)
class Question:
    """One driver: a rating, or several that are nearly one question and are taken as their mean.

    low, high: ends of its scale; 0 and 100 where the ratings joined in it have different ones.
    """

    names: tuple[str, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rating that is not weighed. reason: why, in words."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Questions:
    """What is weighed and what is not."""

    used: tuple[Question, ...]
    left_out: tuple[LeftOut, ...]


def questions(answers: RatedAnswers) -> Questions:
    """The drivers of these answers.

    A rating that everybody gave alike is left out, as it goes with nothing. Ratings that correlate by 0.9 and more are
    joined: two of one question would halve each other's weight. Then the rarest go until half of the rated answers
    have all that remain, so that the whole is not told by a few who happened to rate everything.
    """
    varying, left_out = [], []
    for place, name in enumerate(answers.names):
        given = answers.ratings[:, place]
        given = given[~np.isnan(given)]
        if len(given) and np.ptp(given) > 0:
            varying.append(place)
        elif len(given):
            left_out.append(LeftOut(name, CONSTANT))
    joined = _joined(answers.ratings, varying)
    kept, dropped = _common(answers.ratings, joined)
    left_out += [LeftOut(answers.names[place], reason) for group, reason in dropped for place in group]
    return Questions(tuple(_question(answers, group) for group in kept), tuple(left_out))


def columns(answers: RatedAnswers, used: Sequence[Question]) -> Numbers:
    """Each driver's place on its scale, 0 at its low end and 1 at its high end; NaN where it was not rated."""
    places = {name: place for place, name in enumerate(answers.names)}
    found = np.full((len(answers), len(used)), np.nan)
    for column, question in enumerate(used):
        parts = [_on_scale(answers, places[name]) for name in question.names if name in places]
        if parts:
            rated = np.column_stack(parts)
            given = ~np.isnan(rated)
            count = given.sum(axis=1)
            with_any = count > 0
            found[with_any, column] = np.where(given, rated, 0.0).sum(axis=1)[with_any] / count[with_any]
    return found


def _on_scale(answers: RatedAnswers, place: int) -> Numbers:
    low, high = answers.lows[place], answers.highs[place]
    on_scale: Numbers = (answers.ratings[:, place] - low) / (high - low)
    return on_scale


def _question(answers: RatedAnswers, group: Sequence[int]) -> Question:
    ends = {(answers.lows[place], answers.highs[place]) for place in group}
    low, high = next(iter(ends)) if len(ends) == 1 else (0.0, 100.0)
    return Question(tuple(answers.names[place] for place in group), low, high)


def _joined(ratings: Numbers, varying: Sequence[int]) -> list[list[int]]:
    """Groups of columns that are nearly one question, each led by its first column."""
    group_of = {place: place for place in varying}
    for first, second in _pairs(varying):
        both = ~np.isnan(ratings[:, first]) & ~np.isnan(ratings[:, second])
        if both.sum() < LEAST_IN_COMMON or group_of[first] == group_of[second]:
            continue
        if _correlation(ratings[both, first], ratings[both, second]) >= SAME_QUESTION:
            gone, stays = group_of[second], group_of[first]
            group_of = {place: stays if led == gone else led for place, led in group_of.items()}
    return [[place for place in varying if group_of[place] == leader] for leader in dict.fromkeys(group_of.values())]


def _pairs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((first, second) for i, first in enumerate(places) for second in places[i + 1 :])


def _correlation(first: Numbers, second: Numbers) -> float:
    a, b = first - first.mean(), second - second.mean()
    scale = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / scale if scale else 0.0


def _common(ratings: Numbers, groups: list[list[int]]) -> tuple[list[list[int]], list[tuple[list[int], str]]]:
    """The groups that enough answers have together, and those that went, the rarest first."""
    given = [~np.isnan(ratings[:, group]).all(axis=1) for group in groups]
    kept = list(range(len(groups)))
    dropped: list[tuple[list[int], str]] = []

    def complete() -> float:
        together = np.logical_and.reduce([given[place] for place in kept])
        anything = np.logical_or.reduce([given[place] for place in kept])
        return float(together.sum() / max(1, anything.sum()))

    while len(kept) > MOST_DRIVERS or (len(kept) > 1 and complete() < LEAST_COMPLETE):
        rarest = min(kept, key=lambda place: (given[place].sum(), -place))
        reason = TOO_MANY if len(kept) > MOST_DRIVERS else RARE
        kept.remove(rarest)
        dropped.append((groups[rarest], reason))
    return [groups[place] for place in kept], dropped
