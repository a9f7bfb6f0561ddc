"""Themes, their history, and the additive counts of comments."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Date, DateTime, Float, Integer, Text

revision = "0008"
down_revision = "0007"

FIELDS = ("brand", "audience", "partner_type", "business_unit", "region", "segment", "product", "journey", "channel")


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _counts(*names: str) -> list[Column[int]]:
    return [Column(name, BigInteger, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table("themes", Column("theme_id", Text, primary_key=True), *_texts("name", "phrases"))
    op.create_table(
        "theme_versions",
        Column("version", Integer, primary_key=True, autoincrement=False),
        Column("changed_at", DateTime, nullable=False),
        *_texts("changed_by", "what", "themes"),
    )
    sums = ("weighted_promoters", "weighted_passives", "weighted_detractors", "squared_weights")
    op.create_table(
        "theme_summary",
        *_texts("survey_id"),
        Column("day", Date, nullable=False),
        *_texts(*FIELDS, "theme_id"),
        *_counts("promoters", "passives", "detractors"),
        *(Column(name, Float, nullable=False) for name in sums),
    )
    op.create_table(
        "phrase_summary",
        *_texts("survey_id"),
        Column("month", Date, nullable=False),
        *_texts("brand", "phrase"),
        *_counts("promoters", "passives", "detractors", "untagged"),
        *_texts("promoter_sample", "detractor_sample"),
        *_counts("kept_from"),
    )
    op.create_table(
        "comment_months",
        *_texts("survey_id"),
        Column("month", Date, nullable=False),
        Column("comments", BigInteger, nullable=True),
    )
    # Comments that were imported before are counted at the next import, or when somebody asks for it on the page.
    op.execute(
        "INSERT INTO comment_months (survey_id, month, comments)"
        " SELECT survey_id, CAST(date_trunc('month', responded_at) AS DATE), count(*) FROM responses"
        " WHERE comment <> '' GROUP BY 1, 2"
    )
