"""Every export that is known by name: recognized, its columns found, its special rows set aside, its answers exact."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cx.ingest.options import Options
from cx.ingest.reading import stage
from cx.ingest.responses import load
from cx.store.opening import Store
from tests.ingest.exports import EXPORTS
from tests.ingest.exports.export import Export

pytestmark = pytest.mark.usefixtures("read_here")

TODAY = date(2026, 11, 22)


def stored(store: Store) -> list[tuple[str, str, int]]:
    """Ids made from the row are left out: nobody but the program knows them."""
    with store.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT CASE WHEN length(response_id) >= 32 THEN '' ELSE response_id END,"
            " CAST(responded_at AS VARCHAR), score FROM responses"
        )
        return sorted((str(row[0]), str(row[1]), int(row[2])) for row in found)


@pytest.mark.parametrize("export", EXPORTS, ids=str)
def test_the_columns_of_a_known_tool_are_found_unasked(export: Export, tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(export.content)
    request = {
        "options": Options.of(**export.options).as_request(),
        "remembered": {},
        "scratch": str(tmp_path / "scratch.duckdb"),
        "today": TODAY.isoformat(),
        "zone": "UTC",
        "key": "0" * 64,
    }
    reading = stage(path, f"export{export.suffix}", request, lambda share, doing: None)["reading"]
    assert reading["format"] == export.known
    assert {name: reading["mapping"].get(name) for name in export.columns} == export.columns


@pytest.mark.parametrize("export", EXPORTS, ids=str)
def test_the_answers_of_a_known_tool_are_exact_and_counted_once(
    export: Export, tmp_path: Path, empty_store: Store
) -> None:
    """Most rows are set aside where the tool marks such rows: they never count towards "over half is bad"."""
    path = tmp_path / f"export{export.suffix}"
    path.write_bytes(export.content)
    first, second = (load(empty_store, path, Options.of(**export.options), today=TODAY) for _ in range(2))
    assert (first.accepted, first.reasons) == (len(export.answers), export.reasons), first.first_rejects
    assert stored(empty_store) == sorted(export.answers)
    assert (second.accepted, second.updated, second.duplicates) == (0, 0, len(export.answers))
