"""Where the header stands and what its columns are called."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cx.domain.errors import BadFile, ChoiceNeeded, UnknownName
from cx.ingest.tables import MOST_COLUMNS, SAMPLED, Cells, Record, Source

COMMENT = re.compile(r"#\s*[^\s,;|\t\"]")
UNSEEN = re.compile(r"[\xad\u200c-\u200f\u202a-\u202e\u2060-\u2069]")
"""Soft hyphens, joiners and marks of the direction of writing."""
LOOKS_LIKE_DATA = re.compile(r"[-+]?\d+([.,]\d+)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|[^@\s]+@[^@\s]+\.\w+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. index: from 0. name: as shown and as asked for, unique in its file. header: as it stands.

    label: what a second header row says of it (the question's text), '' where there is none.
    """

    index: int
    name: str
    header: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """line: where it stands. rows: how many records it takes (Qualtrics: 3). extra: the rows below the first."""

    line: int
    rows: int
    columns: tuple[Column, ...]
    extra: tuple[Cells, ...] = ()

    def named(self, wanted: str) -> Column | None:
        """The column of that name: exactly, else without regard to case and runs of spaces.

        Raises ChoiceNeeded where several columns carry it.
        """
        for same in (lambda a, b: a == b, lambda a, b: plain(a) == plain(b)):
            for attribute in ("name", "header", "label"):
                found = [c for c in self.columns if getattr(c, attribute) and same(getattr(c, attribute), wanted)]
                if len(found) == 1:
                    return found[0]
                if found:
                    names = " or ".join(f"'{column.name}'" for column in found)
                    raise ChoiceNeeded(
                        f"{len(found)} columns are called '{wanted.strip()}'. Say which one: {names}.",
                        tuple(column.name for column in found),
                    )
        return None


def plain(name: str) -> str:
    """A header without regard to case, underscores, odd spaces, marks that nobody sees and a final colon.

    >>> plain("  Response_ID ")
    'response id'
    """
    seen = UNSEEN.sub("", name)
    return " ".join(re.sub(r"[\s_\u200b\ufeff]+", " ", seen).split()).casefold().rstrip(" :?*")


def header_records(source: Source, header_line: int | None) -> tuple[int, list[Record], Iterator[Record]]:
    """The header's line, the first records from it on, and everything from it on again."""
    records = _from_header(source, header_line)
    first = list(itertools.islice(records, SAMPLED + 3))
    if not first or first[0][1] is None:
        raise BadFile(f"{source.name} has no header line with column names.")
    line = first[0][0]
    if header_line is None:
        _check_title(source.name, first)
    elif line != header_line:
        raise UnknownName(f"{source.name} has nothing on line {header_line}; the next line with content is {line}.")
    return line, first, itertools.chain(first, records)


def _from_header(source: Source, header_line: int | None) -> Iterator[Record]:
    begun = False
    for line, cells in source.records():
        if not begun and header_line is not None and line < header_line:
            continue
        if not begun and header_line is None and cells is not None and _before_header(cells):
            continue
        begun = True
        yield line, cells


def _before_header(cells: Cells) -> bool:
    """Blank lines, Excel's 'sep=;' and commented lines may stand above a header."""
    text = [cell for cell in cells if cell.strip()]
    if not text:
        return True
    alone = len(text) == 1 and cells[0].strip().casefold().startswith("sep=")
    return alone or COMMENT.match(cells[0].strip()) is not None


def _check_title(name: str, first: Sequence[Record]) -> None:
    """A first line with far fewer names than the records below have values is a title, not a header."""
    widths = [sum(1 for cell in cells if cell.strip()) for _, cells in first if cells is not None]
    spans = Counter(len(cells) for _, cells in first[1:50] if cells is not None)
    head, below = widths[0], widths[1:50]
    if not below:
        return
    usual = spans.most_common(1)[0][0]
    first_cells = first[0][1] or []
    few = head <= 2 or len(first_cells) * 2 < usual
    if usual > 2 and few and (head * 2 < max(below) or len(first_cells) * 2 <= usual):
        proposed = next(
            line
            for (line, cells), width in zip(first[1:], widths[1:], strict=False)
            if cells and width * 2 > max(below)
        )
        raise ChoiceNeeded(
            f"{name}: line {first[0][0]} looks like a title above the header. If the column names stand on line "
            f"{proposed}, pass --header-line {proposed}.",
            (f"--header-line {proposed}", f"--header-line {first[0][0]}"),
        )


def columns_of(name: str, cells: Cells, labels: Cells | None) -> tuple[Column, ...]:
    """Columns with unique names; BadFile where there are too many or the line holds values instead of names."""
    while cells and not cells[-1].strip() and not (labels and len(labels) >= len(cells) and labels[-1].strip()):
        cells = cells[:-1]
    if len(cells) > MOST_COLUMNS:
        raise BadFile(f"{name} has {len(cells)} columns; at most {MOST_COLUMNS} are read.")
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        raise BadFile(f"{name} has no header line with column names.")
    values = [cell for cell in filled if LOOKS_LIKE_DATA.fullmatch(cell)]
    if len(values) * 2 >= len(filled) and len(filled) > 1:
        raise BadFile(f"{name} has no header line: its first line holds values ({', '.join(values[:3])}), not names.")
    counts = Counter(plain(cell) for cell in cells)
    columns = []
    for index, cell in enumerate(cells):
        header = cell.strip().removeprefix("\ufeff").strip()
        unique = header and counts[plain(cell)] == 1
        shown = " ".join(header.split())
        label = labels[index].strip() if labels and index < len(labels) else ""
        columns.append(Column(index, shown if unique else f"{shown} (column {index + 1})".strip(), cell, label))
    return tuple(columns)
