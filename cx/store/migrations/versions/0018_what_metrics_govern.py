"""Which survey and rating a metric is of, on which scale it is asked, and until when its definition is reviewed."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Date, Float, Text

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    for name in ("survey_id", "rating", "worked_out"):
        op.add_column("metrics", Column(name, Text, server_default=""))
        op.execute(f"ALTER TABLE metrics ALTER COLUMN {name} SET NOT NULL")
    for name in ("scale_low", "scale_high"):
        op.add_column("metrics", Column(name, Float, nullable=True))
    op.add_column("metrics", Column("review_by", Date, nullable=True))
