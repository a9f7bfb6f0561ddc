"""One line under a tile, and one line for each thing that needs attention."""

from __future__ import annotations

from cx.domain.book import Verdict
from cx.domain.rates import ResponseRate
from cx.domain.score import Score
from cx.domain.verdict import Relation
from cx.narrative import numbers


def response(rate: ResponseRate | None) -> str:
    """How many answered of how many asked."""
    if rate is None:
        return "Number asked not known"
    return f"{numbers.percent(rate.rate / 100)} of {rate.invited:,} answered"


def gap_range(verdict: Verdict, *, both: bool = False) -> str:
    """both: it stands beside two scores, not beside their gap, and says what it is the range of."""
    if verdict.difference is None:
        return verdict.reason
    low, high = numbers.signed(verdict.difference.low), numbers.signed(verdict.difference.high)
    return f"{'gap ' if both else ''}likely {low} to {high}"


def both_scores(verdict: Verdict, name: str, brand: str) -> str:
    """Both ends of a gap, from the same survey."""
    ours, theirs = verdict.current, verdict.reference
    if not isinstance(ours, Score) or not isinstance(theirs, Score):
        return "Too few answers to show both"
    return f"{name} {numbers.score(ours.value)}, {brand} {numbers.score(theirs.value)}"


def attention(verdict: Verdict, reference: str, survey_name: str) -> str:
    """What is the matter with a group, to be read behind its name: 'fell from 40 in Q2 2026 to 30.'

    reference: the label of the period compared with. survey_name: '' where it is the survey on screen.
    """
    now = numbers.score(verdict.current.value) if verdict.current else "a score that is hidden"
    where = f" ({survey_name})" if survey_name else ""
    if verdict.relation is Relation.FELL and isinstance(verdict.reference, Score):
        return f"fell from {numbers.score(verdict.reference.value)} in {reference} to {now}{where}."
    if verdict.relation is Relation.BELOW_TARGET and isinstance(verdict.reference, int | float):
        return f"at {now}, below its target of {numbers.score(verdict.reference)}{where}."
    if isinstance(verdict.reference, Score):
        theirs = numbers.score(verdict.reference.value)
        return f"at {now}, behind {verdict.key.brand} at {theirs}{where}."
    return f"needs attention{where}."
