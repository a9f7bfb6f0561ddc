"""Closed books: what was frozen, reopened, and changed after that."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Float, Integer, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "closed_periods",
        Column("closing_id", Integer, primary_key=True, autoincrement=False),
        *_texts("period", "grain"),
        Column("first_day", Date, nullable=False),
        Column("last_day", Date, nullable=False),
        *_texts("closed_with"),
        Column("closed_at", DateTime, nullable=False),
        *_texts("closed_by"),
        Column("last_change", Integer, nullable=False),
        *_texts("rule"),
        Column("has_book", Boolean, nullable=False),
        *_texts("digest"),
    )
    op.create_table(
        "closed_figures",
        Column("closing_id", Integer, nullable=False),
        *_texts("survey_id", "scope", "shown"),
        *(Column(name, BigInteger, nullable=True) for name in ("promoters", "passives", "detractors")),
        *_floats("weighted_promoters", "weighted_passives", "weighted_detractors", "squared_weights"),
        *_floats("value", "low", "high"),
        Column("n", BigInteger, nullable=True),
        *_floats("n_effective", "centre", "standard_error", "unweighted", "target"),
    )
    op.create_table(
        "verdicts",
        Column("closing_id", Integer, nullable=False),
        *_texts("survey_id", "scope", "against", "brand", "family", "relation"),
        Column("adjusted_p", Float, nullable=True),
        Column("looked_at", Integer, nullable=False),
        *_texts("reason", "current", "reference", "difference"),
    )
    op.create_table(
        "reopenings",
        Column("closing_id", Integer, primary_key=True, autoincrement=False),
        *_texts("reason", "reopened_by"),
        Column("reopened_at", DateTime, nullable=False),
    )
    op.create_table(
        "restatements",
        Column("change_id", Integer, primary_key=True, autoincrement=False),
        Column("survey_id", Text, primary_key=True, autoincrement=False),
        Column("month", Date, primary_key=True, autoincrement=False),
        *_texts("kind"),
        Column("import_id", Integer, nullable=False),
        Column("happened_at", DateTime, nullable=False),
        *_texts("done_by"),
        *(Column(name, BigInteger, nullable=False) for name in ("added", "changed", "removed")),
    )


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _floats(*names: str) -> list[Column[Any]]:
    return [Column(name, Float, nullable=True) for name in names]
