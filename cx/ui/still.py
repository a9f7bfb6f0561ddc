"""Parts of a page that hold nothing to click are drawn once; after that, what was drawn is sent again as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from cx.ui import address

MOST_KEPT = 1000


def still(draw: Callable[..., None], shown: Any, *how: str) -> None:
    """`draw(shown, *how)`, or what it drew before. draw: has no widgets, and reads nothing else that changes.

    shown: a report or a part of one. Reports are kept between runs, so being the same object is being unchanged. Links
    carry the reader's filters along and charts have the reader's light or dark, so both are told apart.
    """
    surroundings = st.context.theme.type, address.carried()
    _sent(_Part(repr((draw.__module__, draw.__qualname__, id(shown), how, surroundings)), draw, shown, how))


@dataclass(frozen=True, slots=True)
class _Part:
    """What is drawn, and the key that tells it apart. One value, because Streamlit looks at each argument anew."""

    key: str
    draw: Callable[..., None]
    shown: Any
    how: tuple[str, ...]


def _key(part: _Part) -> str:
    return part.key


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False, hash_funcs={_Part: _key})
def _sent(part: _Part) -> Any:
    """What was shown is held here, so that no other object can take its identity."""
    part.draw(part.shown, *part.how)
    return part.shown
