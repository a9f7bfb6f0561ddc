"""Signals that really matter as a list, most pressing first; the others one click away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cx.reports.parts import Notice
from cx.reports.signals import SignalCard
from cx.ui import editing, headlines
from cx.ui.frame import PageView
from cx.ui.strategy_answers import NARROWEST, evidence
from cx.ui.text import caption, escape


def attention(notices: Sequence[Notice]) -> None:
    """What waits for somebody, beside each other; nothing where nothing does."""
    if not notices:
        return
    with st.container(border=True, gap="xsmall", key="attention"):
        st.subheader("What needs attention", anchor=False)
        with st.grid(3, min_column_width=NARROWEST, gap="small"):
            for notice in notices:
                with st.container(gap=None):
                    st.text(f"{notice.tone.shape} {notice.name}")
                    caption(notice.finding)


def ranked(cards: Sequence[SignalCard], view: PageView) -> None:
    """What really matters and why; the rest behind an expander, drawn when it is opened."""
    with st.container(border=True, gap="small", key="ranked"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False):
            st.subheader("Which really matter", anchor=False)
            editing.button(view, "signals", label="Add a signal", new=True)
        with st.grid(2, min_column_width=NARROWEST, gap="medium", key="matter"):
            for card in cards:
                if card.material:
                    _card(card, view)
        others = [card for card in cards if not card.material]
        if others:
            more = st.expander(f"{len(others)} that matter less", type="compact", on_change="rerun", key="matter_less")
            if more.open:
                with more:
                    for card in others:
                        _card(card, view)


def _card(card: SignalCard, view: PageView) -> None:
    with st.container(gap=None, key=f"signal_{card.signal_id}"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False):
            st.markdown(f"**{escape(f'{card.rank} {card.title}')}**")
            editing.button(view, "signals", (card.signal_id,))
        headlines.badges(card.badges)
        st.text(card.why)
        caption(card.about, f"We: {card.response}" if card.response else "", card.touches, card.caption)
        evidence((card.link,) if card.link and card.link.address else (), f"link_{card.signal_id}")


def closed(signals: Sequence[tuple[str, str]]) -> None:
    if signals:
        caption(f"No longer watched: {', '.join(title for _, title in signals)}")
