"""What changed since the council last met, by the days that are written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cx.domain.council import ActionPoint, Communication, closed_since
from cx.domain.disclosure import Sensitivity
from cx.domain.periods import Grain
from cx.domain.projects import Project
from cx.domain.series import Shown
from cx.domain.signals import Signal
from cx.domain.slices import EVERYBODY
from cx.narrative import council as words
from cx.narrative.strategy import day
from cx.reports.programme import Programme
from cx.store import council, strategy
from cx.store.opening import Connection


def changes(
    connection: Connection,
    since: date | None,
    today: date,
    actions: Sequence[ActionPoint],
    messages: Sequence[Communication],
    projects: Sequence[Project],
    *,
    embargoed: bool,
) -> tuple[str, ...]:
    """A line each; none before the first meeting. since: day of the last meeting; what is of that day is its own.

    actions, messages, projects: those that may be told. embargoed: whether what only the council may know is told.
    """
    if since is None:
        return ()
    return (
        *_quarter(connection, since, today),
        *(f"Done: {one.title} ({one.owner}, {day(one.closed_on)})." for one in closed_since(actions, since)
          if one.closed_on),
        *_fell_due(actions, since, today),
        *(line for one in projects for line in _project(one, since, today)),
        *_strategy(connection, since, today, embargoed=embargoed),
        *(f"Said: {one.title}, to {one.audience.lower()} ({day(one.done_on)})." for one in messages
          if one.done_on and since < one.done_on <= today),
        *_members(connection, since, today),
    )  # fmt: skip


def _quarter(connection: Connection, since: date, today: date) -> Iterator[str]:
    """The last whole quarter with answers, where it ended meanwhile: its figure is new."""
    programme = Programme.open(connection, today)
    figures = programme.figures(programme.headline) if programme.headline else None
    window = figures.latest(Grain.QUARTER) if figures else None
    if figures is None or window is None or not since < window.span.last < today:
        return
    (point,) = figures.series((window,), EVERYBODY, "").points
    if point.score is not None and point.shown is Shown.FULL and not point.to_date:
        yield words.ended(point.label, point.score, figures.survey.name)


def _fell_due(actions: Sequence[ActionPoint], since: date, today: date) -> Iterator[str]:
    for one in actions:
        if one.open and since < one.due_on < today:
            yield f"Overdue: {one.title} ({one.owner}, was due {day(one.due_on)})."


def _project(project: Project, since: date, today: date) -> Iterator[str]:
    """Its milestones reached and missed since, and the newest update."""
    for one in project.milestones:
        if one.done_on and since < one.done_on <= today:
            yield f"Reached: {one.name} ({project.name}, {day(one.done_on)})."
        elif project.open and one.done_on is None and since <= one.planned_on < today:
            expected = f", now expected {day(one.expected_on)}" if one.expected_on else ""
            yield f"Missed: {one.name} ({project.name}, was planned for {day(one.planned_on)}{expected})."
    newest = next((one for one in project.updates if since < one.updated_on <= today), None)
    if newest:
        yield f"{project.name}: {newest.text} ({newest.by or project.owner or 'update'}, {day(newest.updated_on)})"


def _strategy(connection: Connection, since: date, today: date, *, embargoed: bool) -> Iterator[str]:
    for dimension, found in strategy.answers(connection).items():
        if found.sensitivity is Sensitivity.EMBARGOED and not embargoed:
            continue
        if since < found.decided_on <= today:
            yield f"Answered anew: {dimension.label} ({found.owner}, {day(found.decided_on)})."
        if since < found.review_by < today:
            yield f"Overdue for review: the answer on {dimension.label} ({day(found.review_by)})."
    for signal in strategy.signals(connection):
        if embargoed or signal.sensitivity is not Sensitivity.EMBARGOED:
            yield from _signal(signal, since, today)


def _signal(signal: Signal, since: date, today: date) -> Iterator[str]:
    if signal.open and signal.effective_on and since < signal.effective_on <= today:
        yield f"In effect: {signal.title} ({day(signal.effective_on)})."


def _members(connection: Connection, since: date, today: date) -> Iterator[str]:
    for one in council.members(connection):
        if one.since and since < one.since <= today:
            yield f"Joined: {one.name}."
        if one.until and since <= one.until < today:
            yield f"Left: {one.name}."
