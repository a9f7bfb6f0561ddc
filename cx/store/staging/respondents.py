"""People become keyed hashes, by the one expression that answers use."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from cx.store.staging.expressions import hashed, text

RESPONDENT_KEY = "respondent_key"
"""Name under which the key that respondents are hashed with is kept in the store."""


def respondent_keys(people: Sequence[str], key: str) -> list[str]:
    """The keyed hash of each person as a file writes them, in the order given.

    Made in a database of its own in memory, so that no name or address reaches the store.
    """
    with duckdb.connect(":memory:") as scratch:
        query = f"SELECT {hashed('person', key)} FROM (SELECT {text('unnest(?::TEXT[])')} AS person)"  # noqa: S608 - texts of our own making
        return [hash_ for (hash_,) in scratch.execute(query, [list(people)]).fetchall()]
