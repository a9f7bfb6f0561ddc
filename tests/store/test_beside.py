"""What takes long is written in a copy: other processes read on, other writers wait, nothing of either is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from cx.domain.errors import StoreUnavailable
from cx.store import engine
from cx.store.beside import writing_beside
from cx.store.opening import Store
from cx.store.staging.scratch import open_scratch, write_rows

PROJECT = Path(__file__).parents[2]
READ = """
import sys
from cx.store.opening import Store
with Store(sys.argv[1]).reading() as connection:
    print(*connection.exec_driver_sql("SELECT brand FROM brands ORDER BY brand").scalars())
"""


def read_elsewhere(store: Store) -> list[str]:
    command = [sys.executable, "-c", READ, store.location]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.split()


def add(store: Store, brand: str) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO brands VALUES (?, 'competitor', '')", (brand,))


def refused(write: Callable[[], None]) -> bool:
    """Whether a writer that is no part of ours is told to wait."""
    try:
        with ThreadPoolExecutor(1) as other:
            other.submit(write).result()
    except StoreUnavailable as error:
        return "being written to" in str(error)
    return False


@pytest.fixture
def scratch(store: Store) -> Path:
    store.work_folder.mkdir(parents=True, exist_ok=True)
    path = store.work_folder / "staged.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE found AS SELECT 'New' AS brand")
    return path


def test_readers_see_all_of_it_or_nothing_and_writers_wait(
    store: Store, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "Old")
    with monkeypatch.context() as impatient, writing_beside(store, scratch) as connection:
        connection.exec_driver_sql("INSERT INTO brands SELECT brand, 'entrant', '' FROM scratch.found")
        assert read_elsewhere(store) == ["Old"]
        impatient.setattr(engine, "PATIENCE", 0.2)
        assert refused(lambda: add(store, "Edited"))
    assert read_elsewhere(store) == ["New", "Old"]
    add(store, "Later")
    assert read_elsewhere(store) == ["Later", "New", "Old"]
    assert [path.name for path in store.work_folder.iterdir()] == [scratch.name]


def test_the_rows_that_lie_beside_the_scratch_database_are_read_too(store: Store) -> None:
    store.work_folder.mkdir(parents=True, exist_ok=True)
    path = store.work_folder / "staged.duckdb"
    with open_scratch(path, []) as made:
        write_rows(made, "SELECT 'Rowed' AS brand")
    with writing_beside(store, path) as connection:
        connection.exec_driver_sql("INSERT INTO brands SELECT brand, 'entrant', '' FROM scratch.staged")
    assert read_elsewhere(store) == ["Rowed"]


def test_what_fails_leaves_the_store_as_it_was(store: Store, scratch: Path) -> None:
    add(store, "Old")
    version = store.version()
    with pytest.raises(ZeroDivisionError), writing_beside(store, scratch) as connection:
        connection.exec_driver_sql("DELETE FROM brands")
        raise ZeroDivisionError
    assert store.version() == version
    assert read_elsewhere(store) == ["Old"]


def test_a_write_that_came_in_between_all_the_same_is_not_lost(store: Store, scratch: Path) -> None:
    """As of a process that does not share our locks."""
    add(store, "Old")
    with pytest.raises(StoreUnavailable, match="meanwhile"), writing_beside(store, scratch) as connection:
        connection.exec_driver_sql("INSERT INTO brands SELECT brand, 'entrant', '' FROM scratch.found")
        with duckdb.connect(store.location) as stranger:
            stranger.execute("INSERT INTO brands VALUES ('Strange', 'competitor', '')")
    assert read_elsewhere(store) == ["Old", "Strange"]
