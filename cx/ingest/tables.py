"""A file opened as a table: its header, its columns and its records, each with the line on which it starts."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile, ChoiceNeeded, UnknownName
from cx.ingest import encodings, junk
from cx.ingest.options import canonical_encoding

LARGEST_CELL = 4_000_000
"""Characters; as much as the fast road takes for a whole line."""
EXACT_IN_A_CELL = 10**15
"""Whole numbers from here on lose digits in a spreadsheet, so that two ids may have become one."""
LARGEST_LOOK = 1_000_000
"""Characters of a line that are looked at to find the delimiter."""
MOST_COLUMNS = 400
SAMPLED = 1_000
DELIMITERS = (",", ";", "\t", "|")
BROKEN_QUOTES = 200
"""Records with quotation marks that do not match, beyond which the file is refused whole."""

Cells = list[str]
Record = tuple[int, Cells | None]
"""Line on which it starts, and its cells; None where its quotation marks do not match."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file found to be a table, before its header is known.

    kind: 'text', 'excel' or 'parquet'. text: the UTF-8 text to read, the file itself where it is plain already.
    sheet: of a workbook. lines: physical lines. plain: UTF-8 with one kind of line end, so that a fast reader may try.
    sha256: of the file as it was given. spaced: all blanks within its lines are spaces.
    question: what must be asked about its encoding; it is read as Latin-1 meanwhile, to find what else must be asked.
    """

    kind: str
    name: str
    text: Path
    encoding: str
    delimiter: str
    sheet: str
    lines: int
    plain: bool
    sha256: str
    spaced: bool = False
    question: ChoiceNeeded | None = None

    def records(self) -> Iterator[Record]:
        """Every record with at least one cell, from the top."""
        if self.kind == "excel":
            return _excel_records(self.text, self.sheet, self.name)
        if self.kind == "parquet":
            raise BadFile(f"{self.name} is read by its columns.")
        return text_records(self.text, self.delimiter, self.name)


def open_source(path: Path, name: str, *, encoding: str = "", sheet: str = "") -> Source:
    """Find out what a file is. Raises BadFile for junk, ChoiceNeeded for an unclear encoding or several sheets."""
    kind, plain_path = junk.kind_of(path, name), path
    digest = ""
    if kind == "gzip":
        digest = junk.measure(path).sha256
        plain_path = path.with_suffix(".unpacked")
        junk.unpack(path, plain_path, name)
        kind = junk.kind_of(plain_path, name)
        if kind == "gzip":
            raise BadFile(f"{name} is packed twice. Unpack it once and import that.")
    measured = junk.measure(plain_path)
    digest = digest or measured.sha256
    if kind == "excel":
        return Source(kind, name, plain_path, "", "", _sheet(plain_path, sheet, name), 0, False, digest)
    if sheet:
        raise UnknownName(f"{name} is no workbook, so it has no sheet '{sheet}'.")
    if kind == "parquet":
        return Source(kind, name, plain_path, "", "", "", 0, False, digest)
    codec, question = "latin-1", None
    try:
        codec = encodings.detect(plain_path, measured, encoding, name)
    except ChoiceNeeded as unclear:
        question = unclear
    is_utf8 = codec == "utf-8-sig" or (measured.utf8 and canonical_encoding(codec) == "utf-8")
    text = plain_path if is_utf8 else _as_utf8(plain_path, codec)
    plain = is_utf8 and measured.returns in (0, measured.newlines) and measured.newlines > 0
    delimiter = _delimiter(text)
    spaced = not measured.odd_blanks and (not measured.tabs or delimiter == "\t")
    return Source("text", name, text, codec, delimiter, "", measured.lines, plain, digest, spaced, question)


def _as_utf8(path: Path, encoding: str) -> Path:
    target = path.with_suffix(".utf8")
    with path.open(encoding=encoding, newline="") as source, target.open("w", encoding="utf-8", newline="") as out:
        while block := source.read(junk.BLOCK):
            out.write(block)
    return target


# Text -----------------------------------------------------------------------------------------------------------


def text_records(path: Path, delimiter: str, name: str) -> Iterator[Record]:
    """Records of delimited text; a line whose quotation marks do not match is one broken record; reading goes on."""
    csv.field_size_limit(LARGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        feed = _Feed(stream)
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        broken = 0
        while True:
            start = feed.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                broken += 1
                _check_broken(error, broken, start, name)
                feed.rewind()
                reader = csv.reader(feed, delimiter=delimiter, strict=True)
                yield start, None
                continue
            if cells:
                yield start, cells


class _Feed:
    """Lines of a stream that can go back to the one after the record's first."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self._stream = iter(stream)
        self._waiting: list[str] = []
        self._taken: list[str] = []
        self._line = 1

    def begin(self) -> int:
        """A record begins here: its line, from 1."""
        self._line += len(self._taken)
        self._taken = []
        return self._line

    def rewind(self) -> None:
        self._waiting = self._taken[1:] + self._waiting
        self._taken = self._taken[:1]

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop(0) if self._waiting else next(self._stream)
        self._taken.append(line)
        return line


