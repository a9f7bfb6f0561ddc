"""The gates on the way of an edited set: what must hold before it is reviewed, approved and released."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from cx.domain.approval import Step
from cx.domain.rounding import whole
from cx.domain.surveys import Provenance
from cx.domain.verdict import Relation
from cx.narrative import disclosure
from cx.narrative.comparing import Said, Stale
from cx.narrative.disclosure import Gate, Standing
from cx.narrative.facts import Audience, Fact, Kind
from cx.narrative.mending import marks
from cx.narrative.speech import point

DOWN = re.compile(r"\b(?:down|fell|fallen|falls?|dropped|declined|lower|lost)\b", re.IGNORECASE)
_QUOTED = re.compile('[\N{LEFT DOUBLE QUOTATION MARK}"]([^\N{RIGHT DOUBLE QUOTATION MARK}"]*)')
_DEFINED = ("0 to 6", "9 or 10")
SHORTEST_NAME = 4
"""Letters from which a customer's name is looked for: a shorter one is a word, too."""
READ = frozenset({"words_backed", "bad_news_told"})
"""What a reviewer answers for."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the gates need to know beyond the points.

    customers, competitors: names that a text may not hold without consent, or without a source. stale: see `stale`.
    asked: roles whose word is asked for outside, such as 'legal'. agreed: those that gave it.
    """

    standing: Standing
    customers: Collection[str] = ()
    competitors: Collection[str] = ()
    stale: Sequence[Stale] = ()
    reviewed: bool = False
    asked: Sequence[str] = ()
    agreed: Collection[str] = ()


def gates(said: Sequence[Said], facts: Sequence[Fact], audience: Audience, around: Circumstances) -> tuple[Gate, ...]:
    """Every gate of a saved set with its reason, those of the words first."""
    texts = [one.text for one in said]
    told = [one.fact for one in said if one.fact and _still_told(one.text, one.fact)]
    found = [
        _words_backed(said, facts, audience),
        _bad_news(said, facts, audience),
        _current(around.stale),
        *(_sharper(gate, texts, told, around) for gate in _disclosed(told, texts, audience, around)),
        _gate("reviewed", around.reviewed, "Reviewed.", "Not reviewed yet: read it through, then mark it so."),
    ]
    if audience is Audience.EXTERNAL:
        found += [_agreed(role, role in around.agreed) for role in around.asked]
    approved = "Approved by the CX leader.", "Not approved yet: the CX leader approves it."
    return *found, _gate("approved", around.standing.approved, *approved)


def hindering(step: Step, found: Sequence[Gate]) -> tuple[Gate, ...]:
    """The gates that a step has to wait for."""
    if step is Step.REVIEW:
        return tuple(gate for gate in found if not gate.passed and gate.gate in READ)
    if step is Step.APPROVE:
        return tuple(gate for gate in found if not gate.passed and gate.gate != "approved")
    if step is Step.RELEASE:
        return tuple(gate for gate in found if not gate.passed)
    return ()


def _disclosed(
    told: Sequence[Fact], texts: Sequence[str], audience: Audience, around: Circumstances
) -> tuple[Gate, ...]:
    found = disclosure.gates(told, texts, audience, around.standing)
    return tuple(gate for gate in found if gate.gate != "approved")


def _gate(name: str, passed: bool, yes: str, no: str) -> Gate:
    return Gate(name, passed, yes if passed else no)


def _still_told(text: str, fact: Fact) -> bool:
    """Whether an edited text still says how the score is made; of other facts the check of the words sees to it."""
    return fact.kind is not Kind.METHOD or all(part in text for part in _DEFINED)


def _words_backed(said: Sequence[Said], facts: Sequence[Fact], audience: Audience) -> Gate:
    loose = [mark.text for one in said for mark in marks(one.text, facts, one.fact, audience)]
    lost = any(one.fact is None for one in said)
    if not said:
        return Gate("words_backed", False, "There is no point in it.")
    if lost and not loose:
        return Gate("words_backed", False, "A point tells a fact that is not there any more. Drop it.")
    named = ", ".join(f"“{text}”" for text in dict.fromkeys(loose))
    return _gate(
        "words_backed",
        not loose,
        "Every number and every comparing word has a fact behind it.",
        f"No fact backs {named}.",
    )


def _bad_news(said: Sequence[Said], facts: Sequence[Fact], audience: Audience) -> Gate:
    """A fall of the leader's own is told; outside, wherever the score of that group is spoken of at all."""
    falls = [fact for fact in facts if fact.own and fact.kind is Kind.CHANGE and fact.relation is Relation.FELL]
    untold = [
        fact
        for fact in falls
        if not any(_tells(one, fact) for one in said)
        and (audience is not Audience.EXTERNAL or any(one.fact and one.fact.scope == fact.scope for one in said))
    ]
    return _gate(
        "bad_news_told",
        not untold,
        "Every fall of the leader's own area is told." if falls else "Nothing in the leader's own area fell.",
        "Untold: " + ", ".join(f"{fact.name} fell" for fact in untold) + ".",
    )


def _tells(one: Said, fact: Fact) -> bool:
    """Whether a sentence gives the score and says that it fell."""
    about = (one.fact is not None and one.fact.id == fact.id) or fact.name.casefold() in one.text.casefold()
    now = re.search(rf"(?<![\d,.]){re.escape(str(abs(whole(fact.value or 0.0))))}(?!\d|[.,]\d)", one.text)
    return about and bool(now) and bool(DOWN.search(one.text))


def _current(stale: Sequence[Stale]) -> Gate:
    changed = f"{len(stale)} of its facts changed" if len(stale) > 1 else "One of its facts changed"
    return _gate(
        "facts_current",
        not stale,
        "Its facts are today's.",
        f"{changed} since it was saved: edit it on today's facts and save it anew.",
    )


def _agreed(role: str, given: bool) -> Gate:
    name = {"legal": "Legal", "ir": "Investor relations"}.get(role, role)
    return _gate(f"agreed_{role}", given, f"{name} agreed.", f"{name} has not agreed yet.")


def _sharper(gate: Gate, texts: Sequence[str], told: Sequence[Fact], around: Circumstances) -> Gate:
    """What an edited text may hold that no text made from facts could: a customer, a quotation, a competitor."""
    if gate.gate == "no_customer_named":
        return _customers(gate, texts, " ".join(point(fact, Audience.EXTERNAL) for fact in told), around.customers)
    if gate.gate == "competitor_sources" and gate.passed:
        sourced = {fact.brand for fact in told if fact.source and fact.source.provenance is not Provenance.OWN}
        loose = [name for name in around.competitors if name not in sourced and _named(name, texts)]
        if loose:
            return replace(gate, passed=False, reason=f"{loose[0]} is named without a figure from a survey of others.")
    return gate


def _customers(gate: Gate, texts: Sequence[str], worded: str, customers: Collection[str]) -> Gate:
    """worded: the told facts in their own words, in which names of needs and projects may stand in quotation marks."""
    if any(
        len(name) >= SHORTEST_NAME and name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        for name in customers
        for text in texts
    ):
        return replace(gate, passed=False, reason="A customer is named in it. Leave the name out.")
    if any(words not in worded for text in texts for words in _QUOTED.findall(text)):
        return replace(gate, passed=False, reason="There is a quotation in it. Leave it out, or tell it in own words.")
    return gate


def _named(name: str, texts: Sequence[str]) -> bool:
    wanted = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return bool(name.strip()) and any(wanted.search(text) for text in texts)
