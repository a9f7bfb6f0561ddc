"""Help on every page: a tour for each user, how the page's numbers are computed, and the words of the screen."""

from __future__ import annotations

import streamlit as st

from cx.domain.roles import Actor
from cx.ui import definitions, kept, tours
from cx.ui.definitions import Definition
from cx.ui.navigation import Place
from cx.ui.text import caption, escape

TOUR, NUMBERS, WORDS = "Two-minute tour", "Numbers on this page", "Words and every number"


def offer(place: Place, actor: Actor, *, new_here: bool) -> None:
    """The way to it, and back. new_here: the company is made up, so its reader is looking round."""
    label = TOUR if new_here else "Help"
    if kept.button(label, icon=":material/help:", kind="tertiary", key="help"):
        _open(place, actor)


@st.dialog("Help", width="medium")
def _open(place: Place, actor: Actor) -> None:
    topics = (TOUR, NUMBERS, WORDS) if definitions.on_page(place.address) else (TOUR, WORDS)
    topic = st.segmented_control(
        "Topic", topics, default=TOUR, required=True, key="help_topic", label_visibility="collapsed"
    )
    if topic == NUMBERS:
        _numbers(definitions.on_page(place.address))
    elif topic == WORDS:
        _words()
    else:
        _tour(actor)


def _tour(actor: Actor) -> None:
    names = [tour.whose for tour in tours.TOURS]
    first = tours.first_for(actor).whose
    whose = st.segmented_control("You are", names, default=first, required=True, key="help_whose")
    tour = next(tour for tour in tours.TOURS if tour.whose == whose)
    st.text(tour.leaves_with)
    for number, step in enumerate(tour.steps, start=1):
        title = f"{number}. {step.place.title if step.place else 'On every page'}"
        with st.container(gap=None):
            if step.place and actor.may_open(step.place.address):
                st.page_link(step.place.file, label=f"**{escape(title)}**", icon=step.place.icon)
            else:
                st.markdown(f":small[**{escape(title)}**]")
            st.text(step.words)


def _numbers(shown: tuple[Definition, ...]) -> None:
    for one in shown:
        with st.container(gap=None):
            st.markdown(f"**{escape(one.name)}**")
            st.text(one.meaning)
            caption(one.formula)


def _words() -> None:
    for plain, scholarly in definitions.words():
        with st.container(gap=None):
            st.markdown(f"**{escape(plain)}**")
            st.text(scholarly)
    st.subheader("Every number", anchor=False)
    _numbers(tuple(definitions.every().values()))
