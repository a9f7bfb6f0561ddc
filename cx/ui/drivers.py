"""What goes with the score: the map of drivers, what may be said of it, and what it rests on."""

from __future__ import annotations

import streamlit as st

from cx.reports.drivers import DriversPart
from cx.ui import charts, navigation
from cx.ui.still import still
from cx.ui.text import caption, escape


def show(part: DriversPart | None, key: str) -> None:
    """The drivers on a card; without ratings, how to bring them in."""
    if part is None:
        return
    with st.container(border=True, height="stretch", gap="xsmall", key=f"card_{key}"):
        if part.drivers is None:
            _nothing(part)
            return
        charts.content(part, key)
        still(_rests_on, part)


def _rests_on(part: DriversPart) -> None:
    """How much all of them explain, as an association; what changed and what it rests on is a click away."""
    caption(*part.findings[:1])
    with st.expander("What changed, and what this rests on", type="compact"):
        if part.findings[1:]:
            st.markdown("\n".join(f"- {escape(line)}" for line in part.findings[1:]))
        caption(*part.notes)


def _nothing(part: DriversPart) -> None:
    st.header(escape(part.title), anchor=False)
    caption(part.caption)
    st.text(part.reason)
    if part.link:
        navigation.link(part.link, "Import ratings", icon=navigation.IMPORTS.icon)
