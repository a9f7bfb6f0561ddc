"""The reader's child process may die in any way: the file is refused in words, and the next one is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cx.domain.errors import BadFile
from cx.ingest import isolation
from cx.ingest.options import Options
from cx.ingest.responses import load
from cx.store.opening import Store
from tests.ingest.corpus import table

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [("SECONDS", 0.05, "took longer than"), ("MEMORY", 64 << 20, "could not be read|fits in memory")],
)
def test_a_reader_that_dies_leaves_the_app_serving(
    limit: str, value: float, said: str, tmp_path: Path, empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(table())
    with monkeypatch.context() as during:
        during.setattr(isolation, limit, value)
        with pytest.raises(BadFile, match=said):
            load(empty_store, path, Options(), today=TODAY)
    assert not empty_store.exists()
    assert list(empty_store.work_folder.iterdir()) == []
    assert load(empty_store, path, Options(), today=TODAY).accepted == 6
