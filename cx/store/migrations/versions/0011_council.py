"""The council: members, meetings, the agenda, decisions, actions, and what is said to whom when."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, Date, Float, Integer, Text

revision = "0011"
down_revision = "0010"


def _key(name: str) -> Column[Any]:
    return Column(name, Text, primary_key=True, autoincrement=False)


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _day(name: str, *, needed: bool = False) -> Column[Any]:
    return Column(name, Date, nullable=not needed)


def upgrade() -> None:
    _people()
    op.create_table(
        "meetings",
        _key("meeting_id"),
        *_texts("title"),
        _day("held_on", needed=True),
        *_texts("place", "status", "attended", "notes"),
    )
    op.create_table(
        "agenda_items",
        _key("item_id"),
        *_texts("meeting_id", "title", "about", "options", "decision", "owner"),
        _day("due_on"),
        *_texts("placement"),
        Column("position", Integer, nullable=True),
        *_texts("source", "sensitivity"),
    )
    _decided()


def _people() -> None:
    op.create_table(
        "accountable_leaders",
        _key("area"),
        *_texts("name", "title"),
        _day("since"),
        *_texts("confirmed_by"),
        _day("confirmed_on"),
        *_texts("confirmed"),
    )
    op.create_table(
        "council_members",
        _key("member_id"),
        *_texts("name", "title", "email", "unit_id", "seat"),
        _day("since"),
        _day("until"),
    )


def _decided() -> None:
    op.create_table(
        "decisions",
        _key("decision_id"),
        *_texts("meeting_id", "title", "decision", "outcome", "owner"),
        _day("due_on"),
        *_texts("item_id", "project_id"),
        Column("money", Float, nullable=True),
        Column("people", Float, nullable=True),
        *_texts("sensitivity"),
    )
    op.create_table(
        "actions",
        _key("action_id"),
        *_texts("meeting_id", "title", "owner"),
        _day("due_on", needed=True),
        *_texts("status"),
        _day("closed_on"),
        *_texts("result", "decision_id", "project_id", "sensitivity"),
    )
    op.create_table(
        "communications",
        _key("communication_id"),
        *_texts("title", "audience", "occasion"),
        _day("due_on", needed=True),
        *_texts("owner"),
        _day("done_on"),
        *_texts("sensitivity"),
    )
