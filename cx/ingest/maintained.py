"""Tables that people keep by hand: a CSV or Excel file is checked row by row and loaded by its key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile, BadValue, UnknownName
from cx.ingest import invited, trained
from cx.ingest.files import Row, read_rows
from cx.ingest.renaming import AS_IT_STANDS, Renaming
from cx.ingest.templates import templates
from cx.store import catalog, comment_counts, contradictions, import_log, taxonomy
from cx.store.cells import value_of
from cx.store.maintained import MAINTAINED, MaintainedTable, Upserted, key_of, upsert
from cx.store.opening import Connection, Store
from cx.store.versions import Changed

__all__ = ["TABLES", "Outcome", "load", "templates"]

TABLES: tuple[str, ...] = tuple(MAINTAINED)
"""What can be imported besides responses."""

FIRST_REJECTS = 10
THEMES = "themes"
"""The table whose every state is kept, and after whose change comments are counted again."""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reject:
    """A refused row. line: where it starts in the file, from 1, the header counted."""

    line: int
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file's rows; rows = accepted + updated + duplicates + rejected.

    accepted: new keys. updated: stored keys with other values. duplicates: rows that were stored, or stood, already.
    notes: what is loaded but may not do what was meant, in words.
    """

    file: str
    table: str
    rows: int
    accepted: int
    updated: int
    duplicates: int
    rejects: tuple[Reject, ...]
    import_id: int
    notes: tuple[str, ...] = ()

    @property
    def rejected(self) -> int:
        return len(self.rejects)

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "format": "table",
            "rows": self.rows,
            "accepted": self.accepted,
            "updated": self.updated,
            "duplicates": self.duplicates,
            "rejected": self.rejected,
            "reasons": dict(Counter(reject.reason for reject in self.rejects).most_common()),
            "first_rejects": [
                {"line": reject.line, "reason": reject.reason, "value": reject.value}
                for reject in self.rejects[:FIRST_REJECTS]
            ],
            "import_id": self.import_id,
        }

    def lines(self, *, dry_run: bool = False) -> tuple[str, ...]:
        """The outcome as a person reads it. dry_run: never so for a table; taken because answers have it."""
        counts = (
            f"{self.file}: {self.rows:,} rows of {self.table.replace('_', ' ')}. {self.accepted:,} new,"
            f" {self.updated:,} updated, {self.duplicates:,} the same as before, {self.rejected:,} refused."
        )
        refused = (f"  line {reject.line}: {reject.reason}" for reject in self.rejects[:FIRST_REJECTS])
        return (counts, *refused, *self.notes)


Opening = Callable[[], AbstractContextManager[Connection]]
"""Begins the transaction of a load."""


def load(
    store: Store,
    table: str,
    path: Path | str,
    *,
    by: str = "command line",
    file_name: str = "",
    renaming: Renaming = AS_IT_STANDS,
    at: datetime | None = None,
    within: Opening | None = None,
) -> Outcome:
    """Load a file into a maintained table, in one transaction; the same file again changes nothing.

    file_name: how its holder calls it, where that is not the path's name. renaming: which of its columns are which of
    the table's, where they are called otherwise. at: UTC; now where not given. within: the transaction, where it is to
    be permitted and recorded; the store's own where not given.
    A column that the file does not have keeps what is stored. Raises UnknownName for another table, BadFile where the
    columns do not fit, over half of the rows are bad (any, of what is decided), or a row contradicts what is stored.
    """
    if table not in MAINTAINED:
        raise UnknownName(f"'{table}' cannot be imported. What can: responses, {', '.join(TABLES)}.")
    kept, name = MAINTAINED[table], Path(file_name or path).name
    found = renaming.applied(read_rows(path, file_name=name), kept, name)
    columns = _columns(kept, found.columns, name)
    checked = _checked(kept, columns, found.rows)
    rejects = sorted(
        [*checked.rejects, *(Reject(line, what, "") for line, what in found.broken)], key=lambda reject: reject.line
    )
    rows = len(found.rows) + len(found.broken)
    _check_enough(name, rows, rejects, whole=kept.whole)
    at = (at or datetime.now(UTC)).replace(tzinfo=None)
    with (within or store.writing)() as connection:
        contradictions.check_beside_store(connection, table, checked.lines, name)
        counts = _keep(connection, kept, checked.rows, Changed(by, at))
        duplicates = counts.duplicates + checked.repeated
        import_id = import_log.record_table(
            connection,
            table,
            file_name=name,
            file_hash=found.sha256,
            by=by,
            accepted=counts.accepted,
            updated=counts.updated,
            duplicates=duplicates,
            rejected=[(reject.line, reject.reason, reject.value) for reject in rejects],
        )
        surveys = {survey.survey_id for survey in catalog.surveys(connection)} | {""}
        notes = trained.notes(connection) if table == trained.RECORDS else ()
    if table == THEMES:
        comment_counts.settle(store)
    unknown = sorted({row["survey_id"] for row in checked.rows if "survey_id" in row} - surveys)
    return Outcome(
        file=name,
        table=table,
        rows=rows,
        accepted=counts.accepted,
        updated=counts.updated,
        duplicates=duplicates,
        rejects=tuple(rejects),
        import_id=import_id,
        notes=() if table == "surveys" else (*notes, *(_strange(survey) for survey in unknown)),
    )


