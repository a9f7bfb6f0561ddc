"""Themes and words on the Customer voice page, and the form in which the themes are edited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from cx.actions import themes as actions
from cx.domain.errors import CxError
from cx.domain.roles import Action
from cx.reports import themes as reports
from cx.reports.themes import Editing, ThemesPart
from cx.ui import charts, errors, kept
from cx.ui.frame import PageView
from cx.ui.text import caption, escape

_NEW = "themes_new"
_SAID = "themes_said"
_ABOUT = (
    "Whole words count, with or without accents or capitals. A star stands for any ending: invoice* finds invoices."
    " Put | or a new line between phrases, in any language. Whether a mention is praise or blame is told by the scores."
)


def show(view: PageView, part: ThemesPart | None) -> None:
    """The themes on a card, below them the phrases that none covers yet, and the way to edit them."""
    if part is None:
        return
    with st.container(border=True, height="stretch", gap="xsmall", key="card_themes"):
        if part.waiting:
            _waiting(view, part)
            return
        _card(view, part)


def _card(view: PageView, part: ThemesPart) -> None:
    charts.content(part, "themes")
    caption(part.untagged)
    if view.actor.may(Action.EDIT_THEMES):
        _edit(view, part)


def _waiting(view: PageView, part: ThemesPart) -> None:
    st.header(escape(part.title), anchor=False)
    months = "1 month" if part.waiting == 1 else f"{part.waiting:,} months"
    st.text(f"Themes and words of {months} are not up to date yet, so none is shown.")
    if st.button("Count them now", icon=":material/refresh:", key="themes_count"):
        _do(lambda progress: actions.count(view.store, progress), "The comments are counted.")


def _edit(view: PageView, part: ThemesPart) -> None:
    """What no theme covers yet, each a click away from being one; and the form."""
    if said := st.session_state.pop(_SAID, ""):
        st.success(escape(said), icon=":material/check_circle:")
    if part.new_phrases:
        st.caption("New, and in no theme yet. Click to make it one:")
        with st.container(horizontal=True, gap="xsmall", key="themes_emerging"):
            for place, one in enumerate(part.new_phrases):
                label = escape(f"{one.phrase} · {one.comments} comments")
                st.button(label, key=f"emerging_{place}", on_click=_prefill, args=(one.phrase,))
    form = kept.expander("Edit themes", key="themes_edit")
    if form.open:
        with form:
            _form(view, reports.editing(view.store))


def _prefill(phrase: str) -> None:
    """Open the form with a new theme of this phrase."""
    st.session_state["themes_edit"] = True
    st.session_state["themes_which"] = _NEW
    st.session_state[f"themes_name_{_NEW}"] = phrase.capitalize()
    st.session_state[f"themes_phrases_{_NEW}"] = phrase


def _form(view: PageView, editing: Editing) -> None:
    st.caption(escape(_ABOUT))
    names = {_NEW: "A new theme"} | {theme.theme_id: theme.name for theme in editing.themes}
    if st.session_state.get("themes_which") not in names:
        st.session_state["themes_which"] = _NEW
    which = st.selectbox("Theme", list(names), format_func=lambda one: names.get(one, one), key="themes_which")
    known = next((theme for theme in editing.themes if theme.theme_id == which), None)
    for key, text in (("name", known.name if known else ""), ("phrases", " | ".join(known.phrases) if known else "")):
        st.session_state.setdefault(f"themes_{key}_{which}", text)
    name = st.text_input("Name", key=f"themes_name_{which}", max_chars=60)
    phrases = st.text_area("Words and phrases", key=f"themes_phrases_{which}", height=140)
    now = datetime.now(UTC)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom"):
        if st.button("Save theme", type="primary", key="themes_save"):
            change: Callable[..., None] = partial(actions.edit, view.store, view.actor, which)
            if known is None:
                change = partial(actions.add, view.store, view.actor)
            _do(lambda progress: change(name, phrases, now, progress), f"Saved {name.strip()}.", which)
        if known is not None and st.button("Remove", key="themes_remove"):
            _do(
                lambda progress: actions.remove(view.store, view.actor, which, now, progress),
                f"Removed {known.name}; it is among the earlier states.",
                which,
            )
    if known is not None:
        _merge(view, which, names, now)
    _earlier(view, editing, now)


def _merge(view: PageView, which: str, names: dict[str, str], now: datetime) -> None:
    others = [one for one in names if one not in (_NEW, which)]
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom"):
        into = st.selectbox(
            "Merge it into", others, index=None, format_func=lambda one: names[one], key=f"themes_into_{which}"
        )
        if st.button("Merge", key="themes_merge", disabled=into is None) and into is not None:
            _do(
                lambda progress: actions.merge(view.store, view.actor, which, into, now, progress),
                f"Merged into {names[into]}.",
                which,
                into,
            )


def _earlier(view: PageView, editing: Editing, now: datetime) -> None:
    """The way back."""
    if not editing.versions:
        return
    told = {
        one.number: f"{one.number}. {one.what}, {one.at:%-d %b %Y %H:%M} UTC, {one.themes} themes"
        for one in editing.versions
    }
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom"):
        wanted = st.selectbox(
            "Earlier states", list(told), index=None, format_func=lambda one: told[one], key="themes_earlier"
        )
        if st.button("Bring back", key="themes_back", disabled=wanted is None) and wanted is not None:
            _do(
                lambda progress: actions.bring_back(view.store, view.actor, wanted, now, progress),
                f"State {wanted} is back.",
                *(theme.theme_id for theme in editing.themes),
            )


def _do(change: Callable[[Callable[[float, str], None]], None], said: str, *touched: str) -> None:
    """Make a change with its progress, then draw the page anew. touched: themes whose form begins afresh."""
    bar = st.progress(0.0, text="Counting the comments")

    def tell(share: float, doing: str) -> None:
        bar.progress(min(share, 1.0), text=doing)

    try:
        change(tell)
    except CxError as refusal:
        bar.empty()
        errors.show(refusal)
        return
    for one in touched:
        for key in ("name", "phrases", "into"):
            st.session_state.pop(f"themes_{key}_{one}", None)
    st.session_state[_SAID] = said
    st.rerun()
