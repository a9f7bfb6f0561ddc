"""Parts of a page that hold nothing to click are drawn once; after that, what was drawn is sent again as it was.

Streamlit's own caches replay element by element: each is built, copied and hashed anew, which costs as much as drawing
it. Here the finished messages are kept, by the place on the page that they were sent to, and never changed again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import create_reference_msg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, ThreadState, get_script_run_ctx

from cx.ui import address

MOST_KEPT = 1000


def still(draw: Callable[..., None], shown: Any, *how: str) -> None:
    """`draw(shown, *how)`, or what it drew before.

    draw: has no widgets, no still part in it, and reads nothing else that changes. shown: a report or a part of one.
    Reports are kept between runs, so being the same object is being unchanged. Links carry the reader's filters along
    and charts have the reader's light or dark, so both are told apart.
    """
    context = get_script_run_ctx()
    cursor = st._main._active_dg._cursor
    if context is None or cursor is None:
        draw(shown, *how)
        return
    run = ThreadState.get()
    place = (*cursor.delta_path, run.active_script_hash, run.fragment_id)
    drawn = _drawn(
        draw.__module__, draw.__qualname__, _Same(shown), how, st.context.theme.type, address.carried(), place
    )
    if drawn.messages:
        for message in drawn.messages:
            known = message.metadata.cacheable and message.hash in context.cached_message_hashes
            context._enqueue(create_reference_msg(message) if known else message)
        for _ in range(drawn.elements):
            cursor.lock_element()
        return
    before = cursor.index
    messages = _recorded(context, draw, shown, *how)
    drawn.elements, drawn.messages = cursor.index - before, messages


@dataclass(slots=True)
class _Drawn:
    """messages: as they were sent; none where nothing was drawn yet. elements: those at the place itself."""

    messages: tuple[ForwardMsg, ...] = ()
    elements: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """Equal to what holds the same object; holding it, so that no other can take its identity."""

    shown: Any = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.shown is other.shown

    def __hash__(self) -> int:
        return id(self.shown)


@lru_cache(maxsize=MOST_KEPT)
def _drawn(*_by: Any) -> _Drawn:
    return _Drawn()


def _recorded(context: ScriptRunContext, draw: Callable[..., None], *shown: Any) -> tuple[ForwardMsg, ...]:
    """Draw, and keep what is sent meanwhile; without what Streamlit tells an agent's session of it."""
    kept: list[ForwardMsg] = []
    enqueue = context.enqueue

    def keep(message: ForwardMsg) -> None:
        enqueue(message)
        kept.append(ForwardMsg.FromString(message.SerializeToString()))
        kept[-1].metadata.ClearField("agent_props")

    context.enqueue = keep  # type: ignore[method-assign, assignment] # of this run alone
    try:
        draw(*shown)
    finally:
        del context.enqueue
    return tuple(kept)
