"""What holds nothing to click is drawn once and sent again, and never sent for something else."""

from __future__ import annotations

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
        still(words, st.session_state.parts[1], "Two")


def _texts(page: AppTest) -> list[str]:
    return [*(heading.value for heading in page.subheader), *(text.value for text in page.text)]


def test_what_is_sent_again_is_what_was_drawn() -> None:
    page = AppTest.from_function(_page).run()
    first = _texts(page)
    assert first == ["One", "Two", "first", "second", "third"]
    for _ in range(2):
        assert _texts(page.run()) == first
    assert page.session_state.drawn == ["One", "Two"]


def test_another_report_is_drawn_anew() -> None:
    page = AppTest.from_function(_page).run()
    page.session_state.parts = [["changed"], page.session_state.parts[1]]
    assert _texts(page.run()) == ["One", "Two", "changed", "second", "third"]
    assert page.session_state.drawn == ["One", "Two", "One"]


def test_another_readers_filters_are_in_their_own_links() -> None:
    page = AppTest.from_function(_page).run()
    page.session_state.address_filters = {"region": "EMEA"}
    page.run()
    assert page.session_state.drawn == ["One", "Two", "One", "Two"]
