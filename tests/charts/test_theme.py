"""One look: the page's and the charts', legible in light and dark."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from cx.charts import heat, matrix, scorecard, signal_map
from cx.charts.theme import DARK, FONT, LIGHT, LINE_WIDTHS, Palette
from cx.domain.series import Role

PROJECT = Path(__file__).parents[2]
CONFIG = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
both_modes = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
SAME = {
    "primaryColor": "us",
    "backgroundColor": "background",
    "secondaryBackgroundColor": "surface",
    "textColor": "ink",
    "linkColor": "us",
    "borderColor": "grid",
    "blueColor": "us",
    "orangeColor": "competitor",
    "greenColor": "better",
    "redColor": "worse",
    "grayColor": "steady",
    "grayTextColor": "muted",
}


@both_modes
def test_the_page_has_the_colours_of_the_charts(palette: Palette) -> None:
    page = CONFIG["theme"][palette.name]
    assert {name: page[name] for name in SAME} == {name: getattr(palette, token) for name, token in SAME.items()}
    assert page["chartCategoricalColors"] == [palette.us, palette.competitor, palette.other]


def test_page_and_charts_use_the_systems_own_fonts() -> None:
    assert CONFIG["theme"]["font"] == CONFIG["theme"]["headingFont"] == FONT.replace('"', "'")
    assert "http" not in FONT


@both_modes
@pytest.mark.parametrize("token", ["ink", "muted", "us", "competitor", "better", "worse"])
def test_what_is_read_as_text_has_a_contrast_of_four_and_a_half(palette: Palette, token: str) -> None:
    assert _contrast(getattr(palette, token), palette.background) >= 4.5


@both_modes
@pytest.mark.parametrize("behind", ["background", "surface"])
def test_secondary_text_which_streamlit_writes_in_sixty_percent_of_ink_can_be_read(
    palette: Palette, behind: str
) -> None:
    ground = getattr(palette, behind)
    assert _contrast(_mixed(palette.ink, ground, 0.6), ground) >= 4.5


@both_modes
def test_what_stands_on_a_tinted_cell_can_be_read(palette: Palette) -> None:
    strongest = max(heat.STRONGEST, matrix.TINT, scorecard.TINT, *signal_map.TINTS.values())
    for token in ("better", "worse", "steady", "us"):
        ground = _mixed(getattr(palette, token), palette.background, strongest)
        assert _contrast(palette.ink, ground) >= 4.5


def test_styles_take_their_colours_from_the_palettes_pair_by_pair() -> None:
    """What was drawn in one mode is shown in the other; one grey means something in each and is left as it is."""
    look = (PROJECT / "cx" / "ui" / "look.css").read_text(encoding="utf-8")
    pairs = re.findall(r"light-dark\((#\w{6}), (#\w{6})\)", look)
    meanings = [one.name for one in fields(Palette) if one.name != "name"]
    known = [(getattr(LIGHT, name), getattr(DARK, name)) for name in meanings]
    assert set(pairs) == set(known)
    button, link = pairs[:2]
    assert (button, link) == ((LIGHT.background, DARK.background), (LIGHT.us, DARK.us))
    assert min(_contrast(palette.background, palette.us) for palette in (LIGHT, DARK)) >= 4.5
    both = {LIGHT.other, DARK.steady}
    for way in ("fill", "stroke"):
        drawn = re.findall(rf'\[{way}="(#\w{{6}})"\]', look)
        assert sorted(drawn) == sorted({colour for pair in known for colour in pair} - both)
    assert min(_contrast(one, palette.background) for one in both for palette in (LIGHT, DARK)) >= 3


WHOSE = ("us", "competitor", "other", "ink")
WHICH_WAY = ("better", "worse", "steady")


@both_modes
@pytest.mark.parametrize("sight", ["full", "protanopia", "deuteranopia", "tritanopia"])
def test_whose_figure_it_is_and_which_way_is_told_apart_by_the_colour_blind(palette: Palette, sight: str) -> None:
    """A difference of 2.3 is just noticeable (CIE 1976). Which way a figure went has a shape and a word beside it."""
    assert min(_difference(palette, pair, sight) for pair in combinations(WHOSE, 2)) >= 25
    assert min(_difference(palette, pair, sight) for pair in combinations(WHICH_WAY, 2)) >= 15


def test_whose_line_it_is_is_told_without_any_colour() -> None:
    widths = [LINE_WIDTHS[role] for role in (Role.US, Role.MAIN_COMPETITOR, Role.OTHER)]
    assert all(wide >= 1.5 * narrow for wide, narrow in pairwise(widths))


@both_modes
@pytest.mark.parametrize("token", ["other", "steady"])
def test_what_is_only_drawn_has_a_contrast_of_three(palette: Palette, token: str) -> None:
    assert _contrast(getattr(palette, token), palette.background) >= 3


@both_modes
@pytest.mark.parametrize("role", list(Role))
def test_every_direct_label_can_be_read(palette: Palette, role: Role) -> None:
    assert _contrast(palette.text_of(role), palette.background) >= 4.5


def test_contrast_is_worked_out_as_wcag_does() -> None:
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert _contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def _contrast(first: str, second: str) -> float:
    """WCAG 2.2's contrast ratio."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    return float(np.dot((0.2126, 0.7152, 0.0722), _linear(colour)))


def _linear(colour: str) -> np.ndarray:
    shares = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def _mixed(colour: str, ground: str, share: float) -> str:
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(top * share + under * (1 - share)):02X}" for top, under in pairs)


SEEN = {
    "full": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
"""What is seen of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1)."""
XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
"""sRGB to CIE XYZ with D65 (IEC 61966-2-1)."""
D65 = (0.95047, 1.0, 1.08883)


def _difference(palette: Palette, pair: tuple[str, str], sight: str) -> float:
    """CIE 1976's difference of two colours, as that sight sees them."""
    first, second = (_lab(np.clip(SEEN[sight] @ _linear(getattr(palette, token)), 0, 1)) for token in pair)
    return float(np.linalg.norm(first - second))


def _lab(linear: np.ndarray) -> np.ndarray:
    parts = XYZ @ linear / D65
    x, y, z = np.where(parts > (6 / 29) ** 3, np.cbrt(parts), parts * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
