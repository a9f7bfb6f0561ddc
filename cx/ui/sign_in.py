"""Whether people sign in here, and whether the secrets that it rests on are any good."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.secrets import secrets_singleton

from cx.domain.errors import BadValue

LONGEST_SESSION = timedelta(hours=8)
SHORTEST_SECRET = 32
"""Bytes of the cookie secret."""

_FEWEST_SIGNS = 10
"""Different characters in a secret; 'xxxxxxxx…' is long and no secret."""

_KNOWN = ("secret", "changeme", "change-me", "change_me", "password", "example", "your-", "your_", "replace", "xxx")
"""Words of defaults and examples, in any case."""

_WANTED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_CALLBACK = "/oauth2callback"


def configured() -> bool:
    """Whether .streamlit/secrets.toml has an [auth] section: then nobody sees anything who has not signed in."""
    found = any(map(os.path.exists, _files()))  # without any, each look for them would cost a tenth of a page
    return found and bool(secrets_singleton.load_if_toml_exists() and secrets_singleton.get("auth"))


@lru_cache(maxsize=1)
def _files() -> tuple[str, ...]:
    """Where Streamlit looks for secrets; set when the server starts."""
    return tuple(map(str, st.get_option("secrets.files")))


def section() -> Mapping[str, Any]:
    found: Mapping[str, Any] = secrets_singleton["auth"] if configured() else {}
    return found


def check(auth: Mapping[str, Any]) -> None:
    """Raise BadValue where the server must not start with these secrets."""
    problems = [f"{name} is missing" for name in _WANTED if not auth.get(name)]
    problems += _of_secret(str(auth.get("cookie_secret", "")))
    problems += _of_redirect(str(auth.get("redirect_uri", "")))
    if problems:
        raise BadValue(f"The server was not started. In [auth] of .streamlit/secrets.toml: {'; '.join(problems)}.")


def over_https(auth: Mapping[str, Any]) -> bool:
    return urlsplit(str(auth.get("redirect_uri", ""))).scheme == "https"


def is_this_machine(address: str) -> bool:
    """Whether only this machine can reach it.

    >>> [is_this_machine(one) for one in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "192.168.1.4", "")]
    [True, True, True, False, False, False]
    """
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _of_secret(secret: str) -> list[str]:
    how = "make one with: python -c 'import secrets; print(secrets.token_hex(32))'"
    if not secret:
        return []
    if len(secret.encode()) < SHORTEST_SECRET:
        return [f"cookie_secret has fewer than {SHORTEST_SECRET} bytes; {how}"]
    if len(set(secret)) < _FEWEST_SIGNS or any(word in secret.lower() for word in _KNOWN):
        return [f"cookie_secret is an example that others know; {how}"]
    return []


def _of_redirect(uri: str) -> list[str]:
    if not uri:
        return []
    parts = urlsplit(uri)
    if not parts.path.endswith(_CALLBACK) or not parts.hostname:
        return [f"redirect_uri must be this server's address with {_CALLBACK} at its end"]
    if parts.scheme != "https" and not is_this_machine(parts.hostname):
        return ["redirect_uri must begin with https: without it others on the network can read the session"]
    return []
