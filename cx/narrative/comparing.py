"""Sets of points beside each other: what went stale, what differs from last time, what contradicts another leader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cx.domain.rounding import whole
from cx.narrative import numbers
from cx.narrative.facts import Audience, Fact
from cx.narrative.speech import point


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the fact that it tells; None where that fact is not among the facts any more."""

    text: str
    fact: Fact | None


class How(StrEnum):
    """How a point of this set stands to the one before it."""

    NEW = "new"
    DROPPED = "no longer said"
    CHANGED = "changed"
    DEFINITION = "another definition"
    BASELINE = "another baseline"


@dataclass(frozen=True, slots=True)
class Difference:
    """before, now: sentences, '' where there was or is none. drift: what moved under the words, in words."""

    how: How
    before: str
    now: str
    drift: str = ""


def subject(fact: Fact) -> tuple[str, ...]:
    """What a fact is about, whatever the period: its kind, group, whom was asked, competitor and measure."""
    asked = fact.source.audience if fact.source else ""
    return fact.kind.value, fact.scope.canonical(), asked, fact.brand, fact.metric, fact.name


def identity(fact: Fact) -> tuple[str, ...]:
    """The same fact of the same survey and periods, whatever its figures."""
    survey = fact.source.survey_id if fact.source else ""
    return *subject(fact), survey, fact.when.key, fact.when.against_key


def same(facts: Sequence[Fact], wanted: Fact) -> Fact | None:
    """That fact as it is among others; several of one identity are told apart by what they name."""
    found = [fact for fact in facts if identity(fact) == identity(wanted)]
    if len(found) > 1:
        found = [fact for fact in found if fact.detail == wanted.detail]
    return found[0] if found else None


# Stale ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stale:
    """A point whose fact is no longer as it was. now: what the fact says today, '' where there is no such fact."""

    text: str
    now: str


def stale(said: Sequence[Said], today: Sequence[Fact], audience: Audience) -> tuple[Stale, ...]:
    """Points whose facts say something else today, or that today's answers restate. How a period is called, which
    changes with the day, is not what a fact says."""
    found = []
    for one in said:
        if one.fact is None:
            found.append(Stale(one.text, ""))
            continue
        found_now = same(today, one.fact)
        now = replace(found_now, when=one.fact.when) if found_now else None
        if now is None or _words(now, audience) != _words(one.fact, audience):
            found.append(Stale(one.text, " ".join(_words(now, audience)).strip() if now else ""))
    return tuple(found)


def _words(fact: Fact, audience: Audience) -> tuple[str, str]:
    return point(fact, audience), fact.restated


# Differences ----------------------------------------------------------------------------------------------------------


def differences(before: Sequence[Said], now: Sequence[Said]) -> tuple[Difference, ...]:
    """What is said otherwise than last time, in the order of speech, then what is no longer said."""
    told = {subject(one.fact) for one in now if one.fact}
    found = [difference for one in now if (difference := _difference(_earlier(before, one, now), one))]
    dropped = [one.text for one in before if one.fact is None or subject(one.fact) not in told]
    return *found, *(Difference(How.DROPPED, text, "") for text in dropped)


def _earlier(before: Sequence[Said], one: Said, now: Sequence[Said]) -> Said | None:
    """What was said of the same before: of the same survey; of another only where neither set has both."""
    if one.fact is None:
        return None
    wanted = subject(one.fact)
    then = [said for said in before if said.fact and subject(said.fact) == wanted]
    alike = [said for said in then if said.fact and _survey(said.fact) == _survey(one.fact)]
    if alike:
        return next((said for said in alike if said.fact and said.fact.detail == one.fact.detail), alike[0])
    here = [said for said in now if said.fact and subject(said.fact) == wanted]
    return then[0] if len(then) == len(here) == 1 else None


def _survey(fact: Fact) -> str:
    return fact.source.survey_id if fact.source else ""


def _difference(before: Said | None, now: Said) -> Difference | None:
    if before is None or before.fact is None or now.fact is None:
        return Difference(How.NEW, "", now.text)
    if drift := _definition(before.fact, now.fact):
        return Difference(How.DEFINITION, before.text, now.text, drift)
    if drift := _baseline(before.fact, now.fact):
        return Difference(How.BASELINE, before.text, now.text, drift)
    return Difference(How.CHANGED, before.text, now.text) if before.text != now.text else None


def _definition(before: Fact, now: Fact) -> str:
    """How the measure is no longer the one of last time; '' where it is."""
    if before.source is None or now.source is None:
        return ""
    if before.source.survey_id != now.source.survey_id:
        return f"last time from {before.source.survey}, now from {now.source.survey}"
    for name, called in (("question", "the question"), ("asked_by", "who asked"), ("method", "the method")):
        was, is_ = getattr(before.source, name), getattr(now.source, name)
        if was != is_:
            return f"{called} was “{was or 'not on record'}”, now “{is_ or 'not on record'}”"
    return ""


def _baseline(before: Fact, now: Fact) -> str:
    """A figure that was said last time and is given as another one now; '' where none is."""
    pairs = []
    if now.when.against_key and now.when.against_key == before.when.key:
        pairs.append((before.value, now.against, before.when.key))
    if now.when.key == before.when.key:
        pairs.append((before.value, now.value, now.when.key))
        if now.when.against_key == before.when.against_key:
            pairs.append((before.against, now.against, now.when.against_key or "what it is compared with"))
    for was, is_, key in pairs:
        if was is not None and is_ is not None and whole(was) != whole(is_):
            return f"{key} was given as {numbers.score(was)} last time, now as {numbers.score(is_)}"
    return ""


# Contradictions -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spoken:
    """A leader's set for an audience. who: the leader's name."""

    who: str
    said: Sequence[Said]


def contradictions(sets: Sequence[Spoken]) -> tuple[str, ...]:
    """Where two leaders' sets give the same fact other figures or another verdict, in words."""
    told: dict[tuple[str, ...], list[tuple[str, Said, Fact]]] = {}
    for spoken in sets:
        for one in spoken.said:
            if one.fact and one.fact.value is not None:
                told.setdefault((*identity(one.fact), one.fact.detail), []).append((spoken.who, one, one.fact))
    return tuple(dict.fromkeys(sentence for group in told.values() for sentence in _against(group)))


def _against(group: Sequence[tuple[str, Said, Fact]]) -> Iterator[str]:
    (first, one, fact), *others = group
    for who, other, theirs in others:
        if who != first and _told(fact) != _told(theirs):
            yield f"{first} says “{one.text}” {who} says “{other.text}”"


def _told(fact: Fact) -> tuple[object, ...]:
    """What of a fact two leaders must not say differently."""
    rounded = [None if figure is None else whole(figure) for figure in (fact.value, fact.against)]
    return fact.relation, *rounded
