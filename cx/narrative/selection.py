"""Which facts a leader says, and in which order: bad news always among them."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.book import Family
from cx.domain.verdict import Relation
from cx.narrative.facts import BAD, Audience, Fact, Kind

MOST_POINTS = 7
_RELEVANCE = {
    Kind.CHANGE: 6.0,
    Kind.CAUSE: 5.0,
    Kind.YEAR: 4.0,
    Kind.TARGET: 4.0,
    Kind.GAP: 3.5,
    Kind.REST: 3.0,
    Kind.ASKED: 1.0,
}
_LOUDEST = 6.0
"""Standard errors beyond which a difference is no more certain to a listener."""


def select(facts: Sequence[Fact], audience: Audience) -> tuple[Fact, ...]:
    """The facts to be said, in the order of speech.

    Always among them: every rise and fall of the leader's own scopes against the previous period, and what moved them;
    falls first. The rest by size over noise, relevance and whether it is the leader's own. What is explored, hidden or
    rests on few answers never comes here. Outside, how the score is measured comes first.
    """
    told = [fact for fact in facts if fact.family is not Family.EXPLORED]
    method = [fact for fact in told if fact.kind is Kind.METHOD] if audience is Audience.EXTERNAL else []
    musts = [fact for fact in told if _must_be_told(fact)]
    others = [fact for fact in told if fact not in musts and fact.kind is not Kind.METHOD and _may_be_told(fact)]
    room = max(MOST_POINTS - len(method) - len(musts), 0)
    chosen = sorted(others, key=_weight, reverse=True)[:room]
    return *method, *sorted((*musts, *chosen), key=_place)


def _must_be_told(fact: Fact) -> bool:
    return fact.own and (fact.kind is Kind.CAUSE or (fact.kind is Kind.CHANGE and fact.moved))


def _may_be_told(fact: Fact) -> bool:
    """A gap that cannot be told is worth a sentence; a target, a year or the rest that cannot, is not."""
    if fact.relation is Relation.UNCLEAR:
        return fact.kind in (Kind.CHANGE, Kind.GAP)
    return fact.own or fact.kind in (Kind.CHANGE, Kind.GAP)


def _weight(fact: Fact) -> float:
    loud = min(abs(fact.z), _LOUDEST) / _LOUDEST
    return (_RELEVANCE.get(fact.kind, 2.0) + 2 * loud) * (1.0 if fact.own else 0.6) + (1.0 if _bad(fact) else 0.0)


def _bad(fact: Fact) -> bool:
    return fact.relation in BAD


_ORDER = (Kind.CHANGE, Kind.SILENCE, Kind.CAUSE, Kind.YEAR, Kind.REST, Kind.TARGET, Kind.GAP, Kind.ASKED)


def _place(fact: Fact) -> tuple[bool, int, bool, float, str]:
    """The leader's own first, falls before rises, then the whole company."""
    return not fact.own, _ORDER.index(fact.kind), not _bad(fact), -abs(fact.z), fact.id
