"""The registry of metrics, and the glossary."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, Date, Integer, Text

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "metrics",
        Column("version", Integer, primary_key=True, autoincrement=False),
        Column("metric_id", Text, primary_key=True, autoincrement=False),
        *_texts("name", "definition", "formula", "unit", "owner"),
        Column("effective_on", Date, nullable=False),
        *_texts("department", "used_in", "primary_metric", "question"),
    )
    op.create_table(
        "terms",
        Column("term_id", Text, primary_key=True, autoincrement=False),
        *_texts("name", "meaning", "not_to_confuse"),
    )


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]
