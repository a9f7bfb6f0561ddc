"""Which facts a leader says, and in which order: bad news always among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from cx.domain.book import Family
from cx.domain.disclosure import Sensitivity
from cx.domain.slices import Slice
from cx.domain.verdict import Relation
from cx.narrative.facts import BAD, RECORDED, Audience, Fact, Kind

MOST_POINTS = 7
_RELEVANCE = {
    Kind.CHANGE: 6.0,
    Kind.CAUSE: 5.0,
    Kind.YEAR: 3.5,
    Kind.TARGET: 3.0,
    Kind.GAP: 3.5,
    Kind.REST: 2.5,
    Kind.ASKED: 1.0,
    Kind.FUNDING: 4.5,
    Kind.PROJECT: 4.0,
    Kind.EFFECT: 4.0,
    Kind.STEP_DONE: 3.0,
    Kind.SIGNAL: 3.5,
    Kind.DRIVER: 3.5,
    Kind.NEED: 3.0,
    Kind.METRIC: 4.0,
    Kind.TRAINING: 2.0,
    Kind.GOAL: 2.5,
    Kind.ANSWER: 2.5,
    Kind.STATEMENT: 0.5,
}
_INSIDE = frozenset(_RELEVANCE) - {Kind.CHANGE, Kind.CAUSE, Kind.YEAR, Kind.TARGET, Kind.GAP, Kind.REST, Kind.ASKED}
"""What is not said outside unless the leader writes it in."""
_MOST_OF_A_KIND = 2
_SAME_NEWS = 2.0
"""What a change from a year ago weighs less where the change from the period before says the same."""
_LOUDEST = 6.0
"""Standard errors beyond which a difference is no more certain to a listener."""


def select(facts: Sequence[Fact], audience: Audience) -> tuple[Fact, ...]:
    """The facts to be said, in the order of speech.

    Always among them: every rise and fall of the leader's own scopes against the previous period, and what moved them;
    falls first; inside the company, every target of theirs that was missed. The rest by size over noise, relevance and
    whether it is the leader's own. What is explored, hidden or rests on few answers never comes here. Outside, how the
    score is measured comes first.
    """
    told = [fact for fact in facts if fact.family is not Family.EXPLORED and fact.may_go_to(audience)]
    last = [fact for fact in told if fact.kind is Kind.NEXT_STEP and audience is Audience.TEAM][:1]
    method = [fact for fact in told if fact.kind is Kind.METHOD] if audience is Audience.EXTERNAL else []
    musts = [fact for fact in told if _must_be_told(fact, audience)]
    aside = (Kind.METHOD, Kind.NEXT_STEP)
    others = [fact for fact in told if fact not in musts and fact.kind not in aside and _may_be_told(fact, audience)]
    room = max(MOST_POINTS - len(method) - len(last) - len(musts), 0)
    ways = {(fact.scope, fact.relation) for fact in musts if fact.moved}
    ranked = sorted(others, key=lambda fact: _weight(fact) - _SAME_NEWS * _again(fact, ways), reverse=True)
    return *method, *sorted((*musts, *_varied(ranked)[:room]), key=_place), *last


def _again(fact: Fact, ways: Collection[tuple[Slice, Relation | None]]) -> bool:
    return fact.kind is Kind.YEAR and (fact.scope, fact.relation) in ways


def _varied(ranked: Sequence[Fact]) -> list[Fact]:
    """At most two of a kind beyond the scores, so that a draft is not all needs."""
    seen: Counter[Kind] = Counter()
    kept = []
    for fact in ranked:
        seen[fact.kind] += 1
        if fact.kind not in _INSIDE or seen[fact.kind] <= _MOST_OF_A_KIND:
            kept.append(fact)
    return kept


def _must_be_told(fact: Fact, audience: Audience) -> bool:
    if fact.kind is Kind.TARGET:
        return fact.own and fact.relation is Relation.BELOW_TARGET and audience is not Audience.EXTERNAL
    return fact.own and (fact.kind is Kind.CAUSE or (fact.kind is Kind.CHANGE and fact.moved))


def _may_be_told(fact: Fact, audience: Audience) -> bool:
    """A gap that cannot be told is worth a sentence; a target, a year or the rest that cannot, is not.

    Money and decisions are asked for in the council; people, what is done and what comes next are named to the team;
    what stands, and training on its way, is no news to the council. Of records, outside hears no more than a public
    project's steps that are done.
    """
    if fact.kind in _INSIDE and audience is Audience.EXTERNAL:
        return fact.kind is Kind.STEP_DONE
    if fact.kind is Kind.METRIC:
        return audience is Audience.COUNCIL or fact.own
    if fact.kind is Kind.FUNDING:
        return (fact.metric == "people_committed") == (audience is Audience.TEAM)
    if fact.kind is Kind.PROJECT:
        return (fact.metric == "project_step") == (audience is Audience.TEAM)
    if fact.kind is Kind.STEP_DONE:
        return audience is Audience.TEAM
    if fact.kind is Kind.TRAINING:
        return bool(fact.wrong) or audience is Audience.TEAM
    if fact.kind in (Kind.ANSWER, Kind.GOAL):
        return bool(fact.wrong) and audience is Audience.COUNCIL
    if fact.kind is Kind.STATEMENT:
        return audience is Audience.TEAM and fact.sensitivity is not Sensitivity.PUBLIC
    if fact.relation is Relation.UNCLEAR:
        return fact.kind in (Kind.CHANGE, Kind.GAP)
    return fact.own or fact.kind in (Kind.CHANGE, Kind.GAP)


def by_weight(facts: Sequence[Fact]) -> list[Fact]:
    """What matters to the leader's listeners first: bad news of their own, then the others by what they weigh."""
    return sorted(facts, key=lambda fact: (not (fact.own and _bad(fact)), -_weight(fact)))


def _weight(fact: Fact) -> float:
    loud = min(abs(fact.z), _LOUDEST) / _LOUDEST
    near = 1.0 if fact.own or fact.kind in (Kind.FUNDING, Kind.PROJECT, Kind.METRIC) else 0.6
    red = fact.kind is Kind.PROJECT and bool(fact.wrong)
    news = 1.0 if red or (fact.kind is Kind.DRIVER and fact.moved) else 0.0
    return (_RELEVANCE.get(fact.kind, 2.0) + loud + news) * near + (0.5 if _bad(fact) else 0.0)


def _bad(fact: Fact) -> bool:
    return fact.relation in BAD


_ORDER = (
    *(Kind.CHANGE, Kind.SILENCE, Kind.CAUSE, Kind.DRIVER, Kind.YEAR, Kind.REST, Kind.TARGET, Kind.GAP, Kind.ASKED),
    *(Kind.NEED, Kind.METRIC, Kind.EFFECT, Kind.ANSWER, Kind.GOAL, Kind.SIGNAL, Kind.STATEMENT, Kind.STEP_DONE),
    *(Kind.TRAINING, Kind.PROJECT, Kind.FUNDING),
)
_CLOSING = RECORDED - {Kind.NEED, Kind.METRIC}
"""What is said last, after the whole company: risks, and what is asked for."""


def _place(fact: Fact) -> tuple[bool, bool, int, bool, float, str]:
    """The leader's own first, falls before rises, then the whole company, then what is asked for."""
    return fact.kind in _CLOSING, not fact.own, _ORDER.index(fact.kind), not _bad(fact), -abs(fact.z), fact.id
