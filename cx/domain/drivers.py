"""What goes with the score: how much of its differences, how sure that is, and how well each driver is rated.

An association of ratings and scores of the same answers; nothing here is proof of a cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cx.domain.discoveries import adjusted
from cx.domain.driver_questions import LeftOut, Question, RatedAnswers, columns
from cx.domain.relative_weights import relative_weights

Numbers = NDArray[np.float64]

SEED = 2009
RESAMPLES = 2000
BLOCKS = 500
"""Parts that the answers fall into by account; resampling parts instead of answers costs the same at any number."""
LEAST_ANSWERS = 30
LEAST_EACH = 5
"""Answers with every rating that are needed: 30, and five for each rating weighed."""
LIKELY = 0.95
SHOWN_LEVEL = 0.05
"""False discoveries among the drivers called shown, at most, on average."""
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Estimate:
    """value, with its 95% bootstrap interval from low to high, bias-corrected (Efron and Tibshirani 1993, 14.3)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Driver:
    """One rating, or several that are nearly one question, beside the score.

    importance: share of the differences in the score that goes with it, 0 to 1. share: its part of what all drivers
    explain together, 0 to 1. rating: mean on its own scale, of all answers that rated it; rated: how many those are.
    correlation: with the score, -1 to 1; below 0 a higher rating goes with a lower score.
    p: of its weight being no more than a random predictor's (Tonidandel, LeBreton and Johnson 2009), adjusted for all
    drivers looked at (Benjamini and Hochberg 1995). shown: whether that makes it one that is shown to matter.
    """

    question: Question
    importance: Estimate
    share: float
    rating: Estimate
    rated: int
    correlation: float
    p: float
    shown: bool

    @property
    def names(self) -> tuple[str, ...]:
        return self.question.names


@dataclass(frozen=True, slots=True)
class Drivers:
    """Drivers, the weightiest first.

    explained: share of the differences in the score that goes with all of them together (R²), 0 to 1.
    n: answers with every rating that is weighed. complete: their share of all rated answers, 0 to 1.
    known: answers that have the commonest rating; sampled: whether only some of them were read.
    leading: how many of the first cannot be told apart from the first; 0 where none is shown to matter.
    left_out: ratings that are not weighed.
    """

    drivers: tuple[Driver, ...]
    explained: Estimate
    n: int
    complete: float
    known: int
    sampled: bool
    leading: int
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """What drivers weigh and how they are rated, in resamples: a row each, in the order of `questions`.

    importance: share of the differences in the score. rating: mean on 0 to 1. value: the same, of the answers as they
    are.
    """

    questions: tuple[Question, ...]
    importance: Numbers
    rating: Numbers
    value_importance: Numbers
    value_rating: Numbers


@dataclass(frozen=True, slots=True)
class Fit(Weights):
    """Weights with what may be said of them."""

    drivers: Drivers


def fit(
    answers: RatedAnswers, used: Sequence[Question], left_out: Sequence[LeftOut] = (), *, least: float = LEAST_ANSWERS
) -> Fit | None:
    """Weigh the drivers; None where too few answers have all of them, or where the score or a driver never differs.

    least: the fewest answers with every rating, weighted ones by Kish's effective number (Σw)² / Σw².

    Weights are Johnson's (`relative_weights`) over the answers that have every rating: filling in what somebody did
    not rate would invent agreement. Each resample draws BLOCKS parts with replacement; an account's answers are always
    in one part, so that answers which resemble each other do not count as independent. The same seed and the same
    parts serve every period: periods share the accounts that answered in both.
    """
    rows = _rows(answers, used, least)
    if rows is None:
        return None
    chance = np.random.default_rng(SEED).standard_normal(len(answers))
    sums = rows.sums(chance)
    whole, drawn = (_Weighed.of(each, len(used)) for each in (sums.sum(axis=0, keepdims=True), _resampled(sums)))
    made = _weights(rows, used, whole.importance, drawn.importance)
    return Fit(
        made.questions,
        made.importance,
        made.rating,
        made.value_importance,
        made.value_rating,
        _drivers(answers, rows, made, whole, drawn, left_out),
    )


def weigh(answers: RatedAnswers, used: Sequence[Question], *, least: float = LEAST_ANSWERS) -> Weights | None:
    """The weights that `fit` finds, for whoever only compares them: half the work."""
    rows = _rows(answers, used, least)
    if rows is None:
        return None
    sums, p = rows.sums(), len(used)
    whole, drawn = (_correlations(each, p + 1) for each in (sums.sum(axis=0, keepdims=True), _resampled(sums)))
    return _weights(rows, used, _importance(whole, p), _importance(drawn, p))


