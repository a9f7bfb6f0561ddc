"""Coming in and going out: the page for whoever has not signed in, what a role does not open, and who one is."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from cx.actions import access
from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.reports.opening import Store
from cx.ui import navigation
from cx.ui.navigation import Place
from cx.ui.still import still
from cx.ui.text import escape

_REFUSED = "doorway_refused"
ALONE = "Single-user mode: nobody signs in, and only this machine is served."
ROLE_NAMES: dict[Role, str] = {
    Role.EMPLOYEE: "employee",
    Role.EXECUTIVE: "executive",
    Role.LEADER: "leader",
    Role.OWNER: "owner",
    Role.ANALYST: "analyst",
    Role.LEGAL: "legal",
    Role.IR: "investor relations",
    Role.CX_LEADER: "CX leader",
    Role.AUDITOR: "auditor",
}


def lets_in(store: Store, actor: Actor, place: Place) -> bool:
    """Whether an actor may open a place; otherwise it is said what they can do, and a refusal is recorded."""
    if actor.may_open(place.address):
        return True
    if actor.roles:
        _refuse(store, actor, place)
    else:
        _sign_in()
    return False


def foot(actor: Actor) -> None:
    """Who one is here, at the end of the sidebar."""
    with st.sidebar:
        if actor is SINGLE_USER:
            still(_said, ALONE)
            return
        st.caption(
            escape(f"{st.user.get('email') or ''} · {', '.join(sorted(ROLE_NAMES[one] for one in actor.roles))}")
        )
        st.button("Sign out", icon=":material/logout:", type="tertiary", key="sign_out", on_click=st.logout)


def _said(words: str) -> None:
    st.caption(words)


def _sign_in() -> None:
    st.title("CX Council", anchor=False)
    st.text("Sign in with your company account to see what customers say of us.")
    st.caption("If you have just signed in and are here again, your address has no role yet: ask the CX leader.")
    st.button("Sign in", icon=":material/login:", type="primary", key="sign_in", on_click=st.login)


def _refuse(store: Store, actor: Actor, place: Place) -> None:
    """Said each time, recorded once for each page in a tab."""
    known: set[str] = st.session_state.setdefault(_REFUSED, set())
    if place.address not in known:
        access.refused_page(store, actor, place.address, datetime.now(UTC))
        known.add(place.address)
    st.title("This page is not for your role", anchor=False)
    st.text("That you asked for it was recorded. If you need it, ask the CX leader.")
    first = navigation.home(actor)
    if actor.may_open(first.address):
        st.page_link(first.file, label=f"Go to {first.title}", icon=first.icon)
    if actor is not SINGLE_USER:
        foot(actor)
