"""Every colour and size of a chart; `.streamlit/config.toml` repeats those of the page, and a test compares them."""

from __future__ import annotations

from dataclasses import dataclass

from cx.domain.series import Role

FONT = '"Source Sans", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
TEXT_SIZE = 13
TITLE_SIZE = 16
BAND_OPACITY = 0.15


@dataclass(frozen=True, slots=True)
class Palette:
    """One mode's colours, as #RRGGBB, by what they mean.

    Text that is read has a contrast of 4.5 with `background`, marks one of 3 (WCAG 2.2, 1.4.3 and 1.4.11).

    us, competitor, other: whose figure it is. better, worse, steady: which way, always with a shape or word beside.
    ink, muted: text and secondary text. grid: lines behind marks. background, surface: the page and panels on it.
    """

    name: str
    us: str
    competitor: str
    other: str
    better: str
    worse: str
    steady: str
    ink: str
    muted: str
    grid: str
    background: str
    surface: str

    def of(self, role: Role) -> str:
        return {Role.US: self.us, Role.MAIN_COMPETITOR: self.competitor, Role.OTHER: self.other}[role]

    def text_of(self, role: Role) -> str:
        """The colour of a direct label; the grey of others is too pale to read."""
        return self.muted if role is Role.OTHER else self.of(role)


LIGHT = Palette(
    name="light",
    us="#1F4E9E",
    competitor="#A66300",
    other="#8A93A3",
    better="#00806A",
    worse="#C4451C",
    steady="#868FA0",
    ink="#10161F",
    muted="#5A6473",
    grid="#E3E7ED",
    background="#FFFFFF",
    surface="#F5F7FA",
)
DARK = Palette(
    name="dark",
    us="#7FB0F5",
    competitor="#F0B45B",
    other="#77808F",
    better="#3CC9A8",
    worse="#FF8A65",
    steady="#8A93A3",
    ink="#E8ECF2",
    muted="#A9B3C1",
    grid="#2C3542",
    background="#12171F",
    surface="#1A212C",
)

LINE_WIDTHS = {Role.US: 3.0, Role.MAIN_COMPETITOR: 2.0, Role.OTHER: 1.25}
"""Pixels. Weight says whose line it is where colour cannot."""
