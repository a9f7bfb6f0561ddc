"""The pack read back: every figure is one of its page's, nothing hidden or embargoed is told, nothing overflows."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from cx.demo.company import TODAY
from cx.demo.council import NEXT_MEETING
from cx.domain.errors import BadValue, UnknownName
from cx.domain.rounding import whole
from cx.exports import pack as files
from cx.reports import answers, benchmarks, meetings, overview, pack, projects, signals, training, voice
from cx.reports.pack import Pack
from cx.reports.view import View
from cx.store import company
from cx.store.opening import Store

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def made(demo_store: Store) -> Pack:
    return pack.report(demo_store, NEXT_MEETING, TODAY)


@pytest.fixture(scope="module")
def deck(made: Pack) -> Any:
    return pptx.Presentation(io.BytesIO(files.made(made, "pptx")))


def texts(value: Any) -> Iterator[str]:
    """Every text and figure of a report, figures as a page rounds them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int):
        yield f"{value:,}"
    elif isinstance(value, float):
        yield from (f"{whole(value):,}", f"{value:,.1f}", f"{value:,.2f}", f"{value:.3g}")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in texts(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in texts(one))


def said(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_every_number_that_is_written_is_one_of_a_page(demo_store: Store, deck: Any) -> None:
    view = View()
    pages = [
        overview.report(demo_store, view, TODAY),
        benchmarks.report(demo_store, TODAY),
        voice.report(demo_store, view, TODAY),
        answers.report(demo_store, TODAY),
        signals.report(demo_store, TODAY),
        training.report(demo_store, TODAY),
        projects.report(demo_store, TODAY),
        meetings.report(demo_store, TODAY, meeting=NEXT_MEETING),
    ]
    known = {number for page in pages for text in texts(page) for number in NUMBER.findall(text)}
    known |= {f"{place}" for place in range(1, len(deck.slides) + 1)}  # pages and decisions are counted
    written = {number for slide in deck.slides for text in said(slide) for number in NUMBER.findall(text)}
    assert len(written) > 100
    assert sorted(written - known) == []


def test_every_point_of_a_chart_is_the_pages_own(demo_store: Store, deck: Any) -> None:
    found = overview.report(demo_store, View(), TODAY)
    trend, moved, themes, shares = charts(deck)
    assert found.trend
    assert found.bridge
    assert found.bridge.bridge
    points = found.trend.series[0].points
    drawn = [series.values for series in trend.plots[0].series]
    old, new, low, high, target = drawn
    for place, point in enumerate(points):
        (value,) = [one[place] for one in (old, new) if one[place] is not None]
        assert point.score
        assert (value, low[place], high[place]) == pytest.approx((point.score.value, point.score.low, point.score.high))
        assert target[place] == point.target
    rates, mixes = (series.values for series in moved.plots[0].series)
    assert sum(rates) + sum(mixes) == pytest.approx(found.bridge.bridge.after - found.bridge.bridge.before)
    effects = {
        line.name: line.effect.difference.value
        for line in voice.report(demo_store, View(), TODAY).themes.drawn  # type: ignore[union-attr]
        if line.effect
    }
    (values,) = (series.values for series in themes.plots[0].series)
    for name, value in zip(themes.plots[0].categories, values, strict=True):
        assert value == pytest.approx(effects[name])
    trained = training.report(demo_store, TODAY).trend
    assert trained
    assert tuple(shares.plots[0].series[0].values) == pytest.approx(trained.shares)


def test_a_finding_stands_over_each_slide_and_small_print_and_a_number_under_it(deck: Any, made: Pack) -> None:
    count = len(deck.slides)
    for number, slide in enumerate(deck.slides, start=1):
        assert slide.shapes.title.text_frame.text
        assert slide.has_notes_slide
        assert slide.notes_slide.notes_text_frame.text
        if number > 1:
            assert f"{number} / {count}" in list(said(slide))
    for chart in (shape for slide in deck.slides for shape in slide.shapes if shape.has_chart):
        assert chart._element.nvGraphicFramePr.cNvPr.get("descr")
    first = made.slides[1]
    assert "answers" in first.caption
    assert "we asked our customers" in first.caption
    assert first.lines[0].startswith("◇ Q4 2025, closed at 39")


def test_nothing_stands_beyond_the_edge_of_a_slide(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + Emu(10_000)
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.top + height <= deck.slide_height


def test_charts_of_the_brand_metric_cite_its_version(made: Pack) -> None:
    cited = [slide.caption.endswith(" · Net Promoter Score, version 2") for slide in made.slides if slide.chart]
    assert cited == [True, True, True, False]  # the last is training's


def test_the_logo_of_the_settings_is_on_the_cover(own_demo_store: Store, made: Pack) -> None:
    picture = (Path(__file__).parents[2] / "cx" / "ui" / "icon.png").read_bytes()
    with own_demo_store.writing() as connection:
        company.put(connection, "logo", b64encode(picture).decode(), "test")
    found = pack.report(own_demo_store, NEXT_MEETING, TODAY)
    read = pptx.Presentation(io.BytesIO(files.made(found, "pptx")))
    pictures = [shape.image.blob for shape in read.slides[0].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert pictures == [picture]
    document = docx.Document(io.BytesIO(files.made(found, "docx")))
    assert len(document.inline_shapes) == 1
    assert picture in [part.blob for part in document.part.package.iter_parts()]
    assert not made.logo


def test_what_is_embargoed_is_only_in_the_councils_own_pack(demo_store: Store, deck: Any) -> None:
    open_to_all = pack.report(demo_store, NEXT_MEETING, TODAY, embargoed=False)
    told = repr(open_to_all)
    for secret in ("Brightloop among enterprises", "could start in a day"):
        assert any(secret in text for slide in deck.slides for text in said(slide))
        assert secret not in told
    assert not open_to_all.confidential


def test_a_group_too_small_to_show_is_in_no_pack(made: Pack) -> None:
    assert "Public sector" not in repr(made)


def test_the_document_says_what_the_slides_say(made: Pack) -> None:
    read = docx.Document(io.BytesIO(files.made(made, "docx")))
    headings = [one.text for one in read.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings == [slide.title for slide in made.slides]
    assert len(read.tables) == sum(bool(slide.chart) + bool(slide.table) for slide in made.slides)


def test_an_unknown_meeting_and_ending_are_told_with_the_way_out(demo_store: Store, made: Pack) -> None:
    with pytest.raises(UnknownName, match="The meetings are: 2026-12"):
        pack.report(demo_store, "1999", TODAY)
    with pytest.raises(BadValue, match=r"pptx or \.docx"):
        files.made(made, "pdf")


def test_a_store_without_meetings_says_to_plan_one(empty_store: Store) -> None:
    with pytest.raises(UnknownName, match="no store yet"):
        pack.report(empty_store, "q4", TODAY)
    with empty_store.writing():
        """Opening for writing makes it."""
    with pytest.raises(UnknownName, match="plan one first"):
        pack.report(empty_store, "q4", TODAY)


def test_hostile_and_long_texts_leave_a_pack_that_opens() -> None:
    long = pack.Slide(
        "=1+1 " + "x" * 300, "c\x00d", table=pack.Table(("A", "B"), (("y" * 900, "=cmd"),) * 9), lines=("l",)
    )
    made = files.made(pack.Pack("", "bm90IGEgcG5n", "T", "", "", "F", "", (long,)), "pptx")
    read = pptx.Presentation(io.BytesIO(made))
    assert len(read.slides) > 2
    assert "=cmd" in list(said(read.slides[1]))


def test_a_page_of_the_document_parts_no_row_and_a_decision_has_no_header() -> None:
    decision = pack.Slide("1. One", "To decide", table=pack.Table(("", ""), (("Issue", "x"), ("Options", "A"))))
    listed = pack.Slide("All", "", table=pack.Table(("A", "B"), (("1", "2"),)))
    made = files.made(pack.Pack("", "", "T", "", "", "F", "", (decision, listed)), "docx")
    first, second = docx.Document(io.BytesIO(made)).tables
    assert all("w:cantSplit" in row._tr.xml for table in (first, second) for row in table.rows)
    assert "w:tblHeader" in second.rows[0]._tr.xml
    assert "w:tblHeader" not in first.rows[0]._tr.xml
    assert 'w:firstRow="0"' in first._tbl.xml


def test_libreoffice_opens_every_page_and_loses_no_row(made: Pack, deck: Any, tmp_path: Path) -> None:
    office, info, text = (shutil.which(name) for name in ("soffice", "pdfinfo", "pdftotext"))
    if not office or not info or not text:
        pytest.skip("LibreOffice or poppler is not installed here")
    (tmp_path / "slides.pptx").write_bytes(files.made(made, "pptx"))
    (tmp_path / "paper.docx").write_bytes(files.made(made, "docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    both = ("slides.pptx", "paper.docx")
    subprocess.run([office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *both],
                   cwd=tmp_path, check=True, capture_output=True, timeout=240)  # fmt: skip
    told = subprocess.run([info, "slides.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert re.search(rf"Pages:\s+{len(deck.slides)}\b", told)
    pages = subprocess.run([text, "paper.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    cells = [cell for slide in made.slides if slide.table for row in slide.table.rows for cell in row]
    written = Counter(word for cell in cells if isinstance(cell, str) for word in cell.split() if word.isalpha())
    assert written - Counter(pages.split()) == Counter()
