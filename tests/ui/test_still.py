"""What holds nothing to click is drawn once and sent again, and never sent for something else."""

from __future__ import annotations

from unittest.mock import patch

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from cx.ui.still import still

    drawn = st.session_state.setdefault("drawn", [])

    def words(shown: list[str], heading: str) -> None:
        drawn.append(heading)
        st.subheader(heading)
        for word in shown:
            with st.container(border=True):
                st.text(word)

    if "parts" not in st.session_state:
        st.session_state.parts = [["first"], ["second", "third"]]
    still(words, st.session_state.parts[0], "One")
    with st.container():
        st.fragment(still)(words, st.session_state.parts[1], "Two")
    st.text("last")


def _texts(page: AppTest) -> list[str]:
    return [*(heading.value for heading in page.subheader), *(text.value for text in page.text)]


def test_what_is_sent_again_is_what_was_drawn() -> None:
    sent: list[list[ForwardMsg]] = []
    page = AppTest.from_function(_page)
    with patch.object(ForwardMsgQueue, "_before_enqueue_msg", lambda message: sent[-1].append(message)):
        for _ in range(3):
            sent.append([])
            page.run()
            assert _texts(page) == ["One", "Two", "first", "second", "third", "last"]
    assert page.session_state.drawn == ["One", "Two"]
    assert sent[1] == sent[2] == sent[0]


def test_another_report_is_drawn_anew() -> None:
    page = AppTest.from_function(_page).run()
    page.session_state.parts = [["changed"], page.session_state.parts[1]]
    assert _texts(page.run()) == ["One", "Two", "changed", "second", "third", "last"]
    assert page.session_state.drawn == ["One", "Two", "One"]


def test_another_readers_filters_are_in_their_own_links() -> None:
    page = AppTest.from_function(_page).run()
    page.session_state.address_filters = {"region": "EMEA"}
    page.run()
    assert page.session_state.drawn == ["One", "Two", "One", "Two"]
