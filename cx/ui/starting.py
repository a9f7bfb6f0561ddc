"""A server's first page: what every page needs is imported once, without what imports can do without."""

from __future__ import annotations

import gc
import sys
from base64 import b64encode
from importlib import import_module
from pathlib import Path
from types import ModuleType

import streamlit as st

from cx.ui import pictures, sending

GIVE_WAY = 0.0005
"""Seconds after which a thread lets another that waits go on; Python's own are ten times as many."""
ICON = f"data:image/png;base64,{b64encode(Path(__file__).with_name('icon.png').read_bytes()).decode()}"
"""In words of its own: one that is only named would be fetched from a font server outside, a file read at every run."""


@st.cache_resource(show_spinner=False)
def page_frame() -> ModuleType:
    """`cx.ui.frame`.

    Until `settle`, nobody looks for garbage: imports make a million objects and none of it, and looking takes a fifth
    of their time. Threads give way soon from the start: a browser loads some forty files from this process while it
    imports, and would wait for each. Later a run sends some hundred messages and lets other threads go first at each;
    one that works out a report must give way soon, or the run waits that often for it.
    """
    gc.disable()
    sys.setswitchinterval(GIVE_WAY)
    sending.copy_places_plainly()
    sending.look_for_no_notebook()
    pictures.take_addresses_as_they_are()
    return import_module("cx.ui.frame")


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Once the first page stands: garbage is collected again, and not looked for where none can be."""
    gc.freeze()
    gc.enable()
