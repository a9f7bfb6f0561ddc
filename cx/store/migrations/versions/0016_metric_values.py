"""What each metric came to by month, and which way it is better."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Date, Float, Text

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("metrics", Column("better", Text, server_default=""))
    op.execute("ALTER TABLE metrics ALTER COLUMN better SET NOT NULL")
    op.create_table(
        "metric_values",
        Column("metric_id", Text, primary_key=True, autoincrement=False),
        Column("scope", Text, primary_key=True, autoincrement=False),
        Column("month", Date, primary_key=True, autoincrement=False),
        Column("value", Float, nullable=False),
        Column("target", Float, nullable=True),
    )
