"""Invited people become the keyed hashes that their answers have, before they are kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from cx.store import company, invited_people
from cx.store.maintained import RESPONDENT, Upserted
from cx.store.opening import Connection
from cx.store.staging.respondents import RESPONDENT_KEY, respondent_keys

PEOPLE = invited_people.TABLE


def add(connection: Connection, import_id: int, rows: Iterable[Mapping[str, Any]], by: str) -> Upserted:
    """Keep invited people; of two rows of one survey, person and day the later counts.

    rows: typed values by column of the file, with the person as the file writes them.
    """
    people = [dict(row) for row in rows]
    hashes = respondent_keys([row.pop(RESPONDENT.name) for row in people], person_key(connection, by))
    kept = ({**row, "respondent_key": hash_} for row, hash_ in zip(people, hashes, strict=True))
    # Two spellings of one address are one person.
    named = {(row["survey_id"], row["invited_on"], row["respondent_key"]): row for row in kept}
    stored = invited_people.add(connection, import_id, list(named.values()))
    return Upserted(stored.accepted, stored.updated, stored.duplicates + len(people) - len(named))


def person_key(connection: Connection, by: str) -> str:
    """The store's key, made by whichever file is the first to name people."""
    known = company.get(connection, RESPONDENT_KEY)
    if known:
        return str(known)
    made = secrets.token_hex(32)
    company.put(connection, RESPONDENT_KEY, made, by)
    return made
