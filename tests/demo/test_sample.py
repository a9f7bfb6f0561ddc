"""The export that people try the Imports page with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cx.demo import sample
from cx.ingest.responses import preview
from cx.store.opening import Store


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("today", [date(2026, 10, 1), date(2028, 3, 1)])
def test_the_sample_needs_no_choice_and_shows_a_row_of_each_refusal(
    empty_store: Store, tmp_path: Path, today: date
) -> None:
    path = tmp_path / "sample_export.csv"
    path.write_bytes(sample.export(today))
    shown = preview(empty_store, path, today=today)
    assert shown.choice == ""
    assert shown.problem == ""
    assert shown.outcome is not None
    assert (shown.outcome.accepted, shown.outcome.duplicates) == (sample.ANSWERS, 0)
    assert sorted(shown.outcome.reasons.values()) == [1, 1, 1, 1, 1, 2]
