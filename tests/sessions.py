"""Visitors without a browser: sessions that speak Streamlit's protocol over its websocket, for many at once."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import TracebackType

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MAIN = (0,)
"""Where the places of a page itself begin; those of its sidebar begin otherwise."""
BEHIND = "new figures are being worked out"


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of a page. page: its address. seconds: from asking until the script had finished, all of it received.

    problems: exceptions that the page showed, in its own words. received: bytes. heading: the first one, '' for none.
    shown: stands for what the page itself shows, without its filters and what else one can set; the same for two visits
    that show the same. behind: whether it said that newer figures are being worked out, which `shown` leaves out.
    """

    page: str
    seconds: float
    problems: tuple[str, ...]
    received: int
    heading: str = ""
    shown: frozenset[str] = frozenset()
    behind: bool = False


class Session:
    """One visitor with a tab open: `async with Session(port) as visitor: await visitor.visit("trends")`.

    headers: of the handshake, such as a cookie where somebody has signed in.
    """

    def __init__(self, port: int, headers: Iterable[tuple[str, str]] = ()) -> None:
        self._port = port
        self._headers = list(headers)
        self._pages: dict[str, str] = {}
        self._cached: list[str] = []

    async def __aenter__(self) -> Session:
        self._socket = await websockets.connect(
            f"ws://127.0.0.1:{self._port}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            origin=websockets.Origin(f"http://127.0.0.1:{self._port}"),
            additional_headers=self._headers,
            max_size=None,
            compression=None,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        await self._socket.close()

    @property
    def pages(self) -> Sequence[str]:
        """The addresses in this visitor's menu; known after the first visit."""
        return tuple(self._pages)

    async def visit(self, page: str = "", query: str = "") -> Visit:
        """Open a page by its address, '' for the first one, and wait until all of it is here.

        query: filters as they stand in the address, such as 'period=2026Q2&region=EMEA'.
        """
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_script_hash = self._pages.get(page, "")
        asked.rerun_script.page_name = page
        asked.rerun_script.cached_message_hashes.extend(self._cached)
        start = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        received, problems, heading, behind = 0, [], "", False
        shown: dict[tuple[int, ...], str] = {}
        while True:
            data = await self._socket.recv()
            if isinstance(data, str):
                continue
            received += len(data)
            message = ForwardMsg()
            message.ParseFromString(data)
            if message.hash and message.metadata.cacheable:
                self._cached.append(message.hash)
            kind = message.WhichOneof("type")
            place = tuple(message.metadata.delta_path)
            if kind == "ref_hash" and place[:1] == MAIN:
                shown[place] = message.ref_hash
            if kind == "navigation":
                self._pages = {known.url_pathname: known.page_script_hash for known in message.navigation.app_pages}
            elif kind == "delta":
                element = message.delta.new_element
                if BEHIND in element.markdown.body:
                    behind = True
                elif place[:1] == MAIN and element.WhichOneof("type") and not _is_set(element):
                    shown[place] = message.hash or sha256(element.SerializeToString()).hexdigest()
                if element.WhichOneof("type") == "exception":
                    problems.append(element.exception.message)
                elif element.WhichOneof("type") == "heading" and element.heading.tag == "h1":
                    heading = heading or element.heading.body
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                seconds = time.perf_counter() - start
                return Visit(page, seconds, tuple(problems), received, heading, frozenset(shown.values()), behind)


def _is_set(element: Element) -> bool:
    """Whether the reader can set it: it is sent otherwise where they have."""
    return "set_value" in getattr(element, str(element.WhichOneof("type"))).DESCRIPTOR.fields_by_name


def share(seconds: Sequence[float], part: float) -> float:
    """The time that this part of all visits took at most: `share(times, 0.95)` is the 95th percentile (nearest rank).

    >>> share([1, 2, 3, 4], 0.5)
    2
    """
    return sorted(seconds)[max(0, math.ceil(part * len(seconds)) - 1)]
