"""What a text says that no fact backs, each with the nearest fact that it could say instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cx.domain.rounding import whole
from cx.narrative import numbers
from cx.narrative.facts import Audience, Fact
from cx.narrative.speech import point
from cx.narrative.verification import Flag, verify


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or number that nothing backs. start, end: where it stands in the text.

    instead: what to write in its place, '' where no single word would do. sentence: what the nearest fact says, whole;
    '' where there is no fact to offer.
    """

    start: int
    end: int
    text: str
    problem: str
    instead: str = ""
    sentence: str = ""

    def mended(self, text: str) -> str:
        """The text with what is offered: the one number exchanged, else the whole sentence."""
        return f"{text[: self.start]}{self.instead}{text[self.end :]}" if self.instead else self.sentence or text


def marks(text: str, facts: Sequence[Fact], told: Fact | None, audience: Audience) -> tuple[Mark, ...]:
    """told: the fact that the sentence was made of, which is offered first."""
    return tuple(_mark(flag, facts, told, audience) for flag in verify(text, facts))


def _mark(flag: Flag, facts: Sequence[Fact], told: Fact | None, audience: Audience) -> Mark:
    stated = _number(flag.text)
    nearest = next((fact for fact in facts if fact.id == flag.nearest), None)
    offered = told if told is not None and (stated is None or any(_figures(told))) else nearest or told
    if offered is None:
        return Mark(flag.start, flag.end, flag.text, flag.problem)
    instead = ""
    if stated is not None and (figures := sorted(set(_figures(offered)))):
        closest = min(figures, key=lambda figure: abs(abs(figure) - abs(stated)))
        instead = f"{closest:,.0f}" if closest >= 0 else numbers.score(closest)
    return Mark(flag.start, flag.end, flag.text, flag.problem, instead, point(offered, audience))


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))
    except ValueError:  # a word, also a number in words: only a whole sentence can stand in its place
        return None


def _figures(fact: Fact) -> Iterator[float]:
    yield from (float(whole(figure)) for figure in (fact.value, fact.against) if figure is not None)
    yield from (float(n) for n in (fact.n, fact.n_against) if n is not None)
