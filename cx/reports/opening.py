"""The store as the pages and the command line open it."""

from __future__ import annotations

from cx.store.opening import ABSENT, Store, open_store

__all__ = ["ABSENT", "Store", "open_store"]
