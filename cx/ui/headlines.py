"""The finding at the top of a page, and what to do where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cx.domain.periods import Grain
from cx.domain.roles import Actor
from cx.domain.slices import GROUPING_FIELDS
from cx.reports.parts import Badge, Headline, Notice, State, Tone
from cx.ui import address, navigation
from cx.ui.still import still
from cx.ui.text import caption, escape, plain

Colour = Literal["green", "red", "gray"]
_COLOURS: Mapping[Tone, Colour] = {
    Tone.BETTER: "green",
    Tone.WORSE: "red",
    Tone.STEADY: "gray",
    Tone.UNCLEAR: "gray",
    Tone.NONE: "gray",
}


def show(headline: Headline) -> bool:
    """The headline; whether figures follow it. Without any, a sentence, the next step and where to take it."""
    if headline.state is not State.READY:
        _nothing(headline)
        return False
    still(_finding, headline)
    return True


def _finding(headline: Headline) -> None:
    with st.container(gap="xsmall", key="headline"):
        st.title(escape(headline.sentence), anchor=False)
        about = (headline.asked, headline.response, headline.heard, headline.as_of)
        caption(" · ".join(part.rstrip(".") for part in about if part))
        plain(headline.next_step)
    if headline.restated:
        st.info(escape(headline.restated), icon=":material/history:")
    if headline.warnings:
        with st.container(gap="xsmall", key="warnings"):
            for warning in headline.warnings:
                st.warning(escape(warning), icon=":material/warning:")


def beside(title: str) -> DeltaGenerator:
    """A card's title; the place at its right for what can be done with it."""
    row = ends()
    row.header(escape(title), anchor=False)
    return row


def named(name: str) -> DeltaGenerator:
    """As `beside`, of one among several on a card."""
    row = ends()
    row.subheader(escape(name), anchor=False)
    return row


def ends() -> DeltaGenerator:
    """A line whose first part stands at its left end and its last at the right."""
    return st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False)


def badge_row(marks: tuple[Badge, ...]) -> None:
    """Verdicts beside each other, each as its shape and a few words; what they rest on is one click away."""
    still(_badge_row, marks)


def _badge_row(marks: tuple[Badge, ...]) -> None:
    with st.container(horizontal=True, gap="small", key="badges"):
        for mark in marks:
            st.badge(_words(mark), color=_COLOURS[mark.tone])
    told = [f"{mark.words}. {mark.detail}" for mark in marks if mark.detail]
    if told:
        with st.expander("What these verdicts rest on", type="compact"):
            for line in told:
                st.text(line)


def badges(marks: tuple[Badge, ...]) -> None:
    """Verdicts in brief, where it is narrow: a badge would cut its words short, a background wraps."""
    if marks:
        st.markdown(f":small[{_lines(marks)}]")


def _words(mark: Badge) -> str:
    return escape(f"{mark.tone.shape} {mark.words}")


def _lines(marks: tuple[Badge, ...]) -> str:
    told = ((mark.tone, escape(f"{mark.tone.shape} {mark.brief or mark.words}")) for mark in marks)
    return " ".join(f":{_COLOURS[tone]}-background[{words}]" for tone, words in told)


def beside_attention(notices: tuple[Notice, ...]) -> DeltaGenerator:
    """The place beside what needs attention; all the room where nothing does."""
    if not notices:
        return st.container()
    main, aside = st.columns([2, 1], gap="xsmall")
    with aside:
        still(_attention, notices, "What needs attention")
    return main


def _attention(notices: tuple[Notice, ...], title: str) -> None:
    """Sentences that each lead somewhere, most urgent first."""
    with st.container(border=True, height="stretch", gap="small", key="attention"):
        st.header(title, anchor=False)
        for notice in notices:
            show_notice(notice)


def show_notice(notice: Notice) -> None:
    """The group leads to its trend; what is the matter stands under it, as a link would not wrap."""
    named = f"{notice.tone.shape} {notice.name}"
    with st.container(gap=None):
        if notice.link:
            navigation.link(notice.link, named)
        else:
            st.text(named)
        caption(notice.finding)


def nothing_yet(words: str, actor: Actor) -> None:
    """What is missing, and the way to where it comes from for those who may go there."""
    with st.container(border=True, key="nothing_to_show"):
        st.text(words)
        if actor.may_open(navigation.IMPORTS.address):
            st.page_link(navigation.IMPORTS.file, label="Go to Imports", icon=navigation.IMPORTS.icon)


def _nothing(headline: Headline) -> None:
    with st.container(border=True, key="nothing_to_show"):
        st.title(escape(headline.sentence), anchor=False)
        if headline.next_step:
            st.text(headline.next_step)
        with st.container(horizontal=True):
            if headline.state is State.NO_ANSWERS:
                st.page_link(navigation.IMPORTS.file, label="Import a survey export", icon=navigation.IMPORTS.icon)
            if headline.state is State.NO_SURVEY_CHOSEN:
                st.page_link(navigation.SETTINGS.file, label="Choose the primary survey", icon=navigation.SETTINGS.icon)
            if headline.state in (State.NOTHING_IN_SCOPE, State.HIDDEN):
                _wider()


def _wider() -> None:
    """Ways out of a group or a period that holds too little, where the filters may lie behind a fold."""
    if any(address.asked(name) for name in GROUPING_FIELDS):
        st.button("Show everybody", icon=":material/groups:", on_click=address.drop, args=GROUPING_FIELDS)
    if address.asked("grain") != Grain.YEAR:
        st.button(
            "Show the whole year", icon=":material/calendar_month:", on_click=address.lengthen, args=(Grain.YEAR.value,)
        )
