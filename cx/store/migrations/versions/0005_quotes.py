"""Comments pinned as quotes."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "quotes",
        *(Column(name, Text, primary_key=True, autoincrement=False) for name in ("survey_id", "response_id")),
        *(_text(name) for name in ("text", "scope", "period", "pinned_by")),
        Column("pinned_at", DateTime, nullable=False),
        *(_text(name) for name in ("consent", "evidence", "note")),
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")
