"""Closing the books of a period, and opening them again with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from cx.actions.acting import acting
from cx.domain.closing import Closing
from cx.domain.errors import BadValue
from cx.domain.periods import Period
from cx.domain.roles import Action, Actor
from cx.reports import freezing
from cx.reports.programme import Programme
from cx.store import closed_books
from cx.store.opening import Store

LONGEST_REASON = 500
"""Letters."""


def close(store: Store, actor: Actor, key: str, today: date, at: datetime) -> tuple[Period, ...]:
    """Freeze the figures and verdicts of a period; every period that closed, shorter ones first.

    key: 2026-07, 2026Q3 or 2026. today: in the company's time zone. at: UTC.
    Raises NotPermitted for anyone but the CX leader, BadValue where the period is not over, has no answers, or is
    closed already; nothing is changed then.
    """
    with acting(store, actor, Action.CLOSE_PERIOD, key, at) as connection:
        programme = Programme.open(connection, today)
        made = freezing.freezes(programme, programme.calendar.parse(key))
        closed_books.write(connection, made, actor.id, at)
        return tuple(freeze.period for freeze in made)


def close_while_making(store: Store, by: str, closings: Sequence[tuple[str, datetime]], today: date) -> None:
    """Freeze several periods in their order, in one transaction, each with its own UTC moment.

    For a store that is being filled aside, which nobody reads yet and which has no audit log of its own. Raises as
    `close` does.
    """
    with store.writing() as connection:
        programme = Programme.open(connection, today)
        for key, at in closings:
            made = freezing.freezes(programme, programme.calendar.parse(key))
            closed_books.write(connection, made, by, at)


def reopen(store: Store, actor: Actor, key: str, reason: str, at: datetime) -> tuple[Period, ...]:
    """Let a closed period, and the shorter ones in it, follow today's answers again; what was frozen is kept.

    A longer closed period that holds it stays closed. reason: in words, for whoever asks later. at: UTC.
    Raises NotPermitted for anyone but the CX leader, BadValue without a reason or where the period is not closed.
    """
    said = " ".join(reason.split())
    with acting(store, actor, Action.REOPEN_PERIOD, key, at) as connection:
        found = _closed_within(closed_books.closings(connection), key)
        if not said:
            raise BadValue(f"{key} stays closed: write down why it is reopened.")
        if len(said) > LONGEST_REASON:
            raise BadValue(f"The reason is {len(said)} letters long; at most {LONGEST_REASON} are kept.")
        closed_books.reopen(connection, [closing.closing_id for closing in found], said, actor.id, at)
        return tuple(closing.period for closing in found)


def _closed_within(closings: Sequence[Closing], key: str) -> list[Closing]:
    named = next((closing for closing in closings if closing.period.key == key), None)
    if named is None:
        raise BadValue(f"{key} is not closed, so there is nothing to reopen.")
    span = named.period.span
    return [
        closing
        for closing in closings
        if span.first <= closing.period.span.first and closing.period.span.last <= span.last
    ]