def _check_broken(error: csv.Error, broken: int, line: int, name: str) -> None:
    if "field larger" in str(error) and broken == 1:
        return
    if broken > BROKEN_QUOTES:
        raise BadFile(
            f"{name}: the quotation marks of more than {BROKEN_QUOTES} records do not match, the last at line {line}."
        )


def _delimiter(path: Path) -> str:
    """The delimiter that splits the first records into as many columns; of several, the one that the header has, too,
    and of those the one that makes the most columns: commas in comments split no header."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = "".join(itertools.islice(iter(lambda: stream.readline(LARGEST_LOOK), ""), 200))
    first = head.partition("\n")[0].strip().strip('"').lower()
    if len(first) == 5 and first.startswith("sep="):
        return first[4]
    return max(DELIMITERS, key=lambda delimiter: _fitness(head, delimiter))


def _fitness(head: str, delimiter: str) -> tuple[float, bool, int]:
    csv.field_size_limit(LARGEST_CELL)
    widths: list[int] = []
    with suppress(csv.Error):
        widths += (len(cells) for cells in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter) if cells)
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0, False, 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return round(count / len(widths), 1), widths[0] == width, width


# Workbooks ------------------------------------------------------------------------------------------------------


def _workbook(path: Path, name: str) -> Any:
    from python_calamine import CalamineWorkbook

    with _damage(name):
        return CalamineWorkbook.from_path(str(path))


@contextmanager
def _damage(name: str) -> Iterator[None]:
    """Damage of a workbook may show when it is opened or only when a sheet is read."""
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, OSError, ValueError) as broken:
        raise BadFile(f"{name} is no workbook that can be read. Save it again, or save the answers as CSV.") from broken


def _sheet(path: Path, asked: str, name: str) -> str:
    workbook = _workbook(path, name)
    names = list(workbook.sheet_names)
    if asked:
        for sheet in names:
            if sheet.strip().casefold() == asked.strip().casefold():
                return str(sheet)
        raise UnknownName(f"{name} has no sheet '{asked}'. It has: {', '.join(names)}.")
    with _damage(name):
        filled = [sheet for sheet in names if _has_rows(workbook, sheet)]
    if not filled:
        raise BadFile(f"{name} is empty: no sheet holds anything.")
    if len(filled) > 1:
        options = tuple(f'--sheet "{sheet}"' for sheet in filled)
        raise ChoiceNeeded(f"{name} has several sheets with content. Pass one: {' or '.join(options)}.", options)
    return str(filled[0])


def _has_rows(workbook: Any, sheet: str) -> bool:
    return any(cell != "" for row in workbook.get_sheet_by_name(sheet).iter_rows() for cell in row)


def _excel_records(path: Path, sheet: str, name: str) -> Iterator[Record]:
    workbook = _workbook(path, name)
    with _damage(name):
        content = workbook.get_sheet_by_name(sheet)
        rows = content.to_python(skip_empty_area=True)
    first = 1 + (content.start[0] if content.start else 0)
    for line, row in enumerate(rows, start=first):
        cells = [cell_text(value) for value in row]
        if any(len(cell) > LARGEST_CELL for cell in cells):
            yield line, None
        elif any(cells):
            yield line, cells


def cell_text(value: Any) -> str:
    """A workbook's cell as text: whole numbers without a point, too long ones as '1.2e+15', moments as ISO."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer():
            return str(int(value)) if abs(value) < EXACT_IN_A_CELL else f"{value:.15e}"
        return repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (date, time, timedelta)):
        return str(value)
    return str(value)
