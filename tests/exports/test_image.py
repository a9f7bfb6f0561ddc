"""Charts leave as pictures, drawn here."""

from __future__ import annotations

import socket
import struct
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from cx.charts import trend
from cx.charts.drawing import Drawing
from cx.charts.theme import DARK, LIGHT, Palette
from cx.exports import image
from tests.charts.samples import series

SVG = "{http://www.w3.org/2000/svg}"


def drawn(palette: Palette = LIGHT) -> Drawing:
    return trend.line([series([38, 40, 30])], palette=palette).titled(
        "EMEA fell from 40 to 30", "1,180 answers · Q3 2026"
    )


def test_a_png_is_as_wide_as_asked_and_sharp() -> None:
    made = image.png(drawn(), width=640)
    assert made.startswith(b"\x89PNG")
    width, _ = struct.unpack(">II", made[16:24])
    assert width == pytest.approx(640 * image.SCALE, rel=0.02)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_picture_stands_on_its_modes_own_ground(palette: Palette) -> None:
    assert palette.background in image.svg(drawn(palette)).decode()


def test_a_picture_carries_its_finding_and_what_it_rests_on() -> None:
    told = " ".join(text.text or "" for text in ElementTree.fromstring(image.svg(drawn())).iter(f"{SVG}text"))  # noqa: S314
    assert "EMEA fell from 40 to 30" in told
    assert "1,180 answers · Q3 2026" in told


def test_an_svg_says_what_it_shows() -> None:
    assert "Net Promoter Score over time." in image.svg(drawn()).decode()


def test_drawing_asks_nothing_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a picture was drawn with the help of a network")

    monkeypatch.setattr(socket, "socket", refused)
    assert image.svg(drawn()).startswith(b"<svg")


def test_the_drawing_engine_is_loaded_only_when_a_picture_is_asked_for() -> None:
    """It takes a quarter of a second and 100 MB, which no page needs; Altair, whose words charts use, 0.2 s."""
    code = "import sys, cx.exports.image; sys.exit(not {'vl_convert', 'altair'}.isdisjoint(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
