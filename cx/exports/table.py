"""Tables become CSV and XLSX files."""

from __future__ import annotations

import csv as delimited
import io
import re
import unicodedata

from cx.domain.tables import Table, harmless, harmless_text

_SHEET_NAME = "Table"
_WIDEST_COLUMN = 60


def csv(table: Table) -> bytes:
    """The rows, then the title and notes; UTF-8 with a byte order mark, without which Excel reads something else."""
    text = io.StringIO(newline="")
    writer = delimited.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(column) for column in table.columns])
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    if _told(table):
        writer.writerow([])
        writer.writerows([harmless(line)] for line in _told(table))
    return text.getvalue().encode("utf-8-sig")


def xlsx(table: Table) -> bytes:
    """A sheet with the title and notes over the rows; numbers are numbers, text is never a formula or a link."""
    import xlsxwriter  # only a download needs it; every start would pay for it

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, {**options, "nan_inf_to_errors": True}) as workbook:
        bold, muted = workbook.add_format({"bold": True}), workbook.add_format({"font_color": "#5A6473"})
        figure = workbook.add_format({"num_format": "0.0"})
        sheet = workbook.add_worksheet(_SHEET_NAME)
        told = _told(table)
        for line, text in enumerate(told):
            sheet.write_string(line, 0, harmless_text(text), bold if line == 0 and table.title else muted)
        header = len(told) + 1 if told else 0
        for column, name in enumerate(table.columns):
            sheet.write_string(header, column, harmless_text(name), bold)
            sheet.set_column(column, column, _width(table, column))
        for line, row in enumerate(table.rows, start=header + 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, column, harmless_text(cell))
                elif cell is not None:
                    sheet.write_number(line, column, cell, figure if isinstance(cell, float) else None)
        sheet.freeze_panes(header + 1, 0)
    return made.getvalue()


def file_name(title: str, ending: str) -> str:
    """A name that every file system takes: letters of the title without accents, figures and dashes, at most 60.

    >>> file_name("EMEA fell: 40 → 30 (Q3/2026)", "csv")
    'emea-fell-40-30-q3-2026.csv'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return f"{re.sub(r'[^a-z0-9]+', '-', plain)[:60].strip('-') or 'cx'}.{ending}"


def _told(table: Table) -> list[str]:
    return [line for line in (table.title, *table.notes) if line]


def _width(table: Table, column: int) -> int:
    longest = max((len(str(row[column])) for row in table.rows if isinstance(row[column], str)), default=8)
    return min(_WIDEST_COLUMN, max(longest, len(table.columns[column])) + 2)
