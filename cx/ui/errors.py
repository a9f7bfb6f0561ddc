"""What a page shows where something went wrong: words or a reference, never a traceback."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import streamlit as st

from cx.domain.errors import CxError
from cx.ui.text import escape

_log = logging.getLogger(__name__)


@contextmanager
def boundary() -> Iterator[None]:
    """Show a refusal in its own words and anything unexpected as a reference, which the log repeats."""
    try:
        yield
    except CxError as refusal:
        show(refusal)
    except Exception as unexpected:  # the last line of defence: a page never shows a traceback
        reference = uuid4().hex[:8]
        _log.error("Reference %s: %s\n%s", reference, type(unexpected).__name__, _places(unexpected))
        st.error(
            f"Something went wrong that was not foreseen. Nothing was changed. Reference: {reference}. "
            "Reload the page; if it comes back, give the reference to whoever runs this server.",
            icon=":material/error:",
        )


def show(refusal: CxError) -> None:
    st.error(escape(str(refusal)), icon=":material/error:")


def _places(error: BaseException) -> str:
    """Where it happened, without messages or values: they may hold what customers wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
