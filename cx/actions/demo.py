"""Leaving the demo company."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cx.domain.errors import BadValue
from cx.store import company as companies
from cx.store.opening import Store


def leave(store: Store, now: datetime) -> Path:
    """Start an empty store in the demo's place; where the demo was put aside.

    Raises BadValue where the store is a server or holds a company's own answers: those are never put aside from here.
    """
    if store.path is None:
        raise BadValue("The demo company lives in a file; this store is a database server.")
    with store.reading() as connection:
        if not companies.is_demo(connection):
            raise BadValue("This store holds a company's own answers, not the demo.")
    aside = store.work_folder / f"demo-{now:%Y%m%d-%H%M%S}.duckdb"
    aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _move(store.path, aside)
    with store.writing():
        """Opening for writing makes the empty store."""
    return aside


def _move(path: Path, aside: Path) -> None:
    """Rename a closed store, its log first: a log left behind would be replayed into the next store."""
    for ending in (".wal", ""):
        file = path.with_name(path.name + ending)
        if file.exists():
            file.rename(aside.with_name(aside.name + ending))
