"""Tables leave as files that no spreadsheet runs and every spreadsheet reads."""

from __future__ import annotations

import csv as delimited
import doctest
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cx.domain.tables import Table
from cx.exports import table as tables

TABLE = Table(
    columns=("Region", "NPS", "Answers", "Note"),
    rows=(("EMEA", 30.25, 1180, ""), ("=HYPERLINK(0)", -3.5, 12, "few answers"), ("Ünïted", None, None, "hidden")),
    title="EMEA fell from 40 to 30",
    notes=("1,180 answers · Q3 2026 · Customer survey; we asked our customers",),
)
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\u00a0=1",
    "\ufeff=1",
]


def read(made: bytes) -> list[list[str]]:
    return list(delimited.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def test_excel_is_told_that_the_file_is_utf_8() -> None:
    assert tables.csv(TABLE).startswith(b"\xef\xbb\xbf")


def test_rows_come_first_so_that_programs_can_read_them() -> None:
    rows = read(tables.csv(TABLE))
    assert rows[0] == ["Region", "NPS", "Answers", "Note"]
    assert rows[1] == ["EMEA", "30.25", "1180", ""]
    assert rows[3] == ["Ünïted", "", "", "hidden"]


def test_what_the_figures_rest_on_goes_with_them() -> None:
    rows = read(tables.csv(TABLE))
    assert rows[-2:] == [["EMEA fell from 40 to 30"], [TABLE.notes[0]]]
    cells = load_workbook(io.BytesIO(tables.xlsx(TABLE))).active
    assert [cells["A1"].value, cells["A2"].value] == [TABLE.title, TABLE.notes[0]]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_that_a_spreadsheet_would_run_is_neutralised(hostile: str) -> None:
    table = Table((hostile,), ((hostile,),), title=hostile, notes=(hostile,))
    written = [cell for row in read(tables.csv(table)) for cell in row]
    assert len(written) == 4
    assert all(cell.startswith("'") for cell in written)
    cells = load_workbook(io.BytesIO(tables.xlsx(table))).active
    found = [cell for row in cells.iter_rows() for cell in row if cell.value is not None]
    assert [cell.data_type for cell in found] == ["s"] * 4
    assert all(str(cell.value).startswith("'") for cell in found)


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_stays_a_number(number: float) -> None:
    assert float(read(tables.csv(Table(("n",), ((number,),))))[1][0]) == number


def test_a_negative_number_stays_a_number_in_excel() -> None:
    cell = load_workbook(io.BytesIO(tables.xlsx(TABLE))).active["B6"]
    assert (cell.value, cell.data_type) == (-3.5, "n")


def test_a_hidden_figure_is_an_empty_cell() -> None:
    cells = load_workbook(io.BytesIO(tables.xlsx(TABLE))).active
    assert [cell.value for cell in cells[7]] == ["Ünïted", None, None, "hidden"]


def test_a_link_stays_text_and_is_not_followed() -> None:
    table = Table(("Comment",), (("https://example.com/?leak",),))
    assert load_workbook(io.BytesIO(tables.xlsx(table))).active["A2"].hyperlink is None


def test_an_empty_table_is_a_file_all_the_same() -> None:
    empty = Table(("Region",), ())
    assert read(tables.csv(empty)) == [["Region"]]
    assert load_workbook(io.BytesIO(tables.xlsx(empty))).active["A1"].value == "Region"


@given(st.text(max_size=200))
def test_a_file_name_suits_every_file_system(title: str) -> None:
    name = tables.file_name(title, "csv")
    assert name.endswith(".csv")
    assert 5 <= len(name) <= 64
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert not name.startswith((".", "-"))


def test_the_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(tables).failed == 0
