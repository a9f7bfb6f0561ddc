"""Sentences about scores and their changes, as a person would say them aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cx.domain.book import FEW_ANSWERS, Family, Verdict
from cx.domain.rounding import ends_or_change
from cx.domain.score import Score
from cx.domain.verdict import Relation
from cx.narrative import numbers

_VERBS = {Relation.ROSE: "rose", Relation.FELL: "fell"}
MOST_PARTS = 2
"""Groups that a headline names beside the whole."""
EXPLORED = " (explored, not for quoting)"
"""Stands on screen behind every finding about a group that somebody filtered together; such a finding is never said."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A group and the verdict on its change. name: as the sentence calls it, 'the company' or 'EMEA'."""

    name: str
    verdict: Verdict

    @property
    def moved(self) -> bool:
        """Whether its change may be spoken of as one."""
        return self.verdict.relation in _VERBS and self.verdict.family is not Family.EXPLORED


def headline(whole_company: Spoken, parts: Sequence[Spoken] = ()) -> str:
    """The whole, and the groups that moved with it: falls first, then by size over noise; no fall goes untold.

    "EMEA fell ten points, to 30; the company, at 39, shows no clear change."
    """
    moved = sorted((part for part in parts if part.moved), key=_falls_first)
    clauses = [clause(part) for part in moved[:MOST_PARTS]]
    if whole_company.moved:
        clauses.insert(0, clause(whole_company))
    else:
        clauses.append(clause(whole_company))
    if untold := sum(part.verdict.relation is Relation.FELL for part in moved[MOST_PARTS:]):
        clauses.append(f"{numbers.counted(untold, 'more group')} fell, too")
    return _sentence("; ".join(clauses))


def clause(spoken: Spoken) -> str:
    """One group's change without its full stop. Few answers carry no sentence: no figure of theirs is said."""
    verdict, name = spoken.verdict, spoken.name
    if verdict.current is None:
        return f"{name} has too few answers to show"
    if verdict.reason == FEW_ANSWERS:
        return f"{name} has too few answers, now or before, to say whether it moved"
    now = numbers.score(verdict.current.value)
    if not isinstance(verdict.reference, Score):
        return f"{name} scored {now}; there is no earlier score to compare it with"
    if verdict.relation is None:
        return f"{name} scored {now}; not compared, because {verdict.reason}"
    if verdict.family is Family.EXPLORED:
        return f"{name} scored {now}"
    if verdict.relation in _VERBS:
        return f"{name} {_VERBS[verdict.relation]} {_moved(verdict.reference, verdict.current)}"
    if verdict.relation is Relation.STEADY:
        return f"{name} is steady at {now}"
    return f"{name}, at {now}, shows no clear change"


def _moved(then: Score, now: Score) -> str:
    """'ten points, to 30', or 'from 40 to 30' where the rounded ends and the rounded change disagree."""
    rounded = ends_or_change(then.value, now.value)
    if rounded.change == 0:
        return f"by less than a point, to {numbers.score(now.value)}"
    if rounded.adds_up:
        return f"{numbers.points(rounded.change)}, to {numbers.score(now.value)}"
    return f"from {numbers.score(then.value)} to {numbers.score(now.value)}"


def _falls_first(spoken: Spoken) -> tuple[bool, float]:
    difference = spoken.verdict.difference
    return spoken.verdict.relation is not Relation.FELL, -abs(difference.z) if difference else 0.0


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
