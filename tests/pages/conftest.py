"""What the tests of pages are given."""

from __future__ import annotations

import pytest

from cx.store.opening import Store


@pytest.fixture
def made_empty_store(empty_store: Store) -> Store:
    with empty_store.writing():
        return empty_store
