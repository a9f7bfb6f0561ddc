"""Ratings beside the score, as `tests/ingest/test_ratings.py` tells them, over a PostgreSQL server."""

from __future__ import annotations

from tests.ingest.test_ratings import *  # noqa: F403 - the whole suite; this folder's `empty_store` is on a server

del test_a_scale_that_no_value_proves_is_asked_together_with_all_else  # noqa: F821 - a server's store exists before
