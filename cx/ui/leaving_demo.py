"""Leaving the demo company, after a second question."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from cx.actions import demo
from cx.domain.errors import CxError
from cx.domain.roles import Actor
from cx.reports.opening import Store
from cx.ui import errors, navigation


def show(store: Store, actor: Actor) -> None:
    """A card that says what leaving means, with its button."""
    with st.container(border=True, key="leave_demo"):
        st.header("Leave the demo company", anchor=False)
        st.text(
            "These figures belong to a made-up company. Leaving it starts an empty store for your own; the demo's file "
            "is put aside, not deleted, and python -m cx demo can make it again."
        )
        if st.button("Leave the demo", icon=":material/logout:"):
            _ask(store, actor)


@st.dialog("Leave the demo company?")
def _ask(store: Store, actor: Actor) -> None:
    st.text("Every page will be empty until you import a survey of your own.")
    with st.container(horizontal=True):
        if st.button("Start with an empty store", type="primary"):
            try:
                demo.leave(store, actor, datetime.now(UTC))
            except CxError as refusal:
                errors.show(refusal)
                return
            st.switch_page(navigation.IMPORTS.file)
        if st.button("Stay with the demo"):
            st.rerun()
