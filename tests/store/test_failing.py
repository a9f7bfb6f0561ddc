"""A store whose disk or database fails says so in words, and the next try works without a restart."""

from __future__ import annotations

import resource
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from sqlalchemy.exc import DBAPIError

from cx.domain.errors import StoreUnavailable
from cx.store import summary
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


def test_an_invalidated_database_is_opened_anew_by_the_next_try(store: Store) -> None:
    put(store, [answered("2025-01-05", 9)])
    told = "FATAL Error: Failed: database has been invalidated because of a previous fatal error."
    with pytest.raises(StoreUnavailable, match="opened anew with the next try"), store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM responses")
        raise DBAPIError("DELETE FROM responses", None, duckdb.FatalException(told))
    assert answers_of_a_sound(store) == 1
