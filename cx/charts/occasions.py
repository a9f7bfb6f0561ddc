"""Where events stand on a chart over time, and the numbered lines under it that say what they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.series import Point
from cx.domain.surveys import Event, EventKind

NO_BREAK = "\N{NO-BREAK SPACE}"
CLOSEST = 0.06
"""Share of the axis within which events share one mark, so that their numbers never touch."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One place on the axis. step: periods from the first. numbers: of the footnotes that belong to it."""

    step: float
    numbers: str


def marks(periods: Sequence[Point], events: Sequence[Event]) -> tuple[Mark, ...]:
    """The marks of the events within the periods, in order of time."""
    groups: list[tuple[float, list[int]]] = []
    for number, event in enumerate(_numbered(periods, events), start=1):
        step = _step(periods, event.starts_on)
        if groups and step - groups[-1][0] < CLOSEST * len(periods):
            groups[-1][1].append(number)
        else:
            groups.append((step, [number]))
    return tuple(Mark(step, _span(numbers)) for step, numbers in groups)


def footnotes(periods: Sequence[Point], events: Sequence[Event]) -> tuple[str, ...]:
    """The numbered events, then what the dotted lines stand for."""
    numbered = [f"{n} {_dated(e)}" for n, e in enumerate(_numbered(periods, events), start=1)]
    dotted = [f"Dotted line: {_dated(e)}" for e in _within(periods, events) if _changes_method(e)]
    return (*numbered, *dotted)


def said(periods: Sequence[Point], events: Sequence[Event]) -> tuple[str, ...]:
    """Every event within the periods, as one says it without a picture."""
    return tuple(_dated(event).replace(NO_BREAK, " ") for event in _within(periods, events))


def _numbered(periods: Sequence[Point], events: Sequence[Event]) -> list[Event]:
    return [event for event in _within(periods, events) if not _changes_method(event)]


def _within(periods: Sequence[Point], events: Sequence[Event]) -> list[Event]:
    if not periods:
        return []
    shown = [e for e in events if periods[0].first <= e.starts_on <= periods[-1].last]
    return sorted(shown, key=lambda e: (e.starts_on, e.label))


def _changes_method(event: Event) -> bool:
    return event.kind is EventKind.METHOD_CHANGE


def _step(periods: Sequence[Point], day: date) -> float:
    """A period is drawn at its middle: its first day lies half a step before, its last half a step after."""
    index = max(i for i, p in enumerate(periods) if p.first <= day)
    period = periods[index]
    share = min(1.0, ((day - period.first).days + 0.5) / ((period.last - period.first).days + 1))
    return min(max(index - 0.5 + share, 0.0), len(periods) - 1.0)


def _span(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _dated(event: Event) -> str:
    day = f"{event.starts_on.day} {event.starts_on:%b %Y}"
    return f"{event.label}, {day.replace(' ', NO_BREAK)}"
