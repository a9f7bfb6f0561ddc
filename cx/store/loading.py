"""Checked rows enter the store in one transaction, and leave it again when an import is taken back."""

# ruff: noqa: S608 - statements are put together from names of our own; every value is bound

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, select, text, update

from cx.domain.errors import BadValue, ChoiceNeeded, UnknownName
from cx.store import late_changes, ratings, staged, summary, withdrawing
from cx.store.schema import column_maps, imports, rejected_rows, responses, surveys
from cx.store.staging.scratch import quoted
from cx.store.synced import answers_of

MOVED_AT_MOST = 0.01
"""Share of a survey's answers whose date and score an import may change without being asked."""


@dataclass(frozen=True, slots=True)
class Load:
    """A checked file on its way into the store; its rows stand in the attached database `scratch`.

    source_key: fingerprint of its format and header. survey_key: the same with the survey that the file itself names,
    so that two surveys of one tool stay apart; equal to source_key where it names none.
    constants: field -> value of every row. reasons: refusals by code. rows, duplicates, refused: of the file alone.
    months: the first day of each month that has answers of it -> how many, in their order. at: UTC.
    choices: what is remembered for the next file with this header. replace: changing many stored answers was allowed.
    """

    survey_id: str
    survey_name: str
    survey_key: str
    source_key: str
    file_name: str
    sha256: str
    format: str
    reading: str
    choices: str
    by: str
    at: datetime
    rows: int
    duplicates: int
    refused: int
    reasons: Sequence[str]
    constants: Mapping[str, str]
    months: Mapping[date, int]
    first_day: date | None
    last_day: date | None
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """Answers of a file beside those stored: new, changed, and there already."""

    accepted: int
    updated: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Committed:
    import_id: int
    counts: Compared


@dataclass(frozen=True, slots=True)
class Undone:
    """removed: answers taken out. restored: earlier versions that count again."""

    removed: int
    restored: int


def compare(connection: Connection, load: Load) -> Compared:
    """What a load would do, without doing it. Raises ChoiceNeeded as the load itself would."""
    _check_unmixed(connection, load)
    answers = _count(connection, "SELECT count(*) FROM scratch.staged WHERE reason = 0")
    stored = _stored(connection, load.survey_id)
    if not stored:
        return Compared(answers, 0, load.duplicates)
    found, same, moved = connection.execute(
        text(
            "SELECT count(*), count(*) FILTER (WHERE same), count(*) FILTER (WHERE moved)"
            f" FROM ({_matching(connection, load)}) AS matched"
        ),
        {"survey_id": load.survey_id, **load.constants},
    ).one()
    if moved > MOVED_AT_MOST * stored and not load.replace:
        raise ChoiceNeeded(
            f"{load.file_name} would change the date and the score of {moved:,} of the {stored:,} answers of"
            f" '{load.survey_id}'. If it is a corrected export, pass --replace; if it is another survey whose ids count"
            " from the start again, pass --set survey_id=NAME.",
            ("--replace", "--set survey_id=NAME"),
        )
    return Compared(answers - found, found - same, load.duplicates + same)


def commit(connection: Connection, load: Load) -> Committed:
    """Take the answers over, keep what they replace, bring the summary up to date; in the caller's transaction."""
    counts = compare(connection, load)
    import_id = 1 + int(connection.execute(select(func.coalesce(func.max(imports.c.import_id), 0))).scalar_one())
    _ensure_survey(connection, load)
    months = set(load.months)
    if counts.updated or counts.duplicates > load.duplicates:
        connection.execute(text("CREATE TEMP TABLE matched (id BIGINT, response_id TEXT, same BOOLEAN, moved BOOLEAN)"))
        connection.execute(
            text(f"INSERT INTO matched {_matching(connection, load)}"),
            {"survey_id": load.survey_id, **load.constants},
        )
        months |= _set_aside_replaced(connection, load.survey_id, import_id)
        staged.insert(connection, load, import_id, only_new=True)
        ratings.insert(connection, load.survey_id, import_id, only_new=True)
        connection.execute(text("DROP TABLE matched"))
    elif counts.accepted:
        staged.insert(connection, load, import_id, only_new=False)
        ratings.insert(connection, load.survey_id, import_id, only_new=False)
    _record(connection, load, counts, import_id)
    if counts.accepted or counts.updated:
        summary.refresh(connection, load.survey_id, months)
        late_changes.imported(connection, load.survey_id, import_id, load.by, load.at)
    return Committed(import_id, counts)


