"""The verdict book: every comparison of a period, tested together, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cx.domain.discoveries import adjusted
from cx.domain.errors import BadValue
from cx.domain.score import Score
from cx.domain.slices import Slice
from cx.domain.verdict import Difference, Question, Relation, relation


class Against(StrEnum):
    PREVIOUS = "previous"
    YEAR_AGO = "year_ago"
    REST = "rest"
    TARGET = "target"
    COMPETITOR = "competitor"


class Family(StrEnum):
    """Comparisons tested together.

    HEADLINES: the company and every leader's scope against the previous period. CATALOGUE: all others that are kept.
    EXPLORED: made by somebody on the spot, each tested by itself.
    """

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
    adjusted_p: Benjamini-Hochberg's, 0 to 1; the plain p-value where explored.
    looked_at: comparisons that were tested in its family, 1 where explored, 0 where explored in vain.
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


FALSE_DISCOVERY_RATE = 0.025
"""Of each family: the share of its discoveries that may be false, on average."""

EXPLORED_LEVEL = 0.01
"""Two-sided level of a comparison that somebody made on the spot: stricter, as nobody counts how many were tried."""

FEW_ANSWERS = "few answers"
NO_SCORE = "hidden or no answers"


def compile_book(comparisons: Iterable[Comparison], *, margin: float, thin_below: float) -> Book:
    """Test every family with Benjamini and Hochberg (1995) at a false discovery rate of 0.025.

    A comparison that nothing may be said of (a score is missing or rests on few answers, or like is not compared with
    like) stands in the book with its reason and counts in no family. A headline that the catalogue also holds is
    tested among the headlines only; explored comparisons are tested by `explore`, each by itself.

    margin: points, the change that matters. thin_below: the effective n from which a score may be spoken of.
    Raises BadValue where one family holds two comparisons of one name that differ.
    """
    named = _by_name(comparisons)
    verdicts: dict[Key, Verdict] = {}
    for family in (Family.HEADLINES, Family.CATALOGUE):
        members = [comparison for comparison in named.values() if comparison.family is family]
        verdicts.update(_tested(members, margin=margin, thin_below=thin_below))
    for key, comparison in named.items():
        if comparison.family is Family.EXPLORED:
            verdicts[key] = explore(comparison, margin=margin, thin_below=thin_below)
    return Book({key: verdicts[key] for key in named})


def explore(comparison: Comparison, *, margin: float, thin_below: float) -> Verdict:
    """The verdict on a group that somebody filtered together: tested at 0.01, labelled so, never spoken."""
    comparison = replace(comparison, family=Family.EXPLORED)
    reason = _silence(comparison, thin_below)
    if reason:
        return _unsaid(comparison, reason, looked_at=0)
    difference = _difference(comparison)
    significant = difference.p <= EXPLORED_LEVEL
    return _said(comparison, difference, difference.p, significant=significant, looked_at=1, margin=margin)


def _by_name(comparisons: Iterable[Comparison]) -> dict[Key, Comparison]:
    """One comparison a name, the most public family first."""
    named: dict[Key, Comparison] = {}
    order = list(Family)
    for comparison in comparisons:
        known = named.setdefault(comparison.key, comparison)
        if known.family is comparison.family and known != comparison:
            raise BadValue(f"Two comparisons differ and have one name: {comparison.key}.")
        if order.index(comparison.family) < order.index(known.family):
            named[comparison.key] = comparison
    return named


def _tested(family: Sequence[Comparison], *, margin: float, thin_below: float) -> dict[Key, Verdict]:
    reasons = {comparison.key: _silence(comparison, thin_below) for comparison in family}
    speaking = [comparison for comparison in family if not reasons[comparison.key]]
    verdicts = {
        comparison.key: _unsaid(comparison, reasons[comparison.key], looked_at=len(speaking))
        for comparison in family
        if reasons[comparison.key]
    }
    differences = [_difference(comparison) for comparison in speaking]
    p_values = adjusted([difference.p for difference in differences])
    for comparison, difference, p in zip(speaking, differences, p_values, strict=True):
        verdicts[comparison.key] = _said(
            comparison,
            difference,
            p,
            significant=p <= FALSE_DISCOVERY_RATE,
            looked_at=len(speaking),
            margin=margin,
        )
    return verdicts


def _silence(comparison: Comparison, thin_below: float) -> str:
    """Why nothing may be said of a comparison; '' where something may."""
    if comparison.current is None or comparison.reference is None:
        return NO_SCORE
    if comparison.not_compared:
        return comparison.not_compared
    scores = (side for side in (comparison.current, comparison.reference) if isinstance(side, Score))
    return FEW_ANSWERS if any(side.n_effective < thin_below for side in scores) else ""


def _difference(comparison: Comparison) -> Difference:
    current, reference = comparison.current, comparison.reference
    if current is None or reference is None:
        raise BadValue(f"There is no score to compare: {comparison.key}.")
    if isinstance(reference, Score):
        return Difference.between(current, reference)
    return Difference.from_target(current, reference)


def _said(
    comparison: Comparison,
    difference: Difference,
    adjusted_p: float,
    *,
    significant: bool,
    looked_at: int,
    margin: float,
) -> Verdict:
    return Verdict(
        key=comparison.key,
        family=comparison.family,
        current=comparison.current,
        reference=comparison.reference,
        relation=relation(comparison.question, difference, significant=significant, margin=margin),
        difference=difference,
        adjusted_p=adjusted_p,
        looked_at=looked_at,
    )


def _unsaid(comparison: Comparison, reason: str, *, looked_at: int) -> Verdict:
    return Verdict(
        key=comparison.key,
        family=comparison.family,
        current=comparison.current,
        reference=comparison.reference,
        relation=None,
        difference=None,
        adjusted_p=None,
        looked_at=looked_at,
        reason=reason,
    )
