"""Parts of a page that hold nothing to click are drawn once; after that, what was drawn is sent again as it was.

Streamlit's own caches replay element by element: each is built, copied and hashed anew, which costs as much as drawing
it. Here the finished messages are kept, by the place on the page that they were sent to, and never changed again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

import streamlit as st
from streamlit.cursor import Cursor, RunningCursor
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import create_reference_msg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, ThreadState, get_script_run_ctx

from cx.ui import address

MOST_KEPT = 1000
Places = Sequence[DeltaGenerator]


def still(draw: Callable[..., Places | None], shown: Any, *how: str) -> Places:
    """`draw(shown, *how)`, or what it drew before; the containers that it returns, for what is to be clicked in them.

    draw: has no widgets, no still part in it, and reads nothing else that changes. shown: a report or a part of one.
    Reports are kept between runs, so being the same object is being unchanged. Links carry the reader's filters along
    and charts have the reader's light or dark, so both are told apart.
    """
    context, here = get_script_run_ctx(), st._main._active_dg
    cursor = here._cursor
    if context is None or cursor is None:
        return draw(shown, *how) or ()
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
        return [_again(place, here, run.fragment_id) for place in drawn.places]
    before = cursor.index
    messages, places = _recorded(context, draw, shown, *how)
    drawn.elements, drawn.places = cursor.index - before, [_Place.of(place) for place in places]
    drawn.messages = messages
    return places


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the next element of a container goes."""

    root: int
    path: tuple[int, ...]
    index: int
    kind: str | None

    @classmethod
    def of(cls, container: DeltaGenerator) -> _Place:
        cursor = cast("Cursor", container._cursor)  # none only outside a run
        return cls(cursor.root_container, cursor.parent_path, cursor.index, container._block_type)


def _again(place: _Place, parent: DeltaGenerator, fragment: str | None) -> DeltaGenerator:
    """The container as Streamlit would have made it in this run."""
    cursor = RunningCursor(place.root, place.path)
    cursor._index = place.index
    made = DeltaGenerator(place.root, cursor, parent, place.kind)
    made._creating_fragment_id = fragment
    return made


@dataclass(slots=True)
class _Drawn:
    """messages: as they were sent; none where nothing was drawn yet. elements: those at the place itself."""

    messages: Sequence[ForwardMsg] = ()
    elements: int = 0
    places: Sequence[_Place] = ()


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


def _recorded(
    context: ScriptRunContext, draw: Callable[..., Places | None], *shown: Any
) -> tuple[list[ForwardMsg], Places]:
    """Draw, and keep what is sent meanwhile; without what Streamlit tells an agent's session of it."""
    kept: list[ForwardMsg] = []
    enqueue = context.enqueue

    def keep(message: ForwardMsg) -> None:
        enqueue(message)
        kept.append(ForwardMsg.FromString(message.SerializeToString()))
        kept[-1].metadata.ClearField("agent_props")

    context.enqueue = keep  # type: ignore[method-assign, assignment] # of this run alone
    try:
        places = draw(*shown) or ()
    finally:
        del context.enqueue
    return kept, places
