"""What a learning system exports of people becomes keyed hashes before it is kept; names stay only where asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cx.ingest.invited import person_key
from cx.store import company, training
from cx.store.maintained import EMPLOYEE, Upserted
from cx.store.opening import Connection
from cx.store.staging.respondents import respondent_keys

RECORDS = training.TABLE
MOST_NAMED = 3


def add(connection: Connection, import_id: int, rows: Iterable[Mapping[str, Any]], by: str) -> Upserted:
    """Keep assignments; of two rows of one person, course and day the later counts.

    rows: typed values by column of the file, with the person as the file writes them.
    """
    people = [dict(row) for row in rows]
    written = [str(row.pop(EMPLOYEE.name)) for row in people]
    hashes = respondent_keys(written, person_key(connection, by))
    named = company.load(connection).employee_names == "keep"
    kept = {}
    for row, hash_, person in zip(people, hashes, written, strict=True):
        name = (row.get("name") or person) if named else ""
        kept[hash_, row["course"], row["assigned"]] = {**row, "employee_key": hash_, "name": name}
    stored = training.add(connection, import_id, list(kept.values()))
    return Upserted(stored.accepted, stored.updated, stored.duplicates + len(people) - len(kept))


def notes(connection: Connection) -> tuple[str, ...]:
    """What is loaded but may not count as it was meant: units and courses that nobody has described."""
    units, courses = training.strangers(connection)
    said = []
    if units:
        said.append(
            f"The organization has no unit called {_listed(units)}: their people count by what the file says, with no"
            " headcount to hold them against. Load org_units and headcounts."
        )
    if courses:
        said.append(f"No course is described as {_listed(courses)}; it is taken as required of everybody who has it.")
    return tuple(said)


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(f"'{name}'" for name in names[:MOST_NAMED]) + more
