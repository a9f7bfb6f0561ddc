"""Staged answers become rows of the store: what stands in each column, and how they are written."""

# ruff: noqa: S608 - statements are put together from names and days of our own; every value is bound

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from cx.domain.slices import FIELDS
from cx.store.months import gathered

if TYPE_CHECKING:
    from cx.store.loading import Load

SORTED_AT_ONCE = 1_000_000
"""Answers that are sorted and written together: some 300 MB while they are."""
MOST_TURNS = 8
"""How often about a file is looked through, where its rows stand in no order of date."""

_CONTENT = ("responded_at", "score", "weight", *FIELDS, "account_id", "respondent_key", "comment")
ROW = ("survey_id", "response_id", *_CONTENT, "import_id")


def values(connection: Connection, load: Load) -> dict[str, str]:
    """SQL for each column of an answer: from the file, else the constant that holds for it, else blank."""
    staged = set(connection.execute(text("SELECT * FROM scratch.staged LIMIT 0")).keys())
    found = {}
    for name in _CONTENT:
        if name in staged:
            found[name] = f"s.{name}"
        elif name in load.constants:
            found[name] = f"CAST(:{name} AS VARCHAR)"
        else:
            found[name] = "CAST(NULL AS DOUBLE PRECISION)" if name == "weight" else "''"
    return found


def insert(connection: Connection, load: Load, import_id: int, *, only_new: bool) -> None:
    """Write the answers in order of date, so that a month is a run of blocks.

    They are sorted even where they stand in order: it costs next to nothing then, and DuckDB writes whole blocks, where
    it would begin one for each run of rows that it was given. Some months at a time, so that memory holds them. The
    days are written out: only if DuckDB knows them beforehand does it leave out the rows of others unread.
    """
    condition = " AND s.rowid NOT IN (SELECT id FROM matched WHERE same)" if only_new else ""
    content = ", ".join(values(connection, load).values())
    for span in gathered(load.months, max(SORTED_AT_ONCE, sum(load.months.values()) // MOST_TURNS)):
        within = f"s.responded_at >= DATE '{span.first}' AND s.responded_at < DATE '{span.last + timedelta(days=1)}'"
        connection.execute(
            text(
                f"INSERT INTO responses ({', '.join(ROW)}) SELECT :survey_id, s.response_id, {content}, :import_id"
                f" FROM scratch.staged AS s WHERE s.reason = 0 AND {within}{condition} ORDER BY s.responded_at"
            ),
            {"survey_id": load.survey_id, "import_id": import_id, **load.constants},
        )
