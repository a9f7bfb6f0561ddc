"""Answers put into a store as an import would leave them, and a seeded lot of them to count by other means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, insert

from cx.domain.slices import FIELDS
from cx.store import schema, summary
from cx.store.opening import Store

BLANK = {**dict.fromkeys(FIELDS, ""), "account_id": "", "respondent_key": "", "comment": "", "weight": None}


def put(store: Store, rows: Iterable[Mapping[str, Any]], *, survey_id: str = "s", import_id: int = 1) -> None:
    """Store answers (responded_at and score, and whatever else matters) with their import and their summary."""
    with store.writing() as connection:
        put_into(connection, rows, survey_id=survey_id, import_id=import_id)


def put_into(
    connection: Connection, rows: Iterable[Mapping[str, Any]], *, survey_id: str = "s", import_id: int = 1
) -> None:
    full = [
        {**BLANK, "survey_id": survey_id, "response_id": f"{import_id}-{i}", "import_id": import_id, **row}
        for i, row in enumerate(rows)
    ]
    full.sort(key=lambda row: row["responded_at"])
    counts = {"rows": len(full), "accepted": len(full), "updated": 0, "duplicates": 0, "rejected": 0}
    if full:
        connection.execute(insert(schema.responses), full)
    connection.execute(
        insert(schema.imports).values(
            import_id=import_id, table_name="responses", survey_id=survey_id, imported_at=datetime(2026, 1, 1), **counts
        )
    )
    summary.refresh(connection, survey_id, {row["responded_at"].date() for row in full})


def put_survey(store: Store, survey_id: str = "s") -> None:
    """Name a survey of our own, as the first import of its answers would."""
    with store.writing() as connection:
        connection.execute(
            insert(schema.surveys).values(survey_id=survey_id, name=survey_id, kind="relationship", provenance="own")
        )


def answered(day: str, score: int, **more: Any) -> dict[str, Any]:
    """One answer at noon of a day."""
    return {"responded_at": datetime.fromisoformat(day) + timedelta(hours=12), "score": score, **more}


def drawn(seed: int, n: int = 800, *, weights: bool = False, people: int = 0) -> pd.DataFrame:
    """Answers of 2025 at every hour of the day, with blanks in every field, own and other brands.

    people: how many gave them, some answers naming nobody; 0 names nobody.
    """
    rng = np.random.default_rng(seed)
    start = datetime(2025, 1, 1)
    minutes = rng.integers(0, 365 * 24 * 60, n)
    minutes[:4] = [0, 31 * 24 * 60 - 1, 31 * 24 * 60, 365 * 24 * 60 - 1]  # the edges of January and of the year
    return pd.DataFrame(
        {
            "responded_at": [start + timedelta(minutes=int(minute)) for minute in minutes],
            "score": rng.integers(0, 11, n),
            "weight": rng.uniform(0.2, 3, n).round(2) if weights else [None] * n,
            "brand": rng.choice(["", "Us", "Them"], n),
            "region": rng.choice(["", "EMEA", "NA", "O'Brien; --"], n),
            "product": rng.choice(["Cloud", "Desk"], n),
            "account_id": rng.choice(["", "a", "b", "c", "d"], n),
            "respondent_key": rng.choice(["", *(f"p{i}" for i in range(people))], n),
        }
    )


def day(text: str) -> date:
    return date.fromisoformat(text)
