"""Saved speaking points: versions with the facts as they were, and the steps to their release."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, Date, DateTime, Integer, Text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "drafts",
        *_version(),
        Column("as_of", Date, nullable=False),
        Column("saved_at", DateTime, nullable=False),
        _text("saved_by"),
        _text("facts"),
        _text("method_changes"),
    )
    op.create_table(
        "points",
        *_version(),
        _key("place", Integer),
        _text("fact_id"),
        _text("kind"),
        _text("survey_id"),
        _text("periods"),
        _text("text"),
        _text("caution"),
        _text("more"),
    )
    op.create_table(
        "approvals",
        *_version(),
        _key("number", Integer),
        _text("step"),
        _text("decided_by"),
        _text("role"),
        Column("decided_at", DateTime, nullable=False),
        _text("reason"),
        Column("release_at", DateTime, nullable=True),
        Column("expires_at", DateTime, nullable=True),
    )


def _version() -> tuple[Column[Any], ...]:
    return _key("leader_id", Text), _key("audience", Text), _key("period", Text), _key("version", Integer)


def _key(name: str, type_: Any) -> Column[Any]:
    return Column(name, type_, primary_key=True, autoincrement=False)


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default="")
