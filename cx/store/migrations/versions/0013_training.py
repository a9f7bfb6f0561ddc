"""Training: courses, headcounts, exemptions, and what the learning system says of each person."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, Date, Float, Integer, Text

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "courses",
        *_keys("course_id"),
        *_texts("name", "about", "levels"),
        *_days("starts_on", "due_by"),
        Column("cost", Float, nullable=True),
        *_texts("agreed"),
        *_days("agreed_on"),
        *_texts("owner", "status"),
    )
    op.create_table(
        "headcounts",
        *_keys("unit_id", "level"),
        Column("counted_on", Date, primary_key=True, autoincrement=False),
        Column("people", Integer, nullable=False),
    )
    op.create_table(
        "training_exemptions",
        *_keys("exemption_id"),
        *_texts("course_id", "unit_id", "level"),
        Column("people", Integer, nullable=False),
        *_texts("reason", "decided_by"),
        *_days("until"),
    )
    op.create_table(
        "training_records",
        *_texts("employee_key", "name", "unit", "level", "course"),
        Column("assigned", Date, nullable=False),
        *_days("due", "completed"),
        *_texts("exempt"),
        Column("import_id", Integer, nullable=False),
    )


def _keys(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, primary_key=True, autoincrement=False) for name in names]


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _days(*names: str) -> list[Column[Any]]:
    return [Column(name, Date, nullable=True) for name in names]
