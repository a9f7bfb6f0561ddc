"""Reads a text back: every number must be a fact's, every comparative word must have a fact behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cx.domain.rounding import whole
from cx.domain.verdict import Relation
from cx.narrative.beyond import OUT_OF, RATINGS, day, tenth
from cx.narrative.facts import RECORDED, Fact, Kind

_UP = frozenset({Relation.ROSE})
_DOWN = frozenset({Relation.FELL})
_BACKED_BY: Mapping[frozenset[Relation], str] = {
    _UP: r"rose|risen|rises?|rising|up|grew|grown|gain(?:ed|s)?|improv(?:ed|es|ing|ement)|climb(?:ed|s)?"
    r"|increas(?:ed|es|ing)|higher|recovered|recovering",
    _DOWN: r"fell|fallen|falls?|falling|down|dropp?(?:ed|s)?|declin(?:ed|es|e|ing)|lost|lower|decreas(?:ed|es|ing)"
    r"|slipped|worsen(?:ed|s|ing)?",
    frozenset({Relation.STEADY, Relation.LEVEL}): r"steady|level|flat|unchanged|stable|held",
    frozenset({Relation.AHEAD}): r"ahead|lead(?:s|ing)?|outperform(?:ed|s)?|beats?",
    frozenset({Relation.BEHIND}): r"behind|trail(?:s|ed)?|lag(?:s|ged)?",
    frozenset({Relation.ABOVE_TARGET}): r"above|exceed(?:ed|s)?|met|reached",
    frozenset({Relation.BELOW_TARGET}): r"below|missed|short of",
}
_NEVER = (
    r"best|worst|record|highest|lowest|strongest|weakest|significant(?:ly)?|dramatic(?:ally)?|sharp(?:ly)?|doubled|tripled"
    r"|halved|ever|always|never|unprecedented|all-time|closing (?:on|the gap)|catching up|turn(?:ed|ing) the corner"
    r"|thanks to|because of|due to|proves?|guarantee[ds]?"
)
"""Words that no fact of a period can back: ranks, records, causes and superlatives need a test of their own."""

QUOTING = RECORDED | {Kind.DRIVER, Kind.EFFECT}
"""Facts whose own words may stand in a sentence as they are."""
_CAUSE = r"most of"
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.,])([+\-\u2212]?\d+(?:,\d{3})*(?:\.\d+)?)(?![\w])", re.ASCII)
_UNITS = "|".join(list(_WORDS)[:9])
_COUNTED = r"(?=\s+(?:points?|percent|of those|answers?|people)\b)"
_WORD_NUMBER = re.compile(rf"\b({'|'.join(_WORDS)})(?:[- ]({_UNITS}))?{_COUNTED}", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?=\d)[^.!?]*)*[.!?]?")
_A_PHRASE = 4
"""Letters from which a record's words are looked for in a text."""
_OF_THE_SCALE = {0, 6, 7, 8, 9, 10}
"""Numbers of the question itself."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A word or a number that no fact backs. start, end: where it stands in the text. nearest: id of a fact, or ''."""

    start: int
    end: int
    text: str
    problem: str
    nearest: str = ""


def verify(text: str, facts: Sequence[Fact]) -> tuple[Flag, ...]:
    """What nothing backs, in the order of the text; none where all is backed.

    A sentence that names groups of the facts is held against the facts of those groups only.
    """
    flags: list[Flag] = []
    unquoted = _without_quoted(text, facts)
    for sentence in _SENTENCE.finditer(unquoted):
        if sentence[0].strip():
            about = _about(text[sentence.start() : sentence.end()], facts)
            flags += _numbers(sentence[0], sentence.start(), about)
            flags += _comparatives(sentence[0], sentence.start(), about)
    return tuple(sorted(flags, key=lambda flag: flag.start))


