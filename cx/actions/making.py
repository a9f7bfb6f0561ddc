"""Making the demo company's store: filled aside, put in its place only when it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

from cx.domain.errors import BadValue
from cx.store import company as companies
from cx.store import loading
from cx.store.opening import Connection, Store

__all__ = ["Store", "demo_store"]


@contextmanager
def demo_store(store: Store, today: date | None = None) -> Iterator[Store]:
    """An empty store to fill with the demo company; when the block ends it is marked so and takes the store's place.

    A demo company that stood there is replaced; readers see the old store or the new one, never a part of it. A
    database server is filled where it is. today: the day at which its time stands still.
    Raises BadValue where the store holds a company's own answers.
    """
    check = partial(_check_no_own_answers, store.name)
    if store.exists():
        with store.reading() as connection:
            check(connection)
    if store.path is None:
        yield store
        _mark(store, today)
        return
    with store.fresh() as fresh:
        with fresh.held_open():
            yield fresh
            _mark(fresh, today)
        store.give_way_to(fresh, check)


def _check_no_own_answers(location: str, connection: Connection) -> None:
    if not companies.is_demo(connection) and loading.history(connection):
        raise BadValue(
            f"The store {location} holds a company's own data; the demo company never goes beside it. "
            "Give it a store of its own: CX_STORE=data/demo.duckdb python -m cx demo"
        )


def _mark(store: Store, today: date | None) -> None:
    with store.writing() as connection:
        companies.mark_demo(connection, True, today)
