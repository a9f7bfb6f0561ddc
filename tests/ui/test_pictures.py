"""Drawings and icons that are text already reach the page as Streamlit itself would send them."""

from __future__ import annotations

from unittest.mock import patch

from streamlit.commands import page_config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.testing.v1 import AppTest

from cx.ui import pictures, starting

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3"/></svg>'


def test_a_drawing_is_sent_as_streamlit_sends_it() -> None:
    def page(drawn: str) -> None:
        import streamlit as st

        from cx.ui import pictures

        with st.container():
            st.image(drawn, width="stretch", alt="A circle")
            pictures.svg(drawn, alt="A circle")

    sent: list[ForwardMsg] = []
    with patch.object(ForwardMsgQueue, "_before_enqueue_msg", sent.append):
        AppTest.from_function(page, args=(DRAWN,)).run()
    theirs, ours = (one.delta.new_element for one in sent if one.delta.new_element.WhichOneof("type") == "imgs")
    assert ours == theirs
    assert ours.imgs.imgs[0].url.startswith("data:image/svg+xml;base64,")


def test_an_icon_is_sent_as_streamlit_sends_it() -> None:
    theirs = page_config._get_favicon_string(starting.ICON)
    pictures.take_addresses_as_they_are()
    assert page_config._get_favicon_string(starting.ICON) == theirs == starting.ICON
    assert page_config._get_favicon_string(":material/star:") == ":material/star:"
