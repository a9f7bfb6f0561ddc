"""Every group of a field over the same periods: as one table, or as a small chart each with its verdict."""

from __future__ import annotations

import streamlit as st

from cx.domain.series import Point, Shown
from cx.reports.parts import Choice, GridPart
from cx.ui import address, charts, drawings, headlines
from cx.ui.still import still
from cx.ui.text import caption, escape

NARROWEST = 250
"""Pixels of a chart. Three fit beside the sidebar of a laptop, one on a phone."""
_AS_TABLE = Choice("table", "Table")
_AS_CHARTS = Choice("charts", "A chart each")


def show(part: GridPart | None, key: str) -> None:
    """The groups on a card; nothing where there is nothing to split by."""
    if part is None:
        return
    with st.container(border=True, gap="xsmall", key=f"card_{key}"):
        charts.card(part, key, _picture)


def _picture(part: GridPart, key: str) -> None:
    chosen = address.segments(
        "Show groups as", "groups", (_AS_TABLE, _AS_CHARTS), default=_AS_TABLE.key, labelled=False, width="content"
    )
    still(_table if chosen == _AS_TABLE.key else _charts, part, key)


def _table(part: GridPart, key: str) -> None:
    drawings.draw(part, key)


def _charts(part: GridPart, key: str) -> None:
    verdicts = dict(part.badges)
    with st.grid(3, min_column_width=NARROWEST, gap="small", key=f"{key}_groups"):
        for position, (series, made) in enumerate(drawings.panels(part)):
            with st.container(gap="xxsmall"):
                st.markdown(f"**{escape(series.name)}**")
                if series.name in verdicts:
                    headlines.badges((verdicts[series.name],))
                else:
                    caption(_missing(series.points[-1]))
                if any(point.score for point in series.points):
                    drawings.show(made, made.description, f"{key}_{position}")


def _missing(newest: Point) -> str:
    why = "Too few answers to show" if newest.shown is Shown.HIDDEN else "No answers"
    return f"{why} in {newest.label}"
