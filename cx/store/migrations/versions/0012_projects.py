"""Improvement projects with their functions, milestones, updates and spend."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, Date, Float, Text

revision = "0012"
down_revision = "0011"


def _keys(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, primary_key=True, autoincrement=False) for name in names]


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _days(*names: str) -> list[Column[Any]]:
    return [Column(name, Date, nullable=True) for name in names]


def _numbers(*names: str) -> list[Column[Any]]:
    return [Column(name, Float, nullable=True) for name in names]


def upgrade() -> None:
    op.create_table(
        "projects",
        *_keys("project_id"),
        *_texts("name", "stage", "problem", "need_id", "dimension", "sponsor", "owner", "leader_id", "survey_id"),
        *_texts("scope"),
        *_days("chosen_on", "go_live_on", "went_live_on"),
        *_texts("target", "target_metric"),
        *_numbers("target_from", "target_value"),
        *_days("target_on"),
        *_numbers("budget", "granted", "people_needed", "people_assigned"),
        *_texts("skills_missing", "sensitivity", "status_said", "status_reason"),
    )
    op.create_table("project_units", *_keys("project_id", "unit_id"))
    op.create_table(
        "milestones",
        *_keys("project_id", "milestone_id"),
        *_texts("name"),
        Column("planned_on", Date, nullable=False),
        *_days("expected_on", "done_on"),
        *_texts("owner"),
    )
    op.create_table(
        "project_updates",
        *_keys("project_id"),
        Column("updated_on", Date, primary_key=True, autoincrement=False),
        *_texts("text", "next", "asks"),
        *_days("go_live_on"),
        *_numbers("cost_expected", "measured"),
        *_texts("by"),
    )
    op.create_table(
        "spend",
        *_keys("project_id"),
        Column("month", Date, primary_key=True, autoincrement=False),
        Column("spent", Float, nullable=False),
        *_numbers("committed"),
        *_texts("note"),
    )
