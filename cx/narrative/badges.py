"""A verdict as a shape and a few words, for tiles and tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cx.domain.book import Family, Verdict
from cx.domain.score import Score
from cx.domain.verdict import Difference, Relation
from cx.narrative import numbers


class Tone(StrEnum):
    """Colour and shape of a badge: ▲ better, ▼ worse, ■ steady, ≈ unclear; NONE has nothing to judge."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"
    UNCLEAR = "unclear"
    NONE = "none"

    @property
    def shape(self) -> str:
        return {"better": "▲", "worse": "▼", "steady": "■", "unclear": "≈", "none": "·"}[self.value]


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict as a shape and a few words. detail: its range and smallest detectable change, one hover away.

    brief: for where it is narrow and the period or the brand stands beside it anyway.
    """

    tone: Tone
    words: str
    detail: str = ""
    brief: str = ""


_TONES: dict[Relation, Tone] = {
    Relation.ROSE: Tone.BETTER,
    Relation.AHEAD: Tone.BETTER,
    Relation.ABOVE_TARGET: Tone.BETTER,
    Relation.FELL: Tone.WORSE,
    Relation.BEHIND: Tone.WORSE,
    Relation.BELOW_TARGET: Tone.WORSE,
    Relation.STEADY: Tone.STEADY,
    Relation.LEVEL: Tone.STEADY,
    Relation.UNCLEAR: Tone.UNCLEAR,
}


def tone(verdict: Verdict | None) -> Tone:
    return _TONES[verdict.relation] if verdict and verdict.relation else Tone.NONE


def change(verdict: Verdict, when: str) -> Badge:
    """A change against an earlier period. when: that period's label."""
    if verdict.relation is None or not isinstance(verdict.reference, Score):
        return Badge(Tone.NONE, f"Not compared with {when}", verdict.reason, "Not compared")
    words = {
        Relation.ROSE: "Rose from",
        Relation.FELL: "Fell from",
        Relation.STEADY: "Steady, from",
        Relation.UNCLEAR: "No clear change from",
    }[verdict.relation]
    told = f"{words} {numbers.score(verdict.reference.value)}"
    brief = "No clear change" if verdict.relation is Relation.UNCLEAR else told
    return Badge(tone(verdict), f"{told} in {when}", detail(verdict), brief)


def gap(verdict: Verdict, brand: str) -> Badge:
    """A gap to another brand of the same survey, or to the rest."""
    if verdict.relation is None:
        return Badge(Tone.NONE, f"Not compared with {brand}", verdict.reason, "Not compared")
    words = {
        Relation.AHEAD: f"Ahead of {brand}",
        Relation.BEHIND: f"Behind {brand}",
        Relation.LEVEL: f"Level with {brand}",
        Relation.UNCLEAR: f"Too close to {brand} to call",
    }[verdict.relation]
    brief = "Too close to call" if verdict.relation is Relation.UNCLEAR else words
    return Badge(tone(verdict), words, detail(verdict), brief)


def target(verdict: Verdict) -> Badge:
    """A score against its target."""
    if verdict.relation is None or not isinstance(verdict.reference, int | float):
        return Badge(Tone.NONE, "Not compared with the target", verdict.reason, "No verdict on target")
    wanted = f"target {numbers.score(verdict.reference)}"
    words = {
        Relation.ABOVE_TARGET: f"Above {wanted}",
        Relation.BELOW_TARGET: f"Below {wanted}",
        Relation.UNCLEAR: f"Too close to {wanted} to call",
    }[verdict.relation]
    brief = f"Close to {wanted}" if verdict.relation is Relation.UNCLEAR else words
    return Badge(tone(verdict), words, detail(verdict), brief)


def detail(verdict: Verdict) -> str:
    """The range of the difference, what the sample could have shown, and how it was tested."""
    difference = verdict.difference
    if difference is None:
        return verdict.reason
    return f"Likely {numbers.between(difference.low, difference.high)}. {_power(difference)} {_tested(verdict)}"


def _power(difference: Difference) -> str:
    least = numbers.points(difference.smallest_detectable)
    return f"These samples would show a true difference of {least} four times out of five."


def _tested(verdict: Verdict) -> str:
    if verdict.family is Family.EXPLORED:
        return "Explored on the spot: tested on its own at 1%, not for quoting."
    others = numbers.counted(verdict.looked_at - 1, "other comparison")
    if verdict.relation is Relation.UNCLEAR and _excludes_zero(verdict.difference):
        return f"Alone it would look clear; among {others}, it may be chance."
    return f"Tested together with {others}."


def _excludes_zero(difference: Difference | None) -> bool:
    return difference is not None and not difference.low <= 0 <= difference.high
