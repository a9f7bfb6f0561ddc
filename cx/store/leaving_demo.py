"""The demo company makes room for a company's own store, and is kept aside."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cx.domain.errors import BadValue
from cx.store import company
from cx.store.opening import Connection, Store


def put_demo_aside(store: Store, own: Store, now: datetime) -> Path:
    """Put a company's own store in the demo's place; where the demo is kept.

    Raises BadValue where the store does not hold the demo company (any more): own answers are never put aside.
    """
    aside = store.work_folder / f"demo-{now:%Y%m%d-%H%M%S}.duckdb"
    store.give_way_to(own, check_demo, aside=aside)
    return aside


def check_demo(connection: Connection) -> None:
    if not company.is_demo(connection):
        raise BadValue("This store holds a company's own answers, not the demo.")
