"""The page for everyone as a file to send or to print: Word, and PDF with its fonts in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

from cx.exports.letters import MISSING, Search, covered, letters
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


INCOMPLETE = f"{MISSING} stands for words in letters that this PDF cannot show. The Word document shows them."


def pdf(page: ForEveryone, search: Search | None = None) -> bytes:
    """The same on A4. Letters that its own font lacks are written with a font of this machine; where none has them, the
    page says so. search: fonts that have a letter."""
    from fpdf import FPDF  # only a download needs it

    made = FPDF(format="A4")
    made.set_creation_date(datetime.combine(page.as_of, time(), UTC))
    made.set_title(page.title)
    made.set_lang("en")
    made.add_font("text", "", FONTS / "DejaVuSans.ttf")
    made.add_font("text", "B", FONTS / "DejaVuSans-Bold.ttf")
    needed = letters(_texts(page), covered(FONTS / "DejaVuSans.ttf"), search)
    for number, file in enumerate(needed.fonts):
        made.add_font(f"more{number}", "", file)
    made.set_fallback_fonts([f"more{number}" for number in range(len(needed.fonts))], exact_match=False)
    made.set_margins(20, 18, 20)
    made.set_auto_page_break(True, 18)
    made.add_page()
    _line(made, needed.written(page.title), 17, "B")
    if needed.lost:
        _line(made, INCOMPLETE, 9)
    for heading, lines in page.sections:
        made.ln(3)
        _line(made, needed.written(heading), 12, "B")
        for line in lines:
            _line(made, f"\N{BULLET}  {needed.written(line)}", 10)
    made.ln(4)
    made.set_text_color(*_GREY)
    _line(made, needed.written(page.note), 8, ink=_GREY)
    return bytes(made.output())


def _texts(page: ForEveryone) -> Iterator[str]:
    yield from (page.title, page.note)
    for heading, lines in page.sections:
        yield from (heading, *lines)


def _line(made: object, text: str, size: int, style: str = "", ink: tuple[int, int, int] = _INK) -> None:
    made.set_font("text", style, size)  # type: ignore[attr-defined]
    made.set_text_color(*ink)  # type: ignore[attr-defined]
    made.multi_cell(0, size * 0.52, text, align="L", new_x="LMARGIN", new_y="NEXT")  # type: ignore[attr-defined]