def _without_quoted(text: str, facts: Sequence[Fact]) -> str:
    """The text with what is quoted word by word from a record blanked, places kept: a record backs its own words."""
    quoted = {
        part for fact in facts if fact.kind in QUOTING for part in (fact.name, fact.text, fact.detail, fact.wrong)
    }
    quoted |= {day(fact.due) for fact in facts if fact.due}
    for part in sorted((part for part in quoted if len(part) >= _A_PHRASE), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", lambda found: " " * len(found[0]), text, flags=re.IGNORECASE)
    return text


def _about(sentence: str, facts: Sequence[Fact]) -> Sequence[Fact]:
    low = sentence.casefold()
    naming = [fact for fact in facts if fact.kind not in (Kind.ANSWER, Kind.STATEMENT)]
    named = [fact for fact in naming if any(name and name.casefold() in low for name in (fact.name, fact.brand))]
    return [*named, *(fact for fact in facts if fact.kind is Kind.METHOD)] if named else facts


def _numbers(sentence: str, offset: int, facts: Sequence[Fact]) -> Iterator[Flag]:
    known = {value: fact for fact in reversed(facts) for value in _figures(fact, _ranged(sentence))}
    for start, end, value in _stated(sentence):
        if value in known or _names_a_group(sentence, start, end, facts):
            continue
        if value in _OF_THE_SCALE and any(fact.kind is Kind.METHOD for fact in facts) and "answering" in sentence:
            continue
        nearest = min(known, key=lambda figure: abs(figure - value), default=None)
        fact = known[nearest] if nearest is not None else None
        yield Flag(
            offset + start,
            offset + end,
            sentence[start:end],
            "no fact has this number",
            fact.id if fact else "",
        )


def _stated(sentence: str) -> Iterator[tuple[int, int, float]]:
    for found in _NUMBER.finditer(sentence):
        yield found.start(), found.end(), float(found[1].replace(",", "").replace("\u2212", "-"))
    for found in _WORD_NUMBER.finditer(sentence):
        value = _WORDS[found[1].casefold()] + (_WORDS[found[2].casefold()] if found[2] else 0)
        yield found.start(), found.end(), float(value)


def _ranged(sentence: str) -> bool:
    return "between" in sentence.casefold()


def _figures(fact: Fact, ranged: bool) -> Iterator[float]:
    """Every number that the fact backs, rounded the one way figures are: whole points, counts as they are.

    ranged: whether the sentence gives a range, in which the ends of the interval may stand.
    """
    if fact.metric in RATINGS:
        yield from (tenth(figure) for figure in (fact.value, fact.against) if figure is not None)
        yield OUT_OF
        return
    for figure in (fact.value, fact.against, fact.difference, *((fact.low, fact.high) if ranged else ())):
        if figure is not None:
            yield float(whole(figure))
            yield float(abs(whole(figure)))
    yield from (float(n) for n in (fact.n, fact.n_against) if n is not None)
    for key in (fact.when.key, fact.when.against_key):
        if key[:4].isdigit():
            yield float(key[:4])


def _names_a_group(sentence: str, start: int, end: int, facts: Iterable[Fact]) -> bool:
    """Whether the number is part of a name: the 90 of 'First 90 days', the 365 of a product."""
    names = {name for fact in facts for name in (fact.name, fact.detail, fact.brand) if any(map(str.isdigit, name))}
    return any(
        found.start() <= start and end <= found.end()
        for name in names
        for found in re.finditer(re.escape(name), sentence, re.IGNORECASE)
    )


def _comparatives(sentence: str, offset: int, facts: Sequence[Fact]) -> Iterator[Flag]:
    relations = {fact.relation for fact in facts}
    relations |= {relation for fact in facts for relation in _way_of(fact)}
    cleared = _without_denials(sentence)
    for backing, words in _BACKED_BY.items():
        if relations.isdisjoint(backing):
            yield from _found(words, cleared, offset, "no verdict says so")
    if not any(fact.kind is Kind.CAUSE for fact in facts):
        yield from _found(_CAUSE, cleared, offset, "no fact says what most of it is")
    yield from _found(_NEVER, cleared, offset, "no fact can back this word")


def _way_of(fact: Fact) -> Iterator[Relation]:
    """A cause speaks of the change that it is part of."""
    if fact.kind is Kind.CAUSE:
        yield Relation.ROSE if (fact.against or 0.0) > 0 else Relation.FELL


_RANGE = re.compile(r"between (?:no change|\d+ (?:up|down)) and (?:no change|\d+ (?:up|down))")
_OPEN = re.compile(r"whether we are ahead of .* or behind", re.I)


def _without_denials(sentence: str) -> str:
    """Ranges ("between 5 down and 1 up") claim no direction; they are blanked, places kept."""
    for pattern in (_RANGE, _OPEN):
        sentence = pattern.sub(lambda found: " " * len(found[0]), sentence)
    return sentence


def _found(words: str, sentence: str, offset: int, problem: str) -> Iterator[Flag]:
    for found in re.finditer(rf"\b(?:{words})\b", sentence, re.IGNORECASE):
        yield Flag(offset + found.start(), offset + found.end(), found[0], problem)
