"""Pictures that are text already: drawings as SVG, and addresses that hold their data.

Streamlit 1.67, which is pinned, imports numpy and Pillow before it looks at what it was given, a tenth of a second of a
server's first page; these need neither.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.commands import page_config
from streamlit.elements.lib.layout_utils import create_layout_config
from streamlit.proto.Image_pb2 import ImageList


def svg(drawn: str, *, alt: str) -> None:
    """As `st.image` shows an SVG as wide as its place. drawn: names its namespace."""
    pictures = ImageList()
    pictures.imgs.add(url=f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}", alt=alt)
    st._main._enqueue("imgs", pictures, layout_config=create_layout_config(width="stretch"))


def take_addresses_as_they_are() -> None:
    """From now on, in this process, Streamlit looks into no page icon that is an address of data."""
    made: Callable[..., str] = page_config._get_favicon_string
    if made.__module__ != __name__:
        page_config._get_favicon_string = _address_or(made)  # type: ignore[assignment]


def _address_or(made: Callable[[Any], str]) -> Callable[[Any], str]:
    def address(icon: Any) -> str:
        return icon if isinstance(icon, str) and icon.startswith("data:") else made(icon)

    return address
