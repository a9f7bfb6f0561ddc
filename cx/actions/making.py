"""Making the demo company's store: filled aside, put in its place only when it is whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from cx.domain.errors import BadValue
from cx.store import company as companies
from cx.store import loading
from cx.store.opening import Store

__all__ = ["Store", "demo_store"]


@contextmanager
def demo_store(store: Store) -> Iterator[Store]:
    """An empty store to fill with the demo company; when the block ends it is marked so and takes the store's place.

    A demo company that stood there is replaced; readers see the old store or the new one, never a part of it. A
    database server is filled where it is. Raises BadValue where the store holds a company's own answers.
    """
    _check_no_own_answers(store)
    if store.path is None:
        yield store
        _mark(store)
        return
    fresh = store.work_folder / f"demo-{uuid4().hex}.duckdb"
    aside = Store(str(fresh))
    try:
        yield aside
        _mark(aside)
        _remove(store.path)
        for file in _files(fresh):
            file.rename(store.path.with_name(file.name.replace(fresh.name, store.path.name)))
    finally:
        _remove(fresh)
        shutil.rmtree(aside.work_folder, ignore_errors=True)


def _check_no_own_answers(store: Store) -> None:
    if not store.exists():
        return
    with store.reading() as connection:
        if companies.is_demo(connection) or not loading.history(connection):
            return
    raise BadValue(
        f"The store {store.location} holds a company's own data; the demo company never goes beside it. "
        "Give it a store of its own: CX_STORE=data/demo.duckdb python -m cx demo"
    )


def _mark(store: Store) -> None:
    with store.writing() as connection:
        companies.mark_demo(connection, True)


def _files(path: Path) -> list[Path]:
    """The store's file and, where one is left, its log: a log beside another store's file would be replayed into it."""
    return [file for file in (path, path.with_name(f"{path.name}.wal")) if file.exists()]


def _remove(path: Path) -> None:
    for file in _files(path):
        file.unlink()
