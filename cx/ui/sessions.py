"""The signed cookie of a session: whose it is and when it began.

Streamlit keeps it for thirty days and asks nobody afterwards; here its age counts, by the clock of the server that
signed it, and the roles are looked up each time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeTimedSerializer
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from cx.domain.roles import Actor
from cx.reports import access
from cx.reports.opening import Store
from cx.ui.sign_in import LONGEST_SESSION

_AHEAD = timedelta(minutes=1)
"""What a clock that was set back may make a cookie of ours seem to come from the future."""


@dataclass(frozen=True, slots=True)
class Session:
    """email: in lower case, as the sign-in vouches for it. began, ends: UTC."""

    email: str
    began: datetime

    @property
    def ends(self) -> datetime:
        return self.began + LONGEST_SESSION


def of(cookies: Mapping[str, str], now: datetime) -> Session | None:
    """The session of a browser's cookies; None where there is none, it is forged, or it is too old. now: UTC."""
    moments: list[datetime] = []

    def read(name: str) -> bytes | None:
        if not (value := cookies.get(name)):
            return None
        serializer = URLSafeTimedSerializer(get_cookie_secret(), salt=name)
        try:
            text, signed_at = serializer.loads(value, return_timestamp=True)
        except BadData:
            return None
        moments.append(signed_at.astimezone(UTC))
        return text.encode() if isinstance(text, str) else None

    found = get_cookie_with_chunks(read, USER_COOKIE_NAME)
    if not found or not moments:
        return None
    session = Session(_email(found), min(moments))
    alive = session.began - _AHEAD <= now < session.ends
    return session if session.email and alive else None


def admitted(store: Store, cookies: Mapping[str, str], now: datetime) -> Actor | None:
    """Who these cookies let in now; None is nobody."""
    session = of(cookies, now)
    return access.admitted(store, session.email, session.began) if session else None


def _email(payload: bytes) -> str:
    """'' where the sign-in does not vouch for it."""
    try:
        claims = json.loads(payload)
    except ValueError:
        return ""
    vouched = claims.get("is_logged_in") is True and claims.get("email_verified", True) is True
    email = claims.get("email")
    return email.strip().lower() if vouched and isinstance(email, str) else ""
