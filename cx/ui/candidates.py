"""Candidates for a project: problems of several functions, what could move the score most first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cx.reports.candidates import CandidateCard, CandidatesPart
from cx.ui import downloads, editing
from cx.ui.frame import PageView
from cx.ui.still import Places, still
from cx.ui.text import caption, escape, plain

FIRST = 3
"""Candidates that are in sight at once."""


def show(view: PageView, part: CandidatesPart | None) -> None:
    """Problems of several functions, each with the way to make it a project; where there is none, why."""
    if part is None:
        return
    whole, *places = still(_card, part)
    _begin(view, part.cards[:FIRST], places)
    rest = part.cards[FIRST:]
    with whole:
        if rest:
            more = st.expander(f"{len(rest)} more", type="compact", on_change="rerun", key="more_candidates")
            if more.open:
                with more:
                    _begin(view, rest, still(_cards, rest))
        if part.cards:
            downloads.offer_table(part.table, "candidates")


def _begin(view: PageView, cards: Sequence[CandidateCard], places: Places) -> None:
    """The way to make each a project."""
    for card, place in zip(cards, places, strict=True):
        with place:
            label, name = "Add as a project", f"candidate_{card.key.replace(' ', '-')}"
            editing.button(view, "projects", label=label, new=True, given=card.given, name=name)


def _card(part: CandidatesPart) -> Places:
    """The card, and the first candidates on it."""
    whole = st.container(border=True, gap="xsmall", key="candidates")
    with whole:
        st.header(escape(part.title), anchor=False)
        caption(part.caption, part.reason or part.rule)
        return [whole, *_cards(part.cards[:FIRST])]


def _cards(cards: Sequence[CandidateCard]) -> Places:
    places = []
    for card in cards:
        places.append(st.container(gap="xxsmall", key=f"candidate_{card.key.replace(' ', '-')}"))
        with places[-1]:
            st.markdown(f"**{escape(card.name)}**")
            plain(f"{card.could_move} {card.why}")
            plain(card.touches)
            caption(*card.left)
    return places
