"""Imports taken in and back, as `tests/store/test_loading.py` tells them, over a PostgreSQL server."""

from __future__ import annotations

from tests.store.test_loading import *  # noqa: F403 - the whole suite; this folder's `empty_store` is on a server

del test_the_demo_company_is_left_only_when_asked  # noqa: F821 - no file can be put aside on a server; it says so
