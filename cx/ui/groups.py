"""Every group of a field over the same periods: as one table, or as a small chart each with its verdict."""

from __future__ import annotations

import streamlit as st

from cx.reports.parts import Choice, GridPart
from cx.ui import address, charts, drawings, headlines
from cx.ui.text import escape

NARROWEST = 250
"""Pixels of a chart. Three fit beside the sidebar of a laptop, one on a phone."""
_TABLE = Choice("table", "Table")
_CHARTS = Choice("charts", "A chart each")


def show(part: GridPart | None, key: str) -> None:
    """The groups on a card; nothing where there is nothing to split by."""
    if part is None:
        return
    with st.container(border=True, gap="xsmall", key=f"card_{key}"):
        charts.card(part, key, _picture)


def _picture(part: GridPart, key: str) -> None:
    chosen = address.segments(
        "Show groups as", "groups", (_TABLE, _CHARTS), default=_TABLE.key, labelled=False, width="content"
    )
    if chosen == _TABLE.key:
        drawings.draw(part, key)
        return
    verdicts = dict(part.badges)
    with st.grid(3, min_column_width=NARROWEST, gap="small", key=f"{key}_groups"):
        for position, (name, made) in enumerate(drawings.panels(part)):
            with st.container(gap="xxsmall"):
                st.markdown(f"**{escape(name)}**")
                if name in verdicts:
                    headlines.badges((verdicts[name],))
                drawings.show(made, made.description, f"{key}_{position}")
