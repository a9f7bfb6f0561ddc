"""The first start: with no store at all, the demo company is made and loaded, in sight of the reader."""

from __future__ import annotations

from threading import Lock

import streamlit as st

from cx.reports.opening import Store
from cx.ui import progress


def ensure(store: Store) -> None:
    """Load the demo company where there is no store yet; two readers who arrive together load it once."""
    if store.exists():
        return
    with _one_at_a_time():
        if not store.exists():
            _load(store)


def _load(store: Store) -> None:
    place = st.empty()
    with place.container():
        st.title("Welcome to CX Council", anchor=False)
        st.text(
            "There is no data here yet, so this first start makes a demo company, Meridian, to look around in. "
            "It takes under half a minute. Your own survey export can replace it at any time on the Imports page."
        )
        bar = st.progress(0.0, text="Making the demo company")
        from cx.demo.load import load as load_demo  # only a first start needs it; every start would pay for it

        load_demo(store, progress=progress.shown_by(bar))
    place.empty()


@st.cache_resource(show_spinner=False)
def _one_at_a_time() -> Lock:
    return Lock()
