"""A maintained table of the demo, ready to be written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MaintainedTable:
    """Rows as they stand in a file, in the order of its columns."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
