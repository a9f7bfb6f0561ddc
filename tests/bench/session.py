"""A reader without a browser: Streamlit's own messages over its websocket."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.serving import Server


class ScriptFailed(Exception):
    """The page showed an exception instead of itself."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a page. milliseconds: from asking to the script's end; elements: what it sent, in order."""

    milliseconds: float
    elements: tuple[Element, ...]


@dataclass(slots=True)
class Session:
    """One open tab. page: its address, '' for the first. kept: what the tab holds and need not be sent again."""

    connection: ClientConnection
    page: str
    kept: dict[str, Element | None] = field(default_factory=dict)

    def run(self) -> Run:
        """Let the page's script run once, as any click does."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.cached_message_hashes.extend(self.kept)
        started = time.perf_counter()
        self.connection.send(message.SerializeToString())
        elements: list[Element] = []
        while True:
            answer = ForwardMsg.FromString(self._receive())
            kind = answer.WhichOneof("type")
            if kind == "script_finished":
                return Run((time.perf_counter() - started) * 1000, tuple(elements))
            if (element := self._element(answer, kind)) is not None:
                elements.append(element)

    def _element(self, answer: ForwardMsg, kind: str | None) -> Element | None:
        if kind == "ref_hash":
            return self.kept.get(answer.ref_hash)
        element = answer.delta.new_element if answer.delta.HasField("new_element") else None
        if element is not None and element.WhichOneof("type") == "exception":
            raise ScriptFailed(element.exception.message)
        if answer.hash and answer.metadata.cacheable:
            self.kept[answer.hash] = element
        return element

    def _receive(self) -> bytes:
        received = self.connection.recv()
        return received if isinstance(received, bytes) else received.encode()


@contextmanager
def open_session(server: Server, page: str = "") -> Iterator[Session]:
    address = f"ws://localhost:{server.port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, compression=None, origin=server.url) as connection:
        yield Session(connection, page)
