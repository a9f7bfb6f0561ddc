"""A store whose disk or database fails says so in words, and the next try works without a restart."""

from __future__ import annotations

import resource
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from cx.actions import settings
from cx.domain.errors import StoreUnavailable
from cx.domain.roles import SINGLE_USER
from cx.store import engine, summary
from cx.store.opening import Store
from tests.store.answers import answered, put


@contextmanager
def disk_full_at(size: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def answers_of_a_sound(store: Store) -> int:
    with store.reading() as connection:
        found = summary.check(connection)
    assert found.problems == ()
    return found.answers


def test_a_disk_that_fills_up_loses_nothing_and_the_next_try_works(store: Store) -> None:
    put(store, [answered("2025-01-05", 9)])
    size = Path(store.location).stat().st_size
    comments = [secrets.token_hex(20_000) for _ in range(size // 20_000)]  # more than the log may hold
    rows = [answered("2025-02-05", 3, comment=comment) for comment in comments]
    with disk_full_at(size), pytest.raises(StoreUnavailable, match=r"is full\. Nothing was changed"):
        put(store, rows, import_id=2)
    assert answers_of_a_sound(store) == 1
    put(store, rows, import_id=2)
    assert answers_of_a_sound(store) == 1 + len(rows)


def test_an_invalidated_database_is_opened_anew_by_the_next_try(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Really invalidated: DuckDB itself is told to fail fatally while it writes its file."""
    put(store, [answered("2025-01-05", 9)])
    locked_down = engine._lock_down

    def made_to_fail(connection: Any, folder: Path) -> None:
        connection.execute("SET debug_checkpoint_abort = 'before_header'")
        locked_down(connection, folder)

    monkeypatch.setattr(engine, "_lock_down", made_to_fail)
    with pytest.raises(StoreUnavailable, match="opened anew with the next try"), store.copying() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("UPDATE responses SET comment = 'acknowledged'")
        with pytest.raises(DBAPIError, match="FATAL"):
            connection.exec_driver_sql("CHECKPOINT")
        connection.exec_driver_sql("SELECT 1")
    monkeypatch.undo()
    assert answers_of_a_sound(store) == 1
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT comment FROM responses").scalar() == "acknowledged"
    put(store, [answered("2025-01-06", 9)], import_id=2)
    assert answers_of_a_sound(store) == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of twelve megabytes; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)], capture_output=True)
    if made.returncode:
        pytest.skip("making a small disk needs the right to mount one, which this account has not")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_is_really_full_keeps_what_it_has_and_takes_more_once_there_is_room(small_disk: Path) -> None:
    store = Store(str(small_disk / "cx.duckdb"))
    put(store, [answered("2025-01-05", 9)])
    rows = [answered("2025-02-05", 3, comment=secrets.token_hex(20_000)) for _ in range(40)]
    now = datetime(2026, 11, 29, tzinfo=UTC)
    filler = small_disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as full:
        while full.write(bytes(4096)):
            """Until there is no room."""
    with pytest.raises(StoreUnavailable, match=r"is full|cannot be written"):
        put(store, rows, import_id=2)
    with pytest.raises(StoreUnavailable, match="nothing was changed"):
        settings.change(store, SINGLE_USER, {"company_name": "Acme"}, now)
    assert answers_of_a_sound(store) == 1
    filler.unlink()
    put(store, rows, import_id=2)
    assert answers_of_a_sound(store) == 1 + len(rows)
    assert settings.change(store, SINGLE_USER, {"company_name": "Acme"}, now).company_name == "Acme"
