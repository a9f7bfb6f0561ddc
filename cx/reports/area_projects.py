"""What a leader may speak of projects that touch their area: how they stand, what is done, what comes next, effects."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from cx.domain.disclosure import Sensitivity
from cx.domain.effect import Found
from cx.domain.people import Leader
from cx.domain.projects import Status
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.verdict import Relation
from cx.narrative.facts import Fact, Kind, When
from cx.reports.area_facts import is_theirs, missing
from cx.reports.project_facts import About, ProjectFact

_MOVED = {Found.WORKED: Relation.ROSE, Found.WORSENED: Relation.FELL}


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom the projects are told of, and since when a step that is done is news.

    funded: names of what their points speak of money for already, so that nothing is asked for twice.
    """

    leader: Leader
    currency: str
    when: When
    since: date
    funded: Collection[str] = ()


def of_projects(facts: Iterable[ProjectFact], asking: Asking) -> Iterator[Fact]:
    """facts: each project's together, red and amber first.

    A project touches whoever answers for it, whose unit takes part, and whose customers it is to move. Who answers for
    the whole company hears of the first that is red as well.
    """
    reds = 0
    for _, held in groupby(facts, lambda fact: fact.project):
        several = tuple(held)
        stands = several[0]
        everywhere = EVERYBODY in asking.leader.scopes
        if not _touches(stands, asking.leader):
            reds += stands.status is Status.RED
            if not everywhere or stands.status is not Status.RED or reds > 1:
                continue
        yield from _asks(several, asking)
        yield from _steps(several, asking)
        yield from _effects(several, asking)


def embargoed(facts: Iterable[ProjectFact]) -> frozenset[str]:
    """Names and ids of the projects that are embargoed: money and people for them are, too."""
    held = [fact for fact in facts if fact.about is About.STATUS and fact.sensitivity is Sensitivity.EMBARGOED]
    return frozenset(name for fact in held for name in (fact.project, fact.record.removeprefix("projects ")))


def _touches(fact: ProjectFact, leader: Leader) -> bool:
    return _owns(fact, leader) or leader.unit in fact.units or any(_within(fact.scope, own) for own in leader.scopes)


def _owns(fact: ProjectFact, leader: Leader) -> bool:
    return is_theirs(fact.owner, leader) or fact.leader_id == leader.leader_id


def _within(group: Slice, own: Slice) -> bool:
    """Whether the group is a part of the leader's own, or the same; the whole company is nobody's own part here."""
    return bool(own) and set(own.values) <= set(group.values)


def _fact(kind: Kind, fact: ProjectFact, asking: Asking, **more: object) -> Fact:
    made = Fact(
        "",
        kind,
        EVERYBODY,
        fact.project,
        own=_owns(fact, asking.leader),
        when=asking.when,
        source=None,
        metric="",
        sensitivity=fact.sensitivity,
        record=f"table {fact.record.replace(' ', ', key ', 1)}",
        owner=fact.owner,
    )
    return replace(made, **more)  # type: ignore[arg-type] # fields of a fact


def _asks(facts: Sequence[ProjectFact], asking: Asking) -> Iterator[Fact]:
    """How a project stands and what its owner asks for, where there is anything to ask or to worry about."""
    stands = facts[0]
    held = {fact.about: fact for fact in facts if fact.about is not About.MILESTONE}
    decide = held[About.DECISION].text if About.DECISION in held else ""
    lacks = missing(_short(held.get(About.MONEY)), _short(held.get(About.PEOPLE)), asking.currency)
    red = stands.status is Status.RED
    if stands.project in asking.funded and not red:
        return
    if stands.status is None or not (red or decide or lacks):
        return
    verb = "I ask for" if _owns(stands, asking.leader) else "it lacks"
    ask = f"to be decided: {decide[:1].lower()}{decide[1:]}" if decide else f"{verb} {lacks}" if lacks else ""
    text = "on track" if stands.status is Status.GREEN else f"{stands.status}: {stands.reason}"
    money = held.get(About.MONEY)
    yield _fact(
        Kind.PROJECT,
        stands,
        asking,
        metric="money_granted" if money else "",
        value=money.value if money else None,
        against=money.of if money else None,
        text=text,
        detail=ask,
        wrong=stands.reason if red else "",
    )


def _short(fact: ProjectFact | None) -> float:
    """What is missing of what it takes, in the fact's own unit."""
    return max(0.0, (fact.of or 0.0) - (fact.value or 0.0)) if fact else 0.0


def _steps(facts: Sequence[ProjectFact], asking: Asking) -> Iterator[Fact]:
    """The step that was done last, where that is news, and the one that comes next."""
    found = [(fact, fact.milestone) for fact in facts if fact.milestone and fact.on]
    done = [(fact.on, fact) for fact, one in found if one.done_on and one.done_on >= asking.since and fact.on]
    to_do = [(fact.on, fact) for fact, one in found if one.done_on is None and fact.on]
    if done:
        when, step = max(done, key=lambda pair: pair[0])
        yield _fact(Kind.STEP_DONE, step, asking, detail=step.milestone and step.milestone.name, due=when)
    if to_do:
        when, step = min(to_do, key=lambda pair: pair[0])
        late = {"value": step.value} if step.value else {}
        name = step.milestone and step.milestone.name
        yield _fact(Kind.PROJECT, step, asking, metric="project_step", detail=name, due=when, **late)


def _effects(facts: Sequence[ProjectFact], asking: Asking) -> Iterator[Fact]:
    """What it did to the score of its group, where that may be told and is no chance. Never for outside: there is no
    room there to say what it is compared with."""
    for fact in facts:
        found = fact.effect
        if found and found.difference and found.found in _MOVED and fact.scope:
            yield _fact(
                Kind.EFFECT,
                fact,
                asking,
                metric="project_effect",
                relation=_MOVED[found.found],
                value=found.difference.value,
                difference=found.difference.value,
                low=found.difference.low,
                high=found.difference.high,
                p=found.p,
                z=found.difference.z,
                detail=fact.scope.text(),
            )