def _keep(connection: Connection, kept: MaintainedTable, rows: Sequence[Values], change: Changed) -> Upserted:
    if kept.name == invited.PEOPLE:
        return invited.add(connection, import_log.next_id(connection), rows, change.by)
    if kept.name == trained.RECORDS:
        return trained.add(connection, import_log.next_id(connection), rows, change.by)
    if kept.name == THEMES:
        taxonomy.begin(connection, change.by, change.at)
    counts = upsert(connection, kept.name, rows, _stamp(kept, change.by, change.at), change=change)
    if kept.name == THEMES and (counts.accepted or counts.updated):
        taxonomy.changed_by_file(connection, change.by, change.at)
    return counts


@dataclass(frozen=True, slots=True)
class _Checked:
    """lines: rows that may be loaded, each key once, with the line on which each stands."""

    lines: tuple[tuple[int, Values], ...]
    rejects: tuple[Reject, ...]
    repeated: int

    @property
    def rows(self) -> list[Values]:
        return [values for _, values in self.lines]


def _stamp(kept: MaintainedTable, by: str, at: datetime) -> Values:
    """Who entered a row and when, for tables that keep it."""
    stamp = {"entered_by": by, "entered_at": at.replace(tzinfo=None)}
    return {column: value for column, value in stamp.items() if column in kept.table.c}


def _columns(kept: MaintainedTable, found: Sequence[str], name: str) -> dict[str, str]:
    """The file's columns by the table's; case, spaces and dashes make no difference."""
    known = {spec.name: spec for spec in kept.columns}
    columns = {column: _plain(column) for column in found}
    listed = f"The columns of {kept.name} are: {', '.join(known)}."
    if strangers := [column for column, plain in columns.items() if plain not in known]:
        raise BadFile(f"{name} has a column '{strangers[0]}', which {kept.name} does not have. {listed}")
    if twice := [plain for plain, times in Counter(columns.values()).items() if times > 1]:
        raise BadFile(f"{name} has two columns called '{twice[0]}'. Keep one of them.")
    if missing := [spec.name for spec in kept.columns if spec.required and spec.name not in columns.values()]:
        raise BadFile(f"{name} has no column '{missing[0]}'. {listed}")
    return {plain: column for column, plain in columns.items()}


def _plain(column: str) -> str:
    """A column's name as the tables write it; the second of two that are called the same is read with its number."""
    return "_".join(re.sub(r" \(column \d+\)$", "", column).casefold().replace("-", " ").split())


def _checked(kept: MaintainedTable, columns: Mapping[str, str], rows: Sequence[Row]) -> _Checked:
    """Rows as typed values, each key once.

    One that stands twice with different values is refused in both places, or counts as it stands last, as the table
    has it.
    """
    rejects: list[Reject] = []
    lines: dict[tuple[Any, ...], list[tuple[Row, Values]]] = {}
    for row in rows:
        values, problem = _values(kept, columns, row)
        if problem:
            rejects.append(problem)
        else:
            lines.setdefault(key_of(kept, values), []).append((row, values))
    good, repeated = [], 0
    for key, same in lines.items():
        if not kept.later_wins and any(values != same[0][1] for _, values in same):
            text = ", ".join(str(part) for part in key)
            reason = "; ".join(part for part in ("stands twice with different values", kept.twice) if part)
            rejects += [Reject(row.line, reason, text) for row, _ in same]
        else:
            row, values = same[-1] if kept.later_wins else same[0]
            good.append((row.line, values))
            repeated += len(same) - 1
    return _Checked(tuple(good), tuple(rejects), repeated)


def _values(kept: MaintainedTable, columns: Mapping[str, str], row: Row) -> tuple[Values, Reject | None]:
    values: Values = {}
    for spec in kept.columns:
        if spec.name in columns or spec.name in kept.key:
            text = row.values[columns[spec.name]] if spec.name in columns else ""
            try:
                values[spec.name] = value_of(spec, text)
            except BadValue as error:
                return {}, Reject(row.line, str(error), text)
    for problem in contradictions.within_row(kept.name, values):
        return {}, Reject(row.line, problem.reason, problem.value)
    return values, None


def _check_enough(name: str, rows: int, rejects: Sequence[Reject], *, whole: bool) -> None:
    if not rows:
        raise BadFile(f"{name} has a header but no rows.")
    if 2 * len(rejects) > rows or (whole and rejects):
        first = "; ".join(f"line {reject.line}: {reject.reason}{_quoted(reject.value)}" for reject in rejects[:3])
        raise BadFile(f"{len(rejects):,} of the {rows:,} rows of {name} are bad, so none was loaded. {first}.")


def _quoted(value: str) -> str:
    return f" ('{value[:40]}')" if value else ""


def _strange(survey: str) -> str:
    return f"No survey is called '{survey}' yet; these rows count once its answers are imported."
