from __future__ import annotations

from pathlib import Path

import pytest

from cx.store.opening import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store that nobody has written to, in a folder that does not exist yet."""
    return Store(str(tmp_path / "data" / "cx.duckdb"))
