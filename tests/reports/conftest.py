"""What tests of the reports are given: the day on which they are read, and stores made of a few answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cx.store.opening import Store

TODAY = date(2026, 11, 22)


@pytest.fixture
def today() -> date:
    """A day after the demo company's last answer."""
    return TODAY


@pytest.fixture
def stored(empty_store: Store, tmp_path: Path, read_here: None) -> Callable[..., Store]:
    """Loads rows of (responded_at, score, fields…) as answers of one survey, by the road of any import."""
    from cx.ingest import responses
    from cx.ingest.options import Options

    def load(rows: Sequence[Sequence[object]], *fields: str, survey_id: str = "relationship") -> Store:
        path = tmp_path / f"{survey_id}.csv"
        header = ("response_id", "responded_at", "score", *fields)
        lines = [",".join(map(str, (f"r{i}", *row))) for i, row in enumerate(rows)]
        path.write_text("\n".join([",".join(header), *lines]) + "\n")
        options = Options(constants={"survey_id": survey_id}, scale="0-10")
        responses.load(empty_store, path, options, today=TODAY)
        return empty_store

    return load