def undo(connection: Connection, import_id: int, by: str, at: datetime) -> Undone:
    """Take an import back wherever its rows are now; the latest version that remains of each answer counts again.

    at: UTC. Raises UnknownName where there is no such import, BadValue where it was taken back already or was no import
    of answers.
    """
    found = connection.execute(select(imports).where(imports.c.import_id == import_id)).first()
    if found is None:
        raise UnknownName(f"There is no import {import_id}.")
    if found.table_name != "responses":
        raise BadValue(
            f"Import {import_id} loaded {found.table_name}, which is kept by hand: import a corrected file instead."
        )
    if found.undone_at is not None:
        raise BadValue(f"Import {import_id} was taken back already, on {found.undone_at:%-d %B %Y}.")
    months = _months_of(connection, import_id)
    _mend_history(connection, import_id)
    late_changes.taken_back(connection, found.survey_id, import_id, by, at)
    withdrawing.undone(connection, found.survey_id, months, f"Import {import_id} was taken back.", at)
    removed = _rows_of(connection, import_id)
    connection.execute(delete(responses).where(responses.c.import_id == import_id))
    columns = ", ".join(staged.ROW)
    restored = _count(connection, f"SELECT count(*) FROM response_versions WHERE superseded_by = {import_id:d}")
    connection.execute(
        text(
            f"INSERT INTO responses ({columns}) SELECT {columns} FROM response_versions"
            " WHERE superseded_by = :import_id ORDER BY responded_at"
        ),
        {"import_id": import_id},
    )
    connection.execute(text("DELETE FROM response_versions WHERE superseded_by = :id"), {"id": import_id})
    ratings.take_back(connection, import_id)
    connection.execute(
        update(imports).where(imports.c.import_id == import_id).values(undone_at=at.replace(tzinfo=None), undone_by=by)
    )
    summary.refresh(connection, found.survey_id, months)
    return Undone(removed, restored)


def remembered(connection: Connection) -> dict[str, dict[str, Any]]:
    """By the fingerprint of a header: the survey that its answers went to, the choices of the last load, and whether
    any import of that survey still counts."""
    counts = exists().where(
        imports.c.survey_id == column_maps.c.survey_id,
        imports.c.undone_at.is_(None),
        imports.c.table_name == "responses",
        imports.c.accepted > 0,
    )
    return {
        row.source_key: {
            "survey_id": row.survey_id,
            "choices": json.loads(row.choices or "{}"),
            "counts": bool(row.counts),
        }
        for row in connection.execute(select(column_maps, counts.label("counts")))
    }


def surveys_by_source(connection: Connection) -> dict[str, str]:
    named = connection.execute(select(surveys.c.source_key, surveys.c.survey_id).where(surveys.c.source_key != ""))
    return {row.source_key: row.survey_id for row in named}


def history(connection: Connection) -> list[dict[str, Any]]:
    """Every import, the newest first, with the name of its survey."""
    rows = connection.execute(
        select(imports, func.coalesce(surveys.c.name, "").label("survey_name"))
        .select_from(imports.outerjoin(surveys, surveys.c.survey_id == imports.c.survey_id))
        .order_by(imports.c.import_id.desc())
    )
    return [dict(row._mapping) for row in rows]


def rejects(connection: Connection, import_id: int) -> list[dict[str, Any]]:
    """Every refused row of an import, in the order of the file: line, reason, value."""
    kept = rejected_rows.c
    rows = connection.execute(
        select(kept.line, kept.reason, kept.value).where(kept.import_id == import_id).order_by(kept.line)
    )
    return [dict(row._mapping) for row in rows]


def _check_unmixed(connection: Connection, load: Load) -> None:
    if answers_of(connection, load.survey_id) is not responses:
        raise ChoiceNeeded(
            f"The answers of '{load.survey_id}' come from a warehouse; those of {load.file_name} would count twice"
            " beside them. If they are another survey's, pass --set survey_id=NAME; else let the warehouse have them,"
            " or take its syncs back first (python -m cx undo-import ID).",
            ("--set survey_id=NAME",),
        )


# Matching with what is stored -----------------------------------------------------------------------------------


def _matching(connection: Connection, load: Load) -> str:
    """Staged answers that the survey has already: whether all is the same, and whether date and score both differ."""
    values = staged.values(connection, load)
    same = " AND ".join(f"r.{name} IS NOT DISTINCT FROM {value}" for name, value in values.items())
    rated = ""
    if ratings.are_looked_for(connection):
        same, rated = f"{same} AND {ratings.SAME}", ratings.beside(connection)
    return (
        f"SELECT s.rowid AS id, s.response_id, ({same}) AS same,"
        " (r.responded_at <> s.responded_at AND r.score <> s.score) AS moved"
        f" FROM scratch.staged AS s JOIN responses AS r ON r.response_id = s.response_id{rated}"
        " WHERE s.reason = 0 AND r.survey_id = :survey_id"
    )


