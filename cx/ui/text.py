"""Text from outside, shown as it stands.

Streamlit reads labels, headings, captions and alerts as Markdown, in which a customer's words could become a picture
fetched from elsewhere, a link or a formula. Everything that comes from a file or a setting goes through `escape` on its
way there, or to `st.text`, which reads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&\"'=^@/%])")
_GLUE = "\u2060"
_NO_BREAK = "\N{NO-BREAK SPACE}"
_LINK_STARTS = re.compile(r"([:@])(?=\S)|(?<=www)(?=\.)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Markdown that shows the text literally, on one line.

    A backslash keeps Markdown from reading a sign; a word joiner, which nobody sees, keeps addresses, e-mail addresses
    and :shortcodes: from being recognized after that.

    >>> escape("**EMEA** fell")
    '\\\\*\\\\*EMEA\\\\*\\\\* fell'
    """
    one_line = " ".join(text.split())
    return _MARKUP.sub(r"\\\1", _LINK_STARTS.sub(lambda found: found[0] + _GLUE, one_line))


def caption(*lines: str) -> None:
    """Secondary text, line under line; nothing where all are empty."""
    if any(lines):
        st.caption(_lines(lines))


def told_once(key: str, icon: str = ":material/check_circle:") -> None:
    """What the last change did, as the session keeps it under `key`, and then no more.

    In a place that stays, so that nothing below is moved and no open menu closed when it goes.
    """
    place = st.empty()
    if words := st.session_state.pop(key, ""):
        place.success(escape(words), icon=icon)


def _lines(lines: Sequence[str]) -> str:
    return "  \n".join(_words(line) for line in lines if line)


def _words(text: str) -> str:
    """Escaped, and no line begins with the dot that parts it from the one before."""
    return escape(text).replace(" · ", f"{_NO_BREAK}· ")


def plain(text: str) -> None:
    """A paragraph; nothing where it is empty."""
    if text:
        st.text(text)
