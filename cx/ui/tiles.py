"""Tiles: a figure with its likely range, its verdict, eight periods and what follows from it."""

from __future__ import annotations

import streamlit as st

from cx.reports.parts import Tile
from cx.ui import drawings, headlines, navigation
from cx.ui.still import still
from cx.ui.text import caption, escape

MOST_ACROSS = 5
FEWEST_ACROSS = 3
"""Columns that a lone tile leaves empty rather than grow as wide as the page."""
NARROWEST = 165
"""Pixels. Five fit beside the sidebar of a laptop, two on a phone."""


def row(tiles: tuple[Tile, ...]) -> None:
    """Tiles of equal height in rows as even as can be, up to five across where there is room."""
    still(_row, tiles)


def _row(tiles: tuple[Tile, ...]) -> None:
    rows = -(-len(tiles) // MOST_ACROSS)
    across = -(-len(tiles) // max(rows, 1))
    with st.grid(max(across, FEWEST_ACROSS), min_column_width=NARROWEST, gap="xsmall", key="tiles"):
        for position, tile in enumerate(tiles):
            with st.container(border=True, height="stretch", gap=None, key=f"tile_{position}"):
                _tile(tile, position)


def _tile(tile: Tile, position: int) -> None:
    """The name leads to the trend behind the figure; what the figure rests on is one hover away."""
    if tile.link:
        navigation.link(tile.link, tile.name, details=_details(tile))
    else:
        st.text(tile.name, help=_details(tile))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
        st.metric(escape(tile.name), escape(tile.value), label_visibility="collapsed", width="content")
        if tile.spark:
            drawings.spark(tile.spark, f"spark_{position}")
    caption(tile.range, tile.restated)
    headlines.badges(tile.badges)
    st.space("stretch")
    with st.container(gap=None):
        if tile.so_what:
            st.markdown(f":small[{escape(tile.so_what)}]")
        caption(" · ".join(filter(None, (tile.caption, tile.survey))))


def _details(tile: Tile) -> str:
    """Who asked, and what the verdicts rest on: their ranges and the smallest change that could have been seen."""
    verdicts = (f"{badge.words}. {badge.detail}".strip() for badge in tile.badges)
    cited = (f"Metric: {tile.metric}.",) if tile.metric else ()
    return "  \n".join(escape(line) for line in (tile.asked + ".", *cited, *verdicts))
