"""Readers of the process that holds the turnstile do not wait at it: who holds it may be waiting for them to leave."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from cx.store import turnstile

PATIENCE = 20.0


@pytest.mark.skipif(not turnstile.LOCKS, reason="this system has no turnstile")
@pytest.mark.parametrize("come_in", [turnstile.passed, partial(turnstile.held, to_read=True)])
def test_a_reader_comes_in_beside_a_writer_of_its_own_process(
    tmp_path: Path, come_in: Callable[[Path, float], AbstractContextManager[None]]
) -> None:
    store, began = tmp_path / "cx.duckdb", time.monotonic()
    with turnstile.held(store, PATIENCE), come_in(store, PATIENCE):
        assert time.monotonic() - began < PATIENCE / 2
