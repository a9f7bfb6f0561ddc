"""Benchmarks: direction and audience of indicators, evidence of readings, groups of needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alembic import op
from sqlalchemy import Column, Date, DateTime, Float, Integer, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _rebuild(
        "indicators",
        [
            *_keys("indicator_id"),
            *_texts("dimension", "name", "unit"),
            *_floats("scale_low", "scale_high"),
            *_texts("direction"),
            *_floats("weight"),
            Column("shelf_life_months", Integer, nullable=True),
            *_texts("audience", "computed_from"),
        ],
        {
            "scale_low": "least(scale_low, scale_high)",
            "scale_high": "greatest(scale_low, scale_high)",
            "direction": "CASE WHEN scale_low > scale_high THEN 'lower' ELSE '' END",
            "audience": "''",
            "computed_from": "''",
        },
    )
    _rebuild(
        "readings",
        [
            *_keys("indicator_id", "brand"),
            Column("read_on", Date, primary_key=True, autoincrement=False),
            Column("value", Float, nullable=False),
            *_texts("grade", "source", "evidence", "provenance"),
            Column("n", Integer, nullable=True),
            *_floats("low", "high"),
            *_texts("entered_by"),
            Column("entered_at", DateTime, nullable=True),
        ],
        {
            # A reading whose grade nobody gave is believed least.
            "grade": "CASE WHEN grade = '' THEN 'C' ELSE grade END",
            **dict.fromkeys(("evidence", "provenance", "entered_by"), "''"),
            **dict.fromkeys(("n", "low", "high", "entered_at"), "NULL"),
        },
    )
    _rebuild(
        "needs",
        [*_keys("need_id"), *_texts("name", "audience", "scope", "stance")],
        {"audience": "CASE WHEN audience = '' THEN 'customer' ELSE audience END", "scope": "'*'"},
    )
    _rebuild(
        "need_ratings",
        [
            *_keys("need_id", "brand", "scope", "period"),
            *_floats("importance", "performance"),
            Column("n", Integer, nullable=True),
            *_floats("spread"),
            *_texts("provenance", "source"),
        ],
        {"scope": "'*'", "spread": "NULL", "provenance": "''", "source": "''"},
    )


def _rebuild(table: str, columns: Sequence[Column[Any]], new: dict[str, str]) -> None:
    """The table anew with its rows. new: SQL of the columns that are not taken over as they were."""
    names = [column.name for column in columns]
    op.execute(f"CREATE TEMPORARY TABLE earlier AS SELECT * FROM {table}")  # noqa: S608 - no outside text
    op.drop_table(table)
    op.create_table(table, *columns)
    taken = ", ".join(new.get(name, name) for name in names)
    op.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {taken} FROM earlier")  # noqa: S608 - no outside text
    op.execute("DROP TABLE earlier")


def _keys(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, primary_key=True, autoincrement=False) for name in names]


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, server_default="") for name in names]


def _floats(*names: str) -> list[Column[Any]]:
    return [Column(name, Float, nullable=True) for name in names]
