"""Who looks at a page: asked anew at every run, of the server's own cookie and the store's own list of roles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import streamlit as st

from cx.domain.errors import NotPermitted
from cx.domain.roles import NOBODY, SINGLE_USER, Actor
from cx.reports.opening import Store
from cx.ui import guard, sessions, sign_in

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")
"""What a proxy adds: then whoever asks sits elsewhere though the connection comes from this machine."""

UNGUARDED = (
    "Sign-in is configured, but the guard is not around this server, so nothing is shown. "
    "Start it with: python -m cx serve"
)
ELSEWHERE = (
    "Nobody signs in here, so only this machine is served. To let others in, configure sign-in and start the server "
    "with: python -m cx serve"
)


def actor(store: Store) -> Actor:
    """Who it is; NOBODY where they still have to sign in, or have no role.

    Raises NotPermitted where this server shows nothing to anybody: without its guard, or without sign-in to others.
    """
    if not sign_in.configured():
        if not _alone():
            raise NotPermitted(ELSEWHERE)
        return SINGLE_USER
    if not guard.is_around(st.context.headers):
        raise NotPermitted(UNGUARDED)
    if not st.user.is_logged_in:
        return NOBODY
    return sessions.admitted(store, st.context.cookies, datetime.now(UTC)) or NOBODY


def _alone() -> bool:
    """Whether the browser is on this machine, and the server answers to no other by its own settings."""
    headers: Mapping[str, str] = st.context.headers
    if isinstance(st.context.ip_address, str) or any(name in headers for name in FORWARDED):
        return False
    return guard.is_around(headers) or sign_in.is_this_machine(str(st.get_option("server.address") or ""))
