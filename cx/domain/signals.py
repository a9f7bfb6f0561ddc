"""Signals: what happens around us, how much it matters, and how long there is left.

Likelihood and impact are judgements in five steps, so their product orders signals and never measures them: it is used
to put them in bands and in order, and is never shown as a figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.strategy import days_overdue

SEVERE_FROM = 15
"""Likelihood times impact, such as likely and major, or nearly certain and moderate."""
SOON = 120
"""Days within which a response must be under way: a quarter, and the month in which a council meets."""
THIS_YEAR = 365


class SignalKind(StrEnum):
    INDUSTRY = "industry"
    REGULATION = "regulation"
    EXTERNAL = "external"
    ENTRANT = "entrant"

    @property
    def label(self) -> str:
        return {
            "industry": "Industry",
            "regulation": "Regulation",
            "external": "Outside factor",
            "entrant": "Emerging competitor",
        }[self.value]


class Response(StrEnum):
    PROJECT = "project"
    DECISION = "decision"


class SignalStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Placing(StrEnum):
    """Who is better placed for what a signal brings."""

    US = "us"
    LEVEL = "level"
    THEM = "them"


class Effect(IntEnum):
    """What a signal is expected to do: likelihood times impact in bands."""

    SLIGHT = 0
    CONSIDERABLE = 1
    SEVERE = 2


class Time(IntEnum):
    """How long there is left; the shorter, the higher."""

    LATER = 0
    UNKNOWN = 1
    THIS_YEAR = 2
    SOON = 3
    PAST = 4


@dataclass(frozen=True, slots=True)
class Signal:
    """likelihood, impact: 1 to 5. effective_on: when it takes effect or is expected to; None where nobody can say.

    placings: brand and who is better placed, for the competitors that somebody judged.
    response: what we do about it, '' where nothing is.
    """

    signal_id: str
    kind: SignalKind
    title: str
    about: str
    likelihood: int
    impact: int
    effective_on: date | None = None
    jurisdiction: str = ""
    journeys: tuple[str, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    placings: tuple[tuple[str, Placing], ...] = ()
    placed_because: str = ""
    owner: str = ""
    response_kind: Response | None = None
    response: str = ""
    response_link: str = ""
    review_by: date | None = None
    status: SignalStatus = SignalStatus.OPEN
    sensitivity: Sensitivity = Sensitivity.INTERNAL

    @property
    def open(self) -> bool:
        return self.status is SignalStatus.OPEN

    @property
    def expected(self) -> int:
        """Likelihood times impact, 1 to 25: for order only."""
        return self.likelihood * self.impact

    @property
    def answered(self) -> bool:
        return bool(self.response or self.response_link)

    def days_left(self, today: date) -> int | None:
        """Until it takes effect; below 0 once it has."""
        return (self.effective_on - today).days if self.effective_on else None


def effect(signal: Signal, material_from: int) -> Effect:
    """material_from: likelihood times impact from which a signal is material."""
    return effect_of(signal.expected, material_from)


def effect_of(expected: int, material_from: int) -> Effect:
    """expected: likelihood times impact."""
    if expected < material_from:
        return Effect.SLIGHT
    return Effect.SEVERE if expected >= max(SEVERE_FROM, material_from) else Effect.CONSIDERABLE


def time_left(signal: Signal, today: date) -> Time:
    """A signal without a date counts as more urgent than one that surely leaves more than a year."""
    left = signal.days_left(today)
    if left is None:
        return Time.UNKNOWN
    if left < 0:
        return Time.PAST
    return Time.SOON if left <= SOON else Time.THIS_YEAR if left <= THIS_YEAR else Time.LATER


@dataclass(frozen=True, slots=True)
class Ranked:
    """A signal with what puts it where it stands. rank: from 1. overdue: days since its review should have been."""

    signal: Signal
    rank: int
    effect: Effect
    time: Time
    days_left: int | None
    overdue: int

    @property
    def material(self) -> bool:
        return self.effect is not Effect.SLIGHT

    @property
    def unanswered(self) -> bool:
        """Material, and nothing is done about it."""
        return self.material and not self.signal.answered

    @property
    def needs_attention(self) -> bool:
        return self.unanswered or self.overdue > 0


def rank(signals: Iterable[Signal], today: date, material_from: int) -> tuple[Ranked, ...]:
    """Open signals, those that matter most first: by band of effect, then by time left, then within these.

    More likely, more harmful or nearer never puts a signal further down.
    """

    def order(signal: Signal) -> tuple[int, int, int, int, str]:
        left = signal.days_left(today)
        return (
            -effect(signal, material_from),
            -time_left(signal, today),
            -signal.expected,
            left if left is not None else THIS_YEAR,
            signal.title,
        )

    ordered = sorted((signal for signal in signals if signal.open), key=order)
    return tuple(
        Ranked(
            signal,
            place,
            effect(signal, material_from),
            time_left(signal, today),
            signal.days_left(today),
            days_overdue(signal.review_by, today),
        )
        for place, signal in enumerate(ordered, start=1)
    )


def attention_first(ranked: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """What waits for somebody: material signals without a response, then reviews overdue, each by rank."""
    return tuple(sorted((one for one in ranked if one.needs_attention), key=lambda one: (not one.unanswered, one.rank)))
