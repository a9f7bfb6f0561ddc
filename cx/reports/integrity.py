"""Whether the store is whole."""

from __future__ import annotations

from dataclasses import replace

from cx.store import audit, closed_books, comment_counts, summary
from cx.store.opening import Store
from cx.store.summary import Findings

__all__ = ["Findings", "report"]


def report(store: Store) -> Findings:
    """What `cx check` says: of answers and their summary, what was frozen, comments as counted, and the audit log."""
    with store.reading() as connection:
        found = summary.check(connection)
        more = (*closed_books.problems(connection), *comment_counts.problems(connection))
    return replace(found, problems=(*found.problems, *more, *audit.problems(store)))
