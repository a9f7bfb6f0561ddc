"""Signals that really matter as a list, most pressing first; the others one click away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cx.reports.parts import Notice
from cx.reports.signals import SignalCard
from cx.ui import editing, headlines, kept
from cx.ui.frame import PageView
from cx.ui.still import Places, still
from cx.ui.strategy_answers import NARROWEST, evidence
from cx.ui.text import caption


def attention(notices: Sequence[Notice]) -> None:
    """What waits for somebody, beside each other; nothing where nothing does."""
    if notices:
        still(_attention, notices)


def _attention(notices: Sequence[Notice]) -> None:
    with st.container(border=True, gap="xsmall", key="attention"):
        st.header("What needs attention", anchor=False)
        with st.grid(3, min_column_width=NARROWEST, gap="small"):
            for notice in notices:
                headlines.show_notice(notice)


def ranked(cards: Sequence[SignalCard], view: PageView) -> None:
    """What really matters and why; the rest behind an expander, drawn when it is opened."""
    whole, top, *places = still(_matter, cards)
    with top:
        editing.button(view, "signals", label="Add a signal", new=True)
    matter, others = ([card for card in cards if card.material is material] for material in (True, False))
    _edit(matter, places, view)
    if others:
        with whole:
            more = kept.expander(f"{len(others)} that matter less", key="matter_less")
        if more.open:
            with more:
                _edit(others, still(_others, cards), view)


def _matter(cards: Sequence[SignalCard]) -> Places:
    """The card, its top, and of each signal on it the place beside its name."""
    whole = st.container(border=True, gap="small", key="ranked")
    with whole:
        top = headlines.beside("Which really matter")
        with st.grid(2, min_column_width=NARROWEST, gap="medium", key="matter"):
            return [whole, top, *(_card(card) for card in cards if card.material)]


def _others(cards: Sequence[SignalCard]) -> Places:
    return [_card(card) for card in cards if not card.material]


def _edit(cards: Sequence[SignalCard], places: Places, view: PageView) -> None:
    for card, place in zip(cards, places, strict=True):
        with place:
            editing.button(view, "signals", (card.signal_id,))


def _card(card: SignalCard) -> DeltaGenerator:
    with st.container(gap=None, key=f"signal_{card.signal_id}"):
        place = headlines.named(f"{card.rank} {card.title}")
        headlines.badges(card.badges)
        st.text(card.why)
        caption(card.about, f"We: {card.response}" if card.response else "", card.touches, card.caption)
        evidence((card.link,) if card.link and card.link.address else (), f"link_{card.signal_id}")
    return place


def closed(signals: Sequence[tuple[str, str]]) -> None:
    if signals:
        caption(f"No longer watched: {', '.join(title for _, title in signals)}")
