"""A leader's draft: facts chosen, worded, checked, with what not to say, the hostile questions and the gates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cx.domain.surveys import Event
from cx.narrative.consequences import consequences
from cx.narrative.disclosure import AHEAD, Gate, Standing, gates
from cx.narrative.drill import Answered, questions
from cx.narrative.facts import Audience, Fact, Tone
from cx.narrative.selection import by_weight, select
from cx.narrative.speech import caution, further, longer, point, seconds
from cx.narrative.unsaid import Unsaid, not_to_say
from cx.narrative.verification import Flag, verify


@dataclass(frozen=True, slots=True)
class Point:
    """What is said of a fact: its sentence, and what it means where there is room.

    more: its sample, period and range, for whoever asks. rest: what there was no room for.
    """

    fact: Fact
    text: str
    caution: str
    more: str
    rest: str = ""

    @property
    def longer(self) -> str:
        """All of it, with how many answered and what to bear in mind, to be said aloud."""
        return " ".join(part for part in (self.text, self.rest, further(self.fact)) if part)

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.fact.kind.value,
            "tone": self.fact.tone.value,
            "text": self.text,
            "scope": self.fact.scope.as_dict(),
            "claim": self.fact.claim(),
            "evidence": [self.fact.id],
            "caution": self.caution,
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """leader: id. period: key. as_of: the day on which its facts were true. facts: all that were looked at.

    headline: the first point about the leader's own area. flags: what a check of the finished text found; none.
    status: draft until it is saved; then what its steps and the clock made of it.
    method_changes: those of the surveys behind the facts, oldest first.
    """

    leader: str
    leader_name: str
    audience: Audience
    period: str
    as_of: date
    headline: str
    points: tuple[Point, ...]
    not_to_say: tuple[Unsaid, ...]
    questions: tuple[Answered, ...]
    facts: tuple[Fact, ...]
    gates: tuple[Gate, ...]
    flags: tuple[Flag, ...]
    status: str = "draft"
    method_changes: tuple[Event, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(point.text for point in self.points)

    @property
    def longer(self) -> str:
        """The longer form: with all that each point means, how many answered, and what to bear in mind."""
        return " ".join(one.longer for one in self.points)

    @property
    def legend(self) -> str:
        """What has to stand under words that look ahead; '' where none do."""
        return next((gate.reason for gate in self.gates if gate.passed and AHEAD in gate.reason), "")

    @property
    def seconds(self) -> int:
        """How long it takes to say."""
        return seconds(self.text)

    @property
    def seconds_longer(self) -> int:
        return seconds(self.longer)

    def as_json(self) -> dict[str, Any]:
        return {
            "leader": self.leader,
            "audience": self.audience.value,
            "period": self.period,
            "as_of": self.as_of.isoformat(),
            "status": self.status,
            "points": [point.as_json() for point in self.points],
            "not_to_say": [unsaid.as_json() for unsaid in self.not_to_say],
            "questions": [answered.as_json() for answered in self.questions],
            "facts": {fact.id: fact.as_json() for fact in self.facts},
            "gates": [gate.as_json() for gate in self.gates],
        }


def compose(
    facts: Sequence[Fact],
    audience: Audience,
    *,
    leader: str,
    leader_name: str,
    period: str,
    as_of: date,
    standing: Standing,
    method_changes: Sequence[Event] = (),
) -> Draft:
    """The draft that these facts make: the same facts, the same words."""
    facts = [fact for fact in facts if fact.may_go_to(audience)]
    told = select(facts, audience)
    bare = _distinct(Point(fact, point(fact, audience), caution(fact), longer(fact)) for fact in told)
    points = tuple(_with_consequences(bare, audience))
    texts = [one.text for one in points]
    return Draft(
        leader=leader,
        leader_name=leader_name,
        audience=audience,
        period=period,
        as_of=as_of,
        headline=first.text if (first := first_told(bare)) else "",
        points=points,
        not_to_say=not_to_say(facts),
        questions=questions(facts, audience, method_changes),
        facts=tuple(facts),
        gates=gates([one.fact for one in points], texts, audience, standing),
        flags=verify(" ".join(texts), facts),
        method_changes=tuple(method_changes),
    )


ENOUGH = 90
"""Seconds of speech that a draft comes to, where its points have so much to say."""
MOST_CONSEQUENCES = 2


def _with_consequences(points: Sequence[Point], audience: Audience) -> Iterator[Point]:
    """The points with what they mean, those that weigh most first, then with what comes next, until there is enough.

    No sentence twice: what another point has said already is left out.
    """
    texts = {one.fact.id: one.text for one in points}
    rest: dict[str, list[str]] = {one.fact.id: [] for one in points}
    said: set[str] = set()
    more = [(fact.id, consequences(fact, audience)) for fact in by_weight([one.fact for one in points])]
    for place in range(MOST_CONSEQUENCES):
        for fact_id, sentences in more:
            sentence = " ".join(sentences[place : place + 1])
            if not sentence or sentence in said:
                continue
            follows = all(earlier in texts[fact_id] for earlier in sentences[:place])
            said.add(sentence)
            if follows and seconds(" ".join(texts.values())) < ENOUGH:
                texts[fact_id] += f" {sentence}"
            else:
                rest[fact_id].append(sentence)
    return (replace(one, text=texts[one.fact.id], rest=" ".join(rest[one.fact.id])) for one in points)


def first_told(points: Sequence[Point]) -> Point | None:
    """What stands above a draft: news of the leader's own score, else other news of theirs, else what is said first."""
    news = [one for one in points if one.fact.own and one.fact.tone is not Tone.CONTEXT]
    scores = [one for one in news if one.fact.metric == "nps"]
    return next(iter((*scores, *news, *points)), None)


def _distinct(points: Any) -> list[Point]:
    """No sentence twice."""
    seen: dict[str, Point] = {}
    for one in points:
        seen.setdefault(one.text, one)
    return list(seen.values())
