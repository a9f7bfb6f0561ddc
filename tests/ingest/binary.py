"""Workbooks, Parquet files and archives for tests, whole and damaged."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(**sheets: list[list[Any]]) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


def columns(**named: Any) -> bytes:
    """A Parquet file of typed columns; a trailing '_' keeps two names that differ in case alone apart here."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = pa.BufferOutputStream()
    typed = pa.table(list(named.values()), names=[name.rstrip("_") for name in named])
    pq.write_table(typed, buffer)
    return buffer.getvalue().to_pybytes()


def moments(unit: str, zone: str | None = None) -> Any:
    import pyarrow as pa

    return (
        pa.array([1_709_287_200 + n for n in range(6)], pa.int64())
        .cast(pa.timestamp("s"))
        .cast(pa.timestamp(unit, zone))
    )


def damaged_workbook() -> bytes:
    """A workbook whose sheet ends in the middle of a tag."""
    whole = zipfile.ZipFile(io.BytesIO(workbook(A=[["response_id", "score"], ["r1", 9]])))
    parts = {name: whole.read(name) for name in whole.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content[:300] if name.endswith("sheet1.xml") else content)
    return buffer.getvalue()


def archive(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, text in members.items():
            zipped.writestr(name, text)
    return buffer.getvalue()


def legacy_workbook(rows: list[list[Any]]) -> bytes:
    """A workbook of Excel 97 (.xls): texts and numbers in one sheet, inside a compound file of one stream.

    The stream stands in sectors of 512 bytes from the second on; the first holds the allocation table, as [MS-CFB]
    and [MS-XLS] have it.
    """
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    book = _workbook_stream(rows).ljust(4096, b"\0")
    sectors = len(book) // 512
    chain = [table, end, *range(3, 2 + sectors), end]
    entry = "<64sHBBIII16sIQQIQ"

    def directory(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        title = (name + "\0").encode("utf-16-le")
        return struct.pack(entry, title, len(title), kind, 1, free, free, child, bytes(16), 0, 0, 0, start, size)

    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", MAGIC, bytes(16), 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0
    )
    head += struct.pack("<109I", 0, *[free] * 108)
    allocation = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    entries = directory("Root Entry", 5, 1, end, 0) + directory("Workbook", 2, free, 2, len(book))
    return head + allocation + entries.ljust(512, b"\0") + book


def _workbook_stream(rows: list[list[Any]]) -> bytes:
    """Globals with one sheet's place, then its cells; BIFF8 records are kind, length and content."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    cells = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                cells += record(0x0204, place + struct.pack("<HB", len(value), 0) + value.encode("latin-1"))
            else:
                cells += record(0x0203, place + struct.pack("<d", value))
    cells += record(0x000A, b"")
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6)) + record(0x0042, b"\xb0\x04")
    name = b"\x05\x00Sheet"
    at = len(begin) + 4 + 6 + len(name) + 4
    return begin + record(0x0085, struct.pack("<IH", at, 0) + name) + record(0x000A, b"") + cells
