"""A pack as PowerPoint slides: titles, tables and charts that PowerPoint itself draws, so that all can be edited."""

from __future__ import annotations

import io
from base64 import b64decode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cx.charts.theme import LIGHT
from cx.domain.series import Role
from cx.domain.tables import Table
from cx.exports.cells import shown, widths
from cx.reports.pack import Chart, Pack, Slide
from cx.reports.pack_parts import Form, Line

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.55
"""Inches of a wide slide."""
INNER = WIDTH - 2 * MARGIN
TOP, FOOT = 1.85, 6.95
TITLE_SIZE, TEXT_SIZE, CELL_SIZE, SMALL = 26, 14, 12, 11
LETTERS_AN_INCH = 12.2
"""Letters of a cell's size that surely fit in an inch."""
LINE_HEIGHT, CELL_PADDING = 0.19, 0.1
SPOKEN = 1.5
"""How much larger a table without a header is: it is one decision, to be read aloud."""
FONT = "Arial"
_COLOURS = {Role.US: LIGHT.us, Role.MAIN_COMPETITOR: LIGHT.competitor, Role.OTHER: LIGHT.other}


def slides(pack: Pack) -> bytes:
    """The whole pack, its pages numbered; a table that is too long for a slide goes on on the next."""
    from pptx import Presentation  # only a pack needs it; every start would pay for it

    made = Presentation()
    made.slide_width, made.slide_height = _inches(WIDTH), _inches(HEIGHT)
    made.core_properties.title = f"{pack.company} {pack.title}".strip()
    made.core_properties.author = pack.company
    pages = [page for slide in pack.slides for page in paged(slide)]
    _cover(made, pack)
    for number, page in enumerate(pages, start=2):
        _page(made, pack, page, f"{number} / {len(pages) + 1}")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def paged(slide: Slide) -> list[Slide]:
    """A slide whose table fits; the rest of the rows on slides of the same title."""
    if slide.table is None:
        return [slide]
    table, room = slide.table, FOOT - TOP - 0.1 - _height_of(slide.lines)
    columns = widths(table, INNER)
    parts: list[list[Any]] = [[]]
    used = _row_height(table.columns, columns, table)
    for row in table.rows:
        height = _row_height(row, columns, table)
        if parts[-1] and used + height > room:
            parts.append([])
            used, room = _row_height(table.columns, columns, table), FOOT - TOP - 0.1
        parts[-1].append(row)
        used += height
    first, *rest = (replace(slide, table=replace(table, rows=tuple(rows))) for rows in parts)
    return [first, *(replace(one, title=f"{slide.title} (continued)", lines=()) for one in rest)]


