"""What a leader may speak of beyond their scores: drivers, needs, the strategy, money and people, and a last word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from cx.domain.allocation import Allocation
from cx.domain.disclosure import Sensitivity
from cx.domain.driver_changes import Measure
from cx.domain.people import Leader
from cx.domain.score import Score
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.training import Completion, Standing
from cx.domain.verdict import Relation
from cx.narrative import beyond, money, numbers, standards
from cx.narrative.facts import BAD, GOOD, Fact, Kind, Source, When
from cx.narrative.strategy import listed
from cx.reports.benchmark_facts import About, BenchmarkFact
from cx.reports.drivers import DriverFact
from cx.reports.operational import Admitted
from cx.reports.strategy_facts import StrategyFact

_KINDS = {"statement": Kind.STATEMENT, "answer": Kind.ANSWER, "goal": Kind.GOAL, "signal": Kind.SIGNAL}
_OUT_OF_TEN = 10.0
"""Points of 0 to 100 that one point of a need's rating is worth."""


def is_theirs(owner: str, leader: Leader) -> bool:
    """Whether a record names the leader, by name or id, as who answers for it."""
    return owner.strip().casefold() in {leader.name.casefold(), leader.leader_id.casefold()}


# The strategy ---------------------------------------------------------------------------------------------------------


def of_strategy(facts: Iterable[StrategyFact], leader: Leader, when: When) -> Iterator[Fact]:
    """The leader's own answers, goals and signals, and what the company tries to achieve."""
    for fact in facts:
        own = is_theirs(fact.owner, leader)
        if own or fact.kind == "statement":
            yield Fact(
                "",
                _KINDS[fact.kind],
                EVERYBODY,
                fact.title,
                own=own,
                when=when,
                source=None,
                metric="",
                sensitivity=fact.sensitivity,
                record=f"table {fact.record.replace(' ', ', key ', 1)}",
                text=fact.text,
                owner=fact.owner,
                due=fact.due,
                wrong=fact.wrong,
            )


def of_allocations(
    found: Sequence[Allocation], leader: Leader, currency: str, when: When, embargoed: Set[str]
) -> Iterator[Fact]:
    """Money and people of what the leader answers for; for who answers for the whole company, what lacks most, too.

    embargoed: names and ids of projects that nobody may hear of but the council.
    """
    own = [one for one in found if is_theirs(one.owner, leader)]
    others = [one for one in found if one not in own and _lacks(one, currency)] if EVERYBODY in leader.scopes else []
    largest = sorted(others, key=lambda one: (-_missing_money(one), one.allocation_id))[:1]
    for one in (*own, *largest):
        named = {one.name, one.project_id}
        if has := _has(one, currency):
            fact = Fact(
                "",
                Kind.FUNDING,
                EVERYBODY,
                one.name,
                own=one in own,
                when=when,
                source=None,
                metric="money_committed",
                value=one.money_committed,
                against=one.money_planned,
                sensitivity=Sensitivity.INTERNAL if embargoed.isdisjoint(named) else Sensitivity.EMBARGOED,
                record=f"table allocations, key {one.allocation_id}",
                text=has,
                detail=_lacks(one, currency),
                owner=one.owner,
            )
            yield fact
            if one.people_committed:
                has_people = replace(fact, value=one.people_committed, against=one.people_planned)
                yield replace(has_people, metric="people_committed", text="", detail="")


def _missing_money(one: Allocation) -> float:
    return max(0.0, (one.money_planned or 0.0) - (one.money_committed or 0.0))


def _lacks(one: Allocation, currency: str) -> str:
    people = (one.people_planned or 0.0) - (one.people_committed or 0.0)
    return missing(_missing_money(one), people, currency)


def missing(amount: float, people: float, currency: str) -> str:
    """'$2.5 million and 8 people'; '' where nothing is missing."""
    parts = [numbers.money(amount, currency)] if amount > 0 else []
    return listed([*parts, *([_people(people)] if people > 0 else [])])


def _people(count: float) -> str:
    """'one person', 'eight people', '2.5 people'."""
    return money.people(count) if count == 1 else f"{_number(count)} people"


def _number(count: float) -> str:
    return numbers.said(int(count)) if count == int(count) else f"{count:.3g}"


def _has(one: Allocation, currency: str) -> str:
    """'$1.5 million of $4 million and 6 of 14 people'; '' where nothing was planned."""
    parts = []
    if one.money_planned:
        has = numbers.money(one.money_committed, currency) if one.money_committed else "none"
        parts.append(f"{has} of {numbers.money(one.money_planned, currency)}")
    if one.people_planned:
        has = _number(one.people_committed) if one.people_committed else "none"
        parts.append(f"{has} of {_people(one.people_planned)}")
    return listed(parts)


TOO_MANY_LATE = "too many are late for us to keep to what was agreed"


