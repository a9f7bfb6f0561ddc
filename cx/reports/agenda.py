"""The agenda of a meeting: what somebody wrote or moved, and what needs a decision by every other page's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from cx.domain.agenda import Agenda, Issue, Matter, arrange
from cx.domain.allocation import fundings
from cx.domain.council import Meeting, Seat, without_seat
from cx.domain.disclosure import Sensitivity
from cx.domain.signals import attention_first, rank
from cx.domain.standards import in_force
from cx.domain.strategy import Standing, gravest_first, standings
from cx.narrative import agenda as words
from cx.narrative import projects as wording
from cx.reports import projects, training
from cx.reports.gaps import gaps_of
from cx.reports.programme import Programme
from cx.store import company as companies
from cx.store import council, standards, strategy
from cx.store.opening import Connection, Store

AFTER = timedelta(days=30)
"""From a meeting to the day by which what it decides is to be done, unless somebody says otherwise."""


def agenda_of(
    store: Store, connection: Connection, meeting: Meeting | None, today: date, *, embargoed: bool = True
) -> Agenda:
    """The agenda of a meeting, or what would be on that of the next one where none is planned.

    embargoed: False leaves out what only the council may be told.
    """
    due = max(meeting.held_on if meeting else today, today) + AFTER
    items = council.agenda_items(connection, meeting.meeting_id) if meeting else ()
    found = arrange(items, matters(store, connection, today, due))
    return found if embargoed else without_embargoed(found)


def without_embargoed(agenda: Agenda) -> Agenda:
    def told(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
        return tuple(one for one in issues if one.sensitivity is not Sensitivity.EMBARGOED)

    return replace(agenda, decisions=told(agenda.decisions), annex=told(agenda.annex), left_out=told(agenda.left_out))


def matters(store: Store, connection: Connection, today: date, due: date) -> tuple[Matter, ...]:
    """Everything that needs a decision; within a kind as its own page orders it."""
    return (
        *_projects(connection, today, due),
        *_gaps(store, connection, today, due),
        *_signals(connection, today, due),
        *_answers(connection, today, due),
        *_training(connection, today, due),
        *_standards(connection, today, due),
        *_seats(connection, today, due),
    )


def _projects(connection: Connection, today: date, due: date) -> Iterator[Matter]:
    found = projects.held(connection, Programme.open(connection, today))
    for one in found.waiting():
        yield words.project(one, wording.why(found.standings[one.project_id], found.company.currency), due)


def _training(connection: Connection, today: date, due: date) -> Iterator[Matter]:
    members = {unit.unit_id: unit.name for unit in council.units(connection)}
    for notice in training.notice(connection, today):
        owners = (one.name for one in council.members(connection) if members.get(one.unit_id) == notice.name)
        yield words.training(notice.name, notice.finding, next(owners, ""), due)


def _gaps(store: Store, connection: Connection, today: date, due: date) -> Iterator[Matter]:
    allocations = strategy.allocations(connection)
    if not allocations:
        return
    company = companies.load(connection)
    known = gaps_of(store, connection, today)
    for found in fundings(allocations, known.by_dimension):
        if found.gap and found.gap.behind and found.uncovered > 0:
            yield words.gap(found, allocations, known.competitor or "the main competitor", company.currency, due)


def _signals(connection: Connection, today: date, due: date) -> Iterator[Matter]:
    ranked = rank(strategy.signals(connection), today, companies.load(connection).material_from)
    for found in attention_first(ranked):
        if found.material:
            yield words.signal(found, due)


def _answers(connection: Connection, today: date, due: date) -> Iterator[Matter]:
    """Silent where no question has an answer yet: then the strategy is still to be written, not decided anew."""
    known = strategy.answers(connection)
    for dimension in gravest_first(known, today) if known else ():
        if Standing.STANDS not in standings(known.get(dimension), today):
            yield words.answer(dimension, known.get(dimension), today, due)


def _standards(connection: Connection, today: date, due: date) -> Iterator[Matter]:
    overdue = (one for one in in_force(standards.metrics(connection), today) if one.overdue(today))
    for found in sorted(overdue, key=lambda one: one.review_by or today):
        yield words.standard(found, today, due)


def _seats(connection: Connection, today: date, due: date) -> Iterator[Matter]:
    members = council.members(connection)
    missing = without_seat(council.units(connection), members, today) if members else ()
    if missing:
        chair = next((one.name for one in members if one.seat is Seat.CHAIR and one.sits(today)), "")
        yield words.seat(missing, chair, due)
