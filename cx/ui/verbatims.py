"""What customers say: searched, read comment by comment, pinned as quotes, taken away; and the quotes themselves.

A comment is shown by `st.text`, which reads no markup. What a reader searches for may be a name: it stays in their own
session, in no address and in no cache that others share.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from cx.actions import voice as actions
from cx.domain.errors import CxError
from cx.domain.roles import Action
from cx.domain.searching import LONGEST_SEARCH
from cx.domain.tables import Table
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM
from cx.exports import table as tables
from cx.reports import verbatims as reports
from cx.reports.parts import Choice
from cx.reports.themes import ThemesPart
from cx.reports.verbatims import SCORE_CHOICES, Search, Verbatim, VerbatimsPart
from cx.reports.view import View
from cx.ui import downloads, errors, quotes
from cx.ui.frame import PageView
from cx.ui.still import Places, still
from cx.ui.text import caption, escape

_TEXT, _SCORES, _THEME = "voice_text", "voice_scores", "voice_theme"
_PAGE, _FOUND = "voice_page", "voice_found"
_SAID = "voice_said"


def show(view: PageView, first: VerbatimsPart | None, themes: ThemesPart | None = None) -> None:
    """The comments of the page's group, and the quotes pinned from any; nothing to a reader who may not read them.

    themes: those that the page shows; comments may be narrowed to one of them.
    """
    lines = themes.lines if themes else ()
    offered = tuple(Choice(line.theme_id, line.name) for line in lines if line.effect is not None)
    if first is None or not view.actor.may(Action.READ_COMMENTS):
        return
    with st.container(border=True, height="stretch", gap="xsmall", key="card_verbatims"):
        _tabs(view, first, offered)


def _tabs(view: PageView, first: VerbatimsPart, themes: tuple[Choice, ...]) -> None:
    said, pinned = st.tabs(["What they say", "Pinned quotes"], on_change="rerun", key="voice_tabs")
    if said.open:
        with said:
            _comments(view, first, themes)
    if pinned.open:
        with pinned:
            quotes.show(view)


def _comments(view: PageView, first: VerbatimsPart, themes: tuple[Choice, ...]) -> None:
    st.text_input(
        "Search",
        key=_TEXT,
        max_chars=LONGEST_SEARCH,
        placeholder='Words, or "a phrase"',
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=_from_the_start,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="voice_narrow"):
        _select("Scores", _SCORES, SCORE_CHOICES)
        if themes:
            _select("Theme", _THEME, (Choice("", "Any theme"), *themes))
        search = _asked(view, themes)
        _take_away(view, search)
    part = _found(view, first, search)
    if said := st.session_state.pop(_SAID, ""):
        st.success(escape(said), icon=":material/keep:")
    caption(f"{part.title} · newest first" if len(part.verbatims) > 1 else part.title)
    for one, place in zip(part.verbatims, still(_said, part.verbatims), strict=True):
        with place:
            _handles(view, one)
    if part.pages > 1:
        _pager(view, search.page, part.pages)


def _select(label: str, key: str, choices: tuple[Choice, ...]) -> None:
    labels = {choice.key: choice.label for choice in choices}
    st.selectbox(
        label,
        list(labels),
        format_func=lambda one: labels.get(one, one),
        key=key,
        label_visibility="collapsed",
        on_change=_from_the_start,
        width=165,
    )


def _said(verbatims: Sequence[Verbatim]) -> Places:
    """Of each its score and where it came from, room for what may be done about it, and below what was said."""
    places = []
    with st.container(gap="xxsmall", key="voice_said"):
        for one in verbatims:
            places.append(st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False))
            places[-1].markdown(_words(one))
            st.text(f"{one.said}\nPinned as a quote." if one.pinned else one.said)
    return places


def _handles(view: PageView, one: Verbatim) -> None:
    if one.masks and view.actor.may(Action.READ_PERSONAL_DATA) and _button("As written", "visibility", one):
        _as_written(view, one)
    if view.actor.may(Action.PIN_QUOTE) and not one.pinned and _button("Pin", "keep", one):
        _pin(view, one)


def _button(label: str, icon: str, one: Verbatim) -> bool:
    return st.button(label, icon=f":material/{icon}:", type="tertiary", key=f"voice_{icon}_{one.response_id}")


@st.dialog("As it was written")
def _as_written(view: PageView, one: Verbatim) -> None:
    """Opened by a click of its own, and recorded before anything is shown."""
    try:
        told = actions.as_written(
            view.store, view.actor, view.view, one.response_id, today=view.today, at=datetime.now(UTC)
        )
    except CxError as refusal:
        errors.show(refusal)
        return
    st.text(told)
    st.caption("That you read this stands in the audit log. Do not pass it on.")


@st.dialog("Pin as a quote")
def _pin(view: PageView, one: Verbatim) -> None:
    st.caption("Shorten it only by leaving words out, with … in their place.")
    text = st.text_area("Quote", one.said, max_chars=reports.LONGEST_SHOWN, key=f"voice_quote_{one.response_id}")
    consent, evidence, note = quotes.consent_form(f"voice_{one.response_id}")
    if not st.button("Pin it", type="primary"):
        return
    try:
        actions.pin(
            view.store,
            view.actor,
            view.view,
            one.response_id,
            text,
            today=view.today,
            at=datetime.now(UTC),
            consent=consent,
            evidence=evidence,
            note=note,
        )
    except CxError as refusal:
        errors.show(refusal)
        return
    st.session_state[_SAID] = "Pinned. It stands under Pinned quotes, with its consent."
    st.rerun()


def _words(one: Verbatim) -> str:
    """The score with its shape and colour, and where the answer came from."""
    shape, colour = (
        ("▲", "green") if one.score >= PROMOTER_FROM else ("■", "gray") if one.score >= PASSIVE_FROM else ("▼", "red")
    )
    told = escape(" · ".join(part for part in (one.where, one.when) if part))
    return f":{colour}-badge[{shape} {one.score}] :small[{told}]"


def _pager(view: PageView, page: int, pages: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="center", gap="small"):
        for label, icon, by, last in (("Newer", "chevron_left", -1, 0), ("Older", "chevron_right", 1, pages - 1)):
            st.button(
                label,
                icon=f":material/{icon}:",
                type="tertiary",
                disabled=page == last,
                key=f"voice_{label}",
                on_click=_turn,
                args=(view.view, page + by),
            )
        st.caption(f"page {page + 1:,} of {pages:,}", width="content")


def _take_away(view: PageView, search: Search) -> None:
    """Downloads of all that was found; each is recorded when it is asked for."""
    if not view.actor.may(Action.EXPORT_COMMENTS):
        return
    menu = st.popover("Download", icon=":material/download:", type="tertiary", on_change="rerun", key="voice_download")
    if menu.open:
        with menu:
            st.caption("Masked. Who takes comments away, and when, goes into the audit log.")
            for label, ending, mime, make in (
                ("Comments (CSV)", "csv", "text/csv", tables.csv),
                ("Comments (Excel)", "xlsx", downloads.XLSX, tables.xlsx),
            ):
                st.download_button(
                    label,
                    data=partial(_file, view, search, make),
                    file_name=f"comments.{ending}",
                    mime=mime,
                    key=f"voice_{ending}",
                    on_click="ignore",
                    type="tertiary",
                )


def _file(view: PageView, search: Search, make: Callable[[Table], bytes]) -> bytes:
    taken = actions.taken_away(view.store, view.actor, view.view, search, today=view.today, at=datetime.now(UTC))
    return make(taken)


# What is searched for ------------------------------------------------------------------------------------------------


def _asked(view: PageView, themes: tuple[Choice, ...]) -> Search:
    theme = str(st.session_state.get(_THEME) or "")
    of_view, page = st.session_state.get(_PAGE, (None, 0))
    return Search(
        text=str(st.session_state.get(_TEXT) or "").strip(),
        scores=str(st.session_state.get(_SCORES) or ""),
        theme=theme if theme in {choice.key for choice in themes} else "",
        page=page if of_view in (None, view.view) else 0,
    )


def _found(view: PageView, first: VerbatimsPart, search: Search) -> VerbatimsPart:
    """The part, kept as other reports are; what words find is kept for this reader alone."""
    if search == Search():
        return first
    if not search.text:
        return view.load(reports.report, search=search) or first
    key = (view.store.location, view.shown.version, view.view, view.today, search)
    kept = st.session_state.get(_FOUND)
    if kept is None or kept[0] != key:
        made = partial(reports.report, view.store, view.view, view.today, search)
        kept = key, view.load_for_one(made) or first
        st.session_state[_FOUND] = kept
    part: VerbatimsPart = kept[1]
    return part


def _from_the_start() -> None:
    st.session_state.pop(_PAGE, None)


def _turn(of_view: View, page: int) -> None:
    st.session_state[_PAGE] = of_view, page
