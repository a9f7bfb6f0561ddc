"""Widgets as Streamlit's own, whose finished message is sent again while they look as they did.

Streamlit meets each widget in every run: that stays, so what a reader does to it counts as ever. Building its message
anew is most of what a widget costs, and is left out. None of them may stand in a form.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, TypeVar, cast

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.elements.lib.mutable_popover_container import PopoverContainer
from streamlit.elements.lib.utils import _register_element_id, save_for_app_testing
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.state.common import RegisterWidgetResult, WidgetMetadata
from streamlit.runtime.state.widgets import register_widget_from_metadata

from cx.ui import sending
from cx.ui.sending import Inside, Place

MOST_KEPT = 2000
Kind = Literal["primary", "secondary", "tertiary"]
Container = TypeVar("Container", bound=ExpanderContainer | PopoverContainer)


def button(
    label: str,
    *,
    key: str,
    icon: str,
    kind: Kind = "secondary",
    on_click: Callable[..., None] | None = None,
    args: tuple[Hashable, ...] = (),
    disabled: bool = False,
) -> bool:
    """`st.button` of that key."""

    def draw() -> Any:
        return st.button(label, icon=icon, type=kind, key=key, on_click=on_click, args=args, disabled=disabled)

    return bool(_met(draw, label, key, icon, kind, on_click, args, disabled))


def select(
    label: str, labels: Mapping[str, str], *, key: str, on_change: Callable[..., None], args: tuple[Hashable, ...]
) -> str:
    """`st.selectbox` of that key over the keys of `labels`, which shows their values."""

    def draw() -> Any:
        return st.selectbox(label, list(labels), format_func=shown, key=key, on_change=on_change, args=args)

    def shown(option: str) -> str:
        return labels.get(option, option)

    return str(_met(draw, label, tuple(labels.items()), key, on_change, args, tested=shown))


def expander(label: str, *, key: str, look: Literal["default", "compact"] = "compact") -> ExpanderContainer:
    """`st.expander` of that key that tells when it is opened."""

    def draw() -> Any:
        return st.expander(label, type=look, on_change="rerun", key=key)

    return cast("ExpanderContainer", _met(draw, label, key, look, drawn_as=ExpanderContainer))


def popover(label: str, *, key: str, icon: str, kind: Kind = "secondary") -> PopoverContainer:
    """`st.popover` of that key that tells when it is opened."""

    def draw() -> Any:
        return st.popover(label, icon=icon, type=kind, on_change="rerun", key=key)

    return cast("PopoverContainer", _met(draw, label, key, icon, kind, drawn_as=PopoverContainer))


@dataclass(slots=True)
class _Widget:
    """metadata: what Streamlit knows of it, the same in every run; None where it was not drawn yet.

    messages: what was sent while it had that value. inside: where a container's first element goes.
    """

    metadata: WidgetMetadata[Any] | None = None
    messages: dict[Any, ForwardMsg] = field(default_factory=dict)
    inside: Inside | None = None


def _met(draw: Callable[[], Any], *by: Hashable, drawn_as: type[Container] | None = None, tested: Any = None) -> Any:
    """The widget's value, or its container, as Streamlit's command gives it.

    by: all that it is drawn from. drawn_as: the container. tested: what Streamlit's own tests ask of it besides.
    """
    place = sending.here()
    if place is None:
        return draw()
    widget = _widget(draw.__qualname__, place.name, *by)
    if widget.metadata is not None:
        found = register_widget_from_metadata(widget.metadata, place.context)
        message = None if found.value_changed else widget.messages.get(found.value)
        if message is not None:
            _register_element_id(place.context, "widget", widget.metadata.id)
            save_for_app_testing(place.context, widget.metadata.id, tested or found.value)
            place.send((message,))
            if drawn_as is not None and widget.inside is not None:
                return _again(drawn_as, widget.inside, place, found)
            return found.value
    with sending.recorded(place.context) as messages:
        drawn = draw()
    _keep(widget, place, drawn, messages)
    return drawn


def _keep(widget: _Widget, place: Place, drawn: Any, messages: Sequence[ForwardMsg]) -> None:
    """The one message that was sent, unless it sets the widget to another value, which is to happen once."""
    if len(messages) != 1:
        return
    delta = messages[0].delta
    if isinstance(drawn, ExpanderContainer | PopoverContainer):
        identity, value, widget.inside = delta.add_block.id, drawn.open, Inside.of(drawn)
    else:
        element = getattr(delta.new_element, str(delta.new_element.WhichOneof("type")))
        identity, value = element.id, drawn
        if getattr(element, "set_value", False):
            return
    widget.metadata = place.context.session_state._state._new_widget_state.widget_metadata[identity]
    widget.messages[value] = messages[0]


def _again(kind: type[Container], inside: Inside, place: Place, found: RegisterWidgetResult[bool]) -> Container:
    made = inside.again(place, kind)
    made.open = found.value
    return made


@lru_cache(maxsize=MOST_KEPT)
def _widget(*_by: Hashable) -> _Widget:
    return _Widget()
