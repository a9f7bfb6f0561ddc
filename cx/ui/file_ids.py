"""Addresses of files that a page offers: Streamlit makes them of the content, so that whoever knows it could ask."""

from __future__ import annotations

import hmac
import secrets
from types import ModuleType

_MAKER = "_calculate_file_id"
"""Streamlit's own function; a test holds that it is there and that it is what makes the addresses."""


def make_unguessable(storage: ModuleType) -> None:
    """From now on an address is a keyed hash, with a key that only this process knows."""
    made = getattr(storage, _MAKER)
    if getattr(made, "keyed", False):
        return
    key = secrets.token_bytes(32)

    def keyed(data: bytes, mimetype: str, filename: str | None = None) -> str:
        return hmac.new(key, str(made(data, mimetype, filename)).encode(), "sha256").hexdigest()

    keyed.keyed = True  # type: ignore[attr-defined] # a mark of ours
    setattr(storage, _MAKER, keyed)
