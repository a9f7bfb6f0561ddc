"""The scorecard: where each brand stands in each dimension, and how far apart two brands are, like for like."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cx.domain.book import Against, Comparison, Family, Key
from cx.domain.indicators import Dimension, Indicator, on_scale
from cx.domain.readings import Grade, Reading, is_stale
from cx.domain.score import Z95, Score
from cx.domain.slices import EVERYBODY
from cx.domain.verdict import Question

FAR = 4.0
"""Margins from which a judged gap is 'well' ahead or behind: judges tell a lot from a little, hardly more."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A reading on 0 to 100. clipped: it lay beyond its scale. stale: past its shelf life.

    standard_error: on 0 to 100; None where the reading has none.
    """

    indicator: Indicator
    reading: Reading
    value: float
    clipped: bool
    stale: bool
    standard_error: float | None


def place(indicator: Indicator, reading: Reading, today: date) -> Placed:
    scaled = on_scale(indicator, reading.value)
    error = reading.standard_error
    return Placed(
        indicator,
        reading,
        scaled.value,
        scaled.clipped,
        is_stale(reading.read_on, indicator.shelf_life_months, today),
        None if error is None else error * indicator.per_unit,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A brand in a dimension.

    placed: its readings, one an indicator. of: indicators that the dimension has.
    score: weighted mean on 0 to 100, None where there is no evidence, or nothing but judgement.
    standard_error: of the score; None where some reading has none. low, high: its 95% interval, clipped to the scale.
    """

    dimension: Dimension
    brand: str
    placed: tuple[Placed, ...]
    of: int
    score: float | None
    standard_error: float | None

    @property
    def judged(self) -> bool:
        """Whether it rests on judgement alone."""
        return bool(self.placed) and all(one.reading.grade is Grade.C for one in self.placed)

    @property
    def stale(self) -> int:
        """Readings past their shelf life."""
        return sum(one.stale for one in self.placed)

    @property
    def low(self) -> float | None:
        return _end(self.score, self.standard_error, -Z95)

    @property
    def high(self) -> float | None:
        return _end(self.score, self.standard_error, Z95)


def standing(dimension: Dimension, brand: str, placed: Iterable[Placed], of: int) -> Standing:
    """A brand's weighted mean: Σ w·v / Σ w over the indicators that it has; never 0 for want of evidence."""
    held = tuple(placed)
    told = bool(held) and not all(one.reading.grade is Grade.C for one in held)
    return Standing(dimension, brand, held, of, mean(held) if told else None, mean_error(held) if told else None)


def mean(placed: Sequence[Placed]) -> float:
    """Σ w·v / Σ w, on 0 to 100."""
    return sum(one.indicator.weight * one.value for one in placed) / sum(one.indicator.weight for one in placed)


def mean_error(placed: Sequence[Placed]) -> float | None:
    """The standard error of the weighted mean: Σ w·se / Σ w; None where one reading has none.

    It is the largest that any correlation between the readings allows (JCGM 100:2008, 5.2.2, note 1): the same people
    often answer for several indicators, so to take them for independent would promise too much.
    """
    weights = sum(one.indicator.weight for one in placed)
    errors = [(one.indicator.weight, one.standard_error) for one in placed]
    if any(error is None for _, error in errors):
        return None
    return sum(weight * (error or 0.0) for weight, error in errors) / weights


def _end(score: float | None, error: float | None, z: float) -> float | None:
    return None if score is None or error is None else min(max(score + z * error, 0.0), 100.0)


# Two brands ---------------------------------------------------------------------------------------------------------


class Word(StrEnum):
    """Where we stand beside a brand, by judgement alone."""

    WELL_BEHIND = "well behind"
    BEHIND = "behind"
    LEVEL = "level"
    AHEAD = "ahead"
    WELL_AHEAD = "well ahead"

    @property
    def turned(self) -> Word:
        """Where that brand stands beside us."""
        order = list(Word)
        return order[len(order) - 1 - order.index(self)]


Pair = tuple[Placed, Placed]
"""Our reading of an indicator and theirs."""


