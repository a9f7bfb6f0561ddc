"""The list of accounts: segment, revenue and renewal."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Date, Float, Text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "accounts",
        Column("account_id", Text, primary_key=True, autoincrement=False),
        Column("name", Text, nullable=False, server_default=""),
        Column("segment", Text, nullable=False, server_default=""),
        Column("revenue", Float, nullable=True),
        Column("renewal_on", Date, nullable=True),
    )
