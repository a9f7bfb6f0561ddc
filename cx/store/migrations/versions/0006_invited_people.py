"""Who was invited, one by one, and how many that makes by month and group."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Column, Date, Integer, Text

revision = "0006"
down_revision = "0005"

FIELDS = (
    *("brand", "audience", "partner_type", "business_unit", "region"),
    *("segment", "product", "journey", "channel"),
)


def upgrade() -> None:
    op.create_table(
        "invited_people",
        *_texts("survey_id"),
        Column("invited_on", Date, nullable=False),
        *_texts("respondent_key", *FIELDS),
        Column("import_id", Integer, nullable=False),
    )
    op.create_table(
        "invited_summary",
        *_texts("survey_id"),
        Column("month", Date, nullable=False),
        Column("again_month", Date, nullable=True),
        *_texts(*FIELDS),
        Column("invited", BigInteger, nullable=False),
    )


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]
