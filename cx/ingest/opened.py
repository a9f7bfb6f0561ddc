"""An export is opened: which format it is, where its header stands and where its rows begin."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cx.domain.errors import BadFile
from cx.ingest import columns as mapping
from cx.ingest import tables
from cx.ingest.formats import Format, recognize
from cx.ingest.headers import Header, columns_of, header_records, plain
from cx.ingest.options import Options
from cx.store.staging import sources
from cx.store.staging.scratch import Scratch, Unreadable


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose header is known. records: what follows the header. sample: the first of them, blanks for broken."""

    source: tables.Source
    known: Format
    header: Header
    sample: list[list[str]]
    records: Iterator[tables.Record]
    first_line: int
    lines_are_records: bool

    @property
    def source_key(self) -> str:
        """The fingerprint of this kind of file: its format and the names in its header."""
        names = [plain(column.header) for column in self.header.columns]
        return hashlib.sha256(json.dumps([self.known.name, names]).encode()).hexdigest()[:16]


def open_export(path: Path, name: str, told: Options, scratch: Scratch) -> Opened:
    """Open a file as the export that it was told to be, or is recognized as. Raises what opening and headers raise."""
    source = tables.open_source(path, name, encoding=told.encoding, sheet=told.sheet)
    if source.kind == "parquet":
        return _open_parquet(source, told, scratch)
    line, first, records = header_records(source, told.header_line)
    head = [cell.strip() for cell in first[0][1] or []]
    known = mapping.format_of(told, recognize(head))
    extra = _extra_rows(known, first[1:4])
    header = Header(
        line, 1 + len(extra), columns_of(name, first[0][1] or [], extra[0] if extra else None), tuple(extra)
    )
    for _ in range(header.rows):
        next(records)
    sample = [cells or [] for _, cells in first[header.rows :]]
    rest = first[header.rows :]
    first_line = rest[0][0] if rest else line + header.rows
    return Opened(source, known, header, sample, records, first_line, first_line == line + header.rows)


def _extra_rows(known: Format, below: Sequence[tables.Record]) -> list[list[str]]:
    """Header rows below the first: Qualtrics has one or two, told by its import ids; SurveyMonkey one."""
    rows = [cells or [] for _, cells in below]
    if known.name == "qualtrics":
        for count, cells in enumerate(rows[:2], start=1):
            if cells and cells[0].replace(" ", "").startswith('{"ImportId"'):
                return rows[:count]
        return rows[:1] if rows and not _has_digit(rows[0][:1]) else []
    if known.name == "surveymonkey":
        return rows[:1] if rows and not rows[0][0].strip() else []
    return rows[: known.header_rows - 1]


def _has_digit(cells: Sequence[str]) -> bool:
    return any(character.isdigit() for cell in cells for character in cell)


def _open_parquet(source: tables.Source, told: Options, scratch: Scratch) -> Opened:
    try:
        names = sources.parquet_columns(scratch, source.text)
        sample = sources.parquet_sample(scratch, source.text, tables.SAMPLED)
    except Unreadable as broken:
        raise BadFile(f"{source.name} is a damaged Parquet file.") from broken
    known = mapping.format_of(told, recognize(names))
    return Opened(source, known, Header(1, 1, columns_of(source.name, names, None)), sample, iter(()), 2, False)
