"""A draft as a Word document reads as the page does."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from docx import Document

from cx.domain.slices import Slice
from cx.exports import document
from cx.narrative.disclosure import Standing
from cx.narrative.drafts import Draft, compose
from cx.narrative.facts import Audience, Fact, Kind, When


def draft(audience: Audience = Audience.TEAM, leader: str = "north") -> Draft:
    fact = Fact(
        "f1",
        Kind.SILENCE,
        Slice.of(region="North"),
        "=HYPERLINK(North)",
        True,
        When("2026Q3", "the third quarter"),
        None,
    )
    return compose(
        [fact],
        audience,
        leader=leader,
        leader_name="Ann Lee",
        period="2026Q3",
        as_of=date(2026, 11, 22),
        standing=Standing(over=True, closed=True),
    )


def texts(made: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs]


def test_a_document_holds_the_points_and_what_not_to_say() -> None:
    made = draft()
    told = texts(document.word_document(made))
    assert made.points[0].text in told
    assert any(made.not_to_say[0].text in line for line in told)
    assert document.NO_ADVICE in told


def test_a_draft_for_outside_says_on_every_page_that_it_is_not_released() -> None:
    for audience in Audience:
        sections = Document(io.BytesIO(document.word_document(draft(audience)))).sections
        marked = [document.WATERMARK in paragraph.text for s in sections for paragraph in s.header.paragraphs]
        assert any(marked) == (audience is Audience.EXTERNAL)


def test_all_leaders_come_in_one_zip() -> None:
    made = zipfile.ZipFile(io.BytesIO(document.bundle([draft(leader="north"), draft(leader="south")])))
    assert len(made.namelist()) == 2
    assert all(texts(made.read(name)) for name in made.namelist())
