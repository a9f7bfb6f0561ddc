"""Statements, answers, goals, allocations and signals, and what records looked like before they were changed."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, Date, DateTime, Float, Integer, Text

revision = "0004"
down_revision = "0003"

QUESTIONS = (
    ("customers", "How have wants and needs been changing, and how well do we and our competitors serve them?"),
    (
        "partners",
        "What do distributors, resellers and implementation partners want, and how well do we and our competitors"
        " meet it?",
    ),
    (
        "competitors",
        "How have traditional competitors been improving, and are new ones emerging with experiences that could"
        " disrupt the market?",
    ),
    (
        "industry",
        "Which changes in the industry affect the experiences we and competitors can offer, and which really matter?",
    ),
    ("external", "How will regulation and other outside influences affect our strategy?"),
    ("internal", "How able are we to execute on all this?"),
)


def _keys(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, primary_key=True, autoincrement=False) for name in names]


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _days(*names: str) -> list[Column[Any]]:
    return [Column(name, Date, nullable=False) for name in names]


def upgrade() -> None:
    _answers()
    _goals()
    _signals()
    op.create_table(
        "record_versions",
        *_keys("table_name", "record"),
        Column("version", Integer, primary_key=True, autoincrement=False),
        *_texts("change", "earlier"),
        Column("changed_at", DateTime, nullable=False),
        *_texts("changed_by"),
    )


def _answers() -> None:
    op.create_table("statements", *_keys("kind"), *_texts("text", "owner"), *_days("decided_on", "review_by"))
    questions = op.create_table(
        "questions", *_keys("dimension"), *_texts("question"), Column("place", Integer, nullable=True)
    )
    op.bulk_insert(
        questions,
        [
            {"dimension": dimension, "question": question, "place": place}
            for place, (dimension, question) in enumerate(QUESTIONS, start=1)
        ],
    )
    op.create_table(
        "answers",
        *_keys("dimension"),
        *_texts("answer", "owner", "evidence"),
        *_days("decided_on", "review_by"),
        *_texts("sensitivity"),
    )


def _goals() -> None:
    op.create_table(
        "business_goals",
        *_keys("goal_id"),
        *_texts("name", "owner", "target"),
        Column("due_on", Date, nullable=True),
        *_texts("source", "sensitivity"),
    )
    op.create_table("goal_links", *_keys("goal_id", "kind", "serves"))
    op.create_table(
        "allocations",
        *_keys("allocation_id"),
        *_texts("dimension", "name", "project_id"),
        *(
            Column(name, Float, nullable=True)
            for name in ("money_planned", "money_committed", "people_planned", "people_committed")
        ),
        *_texts("stops"),
        Column("money_freed", Float, nullable=True),
        Column("people_freed", Float, nullable=True),
        *_texts("owner"),
    )


def _signals() -> None:
    op.create_table(
        "signals",
        *_keys("signal_id"),
        *_texts("kind", "title", "about"),
        Column("likelihood", Integer, nullable=False),
        Column("impact", Integer, nullable=False),
        Column("effective_on", Date, nullable=True),
        *_texts("jurisdiction", "journeys", "dimensions", "ahead_of", "level_with", "behind", "placed_because"),
        *_texts("owner", "response_kind", "response", "response_link"),
        Column("review_by", Date, nullable=True),
        *_texts("status", "sensitivity"),
    )