@dataclass(frozen=True, slots=True)
class DimensionGap:
    """We less another brand in a dimension, over the indicators in which both have readings of one kind.

    pairs: our reading and theirs, indicator by indicator. of: indicators that the dimension has.
    """

    dimension: Dimension
    brand: str
    pairs: tuple[Pair, ...]
    of: int

    @property
    def measured(self) -> bool:
        """Whether both sides of every pair have a standard error, so that the gap can be tested."""
        return bool(self.pairs) and all(None not in (us.standard_error, them.standard_error) for us, them in self.pairs)

    @property
    def judged(self) -> bool:
        """Whether every pair is a judgement; like is compared with like, so both of its sides are."""
        return bool(self.pairs) and all(ours.reading.grade is Grade.C for ours, _ in self.pairs)

    @property
    def value(self) -> float | None:
        """Points of 0 to 100, above 0 where we are ahead; None where no pair is like for like."""
        return mean(self.ours) - mean(self.theirs) if self.pairs else None

    @property
    def ours(self) -> list[Placed]:
        return [ours for ours, _ in self.pairs]

    @property
    def theirs(self) -> list[Placed]:
        return [theirs for _, theirs in self.pairs]

    def word(self, margin: float) -> Word | None:
        """By judgement alone; None where there is more than judgement, or nothing. margin: points that matter."""
        if not self.judged or self.value is None:
            return None
        if abs(self.value) <= margin:
            return Word.LEVEL
        far = abs(self.value) > FAR * margin
        if self.value > 0:
            return Word.WELL_AHEAD if far else Word.AHEAD
        return Word.WELL_BEHIND if far else Word.BEHIND


def gap(ours: Standing, theirs: Standing) -> DimensionGap:
    """The pairs of readings that may be compared: the same indicator, who asked, and what exactly was asked."""
    other = {one.indicator.indicator_id: one for one in theirs.placed}
    pairs = (
        (one, other[one.indicator.indicator_id])
        for one in ours.placed
        if one.indicator.indicator_id in other and one.reading.like(other[one.indicator.indicator_id].reading)
    )
    return DimensionGap(ours.dimension, theirs.brand, tuple(pairs), ours.of)


UNMEASURED = "some of it is judged, or has no range"
NOTHING_ALIKE = "no indicator is read alike for both"


def gap_key(dimension: Dimension, brand: str) -> Key:
    return Key(f"scorecard:{dimension.value}", EVERYBODY, Against.COMPETITOR, brand)


def gap_comparison(found: DimensionGap) -> Comparison:
    """The gap as a comparison of two figures on 0 to 100, to be tested in a book with all others of the scorecard.

    A gap with a judgement in it has no error that it could be tested against, and the book says so.
    """
    reason = "" if found.measured else UNMEASURED if found.pairs else NOTHING_ALIKE
    ours, theirs = _figure(found.ours), _figure(found.theirs)
    return Comparison(gap_key(found.dimension, found.brand), Family.CATALOGUE, Question.GAP, ours, theirs, reason)


def _figure(placed: Sequence[Placed]) -> Score:
    """The weighted mean as a figure; of no readings one that stands in, so that the book says the reason."""
    error = mean_error(placed) if placed else None
    if error is None:
        return as_figure(0.0, 1.0, None)
    counts = [one.reading.n for one in placed if one.reading.n is not None]
    return as_figure(mean(placed), error, min(counts) if counts else None)


def as_figure(value: float, standard_error: float, n: int | None, low: float = -math.inf) -> Score:
    """Any figure with a standard error in the form in which the book compares scores.

    n: answers behind it, None where not known: nothing is then said of how few they are. low: the scale's lower end.
    """
    return Score(
        value=value,
        low=max(low, value - Z95 * standard_error),
        high=value + Z95 * standard_error,
        n=n or 0,
        n_effective=math.inf if n is None else n,
        centre=value,
        standard_error=standard_error,
        unweighted=value,
    )


# The whole table ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scorecard:
    """standings: by dimension and brand, for every pair. own: our brand. brands: ours first."""

    own: str
    brands: tuple[str, ...]
    standings: Mapping[tuple[Dimension, str], Standing]

    def gaps(self) -> tuple[DimensionGap, ...]:
        """We beside each other brand in each dimension."""
        return tuple(
            gap(self.standings[dimension, self.own], self.standings[dimension, brand])
            for dimension in Dimension
            for brand in self.brands
            if brand != self.own
        )


def scorecard(
    indicators: Sequence[Indicator], readings: Iterable[Reading], own: str, brands: Sequence[str], today: date
) -> Scorecard:
    """Every brand in every dimension by its newest reading of each indicator; indicators of no weight are left out.

    readings: oldest first, of any brand and indicator.
    """
    counted = {one.indicator_id: one for one in indicators if one.weight > 0}
    newest = {(one.indicator_id, one.brand): one for one in readings if one.indicator_id in counted}
    standings = {}
    for dimension in Dimension:
        members = [one for one in counted.values() if one.dimension is dimension]
        for brand in brands:
            found = [(one, newest.get((one.indicator_id, brand))) for one in members]
            placed = (place(one, reading, today) for one, reading in found if reading is not None)
            standings[dimension, brand] = standing(dimension, brand, placed, len(members))
    return Scorecard(own, tuple(brands), standings)
