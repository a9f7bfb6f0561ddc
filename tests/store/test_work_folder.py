"""Scratch that nobody came back for goes after a day; what was put aside to be kept stays."""

from __future__ import annotations

import os
import time
from pathlib import Path
from uuid import uuid4

import pytest

from cx.store.opening import Store
from cx.store.work_folder import KEPT, sweep

NOW = 1_800_000_000.0
SCRATCH = (
    "upload-{hex}.csv", "{hex}.in", "{hex}.duckdb", "{hex}.duckdb.wal", "{hex}.unpacked", "{hex}.rows", "{hex}.new",
    "spill/duckdb_temp_storage-0.tmp",
)  # fmt: skip
SAFE = ("demo-20261122-101500.duckdb", "before-0002-1a2b3c4d.duckdb", "stray-{hex}.wal", "notes.txt")


def put(folder: Path, name: str, age: float) -> Path:
    path = folder / name.format(hex=uuid4().hex)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("scratch")
    os.utime(path, (NOW - age, NOW - age))
    return path


@pytest.mark.parametrize("name", SCRATCH)
def test_scratch_goes_after_a_day_and_not_before(name: str, tmp_path: Path) -> None:
    old, young = put(tmp_path, name.replace("-0", "-1"), KEPT + 1), put(tmp_path, name, KEPT - 1)
    sweep(tmp_path, NOW)
    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.parametrize("name", SAFE)
def test_what_was_put_aside_to_be_kept_stays(name: str, tmp_path: Path) -> None:
    kept = put(tmp_path, name, 400 * KEPT)
    sweep(tmp_path, NOW)
    assert kept.exists()


def test_a_folder_of_scratch_goes_with_what_is_in_it(tmp_path: Path) -> None:
    inside = put(tmp_path, "{hex}.duckdb.spill/part.tmp", KEPT + 1)
    os.utime(inside.parent, (NOW - KEPT - 1, NOW - KEPT - 1))
    sweep(tmp_path, NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_link_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    own = put(tmp_path / "own", "survey.csv", KEPT + 1)
    link = tmp_path / f"{uuid4().hex}.in"
    link.symlink_to(own)
    folder = tmp_path / f"{uuid4().hex}.spill"
    folder.symlink_to(own.parent)
    for made in (link, folder):
        os.utime(made, (NOW - KEPT - 1, NOW - KEPT - 1), follow_symlinks=False)
    sweep(tmp_path, NOW)
    assert list(tmp_path.iterdir()) == [own.parent]
    assert own.exists()


def test_a_store_without_a_work_folder_has_nothing_to_sweep(tmp_path: Path) -> None:
    sweep(tmp_path / "nowhere", NOW)


def test_an_upload_left_behind_goes_when_the_store_is_next_written_to(store: Store) -> None:
    long_ago = time.time() - KEPT - 60
    left, fresh = (store.work_folder / f"upload-{uuid4().hex}.csv" for _ in range(2))
    for upload in (left, fresh):
        upload.write_text("score")
    os.utime(left, (long_ago, long_ago))
    with store.writing():
        pass
    assert (left.exists(), fresh.exists()) == (False, True)
