from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cx.store.opening import Store


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store without a row, to copy: making one takes a third of a second."""
    path = tmp_path_factory.mktemp("new") / "cx.duckdb"
    with Store(str(path)).writing():
        pass
    return path


@pytest.fixture
def store(new_store: Path, tmp_path: Path) -> Store:
    """A store without a row."""
    found = Store(str(tmp_path / "cx.duckdb"))
    found.work_folder.mkdir()
    shutil.copyfile(new_store, found.location)
    return found


@pytest.fixture
def absent(tmp_path: Path) -> Store:
    """A store that nobody has written to, in a folder that does not exist."""
    return Store(str(tmp_path / "data" / "cx.duckdb"))
