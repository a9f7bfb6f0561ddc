"""Where somebody wanted to go before they signed in: kept in a cookie of their browser, and only ever a page here."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from cx.ui.navigation import PLACES

COOKIE = "cx_wanted"
LASTS = 600
"""Seconds that a sign-in may take."""

_PAGES = frozenset({"", *(place.address for place in PLACES)})
_LONGEST_QUERY = 1500
"""Letters; a browser keeps 4,096 of a cookie."""


def is_page(path: str) -> bool:
    return path.strip("/") in _PAGES


def cookie(path: str, query: str, *, base: str, https: bool) -> str:
    """What a browser is told to keep. path: of a page; query: its filters, as they stand in the address."""
    wanted = _address(path, query if len(query) <= _LONGEST_QUERY else "")
    return _set_cookie(quote(wanted, safe=""), LASTS, base, https)


def forgotten(*, base: str, https: bool) -> str:
    return _set_cookie("", 0, base, https)


def wanted(cookies: Mapping[str, str]) -> str:
    """The page and its filters, from the root of the dashboard; '/' where nothing else is known to be ours.

    >>> wanted({COOKIE: "%2Fvoice%3Fperiod%3D2026Q3"})
    '/voice?period=2026Q3'
    >>> [wanted({COOKIE: other}) for other in ("https://evil.example/voice", "//evil.example", "/auth/logout", "")]
    ['/', '/', '/', '/']
    """
    try:
        parts = urlsplit(unquote(cookies.get(COOKIE, "")))
    except ValueError:
        return "/"
    return _address(parts.path, parts.query) if is_page(parts.path) and not (parts.scheme or parts.netloc) else "/"


def _address(path: str, query: str) -> str:
    """Written anew from its parts, so that nothing of what was sent is sent back as it was."""
    named = urlencode(parse_qsl(query))
    return f"/{path.strip('/')}?{named}" if named else f"/{path.strip('/')}"


def _set_cookie(value: str, seconds: int, base: str, https: bool) -> str:
    secure = "; Secure" if https else ""
    return f"{COOKIE}={value}; Path={base or '/'}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
