"""What is said beside a closed figure that today's answers no longer give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cx.domain.closing import Change, Frozen, Kind
from cx.domain.rounding import whole
from cx.domain.score import Score
from cx.domain.series import Point, Restatement, Shown
from cx.narrative import numbers

TODAY = "by today's answers"
MOST_FOOTNOTES = 3
UNLOGGED = "its answers were changed outside the import log"


def reason(changes: Sequence[Change], settings: Sequence[str], fewest: int, *, in_all: bool = False) -> str:
    """What changed the answers of a closed period, oldest first: 'import 17 of 3 October 2026 added 212 answers'.

    settings: titles of settings that figures are made by and that were changed. fewest: a smaller count is not told.
    in_all: it stands beside the figure of a part, and the counts are of everybody.
    """
    told = [_event(change, fewest) + (" in all" if in_all else "") for change in changes]
    told += [f"the setting '{title}' was changed" for title in settings]
    return "; ".join(told) or UNLOGGED


def _event(change: Change, fewest: int) -> str:
    on = _day(change.at.date())
    if change.kind is Kind.UNDO:
        return f"import {change.import_id} was taken back on {on}{_which(_effects(change, fewest))}"
    if change.kind is Kind.ERASE:
        return f"{_count(change.removed, fewest)} {'was' if change.removed == 1 else 'were'} erased on {on}"
    return f"import {change.import_id} of {on} {_effects(change, fewest)}"


def _which(effects: str) -> str:
    return f", which {effects}" if effects else ""


def _effects(change: Change, fewest: int) -> str:
    told = (("added", change.added), ("replaced", change.changed), ("removed", change.removed))
    return " and ".join(f"{verb} {_count(n, fewest)}" for verb, n in told if n)


def _count(n: int, fewest: int) -> str:
    return "a few answers" if n < fewest else f"{n:,} answers"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def sentence(point: Point) -> str:
    """The closed figure, today's, and why they differ; '' where they do not.

    'Q3 2026 was closed at 39; by today's answers it is 38: import 17 of 3 October 2026 added 212 answers.'
    """
    if point.restated is None:
        return ""
    then = f"{point.label} was closed {_closed_at(point.score)}"
    return f"{then}; {_now(point.score, point.restated)}: {point.restated.reason}."


def note(point: Point) -> str:
    """For a cell of a table: 'closed 9 October 2026; 38 by today's answers, as import 17 … added 212 answers'."""
    if point.closed is None:
        return ""
    closed = f"closed {_day(point.closed)}"
    if point.restated is None:
        return closed
    return f"{closed}; {brief(point).removeprefix('Restated: ')}, as {point.restated.reason}"


def footnotes(points: Sequence[Point]) -> tuple[str, ...]:
    """A line for each restated point of a chart, the newest first; the rest are counted."""
    restated = [point for point in reversed(points) if point.restated]
    told = [
        f"◇ {point.label}, closed {_closed_at(point.score)}: {brief(point).removeprefix('Restated: ')}, as"
        f" {point.restated.reason}"
        for point in restated[:MOST_FOOTNOTES]
        if point.restated
    ]
    more = len(restated) - MOST_FOOTNOTES
    return (*told, *([f"◇ {numbers.counted(more, 'more period')} restated; see the table"] if more > 0 else []))


def gap(name: str, ours: Point, brand: str, theirs: Point) -> str:
    """Both scores of a closed gap by today's answers; '' where neither differs."""
    if ours.restated is None and theirs.restated is None:
        return ""
    now = [point.restated.score if point.restated else point.score for point in (ours, theirs)]
    if now[0] is None or now[1] is None:
        return "Restated: by too few answers to show"
    return f"Restated: {name} {numbers.score(now[0].value)}, {brand} {numbers.score(now[1].value)} {TODAY}"


def brief(point: Point) -> str:
    """For where it is narrow and the closed figure stands beside it: 'Restated: 38 by today's answers'."""
    restated = point.restated
    if restated is None:
        return ""
    if restated.score is None:
        return f"Restated: {_untold(restated)}"
    still = "still " if point.score and whole(point.score.value) == whole(restated.score.value) else ""
    return f"Restated: {still}{numbers.score(restated.score.value)} {TODAY}"


def would(label: str, then: Frozen, now: Score | None, *, few: bool, does: str = "would restate") -> str:
    """What a file does to a closed period: 'would restate Q3 2026, closed at 39: by these answers 38'.

    few: so few answers change that the difference would give them away. does: 'restates' once it is loaded.
    """
    if then.shown is Shown.HIDDEN:
        return f"{does} {label}, whose closed figure has too few answers to show"
    closed = f"{does} {label}, closed {_closed_at(then.score)}"
    if few:
        return f"{closed}, by too few answers to say how"
    if now is None:
        return f"{closed}: no answers are left"
    still = "still " if then.score and whole(then.score.value) == whole(now.value) else ""
    return f"{closed}: by these answers {still}{numbers.score(now.value)}"


def reopened(label: str, on: date, reason: str) -> str:
    return f"{label} was reopened on {_day(on)}: {reason}"


def _closed_at(score: Score | None) -> str:
    return f"at {numbers.score(score.value)}" if score else "without answers"


def _now(then: Score | None, restated: Restatement) -> str:
    if restated.score is None:
        return f"{TODAY} it differs, {_untold(restated)}"
    now = numbers.score(restated.score.value)
    if then and whole(then.value) == whole(restated.score.value):
        return f"{TODAY} it is still {now}, from {restated.score.n:,} instead of {then.n:,}"
    return f"{TODAY} it is {now}"


def _untold(restated: Restatement) -> str:
    return "no answers are left" if restated.shown is Shown.EMPTY else "by too few answers to show"
