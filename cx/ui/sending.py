"""What Streamlit's commands hand on: finished messages, each to a place on the page. They are kept, and sent again.

It knows how Streamlit 1.67 does that, which is pinned; tests/ui holds that what is sent again is what was drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MethodType
from typing import TypeVar, cast

import streamlit as st
from streamlit import delta_generator
from streamlit.cursor import Cursor, RunningCursor, SparseList
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import create_reference_msg
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, ThreadState, get_script_run_ctx

Container = TypeVar("Container", bound=DeltaGenerator)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next element of a container goes.

    name: tells it apart from every other place of every page.
    """

    context: ScriptRunContext
    container: DeltaGenerator
    cursor: Cursor
    name: tuple[object, ...]
    fragment: str | None

    def send(self, messages: Sequence[ForwardMsg], elements: int = 1) -> None:
        """Messages that were recorded at this place, which took so many elements of it."""
        known = self.context.cached_message_hashes
        runner = cast("ScriptRunner", cast("MethodType", self.context._enqueue).__self__)
        runner._maybe_handle_execution_control_request()  # whether to stop: once for all, where Streamlit asks at each
        receivers = runner.on_event._get_live_receivers()
        for message in messages:
            is_known = message.metadata.cacheable and message.hash in known
            sent = create_reference_msg(message) if is_known else message
            for receive in receivers:
                receive(runner, event=ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, forward_msg=sent)
        for _ in range(elements):
            self.cursor.lock_element()


def here() -> Place | None:
    """Where the running page draws next; None where no page runs."""
    context, container = get_script_run_ctx(), st._main._active_dg
    cursor = container._cursor
    if context is None or cursor is None:
        return None
    run = ThreadState.get()
    name = (*cursor.delta_path, run.active_script_hash, run.fragment_id)
    return Place(context, container, cursor, name, run.fragment_id)


@contextmanager
def recorded(context: ScriptRunContext) -> Iterator[list[ForwardMsg]]:
    """What is sent meanwhile; without what Streamlit tells an agent's session of it."""
    kept: list[ForwardMsg] = []
    enqueue = context.enqueue

    def keep(message: ForwardMsg) -> None:
        enqueue(message)
        kept.append(ForwardMsg.FromString(message.SerializeToString()))
        kept[-1].metadata.ClearField("agent_props")

    context.enqueue = keep  # type: ignore[method-assign, assignment] # of this run alone
    try:
        yield kept
    finally:
        del context.enqueue


@dataclass(frozen=True, slots=True)
class Inside:
    """Where the next element goes in a container that was drawn."""

    root: int
    path: tuple[int, ...]
    index: int
    kind: str | None

    @classmethod
    def of(cls, container: DeltaGenerator) -> Inside:
        cursor = cast("Cursor", container._cursor)  # none only outside a run
        return cls(cursor.root_container, cursor.parent_path, cursor.index, container._block_type)

    def again(self, parent: Place, container: type[Container]) -> Container:
        """The container as Streamlit would have made it in this run."""
        cursor = RunningCursor(self.root, self.path)
        cursor._index = self.index
        made = container(self.root, cursor, parent.container, self.kind)
        made._creating_fragment_id = parent.fragment
        return made


def copy_places_plainly() -> None:
    """Let Streamlit copy its cursors number by number.

    It copies all of them for each fragment of a run, by the machinery that can copy anything: half of what a fragment
    costs.
    """
    RunningCursor.__deepcopy__ = _copied  # type: ignore[attr-defined]


def look_for_no_notebook() -> None:
    """Let Streamlit not ask, at the first element of a process, whether it runs in a notebook.

    It would read the source of every caller for that: a twentieth of a second. Whatever imports this runs in none.
    """
    delta_generator._use_warning_has_been_displayed = True


def _copied(cursor: RunningCursor, _seen: object) -> RunningCursor:
    made = RunningCursor(cursor.root_container, cursor.parent_path)
    made._index, made._transient_index = cursor.index, cursor._transient_index
    elements: SparseList[Element] = SparseList()
    for position, element in cursor.transient_elements.items():
        elements[position] = element
    made._transient_elements = elements
    return made
