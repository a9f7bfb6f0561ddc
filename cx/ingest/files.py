"""Small tables with their lines, read in the child process: what maintained tables are loaded from."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile
from cx.ingest import isolation
from cx.ingest.headers import COMMENT, columns_of, header_records
from cx.ingest.tables import Cells, open_source

MOST_ROWS = 200_000
MOST_BYTES = 256 << 20
_TELLING_WIDTH = 5


@dataclass(frozen=True, slots=True)
class Row:
    """line: where it starts in the file, from 1, the header counted. values: column -> text, '' where blank."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """A small table as it stands: commented lines are left out, nothing else is.

    columns: names in their order. rows: values by column. broken: line and what is wrong, for rows that do not fit.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    broken: tuple[tuple[int, str], ...] = ()
    sha256: str = ""


def read_rows(
    path: Path | str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    folder: Path | None = None,
    file_name: str = "",
) -> Rows:
    """Read a CSV, Excel file or a gzip of one.

    folder: where scratch files may stand; a temporary folder where it is not given. file_name: how its holder calls the
    file, where that is not the path's name.
    Raises BadFile where it is no table or larger than a maintained table can be, ChoiceNeeded where it can be read in
    several ways.
    """
    given = Path(path)
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            return read_rows(given, sheet=sheet, encoding=encoding, folder=Path(made), file_name=file_name)
    request = {"sheet": sheet or "", "encoding": encoding or ""}
    with isolation.in_work_folder(given, folder) as link:
        answer = isolation.run("rows", link, Path(file_name or given.name).name, request)
    columns = tuple(answer["columns"])
    rows = tuple(Row(line, dict(zip(columns, cells, strict=True))) for line, cells in answer["rows"])
    return Rows(columns, rows, tuple((line, what) for line, what in answer["broken"]), answer["sha256"])


def rows_of(path: Path, name: str, *, sheet: str, encoding: str) -> dict[str, Any]:
    """The child's side of `read_rows`."""
    if path.stat().st_size > MOST_BYTES:
        raise BadFile(f"{name} is larger than {MOST_BYTES >> 20} MB; a table kept by hand is not.")
    source = open_source(path, name, encoding=encoding, sheet=sheet)
    if source.question:
        raise source.question
    if source.kind == "parquet":
        raise BadFile(f"{name} is Parquet; this table is read from CSV or Excel.")
    _, first, records = header_records(source, None)
    columns = columns_of(name, first[0][1] or [], None)
    next(records)
    rows: list[tuple[int, list[str]]] = []
    broken: list[tuple[int, str]] = []
    for line, cells in records:
        if cells is None:
            broken.append((line, "quotation marks do not match"))
        elif any(cell.strip() for cell in cells) and not COMMENT.match(cells[0].strip()):
            if source.kind == "text":
                _refuse_swallowed(name, line, rows_within(cells, source.delimiter, len(columns)))
            fitted, wrong = fit(cells, len(columns))
            if wrong:
                broken.append((line, wrong))
            else:
                rows.append((line, [cell.strip() for cell in fitted]))
        if len(rows) > MOST_ROWS:
            raise BadFile(f"{name} has more than {MOST_ROWS:,} rows; a table kept by hand has not.")
    return {"columns": [c.name for c in columns], "rows": rows, "broken": broken, "sha256": source.sha256}


def rows_within(cells: Sequence[str], delimiter: str, width: int) -> list[Cells]:
    """Lines within the cells of a record that have as many cells as the table: the rows that a quotation mark which is
    closed in a later row, or nowhere, has swallowed."""
    lines = (
        line for cell in cells if delimiter in cell and ("\n" in cell or "\r" in cell) for line in cell.splitlines()
    )
    return [row for line in lines if len(row := _row(line, delimiter)) == width > 1]


def _row(line: str, delimiter: str) -> Cells:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _refuse_swallowed(name: str, line: int, rows: Sequence[Cells]) -> None:
    """In a narrow table a sentence with a few commas would look like a row."""
    if rows and len(rows[0]) >= _TELLING_WIDTH:
        raise BadFile(
            f"{name}: a cell of the row at line {line} holds lines that read as rows of their own. Most likely a"
            " quotation mark there is never closed. Mend it and load the file again; nothing was loaded."
        )


def fit(cells: list[str], width: int) -> tuple[list[str], str]:
    """A record's cells under a header of `width` columns, or what is wrong; blank cells beyond it are nothing."""
    if len(cells) < width:
        return cells, "too few cells for the header"
    if any(cell.strip() for cell in cells[width:]):
        return cells, "too many cells for the header"
    return cells[:width], ""
