"""Whether the store is whole."""

from __future__ import annotations

from dataclasses import replace

from cx.store import closed_books, comment_counts, summary
from cx.store.opening import Store
from cx.store.summary import Findings

__all__ = ["Findings", "report"]


def report(store: Store) -> Findings:
    """What `cx check` says: of the answers and their summary, of what was frozen, and of the comments as counted."""
    with store.reading() as connection:
        found = summary.check(connection)
        more = (*closed_books.problems(connection), *comment_counts.problems(connection))
        return replace(found, problems=(*found.problems, *more))
