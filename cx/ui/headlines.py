"""The finding at the top of a page, and what to do where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from cx.reports.parts import Badge, Headline, Notice, State, Tone
from cx.ui import navigation
from cx.ui.text import caption, escape

SHAPES = {Tone.BETTER: "▲", Tone.WORSE: "▼", Tone.STEADY: "■", Tone.UNCLEAR: "≈", Tone.NONE: ""}
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
    with st.container(gap="xsmall", key="headline"):
        st.title(escape(headline.sentence), anchor=False)
        caption(" · ".join(part.rstrip(".") for part in (headline.asked, headline.response, headline.as_of) if part))
    for warning in headline.warnings:
        st.warning(escape(warning), icon=":material/warning:")
    return True


def badge_row(marks: tuple[Badge, ...]) -> None:
    """Verdicts beside each other, each as its shape and a few words; what it rests on is one hover away."""
    with st.container(horizontal=True, gap="small", key="badges"):
        for mark in marks:
            st.badge(_words(mark), color=_COLOURS[mark.tone], help=escape(mark.detail) or None)


def badges(marks: tuple[Badge, ...]) -> None:
    """Verdicts below each other, where it is narrow: a badge would cut its words short, a background wraps them."""
    for mark in marks:
        st.markdown(f":small[:{_COLOURS[mark.tone]}-background[{_words(mark)}]]")


def _words(mark: Badge) -> str:
    return escape(f"{SHAPES[mark.tone]} {mark.words}".strip())


def attention(notices: tuple[Notice, ...], title: str = "What needs attention") -> None:
    """Sentences that each lead somewhere, most urgent first; nothing where nothing does."""
    if not notices:
        return
    with st.container(border=True, gap="xsmall", key="attention"):
        st.subheader(title, anchor=False)
        for notice in notices:
            _notice(notice)


def _notice(notice: Notice) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(f"{SHAPES[notice.tone]} {notice.text}".strip())
        if notice.link:
            navigation.link(notice.link, "Look closer")


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
