"""Tiles: a figure with its likely range, its verdict, eight periods and what follows from it."""

from __future__ import annotations

import streamlit as st

from cx.reports.parts import Tile
from cx.ui import drawings, headlines, navigation
from cx.ui.text import escape

ACROSS = 4
NARROWEST = 230
"""Pixels. Four fit beside the sidebar of a laptop, one on a phone."""


def row(tiles: tuple[Tile, ...]) -> None:
    """Tiles of equal height, four across where there is room."""
    if not tiles:
        return
    with st.grid(min(ACROSS, len(tiles)), min_column_width=NARROWEST, gap="small", key="tiles"):
        for position, tile in enumerate(tiles):
            with st.container(border=True, height="stretch", gap="xsmall", key=f"tile_{position}"):
                _tile(tile, position)


def _tile(tile: Tile, position: int) -> None:
    st.metric(escape(tile.name), escape(tile.value))
    if tile.range:
        st.caption(escape(tile.range))
    headlines.badges(tile.badges)
    if tile.spark:
        drawings.spark(tile.spark, f"spark_{position}")
    if tile.so_what:
        st.text(tile.so_what)
    st.space("stretch")
    if tile.caption:
        st.caption(escape(tile.caption))
    if tile.link:
        navigation.link(tile.link, "Look closer")
