"""The page for everyone as PDF: a name in any script stands there as it is written, or the file says that it cannot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from cx.exports import handout
from cx.exports.letters import MISSING, letters
from cx.reports.for_everyone import Doing, ForEveryone

KNOWN = "Ελένη Иван דוד Việt გიორგი"
PAGE = ForEveryone(
    "Customers of 李明",
    said=("ليلى asks for राज.", KNOWN),
    doing=(Doing("李明 Desk", "李 明", "by May"),),
    as_of=date(2026, 10, 1),
)


def font(path: Path, text: str) -> Path:
    """A font with these letters, each an empty square."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(corner)
    pen.closePath()
    names = [".notdef", *(f"uni{ord(letter):04X}" for letter in text)]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(letter): f"uni{ord(letter):04X}" for letter in text})
    made.setupGlyf(dict.fromkeys(names, pen.glyph()))
    made.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Square", "styleName": "Regular", "psName": "Square"})
    made.setupOS2()
    made.setupPost()
    made.save(path)
    return path


def test_letters_that_the_pdfs_font_lacks_come_from_a_font_of_the_machine(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    files = [broken, tmp_path / "gone.otf", font(tmp_path / "one.ttf", "李明")]
    needed = letters(["李明 Desk"], set(map(ord, "Desk")), lambda _: files)
    assert (needed.fonts, needed.written("李明 Desk")) == ((files[2],), "李明 Desk")
    assert handout.pdf(PAGE, lambda _: files).startswith(b"%PDF")
    assert "missing the following glyphs" not in caplog.text


def test_letters_that_no_font_writes_are_said_to_be_missing(caplog: pytest.LogCaptureFixture) -> None:
    made = handout.pdf(PAGE, lambda _: [])
    assert "missing the following glyphs" not in caplog.text
    assert len(made) > len(handout.pdf(ForEveryone("Customers", as_of=PAGE.as_of), lambda _: []))
    own = set(map(ord, f"{KNOWN}asks for.Desk"))
    needed = letters(["李 明", "ليلى asks for राज.", KNOWN], own, lambda _: [])
    assert needed.written("李 明 Desk") == f"{MISSING} Desk"
    assert needed.written("ليلى asks for राज.") == f"{MISSING} asks for {MISSING}."
    assert needed.written(KNOWN) == KNOWN
