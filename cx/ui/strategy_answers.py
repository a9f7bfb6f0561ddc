"""The six answers, the two statements, and what we stop, as cards."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cx.domain.evidence import Evidence
from cx.reports.answers import AnswerCard, StatementCard, Stopped
from cx.ui import editing, headlines
from cx.ui.frame import PageView
from cx.ui.still import Places, still
from cx.ui.text import caption, escape, plain

NARROWEST = 300
"""Pixels of a card. Three fit beside the sidebar of a laptop, one on a phone."""


def statements(cards: Sequence[StatementCard], view: PageView) -> None:
    """What we are trying to achieve, as it is said inside and outside."""
    for card, place in zip(cards, still(_statements, cards), strict=True):
        _edit(place, view, "statements", str(card.kind), new=not card.text)


def _statements(cards: Sequence[StatementCard]) -> Places:
    places = []
    with st.grid(len(cards), min_column_width=NARROWEST, gap="xsmall", key="statements"):
        for card in cards:
            with st.container(border=True, height="stretch", gap="xxsmall", key=f"statement_{card.kind}"):
                places.append(headlines.beside(card.title))
                headlines.badges((card.badge,) if card.badge else ())
                plain(card.text)
                caption(card.caption)
    return places


def answers(cards: Sequence[AnswerCard], view: PageView) -> None:
    """Six questions with their current answers, what needs attention first."""
    for card, place in zip(cards, still(_answers, cards), strict=True):
        _edit(place, view, "answers", str(card.dimension), new=not card.text)


def _answers(cards: Sequence[AnswerCard]) -> Places:
    places = []
    with st.grid(3, min_column_width=NARROWEST, gap="xsmall", key="answers"):
        for card in cards:
            with st.container(border=True, height="stretch", gap="xxsmall", key=f"answer_{card.dimension}"):
                places.append(headlines.beside(card.title))
                caption(card.question)
                headlines.badges(card.badges)
                plain(card.text)
                st.space("stretch")
                caption(card.caption)
                evidence(card.evidence, f"evidence_{card.dimension}")
    return places


def evidence(found: Sequence[Evidence], key: str) -> None:
    """What it rests on; an address is a link of its own, the rest are words."""
    words = [one.label for one in found if not one.address]
    if words:
        caption(f"Rests on {'; '.join(words)}")
    links = [one for one in found if one.address]
    if links:
        with st.container(horizontal=True, gap="xsmall"):
            for number, one in enumerate(links):
                st.link_button(
                    escape(one.label), one.address, type="tertiary", icon=":material/link:", key=f"{key}_{number}"
                )


def beside_stopped(rows: Sequence[Stopped]) -> DeltaGenerator:
    """The place beside what we stop: strategy is choosing. All the room where nothing is funded."""
    if not rows:
        return st.container()
    (main,) = still(_stopped, rows)
    return main


def _stopped(rows: Sequence[Stopped]) -> Places:
    main, aside = st.columns([3, 2], gap="xsmall")
    with aside, st.container(border=True, height="stretch", gap="xsmall", key="stopped"):
        st.header("What we stop to pay for it", anchor=False)
        for row in rows:
            with st.container(gap=None):
                st.text(row.stops)
                caption(row.pays_for)
    return [main]


def _edit(place: DeltaGenerator, view: PageView, table: str, key: str, *, new: bool) -> None:
    with place:
        editing.button(view, table, (key,), label="Answer it" if new else "Edit", new=new)