def _height_of(lines: Sequence[str]) -> float:
    return sum(0.27 * (1 + len(line) // 135) for line in lines) + (0.15 if lines else 0.0)


def _row_height(row: Sequence[Any], columns: Sequence[float], table: Table) -> float:
    texts = [shown(table, place, cell) for place, cell in enumerate(row)]
    larger = 1.0 if any(table.columns) else SPOKEN
    letters = LETTERS_AN_INCH / larger
    lines = max(
        sum(1 + int(len(part) / (width * letters)) for part in text.split("\n"))
        for text, width in zip(texts, columns, strict=True)
    )
    return CELL_PADDING + LINE_HEIGHT * lines * larger


# Pages --------------------------------------------------------------------------------------------------------------


def _cover(made: Deck, pack: Pack) -> None:
    page = made.slides.add_slide(made.slide_layouts[5])
    _title(page, f"{pack.company}: {pack.title}" if pack.company else pack.title, top=2.4, size=38)
    _text(page, (pack.told, pack.finding), MARGIN, 3.7, INNER, 1.4, 20)
    _text(page, tuple(filter(None, (pack.as_of, pack.confidential))), MARGIN, 6.3, INNER, 0.7, SMALL, LIGHT.muted)
    _logo(page, pack, MARGIN, 0.7, 1.0)
    page.notes_slide.notes_text_frame.text = _clean(pack.finding)


def _page(made: Deck, pack: Pack, slide: Slide, number: str) -> None:
    page = made.slides.add_slide(made.slide_layouts[5])
    size = TITLE_SIZE if len(slide.title) <= 95 else 20
    _title(page, slide.title, top=0.3, size=size)
    _text(page, (slide.caption,), MARGIN, 1.28, INNER, 0.45, SMALL, LIGHT.muted)
    below = _height_of(slide.lines)
    if slide.chart:
        _chart(page, slide.chart, slide.notes.split("\n")[0], FOOT - TOP - below - 0.1)
        _text(page, slide.lines, MARGIN, FOOT - below, INNER, below, CELL_SIZE)
    elif slide.table:
        _table(page, slide.table)
        _text(page, slide.lines, MARGIN, FOOT - below, INNER, below, CELL_SIZE)
    else:
        _text(page, slide.lines, MARGIN, TOP, INNER, FOOT - TOP, 16)
    foot = " · ".join(part for part in (pack.company, pack.title, pack.as_of, pack.confidential) if part)
    _text(page, (foot,), MARGIN, 7.02, INNER - 1.2, 0.35, 10, LIGHT.muted)
    _text(page, (number,), WIDTH - MARGIN - 1.1, 7.02, 1.1, 0.35, 10, LIGHT.muted, right=True)
    page.notes_slide.notes_text_frame.text = _clean("\n".join((slide.notes, *slide.lines)))


def _title(page: Any, text: str, *, top: float, size: int) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    shape = page.shapes.title
    shape.left, shape.top, shape.width, shape.height = map(_inches, (MARGIN, top, INNER, 0.98))
    frame = shape.text_frame
    frame.text, frame.word_wrap, frame.vertical_anchor = _clean(text), True, MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.bold, paragraph.font.name = Pt(size), True, FONT
    paragraph.font.color.rgb = _rgb(LIGHT.ink)


def _text(
    page: Any, lines: Sequence[str], left: float, top: float, width: float, height: float, size: int,
    colour: str = LIGHT.ink, *, right: bool = False,
) -> None:  # fmt: skip
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    told = [line for line in lines if line]
    if not told:
        return
    frame = page.shapes.add_textbox(*map(_inches, (left, top, width, height))).text_frame
    frame.word_wrap = True
    for place, line in enumerate(told):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = _clean(line)
        paragraph.font.size, paragraph.font.name, paragraph.font.color.rgb = Pt(size), FONT, _rgb(colour)
        paragraph.space_after = Pt(size / 3)
        if right:
            paragraph.alignment = PP_ALIGN.RIGHT


def _logo(page: Any, pack: Pack, left: float, top: float, height: float) -> None:
    if pack.logo:
        with suppress(Exception):  # a damaged picture must not keep the council from its pack
            page.shapes.add_picture(
                io.BytesIO(b64decode(pack.logo)), *map(_inches, (left, top)), height=_inches(height)
            )


# Tables and charts --------------------------------------------------------------------------------------------------


def _table(page: Any, table: Table) -> None:
    from pptx.util import Pt

    columns = widths(table, INNER)
    headed = any(table.columns)
    rows = [table.columns, *table.rows] if headed else list(table.rows)
    place = map(_inches, (MARGIN, TOP, INNER, 0.3 * len(rows)))
    grid = page.shapes.add_table(len(rows), len(table.columns), *place).table
    grid.first_row, grid.horz_banding, grid.first_col = headed, False, not headed
    for at, width in enumerate(columns):
        grid.columns[at].width = _inches(width)
    for line, row in enumerate(rows):
        grid.rows[line].height = _inches(_row_height(row, columns, table))
        for at, value in enumerate(row):
            cell = grid.cell(line, at)
            cell.text = _clean(shown(table, at, value))
            cell.margin_top = cell.margin_bottom = _inches(0.04)
            head = headed and line == 0
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(LIGHT.us if head else LIGHT.surface if line % 2 else LIGHT.background)
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size, paragraph.font.name = Pt(CELL_SIZE if headed else CELL_SIZE * SPOKEN), FONT
                paragraph.font.bold = head or at == 0
                paragraph.font.color.rgb = _rgb(LIGHT.background if head else LIGHT.ink)


def _chart(page: Any, chart: Chart, told: str, height: float) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    data = CategoryChartData(number_format="0")
    data.categories = [_clean(name) for name in chart.categories]
    for line in chart.lines:
        data.add_series(_clean(line.name), line.values)
    bars = chart.form is Form.BARS
    form = XL_CHART_TYPE.BAR_CLUSTERED if bars else XL_CHART_TYPE.LINE_MARKERS
    frame = page.shapes.add_chart(form, *map(_inches, (MARGIN, TOP, INNER, height)), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", _clean(told))
    drawn = frame.chart
    drawn.font.size, drawn.font.name, drawn.font.color.rgb = Pt(CELL_SIZE), FONT, _rgb(LIGHT.ink)
    drawn.has_legend, drawn.has_title = True, False
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    values, names = drawn.value_axis, drawn.category_axis
    values.has_title = True
    values.axis_title.text_frame.text = chart.unit
    values.axis_title.text_frame.paragraphs[0].font.size = Pt(SMALL)
    values.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "0", False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if bars:
        names.reverse_order = True
    for line, series in zip(chart.lines, drawn.plots[0].series, strict=True):
        _series(series, line, bars=bars)


def _series(series: Any, line: Line, *, bars: bool) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    colour = _rgb(_COLOURS[line.role])
    if bars:
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
    else:
        series.smooth = False
        series.format.line.color.rgb = colour
        series.format.line.width = Pt(1 if line.faint else 3)
        series.marker.style = XL_MARKER_STYLE.NONE if line.faint else XL_MARKER_STYLE.CIRCLE
        if not line.faint:
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = colour
            series.marker.format.line.color.rgb = colour
        if line.faint:
            series.format.line.dash_style = MSO_LINE.DASH
    if not line.faint:
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0", False
        labels.font.size = Pt(SMALL)
        labels.position = XL_LABEL_POSITION.OUTSIDE_END if bars else XL_LABEL_POSITION.ABOVE


def _inches(value: float) -> Any:
    from pptx.util import Inches

    return Inches(value)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#"))


def _clean(text: str) -> str:
    """Without signs that no XML may hold; a slide runs no formula, so nothing is guarded."""
    return "".join(letter for letter in text if letter in "\t\n" or ord(letter) >= 32)
