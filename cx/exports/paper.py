"""A pack as a Word document: the slides' findings, figures and tables in the same order."""

from __future__ import annotations

import io
from base64 import b64decode
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cx.domain.tables import Table
from cx.exports.cells import shown, widths
from cx.reports.pack import Chart, Pack, Slide

if TYPE_CHECKING:
    from docx.document import Document

WIDTH = 9.6
"""Inches between the margins of a page on its side."""


def document(pack: Pack) -> bytes:
    import docx as word  # only a pack needs it; every start would pay for it
    from docx.enum.section import WD_ORIENT
    from docx.shared import Inches

    made = word.Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Inches(11.2), Inches(8.3)
    section.left_margin = section.right_margin = Inches(0.8)
    made.core_properties.title = f"{pack.company} {pack.title}".strip()
    made.core_properties.author = pack.company
    if pack.logo:
        with suppress(Exception):  # a damaged picture must not keep the council from its pack
            made.add_picture(io.BytesIO(b64decode(pack.logo)), height=Inches(0.8))
    made.add_heading(_clean(f"{pack.company}: {pack.title}" if pack.company else pack.title), level=0)
    for line in (pack.told, pack.finding, pack.as_of, pack.confidential):
        if line:
            made.add_paragraph(_clean(line))
    for slide in pack.slides:
        _part(made, slide)
    _numbered(section.footer.paragraphs[0], pack)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _part(made: Document, slide: Slide) -> None:
    made.add_heading(_clean(slide.title), level=1)
    if slide.caption:
        under = made.add_paragraph()
        under.add_run(_clean(slide.caption)).italic = True
        under.paragraph_format.keep_with_next = bool(slide.chart or slide.table)
    if slide.chart:
        _grid(made, charted(slide.chart))
    if slide.table:
        _grid(made, slide.table)
    for line in slide.lines:
        made.add_paragraph(_clean(line), style="List Bullet")


def charted(chart: Chart) -> Table:
    """A chart's figures as a table: a row a category, a column a series."""
    columns = ("", *(line.name for line in chart.lines))
    rows = tuple((name, *(line.values[place] for line in chart.lines)) for place, name in enumerate(chart.categories))
    return Table(columns, rows, chart.unit)


def _grid(made: Document, table: Table) -> None:
    from docx.shared import Inches, Pt

    headed = any(table.columns)
    rows = [table.columns, *table.rows] if headed else list(table.rows)
    grid = made.add_table(rows=len(rows), cols=len(table.columns), style="Light Grid Accent 1")
    grid.autofit = False
    for at, width in enumerate(widths(table, WIDTH)):
        grid.columns[at].width = Inches(width)  # for readers that heed the grid and not its cells
        for line, row in enumerate(rows):
            cell = grid.cell(line, at)
            cell.width = Inches(width)
            cell.text = _clean(shown(table, at, row[at]))
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(9)
    _kept_together(grid, headed=headed)
    made.add_paragraph()


def _kept_together(grid: Any, *, headed: bool) -> None:
    """No row is parted by the end of a page, a header is repeated, and a table without one stays on one page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if headed:
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in grid.rows[0].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        return
    look = grid._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "0")
        look.set(qn("w:val"), "0480")  # the same in the older notation, which some readers heed alone
    for row in grid.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _numbered(paragraph: Any, pack: Pack) -> None:
    """The foot of each page, with a field that Word counts."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    foot = " · ".join(part for part in (pack.company, pack.title, pack.as_of, pack.confidential) if part)
    paragraph.add_run(f"{_clean(foot)} · ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _clean(text: str) -> str:
    return "".join(letter for letter in text if letter in "\t\n" or ord(letter) >= 32)
