"""Tempting claims that the answers do not carry, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cx.domain.rounding import whole
from cx.domain.verdict import Relation
from cx.narrative import numbers
from cx.narrative.facts import Fact, Kind, Silence
from cx.narrative.speech import subject

MOST = 6
_WHY_SILENT = {
    Silence.NOT_THEIRS: "No survey answers belong to it alone.",
    Silence.FEW: "Too few answered to say so.",
}


@dataclass(frozen=True, slots=True)
class Unsaid:
    """text: what somebody would like to say. reason: why it is not so."""

    text: str
    reason: str

    def as_json(self) -> dict[str, str]:
        return {"text": self.text, "reason": self.reason}


def not_to_say(facts: Sequence[Fact]) -> tuple[Unsaid, ...]:
    """What to leave out, the leader's own first."""
    found = [*_moves(facts), *_gaps(facts), *_targets(facts), *_causes(facts), *_metrics(facts), *_silences(facts)]
    return tuple(found[:MOST])


def _moves(facts: Sequence[Fact]) -> Iterator[Unsaid]:
    for fact in sorted(facts, key=lambda fact: not fact.own):
        apparent = whole(fact.difference or 0.0)
        if fact.kind in (Kind.CHANGE, Kind.YEAR) and fact.relation is Relation.UNCLEAR and apparent:
            verb = "rose" if apparent > 0 else "fell"
            since = "" if fact.kind is Kind.CHANGE else " on a year earlier"
            yield Unsaid(
                f"{_capital(subject(fact))} {verb} {numbers.points(apparent)}{since}.",
                f"With {_samples(fact)} that may be chance: anywhere {numbers.between(fact.low or 0, fact.high or 0)}.",
            )


def _gaps(facts: Sequence[Fact]) -> Iterator[Unsaid]:
    for fact in facts:
        if fact.kind is Kind.GAP and fact.relation is Relation.UNCLEAR and whole(fact.difference or 0.0):
            side = "ahead of" if (fact.difference or 0.0) > 0 else "behind"
            where = f" in {fact.name}" if fact.scope else ""
            yield Unsaid(f"We are {side} {fact.brand}{where}.", f"With {_samples(fact)} it is too close to call.")


def _targets(facts: Sequence[Fact]) -> Iterator[Unsaid]:
    for fact in facts:
        if fact.kind is Kind.TARGET and fact.relation is Relation.UNCLEAR:
            met = "met" if (fact.difference or 0.0) >= 0 else "missed"
            yield Unsaid(
                f"{_capital(subject(fact))} {met} its target of {numbers.score(fact.against or 0)}.",
                f"The score is likely between {numbers.score((fact.against or 0) + (fact.low or 0))} and"
                f" {numbers.score((fact.against or 0) + (fact.high or 0))};"
                " with all that was looked at, that is too close to call.",
            )


def _causes(facts: Sequence[Fact]) -> Iterator[Unsaid]:
    for fact in facts:
        if fact.kind is Kind.CHANGE and fact.own and fact.relation is Relation.ROSE:
            yield Unsaid(
                f"{_capital(fact.name)} rose because of what we did.",
                "The score shows that it rose, not why: nothing here compares it with groups where we did nothing.",
            )
        if fact.kind is Kind.CHANGE and fact.own and fact.relation is Relation.FELL:
            yield Unsaid(
                f"{_capital(fact.name)} fell, but only for now.",
                "Nothing here says how long it lasts; the next close shows whether it did.",
            )


def _metrics(facts: Sequence[Fact]) -> Iterator[Unsaid]:
    for fact in facts:
        if fact.kind is Kind.METRIC:
            yield Unsaid(
                f"Mend “{fact.name}”, and the score comes back.",
                "The two go together from month to month; nothing here shows that one brings the other.",
            )


def _silences(facts: Sequence[Fact]) -> Iterator[Unsaid]:
    for fact in facts:
        if fact.kind is Kind.SILENCE:
            yield Unsaid(
                f"Customers of {fact.name} are happy."
                if fact.detail != Silence.NOT_THEIRS
                else f"{_capital(fact.name)} has a score.",
                _WHY_SILENT.get(Silence(fact.detail or Silence.FEW), "No answers say so."),
            )


def _samples(fact: Fact) -> str:
    beside = f" and {fact.n_against:,}" if fact.n_against is not None else ""
    return f"{fact.n or 0:,}{beside} answers"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
