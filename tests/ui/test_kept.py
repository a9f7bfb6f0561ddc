"""A kept widget is Streamlit's own in all that a reader does to it, and is sent again as it was drawn."""

from __future__ import annotations

from copy import deepcopy
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.cursor import RunningCursor
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.testing.v1 import AppTest

from cx.ui import sending


def _page() -> None:
    import streamlit as st

    from cx.ui import kept

    clicked = st.session_state.setdefault("clicked", [])
    if "link" in st.session_state:
        st.session_state.region = st.session_state.pop("link")
    with st.sidebar:
        labels = st.session_state.get("labels", {"": "All", "EMEA": "Europe"})
        chosen = kept.select("Region", labels, key="region", on_change=clicked.append, args=("region",))
    st.text(f"chosen {chosen or None}")
    with st.container():
        pressed = kept.button("Edit", key="edit", icon=":material/edit:", on_click=clicked.append, args=("edit",))
    st.text(f"pressed {pressed}")
    more = kept.expander("More", key="more")
    if more.open:
        more.text("within")
    menu = kept.popover("Menu", key="menu", icon=":material/download:")
    with menu:
        st.text("always there")
    st.text("last")


def _texts(page: AppTest) -> list[str]:
    return [text.value for text in page.text]


def test_what_is_sent_again_is_what_was_drawn() -> None:
    sent: list[list[ForwardMsg]] = []
    page = AppTest.from_function(_page)
    with patch.object(ForwardMsgQueue, "_before_enqueue_msg", lambda message: sent[-1].append(message)):
        for _ in range(3):
            sent.append([])
            page.run()
    assert sent[1] == sent[2] == sent[0]
    assert _texts(page) == ["chosen None", "pressed False", "always there", "last"]


def test_it_draws_nothing_anew_in_the_second_run() -> None:
    page = AppTest.from_function(_page).run()
    with (
        patch.object(st, "button", side_effect=AssertionError),
        patch.object(st, "selectbox", side_effect=AssertionError),
        patch.object(st, "expander", side_effect=AssertionError),
        patch.object(st, "popover", side_effect=AssertionError),
    ):
        page.run()
    assert not page.exception


def test_a_click_counts_once() -> None:
    page = AppTest.from_function(_page).run().run()
    page.button(key="edit").click().run()
    assert page.session_state.clicked == ["edit"]
    assert "pressed True" in _texts(page)
    page.run()
    assert page.session_state.clicked == ["edit"]
    assert "pressed False" in _texts(page)


def test_what_is_chosen_stays_chosen() -> None:
    page = AppTest.from_function(_page).run().run()
    page.selectbox(key="region").set_value("EMEA").run()
    assert page.session_state.clicked == ["region"]
    assert _texts(page.run())[0] == "chosen EMEA"
    assert page.session_state.region == page.selectbox(key="region").value == "EMEA"


def test_the_browser_is_told_of_a_choice_that_the_page_made() -> None:
    page = AppTest.from_function(_page).run().run()
    page.session_state.link = "EMEA"
    box: Any = page.run().selectbox(key="region")
    assert (box.value, box.proto.set_value) == ("EMEA", True)
    box = page.run().selectbox(key="region")
    assert (box.value, box.proto.set_value) == ("EMEA", False)


def test_a_choice_that_is_offered_no_more_falls_back() -> None:
    page = AppTest.from_function(_page).run().run()
    page.selectbox(key="region").set_value("EMEA").run()
    page.session_state.labels = {"": "All", "APAC": "Asia"}
    assert _texts(page.run())[0] == "chosen None"


def test_another_reader_has_a_state_of_their_own() -> None:
    first, second = AppTest.from_function(_page).run(), AppTest.from_function(_page).run()
    first.selectbox(key="region").set_value("EMEA").run()
    assert _texts(second.run())[0] == "chosen None"
    assert second.session_state.clicked == []


def test_the_same_key_twice_is_still_refused() -> None:
    def twice() -> None:
        from cx.ui import kept

        for _ in range(2):
            kept.button("Edit", key="edit", icon=":material/edit:")

    page = AppTest.from_function(twice).run()
    assert len(page.exception) == 1
    assert len(page.run().exception) == 1


def test_a_place_is_copied_whole() -> None:
    def copied(cursor: RunningCursor) -> dict[str, Any]:
        made = deepcopy(cursor)
        assert made is not cursor
        assert made._transient_elements is not cursor._transient_elements
        return {**vars(made), "_transient_elements": dict(made._transient_elements.items())}

    cursor = RunningCursor(1, (2, 3))
    cursor.lock_element()
    with patch.object(RunningCursor, "__deepcopy__", None, create=True):
        del RunningCursor.__deepcopy__  # type: ignore[attr-defined]
        by_streamlit = copied(cursor)
        sending.copy_places_plainly()
        assert copied(cursor) == by_streamlit
    assert cursor.index == 1
