"""What a page shows where something went wrong: words or a reference, never a traceback."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any
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
        say_reference(unexpected)


def say_reference(unexpected: BaseException) -> bool:
    """Show a reference, which the log repeats with the places in the code; True: that was all there is to show."""
    reference = uuid4().hex[:8]
    places = _places(unexpected.__traceback__)
    _log.error("Reference %s: %s\n%s", reference, type(unexpected).__name__, places)
    st.error(
        f"Something went wrong that was not foreseen. Nothing was changed. Reference: {reference}. "
        "Reload the page; if it comes back, give the reference to whoever runs this server.",
        icon=":material/error:",
    )
    return True


def keep_texts_out_of_logs() -> None:
    """From now on a logged error says its kind and its places, whoever logs it: messages may hold what people wrote."""
    made = logging.getLogRecordFactory()
    if getattr(made, "without_texts", False):
        return

    def factory(*given: Any, **named: Any) -> logging.LogRecord:
        record = made(*given, **named)
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            record.msg = f"{record.getMessage()}: {kind.__name__}\n{_places(trace)}"
            record.args, record.exc_info = (), None
        return record

    factory.without_texts = True  # type: ignore[attr-defined] # a mark of ours
    logging.setLogRecordFactory(factory)


def show(refusal: CxError) -> None:
    st.error(escape(str(refusal)), icon=":material/error:")


def _places(trace: TracebackType | None) -> str:
    """Where it happened, without messages or values: they may hold what customers wrote."""
    frames = traceback.extract_tb(trace)
    return "\n".join(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
