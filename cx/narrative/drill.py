"""The questions that an analyst or an employee would ask, each with a sourced answer or what is not known, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cx.domain.disclosure import Sensitivity
from cx.domain.surveys import Event
from cx.domain.verdict import Relation
from cx.narrative.beyond import day
from cx.narrative.facts import Audience, Fact, Kind, Silence
from cx.narrative.speech import point

UNKNOWN = "We do not know yet, because"


@dataclass(frozen=True, slots=True)
class Answered:
    """evidence: ids of the facts behind the answer; none where it is not known."""

    question: str
    answer: str
    evidence: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"question": self.question, "answer": self.answer, "evidence": list(self.evidence)}


def questions(facts: Sequence[Fact], audience: Audience, method_changes: Sequence[Event]) -> tuple[Answered, ...]:
    """method_changes: those of the surveys behind the facts, oldest first."""
    own = [fact for fact in facts if fact.own]
    if unscored := [fact for fact in own if fact.detail == Silence.NOT_THEIRS]:
        return tuple(_without_score(unscored[0], facts, audience))
    return tuple(
        answer
        for answer in (
            *_how_many(own),
            *_who_asked(own),
            _method(own, method_changes),
            _against_whom(facts, audience),
            *_why(own, audience),
            Answered(
                "Are you losing these customers?",
                f"{UNKNOWN} the score is what people tell us, not what they renew.",
            ),
            _money(own, audience),
            *_doing(facts, audience),
            _when(own, audience),
        )
    )


def _without_score(silence: Fact, facts: Sequence[Fact], audience: Audience) -> Iterator[Answered]:
    """An area that no survey asks about is asked neither for answers nor for what they show."""
    yield Answered("Why do you name no score of your own?", point(silence, audience), (silence.id,))
    own = [fact for fact in facts if fact.own]
    if any(fact.kind is Kind.FUNDING for fact in own):
        yield _money(own, audience)
    yield from _doing(facts, audience)


def _money(own: Sequence[Fact], audience: Audience) -> Answered:
    question = "What did it cost?"
    found = [fact for fact in own if fact.kind is Kind.FUNDING and fact.text]
    if audience is Audience.EXTERNAL or not found:
        return Answered(question, f"{UNKNOWN} no money is on record here beside this score.")
    told = "; ".join(f"“{fact.name}” has {fact.text}" for fact in found)
    return Answered(question, f"{told}.", tuple(fact.id for fact in found))


def _doing(facts: Sequence[Fact], audience: Audience) -> Iterator[Answered]:
    """What the company says it does about it: the statement made for this audience, else the leader's own answers."""
    said = [fact for fact in facts if fact.kind is Kind.STATEMENT and not fact.wrong]
    own = [fact for fact in facts if fact.kind is Kind.ANSWER and fact.own and not fact.wrong]
    public = [fact for fact in said if fact.sensitivity is Sensitivity.PUBLIC]
    inside = [fact for fact in said if fact.sensitivity is not Sensitivity.PUBLIC]
    for fact in (public if audience is Audience.EXTERNAL else [*own, *inside])[:1]:
        yield Answered("What are you doing about it?", fact.text, (fact.id,))


def _when(own: Sequence[Fact], audience: Audience) -> Answered:
    question = "When will it show?"
    goals = [fact for fact in own if fact.kind is Kind.GOAL and fact.due and not fact.wrong]
    if goals and audience is not Audience.EXTERNAL:
        told = "; ".join(f"“{fact.name}” is due on {day(fact.due)}" for fact in goals if fact.due)
        return Answered(question, f"{told}. The score itself we look at again at the next close.", (goals[0].id,))
    return Answered(
        question, f"{UNKNOWN} a change counts only once enough answers show it; we look again at the next close."
    )


def _how_many(own: Sequence[Fact]) -> Iterator[Answered]:
    question = "How many answers is that, and how many did you ask?"
    asked = [fact for fact in own if fact.kind is Kind.ASKED]
    scored = [fact for fact in own if fact.kind is Kind.CHANGE and fact.n is not None]
    for fact in asked:
        yield Answered(question, point(fact, Audience.COUNCIL), (fact.id,))
    if scored and not asked:
        told = ", ".join(f"{fact.n:,} for {fact.name}" for fact in scored)
        yield Answered(
            question, f"The answers are {told}. How many were asked is not known.", tuple(fact.id for fact in scored)
        )
    if not scored and not asked:
        yield Answered(question, f"{UNKNOWN} too few answered, or no survey asks about this area.")


def _who_asked(own: Sequence[Fact]) -> Iterator[Answered]:
    seen: dict[str, Fact] = {}
    for fact in own:
        if fact.source:
            seen.setdefault(fact.source.survey_id, fact)
    for fact in seen.values():
        if source := fact.source:
            question = f" The question: {source.question}" if source.question else ""
            which = f" ({source.survey})" if len(seen) > 1 else ""
            yield Answered(f"Who asked, and what?{which}", f"{source.survey}: {source.asked_by}.{question}", (fact.id,))


def _method(own: Sequence[Fact], changes: Sequence[Event]) -> Answered:
    question = "Did the way you ask change?"
    if not any(fact.source for fact in own):
        return Answered(question, f"{UNKNOWN} no survey asks about this area.")
    behind = tuple(fact.id for fact in own if fact.kind is Kind.METHOD)
    if not changes:
        return Answered(question, "No change of method is on record.", behind)
    last = changes[-1]
    when = f"{last.starts_on.day} {last.starts_on:%B %Y}"
    return Answered(question, f"Yes, on {when}: {last.label}. Scores before and after it are not compared.", behind)


def _against_whom(facts: Sequence[Fact], audience: Audience) -> Answered:
    gaps = [fact for fact in facts if fact.kind is Kind.GAP]
    question = "How do you stand against competitors?"
    if not gaps:
        return Answered(question, f"{UNKNOWN} no survey of the market has a gap for this area that can be told.")
    told = " ".join(point(fact, audience) for fact in gaps)
    return Answered(question, told, tuple(fact.id for fact in gaps))


def _why(own: Sequence[Fact], audience: Audience) -> Iterator[Answered]:
    causes = {fact.scope: fact for fact in own if fact.kind is Kind.CAUSE}
    for fact in own:
        if fact.kind is not Kind.CHANGE or not fact.moved:
            continue
        question = f"Why did {fact.name} {'rise' if fact.relation is Relation.ROSE else 'fall'}?"
        cause = causes.get(fact.scope)
        if cause is None:
            yield Answered(question, f"{UNKNOWN} no single group carries most of it.", (fact.id,))
        else:
            where = f"{point(cause, audience)} That says where it sits; why they scored so is not in the score itself."
            yield Answered(question, where, (fact.id, cause.id))
