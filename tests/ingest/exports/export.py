"""An export and what must be read from it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import Any

RECOMMEND = "How likely are you to recommend us to a friend or colleague?"
Answer = tuple[str, str, int]
"""Id, moment in the company's zone (UTC here) and score, as stored."""


@dataclass(frozen=True, slots=True)
class Export:
    """One file. known: the format it is recognized as. columns: field -> column that must be found unasked.
    answers: exactly what is stored. reasons: of the rows that are not. options: what its holder has to say."""

    name: str
    content: bytes
    known: str
    columns: dict[str, str]
    answers: tuple[Answer, ...]
    reasons: dict[str, int] = field(default_factory=dict)
    suffix: str = ".csv"
    options: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def text(*rows: tuple[object, ...], line_end: str = "\n", encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=line_end, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)


def workbook(*rows: tuple[Any, ...], clock: str = "m/d/yy hh:mm:ss") -> bytes:
    """A workbook whose moments are real dates in the format that its maker shows."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": clock})
    sheet = book.add_worksheet("Form1")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()
