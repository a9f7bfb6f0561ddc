"""One look: the page's and the charts', legible in light and dark."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cx.charts.theme import DARK, FONT, LIGHT, Palette
from cx.domain.series import Role

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
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
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
