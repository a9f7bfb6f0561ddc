"""Tiles: a figure with its likely range, its verdict, eight periods and what follows from it."""

from __future__ import annotations

import streamlit as st

from cx.reports.parts import Tile
from cx.ui import drawings, headlines, navigation
from cx.ui.text import escape

MOST_ACROSS = 4
NARROWEST = 210
"""Pixels. Four fit beside the sidebar of a laptop, one on a phone."""


def row(tiles: tuple[Tile, ...]) -> None:
    """Tiles of equal height, up to four across where there is room; more stand in rows as even as can be."""
    rows = -(-len(tiles) // MOST_ACROSS)
    first = 0
    for turn in range(rows):
        across = -(-(len(tiles) - first) // (rows - turn))
        with st.grid(across, min_column_width=NARROWEST, gap="small", key=f"tiles_{turn}"):
            for position, tile in enumerate(tiles[first : first + across], first):
                with st.container(border=True, height="stretch", gap="xsmall", key=f"tile_{position}"):
                    _tile(tile, position)
        first += across


def _tile(tile: Tile, position: int) -> None:
    st.metric(escape(tile.name), escape(tile.value), help=_details(tile))
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


def _details(tile: Tile) -> str | None:
    """What the verdicts rest on: their ranges and the smallest change that could have been seen."""
    return "  \n".join(escape(badge.detail) for badge in tile.badges if badge.detail) or None
