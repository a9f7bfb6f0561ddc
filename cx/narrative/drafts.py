"""A leader's draft: facts chosen, worded, checked, with what not to say, the hostile questions and the gates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cx.domain.surveys import Event
from cx.narrative.disclosure import Gate, Standing, gates
from cx.narrative.drill import Answered, questions
from cx.narrative.facts import Audience, Fact, Tone
from cx.narrative.selection import select
from cx.narrative.speech import caution, further, longer, point, seconds
from cx.narrative.unsaid import Unsaid, not_to_say
from cx.narrative.verification import Flag, verify


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence and the fact behind it. more: its sample, period and range, for whoever asks."""

    fact: Fact
    text: str
    caution: str
    more: str

    @property
    def longer(self) -> str:
        """The sentence with how many answered and what to bear in mind, to be said aloud."""
        return " ".join(part for part in (self.text, further(self.fact)) if part)

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
        """The longer form: behind each sentence how many answered, and what to bear in mind."""
        return " ".join(one.longer for one in self.points)

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
    points = tuple(_distinct(Point(fact, point(fact, audience), caution(fact), longer(fact)) for fact in told))
    texts = [one.text for one in points]
    own = next((one.text for one in points if one.fact.own and one.fact.tone is not Tone.CONTEXT), "")
    return Draft(
        leader=leader,
        leader_name=leader_name,
        audience=audience,
        period=period,
        as_of=as_of,
        headline=own or (texts[0] if texts else ""),
        points=points,
        not_to_say=not_to_say(facts),
        questions=questions(facts, audience, method_changes),
        facts=tuple(facts),
        gates=gates([one.fact for one in points], texts, audience, standing),
        flags=verify(" ".join(texts), facts),
        method_changes=tuple(method_changes),
    )


def _distinct(points: Any) -> list[Point]:
    """No sentence twice."""
    seen: dict[str, Point] = {}
    for one in points:
        seen.setdefault(one.text, one)
    return list(seen.values())
