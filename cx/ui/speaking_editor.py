"""Editing points in place: what no fact backs is marked as it is written, with the nearest fact to say instead."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from cx.actions import speaking as actions
from cx.actions.speaking import Written
from cx.domain.errors import CxError
from cx.domain.roles import Action
from cx.reports.desk import Desk, Mark, Offer
from cx.ui import errors
from cx.ui.frame import PageView
from cx.ui.text import caption, escape, told_once

_OPEN, _SAID = "speaking_edit", "speaking_said"


def is_open(desk: Desk) -> bool:
    return bool(st.session_state.get(_OPEN, {}).get("of") == _of(desk))


def tell() -> None:
    told_once(_SAID)


def say(words: str) -> None:
    """Kept until the page is drawn anew."""
    st.session_state[_SAID] = words


def button(view: PageView, desk: Desk) -> None:
    """Opens the points for editing, for whoever may."""
    if desk.leads and view.actor.may(Action.SAVE_DRAFT):
        label = "Edit on today's facts" if desk.stale else "Edit the points"
        st.button(label, icon=":material/edit:", key="speaking_edit_open", on_click=_begin, args=(desk, desk.working))


def show(view: PageView, desk: Desk) -> None:
    """The points as fields, in the order of speech, each with what is wrong with it."""
    state: dict[str, Any] = st.session_state[_OPEN]
    loose = 0
    with st.container(gap="small", key="speaking_editor"):
        st.header("Edit the points", anchor=False)
        caption("Every number and every comparing word is held against the facts as you leave a field.")
        for place, (name, fact_id) in enumerate(state["points"]):
            loose += _point(desk, place, name, fact_id, last=place == len(state["points"]) - 1)
        _add(desk, state)
        if loose:
            st.warning("It can be saved as it is, and not be approved before every mark is mended.")
        with st.container(horizontal=True):
            keep = st.button("Save this version", type="primary", icon=":material/save:", key="speaking_save")
            st.button("Begin again from the draft", key="speaking_anew", on_click=_begin, args=(desk, _drafted(desk)))
            st.button("Leave without saving", key="speaking_leave", on_click=_leave)
        if keep:
            _save(view, desk, state)


def _point(desk: Desk, place: int, name: str, fact_id: str, *, last: bool) -> int:
    """One field; how many marks it has."""
    with st.container(border=True, gap="xsmall"):
        text = str(st.text_area(f"Point {place + 1:d}", key=_field(name), height=80) or "")
        marks = desk.marks(fact_id, text)
        if marks:
            _marked(text, marks)
        for number, mark in enumerate(marks):
            _offer(name, number, mark, text)
        with st.container(horizontal=True, gap="xsmall"):
            st.button("Up", icon=":material/arrow_upward:", type="tertiary", key=f"up_{name}", disabled=place == 0,
                      on_click=_move, args=(place, -1))  # fmt: skip
            st.button("Down", icon=":material/arrow_downward:", type="tertiary", key=f"down_{name}", disabled=last,
                      on_click=_move, args=(place, 1))  # fmt: skip
            st.button("Drop", icon=":material/close:", type="tertiary", key=f"drop_{name}", on_click=_drop,
                      args=(place,))  # fmt: skip
    return len(marks)


def _marked(text: str, marks: tuple[Mark, ...]) -> None:
    """The sentence with what no fact backs marked in it."""
    words, at = "", 0
    for mark in marks:
        words += f"{_spaced(text[at : mark.start])}:orange-background[**{escape(mark.text)}**]"
        at = mark.end
    words += _spaced(text[at:])
    st.markdown(words)


def _spaced(text: str) -> str:
    """Escaped, with the space at its ends that stands between it and a mark."""
    before, after = text[:1].isspace(), len(text) > 1 and text[-1:].isspace()
    return f"{' ' if before else ''}{escape(text)}{' ' if after else ''}"


def _offer(name: str, number: int, mark: Mark, text: str) -> None:
    caption(f"“{mark.text}”: {mark.problem}.", f"The nearest fact: {mark.sentence}" if mark.sentence else "")
    if mark.instead or mark.sentence:
        label = f"Write {mark.instead}" if mark.instead else "Say it as the fact does"
        st.button(escape(label), icon=":material/auto_fix_high:", key=f"mend_{name}_{number}", on_click=_write,
                  args=(name, mark.mended(text)))  # fmt: skip


def _add(desk: Desk, state: dict[str, Any]) -> None:
    """A point from another fact."""
    told = {fact_id for _, fact_id in state["points"]}
    offers = {one.fact_id: one.text for one in (*desk.offers, *desk.working) if one.fact_id and one.fact_id not in told}
    if not offers:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Say something else, too",
            list(offers),
            index=None,
            format_func=lambda one: offers.get(one, one),
            placeholder=f"Choose one of {len(offers)} other facts",
            key="speaking_other",
        )
        st.button("Add", icon=":material/add:", key="speaking_add", disabled=chosen is None, on_click=_append,
                  args=(chosen, offers.get(chosen or "", "")))  # fmt: skip


def _save(view: PageView, desk: Desk, state: dict[str, Any]) -> None:
    said = tuple((fact_id, str(st.session_state[_field(name)])) for name, fact_id in state["points"])
    leader, audience, period = state["of"]
    try:
        key = actions.save(
            view.store,
            view.actor,
            Written(leader, audience, period, said, state["seen"], state["digest"]),
            view.today,
            datetime.now(UTC),
        )
    except CxError as refusal:
        errors.show(refusal)
        return
    _leave()
    say(f"Saved as version {key.version}.")
    st.rerun()


# What happens at a click ---------------------------------------------------------------------------------------------


def _begin(desk: Desk, offers: tuple[Offer, ...]) -> None:
    count = st.session_state.get(_OPEN, {}).get("count", 0)
    st.session_state[_OPEN] = {"of": _of(desk), "points": [], "seen": desk.seen, "digest": desk.digest, "count": count}
    for one in offers:
        _append(one.fact_id, one.text)


def _append(fact_id: str, text: str) -> None:
    state = st.session_state[_OPEN]
    state["count"] += 1
    name = f"{state['count']}"
    state["points"].append((name, fact_id))
    _write(name, text)


def _write(name: str, text: str) -> None:
    st.session_state[_field(name)] = text


def _move(place: int, by: int) -> None:
    points = st.session_state[_OPEN]["points"]
    points.insert(place + by, points.pop(place))


def _drop(place: int) -> None:
    st.session_state[_OPEN]["points"].pop(place)


def _leave() -> None:
    st.session_state.pop(_OPEN, None)


def _drafted(desk: Desk) -> tuple[Offer, ...]:
    return tuple(Offer(one.fact.id, one.text) for one in desk.live.points) if desk.live else ()


def _of(desk: Desk) -> tuple[str, str, str]:
    return desk.leader.leader_id, desk.audience.value, desk.period


def _field(name: str) -> str:
    return f"speaking_point_{name}"
