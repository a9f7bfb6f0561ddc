"""The council, as the store holds it now."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from cx.domain.agenda import Item
from cx.domain.council import (
    Accountable,
    ActionPoint,
    ActionStatus,
    Communication,
    Decision,
    Meeting,
    MeetingStatus,
    Member,
    Occasion,
    Outcome,
    Placement,
    Seat,
    Unit,
)
from cx.domain.disclosure import Sensitivity
from cx.domain.evidence import several
from cx.store import schema
from cx.store.maintained import MAINTAINED, stored_rows

Row = dict[str, Any]


def accountable(connection: Connection) -> Accountable | None:
    """The one person who answers for customer experience; None where nobody is named."""
    rows = _rows(connection, "accountable_leaders")
    return Accountable(**{name: row for name, row in rows[0].items() if name != "area"}) if rows else None


def members(connection: Connection) -> tuple[Member, ...]:
    """Everybody who sits or sat in the council, by id."""
    return tuple(
        Member(**{**row, "seat": Seat(row["seat"] or Seat.MEMBER)}) for row in _rows(connection, "council_members")
    )


def units(connection: Connection) -> tuple[Unit, ...]:
    return tuple(Unit(**row) for row in _rows(connection, "org_units"))


def meetings(connection: Connection) -> tuple[Meeting, ...]:
    """Every meeting, the newest first."""
    found = (
        Meeting(
            **{
                **row,
                "status": MeetingStatus(row["status"] or MeetingStatus.PLANNED),
                "attended": several(row["attended"]),
            }
        )
        for row in _rows(connection, "meetings")
    )
    return tuple(sorted(found, key=lambda one: (one.held_on, one.meeting_id), reverse=True))


def agenda_items(connection: Connection, meeting_id: str) -> tuple[Item, ...]:
    """What somebody wrote or settled for a meeting's agenda, by id."""
    return tuple(
        Item(
            **{name: value for name, value in row.items() if name != "meeting_id"}
            | {
                "options": several(row["options"]),
                "placement": Placement(row["placement"]) if row["placement"] else None,
                "sensitivity": _sensitivity(row),
            }
        )
        for row in _rows(connection, "agenda_items")
        if row["meeting_id"] == meeting_id
    )


def decisions(connection: Connection) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            **{**row, "outcome": Outcome(row["outcome"] or Outcome.DECIDED), "sensitivity": _sensitivity(row)},
        )
        for row in _rows(connection, "decisions")
    )


def actions(connection: Connection) -> tuple[ActionPoint, ...]:
    return tuple(
        ActionPoint(
            **{**row, "status": ActionStatus(row["status"] or ActionStatus.OPEN), "sensitivity": _sensitivity(row)}
        )
        for row in _rows(connection, "actions")
    )


def communications(connection: Connection) -> tuple[Communication, ...]:
    """What is said to whom, by its day."""
    found = (
        Communication(
            **{**row, "occasion": Occasion(row["occasion"] or Occasion.OTHER), "sensitivity": _sensitivity(row)}
        )
        for row in _rows(connection, "communications")
    )
    return tuple(sorted(found, key=lambda one: (one.due_on, one.communication_id)))


def addresses(connection: Connection) -> dict[str, str]:
    """Work e-mail by full name, of leaders and of members of the council; a member's own wins."""
    leader, member = schema.leaders.c, schema.council_members.c
    found: dict[str, str] = {}
    for column, mail in ((leader.name, leader.email), (member.name, member.email)):
        found |= {row[0]: row[1] for row in connection.execute(select(column, mail).where(mail != ""))}
    return found


def _rows(connection: Connection, table: str) -> list[Row]:
    return list(stored_rows(connection, MAINTAINED[table]).values())


def _sensitivity(row: Row) -> Sensitivity:
    return Sensitivity(row["sensitivity"] or Sensitivity.INTERNAL)
