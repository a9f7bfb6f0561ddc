"""The store as the pages and the command line open it."""

from __future__ import annotations

from cx.store.opening import Store, open_store

__all__ = ["Store", "open_store"]
