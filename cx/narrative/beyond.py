"""Sentences about what is no score: needs, drivers, the strategy, money, training, projects, and what is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from cx.domain.rounding import whole
from cx.domain.verdict import Relation
from cx.narrative import numbers
from cx.narrative.facts import Audience, Fact, Kind

RATINGS = frozenset({"need_rating", "driver_rating"})
"""Metrics that are told to a tenth of a point."""
OUT_OF = 10.0
OWN_IT, THANKS, PLAIN = "own it", "thanks", "plain"
"""What a closing sentence is made for: bad news of the leader's own, good news, neither."""


def tenth(value: float) -> float:
    """Rounded to a tenth, halves away from zero.

    >>> tenth(6.25), tenth(7.0)
    (6.3, 7.0)
    """
    return whole(10 * value) / 10


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def quoted(name: str) -> str:
    return f"“{name}”"


def likely(low: float, high: float, metric: str) -> str:
    """A range in whole points; of ratings, in tenths.

    >>> likely(-3.2, 11.4, "nps"), likely(-0.44, -0.12, "driver_rating")
    ('−3 to 11', '−0.4 to −0.1')
    """
    if metric in RATINGS:
        return f"{tenth(low):.1f} to {tenth(high):.1f}".replace("-", "\N{MINUS SIGN}")
    return f"{numbers.score(low)} to {numbers.score(high)}"


def behind(fact: Fact) -> str:
    """What stands behind a sentence about a record."""
    parts = [_kept_on(fact.record)] if fact.record else []
    if fact.n is not None:
        parts.append(f"{fact.n:,} answers")
    if fact.low is not None and fact.high is not None and fact.metric in RATINGS:
        parts.append(f"difference likely {likely(fact.low, fact.high, fact.metric)}")
    if fact.owner:
        parts.append(f"owner {fact.owner}")
    return " · ".join(parts)


_PAGES = {
    "Strategy answers": ("answers", "statements", "business_goals", "allocations"),
    "Signals": ("signals",),
    "Projects": ("projects", "milestones", "project_updates", "spend"),
    "Council meetings": ("decisions", "actions", "communications"),
    "Training": ("headcounts", "courses", "training_records"),
    "Benchmarks": ("needs", "need_ratings", "readings"),
    "Standards": ("metrics", "metric_values"),
}
"""Where the records of a table are kept and shown."""


def _kept_on(record: str) -> str:
    """The page of a record that is named for the machine: 'table allocations, key win-back' is on Strategy answers."""
    table = record.removeprefix("table ").split(",")[0]
    return next((f"as kept under {page}" for page, tables in _PAGES.items() if table in tables), record)


def _out_of(value: float | None) -> str:
    return f"{tenth(value or 0.0):.1f}"


def _who(fact: Fact) -> str:
    """'customers', 'partners', 'customers of EMEA'."""
    who = "partners" if "partner" in (fact.scope.get("audience"), fact.source.audience if fact.source else "") else ""
    group = fact.scope.without("audience").text()
    return f"{who or 'customers'}{f' of {group}' if group else ''}"


def _need(fact: Fact, audience: Audience) -> str:
    del audience
    if fact.brand:
        side = "ahead of" if fact.relation is Relation.AHEAD else "behind"
        ends = f"{_out_of(fact.value)} against {_out_of(fact.against)} of 10"
        return f"on {quoted(fact.name)} {_who(fact)} rate us {side} {fact.brand}: {ends}"
    way = "up" if fact.relation is Relation.ROSE else "down"
    return (
        f"{_who(fact)} rate us {_out_of(fact.value)} of 10 on {quoted(fact.name)}, {way} from {_out_of(fact.against)}"
        " a year earlier"
    )


def _driver(fact: Fact, audience: Audience) -> str:
    del audience
    if fact.metric not in RATINGS:
        return f"of all that {_who(fact)} rate, {quoted(fact.name)} goes with the score more than any other"
    way = "up" if fact.relation is Relation.ROSE else "down"
    ends = f"{_out_of(fact.value)} of 10, {way} from {_out_of(fact.against)}"
    return f"{_who(fact)} rate {quoted(fact.name)} {ends} {fact.when.against}"


def _metric(fact: Fact, audience: Audience) -> str:
    """text: what it came to, and its target. detail: how its changes go with those of the score."""
    del audience
    return f"{quoted(fact.name)} missed its target in {fact.when.said}: {fact.text}; {fact.detail}"


def _signal(fact: Fact, audience: Audience) -> str:
    when = f", from {day(fact.due)}" if fact.due else ""
    called = "a risk" if audience is Audience.COUNCIL and fact.wrong else "what may come"
    response = fact.wrong or fact.detail
    return f"{called}: {fact.name}; that is {fact.text}{when}{f'; {response}' if response else ''}"