def estimate(value: float, drawn: Numbers) -> Estimate:
    """The value with its bias-corrected percentile interval; it always holds the value."""
    normal = NormalDist()
    below = float(np.clip(np.mean(drawn < value), 1 / (len(drawn) + 1), len(drawn) / (len(drawn) + 1)))
    shift, z = 2 * normal.inv_cdf(below), normal.inv_cdf((1 + LIKELY) / 2)
    ends = [normal.cdf(shift - z), normal.cdf(shift + z)]
    low, high = np.interp(ends, np.linspace(0, 1, len(drawn)), np.sort(drawn))
    return Estimate(value, min(float(low), value), max(float(high), value))


# Weighing -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rows:
    """Answers to weigh. rated: a column for each question, NaN where missing; complete: which answers have them all.

    blocks: the part of each answer.
    """

    rated: Numbers
    scores: Numbers
    weights: Numbers
    complete: NDArray[np.bool_]
    blocks: NDArray[np.int64]

    def sums(self, *others: Numbers) -> Numbers:
        """`_block_sums` of the complete answers: their ratings, what is weighed beside them, the score."""
        every = np.column_stack([self.rated, *others, self.scores])[self.complete]
        return _block_sums(every, self.weights[self.complete], self.blocks[self.complete])


def _rows(answers: RatedAnswers, used: Sequence[Question], least: float) -> _Rows | None:
    """None where there are too few complete answers, or nothing differs in them."""
    rated = columns(answers, used)
    complete: NDArray[np.bool_] = np.logical_and.reduce(~np.isnan(rated), axis=1)
    n, weights = int(complete.sum()), answers.weights[complete]
    if not used or n < LEAST_EACH * len(used) or weights.sum() ** 2 < least * (weights**2).sum() or not n:
        return None
    rows = _Rows(rated, answers.scores / 10, answers.weights, complete, answers.clusters % BLOCKS)
    if (np.ptp(np.column_stack([rated, rows.scores])[complete], axis=0) <= 0).any():
        return None
    return rows


def _weights(rows: _Rows, used: Sequence[Question], whole: Numbers, drawn: Numbers) -> Weights:
    rating, rating_drawn = _ratings(rows)
    return Weights(tuple(used), drawn, rating_drawn, whole[0], rating)


def _importance(among: Numbers, p: int) -> Numbers:
    """Relative weights of the first p on the last."""
    return relative_weights(among[:, :p, :p], among[:, :p, -1])


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Of each resample: importance without the random predictor, and each driver's lead over it; explained: R²."""

    importance: Numbers
    lead: Numbers
    with_score: Numbers

    @classmethod
    def of(cls, sums: Numbers, p: int) -> _Weighed:
        """sums: of each resample, as `_block_sums` lays them out; p drivers, the random predictor, the score."""
        among = _correlations(sums, p + 2)
        beside_chance = _importance(among, p + 1)
        return cls(_importance(among, p), beside_chance[:, :p] - beside_chance[:, p:], among[:, :p, -1])

    @property
    def explained(self) -> Numbers:
        total: Numbers = self.importance.sum(axis=1)
        return total


def _block_sums(values: Numbers, weights: Numbers, blocks: NDArray[np.int64]) -> Numbers:
    """Of each block: the sum of weights, of each column and of each product of two columns. They add."""
    centred = values - values.mean(axis=0)
    width = values.shape[1]
    terms = [weights, *(weights * centred[:, i] for i in range(width))]
    terms += [weights * centred[:, i] * centred[:, j] for i in range(width) for j in range(i, width)]
    return np.column_stack([np.bincount(blocks, term, BLOCKS) for term in terms])


def _correlations(sums: Numbers, width: int) -> Numbers:
    """A matrix of correlations for each row of sums; what does not vary in a resample correlates with nothing."""
    total = np.maximum(sums[:, :1], _TINY)
    means = sums[:, 1 : 1 + width] / total
    products = np.zeros((len(sums), width, width))
    upper = np.triu_indices(width)
    products[:, upper[0], upper[1]] = sums[:, 1 + width :] / total
    products[:, upper[1], upper[0]] = products[:, upper[0], upper[1]]
    covariance = products - means[:, :, None] * means[:, None, :]
    spread = np.sqrt(np.maximum(np.einsum("bii->bi", covariance), 0.0))
    varies = spread > _TINY
    scale = np.where(varies, spread, 1.0)
    found: Numbers = np.clip(covariance / (scale[:, :, None] * scale[:, None, :]), -1.0, 1.0)
    found *= varies[:, :, None] & varies[:, None, :]
    diagonal = np.arange(width)
    found[:, diagonal, diagonal] = 1.0
    return found