def _stored(connection: Connection, survey_id: str) -> int:
    held = select(func.count()).select_from(responses).where(responses.c.survey_id == survey_id)
    return int(connection.execute(held).scalar_one())


def _set_aside_replaced(connection: Connection, survey_id: str, import_id: int) -> set[date]:
    """Move the stored rows that are about to change among the versions; returns the months that they were in."""
    columns = ", ".join(staged.ROW)
    changing = (
        "FROM responses WHERE survey_id = :survey_id"
        " AND response_id IN (SELECT response_id FROM matched WHERE NOT same)"
    )
    months = connection.execute(
        text(f"SELECT DISTINCT CAST(date_trunc('month', responded_at) AS DATE) {changing}"), {"survey_id": survey_id}
    )
    touched = set(months.scalars())
    connection.execute(
        text(f"INSERT INTO response_versions ({columns}, superseded_by) SELECT {columns}, :import_id {changing}"),
        {"survey_id": survey_id, "import_id": import_id},
    )
    connection.execute(text(f"DELETE {changing}"), {"survey_id": survey_id})
    return touched


# Writing --------------------------------------------------------------------------------------------------------


def _ensure_survey(connection: Connection, load: Load) -> None:
    known = connection.execute(
        select(surveys.c.source_key).where(surveys.c.survey_id == load.survey_id)
    ).scalar_one_or_none()
    if known is None:
        connection.execute(
            insert(surveys).values(
                survey_id=load.survey_id,
                name=load.survey_name,
                kind="relationship",
                provenance="own",
                source_key=load.survey_key,
            )
        )


def _record(connection: Connection, load: Load, counts: Compared, import_id: int) -> None:
    changed = bool(counts.accepted or counts.updated)
    connection.execute(
        insert(imports).values(
            import_id=import_id,
            table_name="responses",
            survey_id=load.survey_id,
            file_name=load.file_name,
            file_hash=load.sha256,
            format=load.format,
            reading=load.reading,
            imported_at=load.at.replace(tzinfo=None),
            imported_by=load.by,
            rows=load.rows,
            accepted=counts.accepted,
            updated=counts.updated,
            duplicates=counts.duplicates,
            rejected=load.refused,
            first_day=load.first_day if changed else None,
            last_day=load.last_day if changed else None,
        )
    )
    reasons = " ".join(f"WHEN {code} THEN {quoted(reason)}" for code, reason in enumerate(load.reasons) if code)
    connection.execute(
        text(
            "INSERT INTO rejected_rows (import_id, line, reason, value)"
            f" SELECT :import_id, line, CASE reason {reasons} END, coalesce(value, '') FROM scratch.refused"
        ),
        {"import_id": import_id},
    )
    keys = {load.source_key, load.survey_key}
    connection.execute(delete(column_maps).where(column_maps.c.source_key.in_(keys)))
    connection.execute(
        insert(column_maps),
        [{"source_key": key, "survey_id": load.survey_id, "choices": load.choices} for key in sorted(keys)],
    )


# Taking back ----------------------------------------------------------------------------------------------------


def _mend_history(connection: Connection, import_id: int) -> None:
    """Where a later import has replaced this one's row, the version before it is now replaced by that later import."""
    connection.execute(
        text(
            "UPDATE response_versions AS older SET superseded_by = gone.superseded_by FROM response_versions AS gone"
            " WHERE gone.import_id = :id AND older.superseded_by = :id AND older.survey_id = gone.survey_id"
            " AND older.response_id = gone.response_id"
        ),
        {"id": import_id},
    )
    connection.execute(text("DELETE FROM response_versions WHERE import_id = :id"), {"id": import_id})


def _months_of(connection: Connection, import_id: int) -> Iterable[date]:
    """Months of the rows that go and of those that come back."""
    found = connection.execute(
        text(
            "SELECT CAST(date_trunc('month', responded_at) AS DATE) FROM responses WHERE import_id = :id"
            " UNION SELECT CAST(date_trunc('month', responded_at) AS DATE) FROM response_versions"
            " WHERE superseded_by = :id"
        ),
        {"id": import_id},
    )
    return set(found.scalars())


def _rows_of(connection: Connection, import_id: int) -> int:
    held = select(func.count()).select_from(responses).where(responses.c.import_id == import_id)
    return int(connection.execute(held).scalar_one())


def _count(connection: Connection, query: str) -> int:
    return int(connection.execute(text(query)).scalar_one())
