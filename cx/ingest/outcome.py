"""What became of a file, and what would become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: rows = accepted + updated + duplicates + rejected, always.

    import_id: None on a dry run. first_rejects: at most ten, by line. notes: what was taken from an earlier import.
    survey_id: where its answers went. ratings: what became of each rating beside the score, empty where none was
    mapped; see `cx.store.staging.rated.RatingRead`, with the column by its name. restates: a line for each closed
    period that it changes, or would change.
    """

    file: str
    format: str
    rows: int
    accepted: int
    updated: int
    duplicates: int
    rejected: int
    reasons: dict[str, int]
    first_rejects: list[dict[str, Any]]
    import_id: int | None
    survey_id: str = ""
    notes: tuple[str, ...] = ()
    ratings: tuple[Mapping[str, Any], ...] = ()
    restates: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        names = ("file", "format", "rows", "accepted", "updated", "duplicates", "rejected", "reasons", "first_rejects")
        ratings = {"ratings": list(self.ratings)} if self.ratings else {}
        return {**{name: getattr(self, name) for name in names}, "import_id": self.import_id, **ratings}


@dataclass(frozen=True, slots=True)
class Preview:
    """How a file was read and what loading it would do.

    reading: format, encoding, delimiter, header line, columns with samples, mapping with reasons, date order; empty
    where the file could not be opened without a choice. choice, options: what is still to be chosen, '' where nothing.
    problem: why it would be refused, ''. outcome: counts, None while a choice is open. answers: the first as they would
    be stored. refused: reason -> first refused rows.
    """

    reading: Mapping[str, Any] = field(default_factory=dict)
    choice: str = ""
    options: tuple[str, ...] = ()
    problem: str = ""
    outcome: Outcome | None = None
    answers: tuple[Mapping[str, str], ...] = ()
    refused: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
