"""The page for everyone as a file to send or to print: Word, and PDF with its fonts in it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from pathlib import Path

from cx.reports.for_everyone import ForEveryone

FONTS = Path(__file__).parent / "fonts"
_INK, _GREY = (31, 41, 55), (95, 99, 110)


def docx(page: ForEveryone) -> bytes:
    """Headings and lines as they stand on the page."""
    import docx as word  # only a download needs it; every start would pay for it

    made = word.Document()
    made.core_properties.title = page.title
    made.core_properties.author = ""
    made.add_heading(page.title, level=1)
    for heading, lines in page.sections:
        made.add_heading(heading, level=2)
        for line in lines:
            made.add_paragraph(line, style="List Bullet")
    made.add_paragraph(page.note)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def pdf(page: ForEveryone) -> bytes:
    """The same on A4. The font knows Latin, Greek and Cyrillic letters; a sign that it lacks is an empty box."""
    from fpdf import FPDF  # only a download needs it

    made = FPDF(format="A4")
    made.set_creation_date(datetime.combine(page.as_of, time(), UTC))
    made.set_title(page.title)
    made.set_lang("en")
    made.add_font("text", "", FONTS / "DejaVuSans.ttf")
    made.add_font("text", "B", FONTS / "DejaVuSans-Bold.ttf")
    made.set_margins(20, 18, 20)
    made.set_auto_page_break(True, 18)
    made.add_page()
    _line(made, page.title, 17, "B")
    for heading, lines in page.sections:
        made.ln(3)
        _line(made, heading, 12, "B")
        for line in lines:
            _line(made, f"\N{BULLET}  {line}", 10)
    made.ln(4)
    made.set_text_color(*_GREY)
    _line(made, page.note, 8, ink=_GREY)
    return bytes(made.output())


def _line(made: object, text: str, size: int, style: str = "", ink: tuple[int, int, int] = _INK) -> None:
    made.set_font("text", style, size)  # type: ignore[attr-defined]
    made.set_text_color(*ink)  # type: ignore[attr-defined]
    made.multi_cell(0, size * 0.52, text, align="L", new_x="LMARGIN", new_y="NEXT")  # type: ignore[attr-defined]
