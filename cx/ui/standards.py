"""Metrics as cards, the evidence gate, the glossary as a list."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cx.domain.standards import Term
from cx.reports.operational import Operational
from cx.reports.parts import Notice
from cx.reports.standards import MetricCard
from cx.ui import charts, editing, headlines
from cx.ui.frame import PageView
from cx.ui.still import Places, still
from cx.ui.strategy_answers import NARROWEST
from cx.ui.text import caption, escape


def outside(notices: Sequence[Notice]) -> None:
    if notices:
        still(_outside, notices)


def _outside(notices: Sequence[Notice]) -> None:
    with st.container(border=True, gap="xsmall", key="outside"):
        st.header("Surveys outside the standard", anchor=False)
        for notice in notices:
            st.text(f"{notice.tone.shape} {notice.name}")
            caption(notice.finding)


def metrics(cards: Sequence[MetricCard], view: PageView) -> None:
    top, *places = still(_metrics, cards)
    with top:
        editing.button(view, "metrics", label="Add a metric or version", new=True)
    for card, place in zip(cards, places, strict=True):
        with place:
            if card.given:
                editing.button(view, "metrics", card.key, label="Make it ours", new=True, given=card.given)
            else:
                editing.button(view, "metrics", card.key)


def _metrics(cards: Sequence[MetricCard]) -> Places:
    """The place at the top, and beside the name of each."""
    with st.container(border=True, gap="small", key="metrics"):
        top = headlines.beside("What we measure")
        with st.grid(2, min_column_width=NARROWEST, gap="medium", key="metric_cards"):
            return [top, *map(_card, cards)]


def _card(card: MetricCard) -> DeltaGenerator:
    with st.container(gap=None, key=f"metric_{card.key[1]}"):
        place = headlines.ends()
        with place, st.container(horizontal=True, vertical_alignment="center", gap="small", width="stretch"):
            st.markdown(f"**{escape(card.name)}**", width="content")
            if card.primary:
                st.badge("Brand metric", color="blue")
        if card.figure:
            st.markdown(f"**{escape(card.figure)}**")
        st.text(card.definition)
        upkeep = " · ".join(filter(None, (card.review, card.used_in)))
        caption(card.rests_on, card.formula, card.about, upkeep, *card.earlier)
    return place


def glossary(terms: Sequence[Term]) -> None:
    still(_glossary, terms)


def _glossary(terms: Sequence[Term]) -> None:
    with st.container(border=True, gap="small", key="glossary"):
        st.header("Glossary", anchor=False)
        with st.grid(2, min_column_width=NARROWEST, gap="small"):
            for term in terms:
                with st.container(gap=None):
                    st.subheader(escape(term.term), anchor=False)
                    st.text(term.meaning)
                    caption(f"Not {term.not_to_confuse}" if term.not_to_confuse else "")


def operational(found: Operational, view: PageView) -> None:
    """Which metrics come before the council, and the changes that say so."""
    top, end = still(_operational, found)
    with top:
        editing.button(view, "metric_values", label="Add a value", new=True)
    with end:
        charts.tabs(found.parts, "gate_changes")


def _operational(found: Operational) -> Places:
    """The places at its top and at its end."""
    whole = st.container(border=True, gap="small", key="operational")
    with whole:
        top = headlines.beside(
            f"Operational metrics, close of {found.quarter}" if found.quarter else "Operational metrics"
        )
        if found.reason:
            st.text(found.reason)
        for line in found.lines:
            with st.container(gap=None):
                st.markdown(f"**{escape(line.name)}**")
                headlines.badges((line.badge,))
                st.text(line.why)
                caption(line.rests)
        caption(*found.moved)
    return [top, whole]
