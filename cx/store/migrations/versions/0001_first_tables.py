"""The first tables: people, feedback, benchmarks and settings."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Column, Date, DateTime, Float, Integer, SmallInteger, Text

revision = "0001"
down_revision = None

FIELDS = ("brand", "audience", "partner_type", "business_unit", "region", "segment", "product", "journey", "channel")


def _keys(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, primary_key=True, autoincrement=False) for name in names]


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def upgrade() -> None:
    _people()
    _feedback()
    _benchmarks_and_settings()


def _people() -> None:
    op.create_table(
        "org_units",
        *_keys("unit_id"),
        *_texts("name", "kind", "parent_id"),
    )
    op.create_table(
        "leaders",
        *_keys("leader_id"),
        *_texts("name", "title", "email", "unit_id", "level"),
    )
    op.create_table(
        "leader_scopes",
        *_keys("leader_id", "scope"),
    )
    op.create_table(
        "brands",
        *_keys("brand"),
        *_texts("kind", "note"),
    )


def _feedback() -> None:
    op.create_table(
        "surveys",
        *_keys("survey_id"),
        *_texts("name", "kind", "audience", "journey", "provenance", "asked_by", "question", "method", "source_key"),
    )
    op.create_table(
        "invitations",
        *_keys("survey_id"),
        Column("month", Date, primary_key=True, autoincrement=False),
        *_keys(*FIELDS),
        Column("invited", BigInteger, nullable=False),
    )
    op.create_table(
        "responses",
        *_texts("survey_id", "response_id"),
        Column("responded_at", DateTime, nullable=False),
        Column("score", SmallInteger, nullable=False),
        Column("weight", Float, nullable=True),
        *_texts(*FIELDS),
        *_texts("account_id", "respondent_key", "comment"),
        Column("import_id", Integer, nullable=False),
    )
    op.create_table(
        "response_versions",
        *_texts("survey_id", "response_id"),
        Column("responded_at", DateTime, nullable=False),
        Column("score", SmallInteger, nullable=False),
        Column("weight", Float, nullable=True),
        *_texts(*FIELDS),
        *_texts("account_id", "respondent_key", "comment"),
        Column("import_id", Integer, nullable=False),
        Column("superseded_by", Integer, nullable=False),
    )
    op.create_table(
        "response_ratings",
        *_texts("survey_id", "response_id", "rating"),
        Column("value", Float, nullable=False),
        Column("low", Float, nullable=False),
        Column("high", Float, nullable=False),
        Column("import_id", Integer, nullable=False),
    )
    op.create_table(
        "response_summary",
        *_texts("survey_id"),
        Column("month", Date, nullable=False),
        *_texts(*FIELDS),
        *(Column(f"score_{score}", BigInteger, nullable=False) for score in range(11)),
        Column("weighted_promoters", Float, nullable=False),
        Column("weighted_passives", Float, nullable=False),
        Column("weighted_detractors", Float, nullable=False),
        Column("squared_weights", Float, nullable=False),
    )
    op.create_table(
        "imports",
        Column("import_id", Integer, primary_key=True, autoincrement=False),
        *_texts("table_name", "survey_id", "file_name", "file_hash", "format", "reading"),
        Column("imported_at", DateTime, nullable=False),
        *_texts("imported_by"),
        Column("rows", BigInteger, nullable=False),
        Column("accepted", BigInteger, nullable=False),
        Column("updated", BigInteger, nullable=False),
        Column("duplicates", BigInteger, nullable=False),
        Column("rejected", BigInteger, nullable=False),
        Column("first_day", Date, nullable=True),
        Column("last_day", Date, nullable=True),
        Column("undone_at", DateTime, nullable=True),
        *_texts("undone_by"),
    )
    op.create_table(
        "rejected_rows",
        Column("import_id", Integer, nullable=False),
        Column("line", BigInteger, nullable=False),
        *_texts("reason", "value"),
    )
    op.create_table(
        "column_maps",
        *_keys("source_key"),
        *_texts("survey_id", "choices"),
    )
    op.create_table(
        "targets",
        *_keys("survey_id", "scope", "period"),
        Column("target", Float, nullable=False),
        *_texts("owner"),
    )
    op.create_table(
        "events",
        *_keys("event_id"),
        Column("starts_on", Date, nullable=False),
        Column("ends_on", Date, nullable=True),
        *_texts("kind", "label", "survey_id", "scope"),
        Column("effect", Float, nullable=True),
        *_texts("effect_source"),
    )


def _benchmarks_and_settings() -> None:
    op.create_table(
        "indicators",
        *_keys("indicator_id"),
        *_texts("dimension", "name", "unit"),
        Column("scale_low", Float, nullable=True),
        Column("scale_high", Float, nullable=True),
        Column("weight", Float, nullable=True),
        Column("shelf_life_months", Integer, nullable=True),
    )
    op.create_table(
        "readings",
        *_keys("indicator_id", "brand"),
        Column("read_on", Date, primary_key=True, autoincrement=False),
        Column("value", Float, nullable=False),
        *_texts("grade", "source"),
    )
    op.create_table(
        "needs",
        *_keys("need_id"),
        *_texts("name", "audience", "stance"),
    )
    op.create_table(
        "need_ratings",
        *_keys("need_id", "brand", "period"),
        Column("importance", Float, nullable=True),
        Column("performance", Float, nullable=True),
        Column("n", Integer, nullable=True),
    )
    op.create_table(
        "settings",
        *_keys("name"),
        *_texts("value"),
        Column("changed_at", DateTime, nullable=False),
        *_texts("changed_by"),
    )
