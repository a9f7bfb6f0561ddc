"""The demo company's files are the same bytes for the same seed, and plain CSV for anybody else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cx.demo import files
from cx.demo.files import Files


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return files.write(tmp_path_factory.mktemp("demo"))


def test_the_same_seed_writes_the_same_bytes(written: Files, tmp_path: Path) -> None:
    again = files.write(tmp_path)
    for name, path in {**written.answers, **written.tables}.items():
        assert path.read_bytes() == {**again.answers, **again.tables}[name].read_bytes(), name


def test_every_answer_is_one_line_that_plain_csv_reads(written: Files) -> None:
    for survey_id, path in written.answers.items():
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == path.read_bytes().count(b"\n") - 1, survey_id
        assert all(None not in row and None not in row.values() for row in rows), survey_id
        assert {"response_id", "responded_at", "score"} <= rows[0].keys()
