"""What whoever chairs the council changes beside its records: the order of an agenda."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cx.actions.acting import acting, check
from cx.domain.agenda import Issue, Move, moved
from cx.domain.errors import UnknownName
from cx.domain.evidence import BETWEEN
from cx.domain.roles import Action, Actor
from cx.reports.agenda import agenda_of
from cx.store import council
from cx.store.maintained import upsert
from cx.store.opening import Store
from cx.store.versions import Changed


def move(store: Store, actor: Actor, meeting_id: str, key: str, to: Move, at: datetime, today: date) -> None:
    """Move an issue of a meeting's agenda; with it every decision keeps its place, whatever the rule says later.

    key: of the issue, as the page names it. at: UTC. Raises UnknownName where the meeting or the issue is gone.
    """
    check(store, actor, Action.EDIT_COUNCIL, f"agenda {meeting_id}", at)
    with store.reading() as connection:
        meeting = next((one for one in council.meetings(connection) if one.meeting_id == meeting_id), None)
        if meeting is None:
            raise UnknownName("There is no such meeting any more. Reload the page.")
        agenda = agenda_of(store, connection, meeting, today)
    issues = moved(agenda, key, to)
    if not issues:
        raise UnknownName("This issue no longer stands there. Reload the page.")
    with acting(store, actor, Action.EDIT_COUNCIL, f"agenda {meeting_id}", at) as connection:
        rows = [_row(meeting_id, issue) for issue in issues]
        upsert(connection, "agenda_items", rows, change=Changed(actor.id, at.replace(tzinfo=None)))


def _row(meeting_id: str, issue: Issue) -> Mapping[str, Any]:
    """An issue as its table keeps it; one that nobody touched before gets an id of its meeting and its source."""
    item_id = issue.item_id or f"{meeting_id}-{issue.source.replace(' ', '-')}"
    return {
        "item_id": item_id,
        "meeting_id": meeting_id,
        "title": issue.title,
        "about": issue.about,
        "options": BETWEEN.join(issue.options),
        "decision": issue.decision,
        "owner": issue.owner,
        "due_on": issue.due_on,
        "placement": str(issue.placement or ""),
        "position": issue.position,
        "source": issue.source,
        "sensitivity": str(issue.sensitivity),
    }