def _goal(fact: Fact, audience: Audience) -> str:
    del audience
    due = f", due on {day(fact.due)}" if fact.due else ""
    return f"my goal {quoted(fact.name)}{due}: {fact.wrong}" if fact.wrong else f"my goal is {quoted(fact.name)}{due}"


def _answer(fact: Fact, audience: Audience) -> str:
    if fact.wrong:
        return f"my answer on {fact.name} does not stand: {fact.wrong}"
    return f"on {fact.name}, our answer: {fact.text}" if audience is Audience.COUNCIL else fact.text


def _statement(fact: Fact, audience: Audience) -> str:
    return f"what we are trying to achieve: {fact.text}" if audience is Audience.TEAM else fact.text


def _funding(fact: Fact, audience: Audience) -> str:
    """text: what is committed, of what was planned. detail: what is missing; '' where nothing is."""
    if fact.metric == "people_committed":
        count = fact.value or 0.0
        people = numbers.counted(int(count), "person") if count == 1 else f"{_count(count)} people"
        verb = "works" if count == 1 else "work"
        return f"{people} now {verb} on {quoted(fact.name)}; if you need them, {_reach(fact)}"
    del audience
    if fact.detail and fact.own:
        return f"I ask for {fact.detail} for {quoted(fact.name)}; it has {fact.text}"
    if fact.detail:
        return f"{quoted(fact.name)} of {fact.owner} lacks {fact.detail}; it has {fact.text}"
    return f"{quoted(fact.name)} has what it was planned: {fact.text}"


def _count(number: float) -> str:
    return numbers.said(int(number)) if number == int(number) else f"{number:.3g}"


def _reach(fact: Fact) -> str:
    return "ask me" if fact.own else f"ask {fact.owner}"


def _training(fact: Fact, audience: Audience) -> str:
    del audience
    people, done = int(fact.against or 0), int(fact.value or 0)
    late = f"; {fact.wrong}" if fact.wrong else ""
    return f"{done:,} of the {people:,} people of {fact.name} have completed the training that was agreed{late}"


def _project(fact: Fact, audience: Audience) -> str:
    """text: how it stands and why. detail: to the council what is asked for, to the team the step that comes next."""
    if audience is Audience.TEAM:
        who = (
            f"I answer for {quoted(fact.name)}" if fact.own else f"{quoted(fact.name)} is in the hands of {fact.owner}"
        )
        if not fact.owner:
            who = f"{quoted(fact.name)} goes on"
        when = f", {'expected' if fact.value else 'due'} on {day(fact.due)}" if fact.due else ""
        late = f", {numbers.counted(whole(fact.value), 'day')} late" if fact.value else ""
        return f"{who}; next comes {quoted(fact.detail)}{when}{late}"
    of = f" of {fact.owner}" if fact.owner and not fact.own else ""
    asked = f"; {fact.detail}" if fact.detail else ""
    return f"{quoted(fact.name)}{of} is {fact.text}{asked}"


def _step_done(fact: Fact, audience: Audience) -> str:
    del audience
    done = f", on {day(fact.due)}" if fact.due else ""
    return f"a step of {quoted(fact.name)} is done: {quoted(fact.detail)}{done}"


def _effect(fact: Fact, audience: Audience) -> str:
    del audience
    way = "gained" if fact.relation is Relation.ROSE else "lost"
    against = "more than" if fact.relation is Relation.ROSE else "against"
    likely = numbers.between(fact.low or 0.0, fact.high or 0.0)
    return (
        f"since {quoted(fact.name)} went live, {fact.detail} {way} {numbers.points(fact.value or 0.0)} {against}"
        f" elsewhere, likely {likely}"
    )


def _next_step(fact: Fact, audience: Audience) -> str:
    del audience
    who = "partner" if _who(fact).startswith("partners") else "customer"
    if fact.detail == OWN_IT:
        return f"I answer for this; if a {who} of yours is stuck, come to me"
    here = f", everybody in {fact.name}" if fact.name else ", everybody"
    if fact.source is None:
        return f"thank you{here}; tell me what stands in your way"
    if fact.detail == THANKS:
        return f"thank you{here}; tell me what you did, so that others can do it, too"
    return f"thank you{here}, for every {who} you look after; tell me what stands in your way"


SENTENCES: Mapping[Kind, Callable[[Fact, Audience], str]] = {
    Kind.NEED: _need,
    Kind.METRIC: _metric,
    Kind.DRIVER: _driver,
    Kind.SIGNAL: _signal,
    Kind.GOAL: _goal,
    Kind.ANSWER: _answer,
    Kind.STATEMENT: _statement,
    Kind.FUNDING: _funding,
    Kind.TRAINING: _training,
    Kind.PROJECT: _project,
    Kind.STEP_DONE: _step_done,
    Kind.EFFECT: _effect,
    Kind.NEXT_STEP: _next_step,
}
