"""Parts of a page that hold nothing to click are drawn once; after that, what was drawn is sent again as it was.

Streamlit's own caches replay element by element: each is built, copied and hashed anew, which costs as much as drawing
it. Here the finished messages are kept, by the place on the page that they were sent to, and never changed again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from cx.ui import address, sending
from cx.ui.sending import Inside

MOST_KEPT = 1000
Places = Sequence[DeltaGenerator]


def still(draw: Callable[..., Places | None], shown: Any, *how: str) -> Places:
    """`draw(shown, *how)`, or what it drew before; the containers that it returns, for what is to be clicked in them.

    draw: has no widgets, no still part in it, and reads nothing else that changes. shown: a report or a part of one.
    Reports are kept between runs, so being the same object is being unchanged. Links carry the reader's filters along
    and charts have the reader's light or dark, so both are told apart.
    """
    place = sending.here()
    if place is None:
        return draw(shown, *how) or ()
    look = st.context.theme.type, address.carried()
    drawn = _drawn(draw.__module__, draw.__qualname__, _Same(shown), how, look, place.name)
    if drawn.messages:
        place.send(drawn.messages, drawn.elements)
        return [inside.again(place, DeltaGenerator) for inside in drawn.places]
    before = place.cursor.index
    with sending.recorded(place.context) as messages:
        places = draw(shown, *how) or ()
    drawn.elements, drawn.places = place.cursor.index - before, [Inside.of(one) for one in places]
    drawn.messages = messages
    return places


@dataclass(slots=True)
class _Drawn:
    """messages: as they were sent; none where nothing was drawn yet. elements: those at the place itself."""

    messages: Sequence[ForwardMsg] = ()
    elements: int = 0
    places: Sequence[Inside] = ()


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
