"""A chart on a card: its finding, what it rests on, the picture, and on demand its table and downloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cx.domain.tables import Table
from cx.ui import definitions, downloads, drawings, kept
from cx.ui.still import Places, still
from cx.ui.text import caption, escape, plain


def show(part: Any, key: str, *, alone: bool = True) -> None:
    """The part on a card of its own; nothing where there is none. alone: whether it is redrawn by itself."""
    if part is None:
        return
    with st.container(border=True, height="stretch", gap="xsmall", key=f"card_{key}"):
        (card if alone else content)(part, key)


@st.fragment
def below(*parts: tuple[Any, str]) -> None:
    """Parts on cards below each other that are redrawn together, which costs less than each by itself."""
    for part, key in parts:
        show(part, key, alone=False)


def halves() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two places beside each other, below each other on a phone."""
    left, right = st.columns(2, gap="xsmall")
    return left, right


@st.fragment
def beside(left: Callable[[], None], right: Callable[[], None]) -> None:
    """Two cards beside each other that are redrawn together, which costs less than each by itself."""
    for place, draw in zip(halves(), (left, right), strict=True):
        with place:
            draw()


def tabs_card(parts: Sequence[tuple[str, Any]], key: str) -> None:
    """Parts behind tabs, on a card of their own."""
    with st.container(border=True, key=f"card_{key}"):
        tabs(parts, key)


def tabs(parts: Sequence[tuple[str, Any]], key: str) -> None:
    """Parts behind tabs; only the open one is drawn."""
    shown = [(title, part) for title, part in parts if part is not None]
    if not shown:
        return
    places = st.tabs([title for title, _ in shown], on_change="rerun", key=key)
    for position, (place, (_, part)) in enumerate(zip(places, shown, strict=True)):
        if place.open:
            with place:
                card(part, f"{key}_{position}")


@st.fragment
def card(part: Any, key: str, picture: Callable[[Any, str], None] | None = None) -> None:
    """Redrawn by itself when its table or its downloads are opened. picture: draws the part, other than usual."""
    content(part, key, picture)


def content(part: Any, key: str, picture: Callable[[Any, str], None] | None = None) -> None:
    """What a card holds, for a place that redraws by itself already: each such place costs as much as ten elements."""
    if picture is None:
        (foot,) = still(_face, part, key)
    else:
        still(_heading, part, key)
        picture(part, f"chart_{key}")
        foot = _foot()
    if not part.table.rows:
        return
    with foot:
        table = kept.expander("See as table", key=f"table_{key}")
        downloads.offer(part, key)
    if table.open:
        with table:
            show_table(part.table, f"rows_{key}")


def _face(part: Any, key: str) -> Places:
    _heading(part, key)
    if not drawings.draw(part, f"chart_{key}"):
        why = getattr(part, "reason", "") or part.alt
        plain("" if why.rstrip(".") == part.title.rstrip(".") else why)
    caption(" · ".join(drawings.footnotes(part)))
    return [_foot()]


def _foot() -> DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="top", wrap=False, gap="xsmall")


def _heading(part: Any, key: str) -> None:
    with st.container(gap="xxsmall"):
        st.header(escape(part.title.rstrip(".")), help=definitions.hover(part, key), anchor=False)
        caption(part.caption)


def show_table(table: Table, key: str) -> None:
    """As `draw_table`, of a report's own table: drawn once and sent again."""
    still(draw_table, table, key)


def draw_table(table: Table, key: str) -> None:
    """Rows as they are, whole points on screen unless the table says otherwise; downloads keep every digit."""
    import pandas as pd  # here, not above: a first page shows charts, and no table before somebody opens one

    frame = pd.DataFrame([list(row) for row in table.rows], columns=list(table.columns))
    formats = dict.fromkeys(table.one_decimal, "%.1f") | dict.fromkeys(table.two_decimals, "%.2f")
    numbers = [column for column in frame.columns if pd.api.types.is_numeric_dtype(frame[column])]
    whole = [column for column in numbers if column not in formats]
    frame[whole] = frame[whole].round() + 0  # which makes a plain nought of one below it
    shown = {column: st.column_config.NumberColumn(format=formats.get(column, "localized")) for column in numbers}
    alt = table.title or "The chart as a table"
    st.dataframe(frame, hide_index=True, column_config=shown, placeholder="–", key=key, alt=alt)
    for note in table.notes:
        st.caption(escape(note))
