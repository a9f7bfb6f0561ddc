"""A server's first page: what every page needs is imported once, without what imports can do without."""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path
from types import ModuleType

import streamlit as st

ICON = str(Path(__file__).with_name("icon.png"))
"""A file: the browser would fetch an icon that is only named from a font server outside."""


@st.cache_resource(show_spinner=False)
def page_frame() -> ModuleType:
    """`cx.ui.frame`.

    Until `settle`, nobody looks for garbage: imports make a million objects and none of it, and looking takes a fifth
    of their time.
    """
    gc.disable()
    return import_module("cx.ui.frame")


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Once the first page stands: Streamlit collects garbage after every run, and need not look where none can be."""
    gc.freeze()
    gc.enable()
