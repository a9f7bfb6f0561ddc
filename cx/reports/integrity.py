"""Whether the store is whole."""

from __future__ import annotations

from cx.store import summary
from cx.store.opening import Store
from cx.store.summary import Findings

__all__ = ["Findings", "report"]


def report(store: Store) -> Findings:
    """What `cx check` says."""
    with store.reading() as connection:
        return summary.check(connection)