def of_training(found: tuple[str, Completion, Standing] | None, leader: Leader, when: When) -> Iterator[Fact]:
    """How many of the leader's own unit are trained. found: the unit's id and where it stands."""
    if found:
        unit, counted, standing = found
        yield Fact(
            "",
            Kind.TRAINING,
            EVERYBODY,
            leader.unit,
            own=True,
            when=when,
            source=None,
            metric="people_trained",
            value=float(counted.done),
            against=float(counted.people),
            sensitivity=Sensitivity.INTERNAL,
            record=f"table headcounts, unit {unit}",
            wrong=TOO_MANY_LATE if standing is Standing.BEHIND else "",
        )


# What customers say beside the score ----------------------------------------------------------------------------------


def of_drivers(found: Sequence[DriverFact], scope: Slice, source: Source, when: When, before: str) -> Iterator[Fact]:
    """The driver that leads, and every driver whose rating changed since the period before, by its label."""
    for fact in found:
        if fact.leads:
            yield _of_driver(fact, scope, source, when, metric="driver_weight", value=100 * fact.share)
        for label, change in fact.changes:
            if change.measure is Measure.RATING and label == before:
                yield _of_driver(
                    fact,
                    scope,
                    source,
                    when,
                    metric="driver_rating",
                    relation=Relation.ROSE if change.difference.value > 0 else Relation.FELL,
                    value=change.now,
                    against=change.then,
                    difference=change.difference.value,
                    low=change.difference.low,
                    high=change.difference.high,
                    p=change.p,
                )


def _of_driver(fact: DriverFact, scope: Slice, source: Source, when: When, **figures: object) -> Fact:
    return Fact("", Kind.DRIVER, scope, fact.name, own=True, when=when, source=source, n=fact.n, **figures)  # type: ignore[arg-type]


def of_needs(found: Iterable[BenchmarkFact], leader: Leader, when: When) -> Iterator[Fact]:
    """Needs of the leader's own customers or partners, met worse or better than by the competitor or a year ago."""
    about = {About.NEED_GAP, About.NEED_CHANGE}
    for fact in found:
        verdict, difference = fact.verdict, fact.verdict.difference
        asked = Slice.of(audience=fact.audience)
        theirs = {fact.scope, Slice((*asked.values, *fact.scope.without("audience").values))}
        if fact.about not in about or difference is None or verdict.relation not in BAD | GOOD:
            continue
        if theirs.isdisjoint(leader.scopes) or verdict.current is None:
            continue
        reference = verdict.reference.value if isinstance(verdict.reference, Score) else verdict.reference
        scope = fact.scope if fact.audience == "customer" else fact.scope.narrowed("audience", "partner")
        yield Fact(
            "",
            Kind.NEED,
            scope,
            fact.need,
            own=True,
            when=when,
            source=None,
            metric="need_rating",
            relation=verdict.relation,
            value=verdict.current.value / _OUT_OF_TEN,
            against=(reference or 0.0) / _OUT_OF_TEN,
            difference=difference.value / _OUT_OF_TEN,
            low=difference.low / _OUT_OF_TEN,
            high=difference.high / _OUT_OF_TEN,
            p=verdict.adjusted_p,
            n=verdict.current.n,
            n_against=verdict.reference.n if isinstance(verdict.reference, Score) else None,
            z=difference.z,
            brand=fact.brand,
            sensitivity=Sensitivity.INTERNAL,
            record=f"table need_ratings, need '{fact.need}', period {fact.period}",
        )


def of_metrics(found: Iterable[Admitted], leader: Leader, when: When) -> Iterator[Fact]:
    """Operational metrics that the evidence admits to the council: of the leader's own department or customers, and
    all of them for who answers for the whole company."""
    for one in found:
        own = is_theirs(one.metric.owner, leader) or one.department == leader.unit != "" or one.scope in leader.scopes
        if not own and EVERYBODY not in leader.scopes:
            continue
        unit = one.metric.unit
        yield Fact(
            "",
            Kind.METRIC,
            one.scope,
            one.name,
            own=own,
            when=when,
            source=None,
            metric="operational_metric",
            relation=Relation.BELOW_TARGET,
            value=one.value,
            against=one.target,
            difference=one.value - one.target,
            p=one.p,
            n=one.link.n,
            sensitivity=Sensitivity.INTERNAL,
            record=f"table metric_values, metric {one.metric.metric_id}, {when.key}",
            text=f"{standards.amount(one.value, unit)} against {standards.amount(one.target, unit)}",
            detail=standards.goes_with(one.link),
            owner=one.metric.owner,
        )


# The last word --------------------------------------------------------------------------------------------------------


def next_step(facts: Sequence[Fact], leader: Leader, when: When) -> Fact:
    """What a leader's own people hear last: who answers for bad news, thanks for good news."""
    own = [fact for fact in facts if fact.own and fact.source and fact.kind is not Kind.DRIVER]
    scope = next(iter(leader.scopes), EVERYBODY)
    bad = any(fact.relation in BAD for fact in own)
    good = any(fact.relation in GOOD for fact in own)
    return Fact(
        "",
        Kind.NEXT_STEP,
        scope,
        leader.unit if scope or not leader.scopes else "",
        own=True,
        when=when,
        source=next((fact.source for fact in own), None),
        metric="",
        sensitivity=Sensitivity.INTERNAL,
        detail=beyond.OWN_IT if bad else beyond.THANKS if good else beyond.PLAIN,
    )
