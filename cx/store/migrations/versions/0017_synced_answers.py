"""Answers that stay in a warehouse, counted by day and every field."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Column, Date, DateTime, Float, Integer, Text

revision = "0017"
down_revision = "0016"

FIELDS = ("brand", "audience", "partner_type", "business_unit", "region", "segment", "product", "journey", "channel")
SCORES = tuple(f"score_{score}" for score in range(11))
WEIGHTS = ("weighted_promoters", "weighted_passives", "weighted_detractors", "squared_weights")


def upgrade() -> None:
    op.create_table(
        "synced_surveys",
        Column("survey_id", Text, primary_key=True, autoincrement=False),
        *_texts("source", "mapping", "watermark"),
        Column("asked_at", DateTime, nullable=False),
    )
    op.create_table(
        "synced_days",
        *_texts("survey_id"),
        Column("day", Date, nullable=False),
        Column("answers", BigInteger, nullable=False),
        Column("score_sum", BigInteger, nullable=False),
        Column("weight_sum", Float, nullable=False),
        Column("again_sum", BigInteger, nullable=False),
        Column("import_id", Integer, nullable=False),
    )
    op.create_table("synced_answers", *_counted(), Column("answered_again_at", DateTime, nullable=True))
    op.create_table("synced_answer_versions", *_counted(), Column("superseded_by", Integer, nullable=False))


def _counted() -> list[Column[Any]]:
    return [
        *_texts("survey_id"),
        Column("responded_at", DateTime, nullable=False),
        Column("known_again_at", DateTime, nullable=True),
        *_texts(*FIELDS, "account_id"),
        *(Column(name, BigInteger, nullable=False) for name in SCORES),
        *(Column(name, Float, nullable=False) for name in WEIGHTS),
        Column("import_id", Integer, nullable=False),
    ]


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]