@lru_cache(maxsize=1)
def _resampling() -> Numbers:
    """How often each block is drawn in each resample."""
    return np.random.default_rng(SEED).multinomial(BLOCKS, np.full(BLOCKS, 1 / BLOCKS), RESAMPLES).astype(np.float64)


_AT_ONCE = 20
"""Resamples in one product. A product of thousands is shared among processors, of which all but one wait busily: ten
times the work for the same sums."""


def _resampled(sums: NDArray[Any]) -> Numbers:
    """The sums of each resample, of the sums of each block."""
    parts: Numbers = _resampling().reshape(-1, _AT_ONCE, BLOCKS) @ sums
    return parts.reshape(RESAMPLES, -1)


def _ratings(rows: _Rows) -> tuple[Numbers, Numbers]:
    """Mean of each driver on 0 to 1 over all who rated it: as it is, and of each resample."""
    rated, weights, blocks = rows.rated, rows.weights, rows.blocks
    given = ~np.isnan(rated)
    held = [np.bincount(blocks, weights * given[:, j], BLOCKS) for j in range(rated.shape[1])]
    total = [np.bincount(blocks, weights * np.where(given[:, j], rated[:, j], 0.0), BLOCKS) for j in range(len(held))]
    counts, sums = np.column_stack(held), np.column_stack(total)
    means: Numbers = sums.sum(axis=0) / counts.sum(axis=0)
    drawn_counts = _resampled(counts)
    resampled = np.where(drawn_counts > 0, _resampled(sums) / np.maximum(drawn_counts, _TINY), means)
    return means, resampled


# What may be said ---------------------------------------------------------------------------------------------------


def two_sided(drawn: Numbers) -> float:
    """Twice the share of resamples on the rarer side of zero, never below what so many resamples can show."""
    rarer = min(float(np.mean(drawn <= 0)), float(np.mean(drawn >= 0)))
    return min(1.0, max(2 * rarer, 2 / (len(drawn) + 1)))


def _drivers(
    answers: RatedAnswers,
    rows: _Rows,
    made: Weights,
    whole: _Weighed,
    drawn: _Weighed,
    left_out: Sequence[LeftOut],
) -> Drivers:
    explained = estimate(float(whole.explained[0]), drawn.explained)
    p_values = adjusted([two_sided(drawn.lead[:, j]) for j in range(len(made.questions))])
    given = (~np.isnan(rows.rated)).sum(axis=0)
    found = []
    for j, question in enumerate(made.questions):
        importance = estimate(float(made.value_importance[j]), made.importance[:, j])
        on_scale = estimate(float(made.value_rating[j]), made.rating[:, j])
        found.append(
            Driver(
                question=question,
                importance=importance,
                share=importance.value / explained.value if explained.value > 0 else 0.0,
                rating=_on_own_scale(on_scale, question),
                rated=int(given[j]),
                correlation=float(whole.with_score[0, j]),
                p=p_values[j],
                shown=p_values[j] <= SHOWN_LEVEL and float(whole.lead[0, j]) > 0,
            )
        )
    order = sorted(range(len(found)), key=lambda j: (not found[j].shown, -found[j].importance.value))
    return Drivers(
        drivers=tuple(found[j] for j in order),
        explained=explained,
        n=int(rows.complete.sum()),
        complete=float(rows.complete.mean()),
        known=answers.known,
        sampled=answers.known > len(answers),
        leading=_leading([j for j in order if found[j].shown], made.importance),
        left_out=tuple(left_out),
    )


def _on_own_scale(place: Estimate, question: Question) -> Estimate:
    length = question.high - question.low
    return Estimate(*(question.low + length * end for end in (place.value, place.low, place.high)))


def _leading(shown: Sequence[int], drawn: Numbers) -> int:
    """How many of the first are not shown to weigh less than the first, each of them compared with it."""
    if not shown:
        return 0
    level = SHOWN_LEVEL / max(1, len(shown) - 1)
    behind = [two_sided(drawn[:, shown[0]] - drawn[:, j]) <= level for j in shown[1:]]
    return 1 + (behind.index(True) if True in behind else len(behind))
