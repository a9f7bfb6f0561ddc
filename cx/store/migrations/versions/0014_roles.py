"""Who has which role."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Text

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "roles",
        Column("email", Text, primary_key=True, autoincrement=False),
        Column("role", Text, primary_key=True, autoincrement=False),
        Column("person_id", Text, nullable=False, server_default=""),
        Column("granted_at", DateTime, nullable=False),
        Column("granted_by", Text, nullable=False, server_default=""),
    )
