"""Answers that stay in a warehouse: what a sync brings of them, counted by day and every field."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Date, DateTime, Float, Integer, Table

from cx.store.schema.columns import fields, key, metadata, text
from cx.store.schema.feedback import counts

synced_surveys = Table(
    "synced_surveys",
    metadata,
    key("survey_id", "survey"),
    text("source", "the warehouse and its table, without a password"),
    text("mapping", "JSON: the mapping file as it was last read"),
    text("watermark", "the newest change that is known, with its kind; '' where the source has no such column"),
    Column("asked_at", DateTime, nullable=False, comment="UTC; when the source was last asked"),
    comment="Surveys whose answers come from a warehouse, and how far each is known.",
)

synced_days = Table(
    "synced_days",
    metadata,
    text("survey_id", "survey"),
    Column("day", Date, nullable=False, comment="day of the answers"),
    Column("answers", BigInteger, nullable=False, comment="how many the source counted"),
    Column("score_sum", BigInteger, nullable=False, comment="sum of their scores"),
    Column("weight_sum", Float, nullable=False, comment="sum of their weights, 1 where none was mapped"),
    Column("again_sum", BigInteger, nullable=False, comment="sum of the days on which their people answered again"),
    Column("import_id", Integer, nullable=False, comment="sync that brought the day; the newest one counts"),
    comment="The source's own totals, kept as each day was brought: `cx check` proves the counts against them.",
)


def _counted_columns() -> list[Column[Any]]:
    return [
        text("survey_id", "survey"),
        Column("responded_at", DateTime, nullable=False, comment="the day on which they answered, at midnight"),
        Column("known_again_at", DateTime, nullable=True, comment="the day on which their people next answered"),
        *fields(),
        text("account_id", "customer account; '' where not mapped"),
        *counts(),
        Column("import_id", Integer, nullable=False, comment="sync that brought it"),
    ]


synced_answers = Table(
    "synced_answers",
    metadata,
    *_counted_columns(),
    Column(
        "answered_again_at",
        DateTime,
        nullable=True,
        comment="`known_again_at`, where of one person's answers only the latest counts; else NULL",
    ),
    comment="What `responses` is for imported surveys: many answers a row, none of them named.",
)

synced_answer_versions = Table(
    "synced_answer_versions",
    metadata,
    *_counted_columns(),
    Column("superseded_by", Integer, nullable=False, comment="sync that replaced this day"),
)
