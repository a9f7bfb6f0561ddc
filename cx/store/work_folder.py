"""The folder beside the store: scratch that nobody came back for is swept, safety copies stay."""

from __future__ import annotations

import re
import shutil
import stat
from contextlib import suppress
from itertools import chain
from pathlib import Path

KEPT = 24 * 60 * 60
"""Seconds that scratch stays: far longer than any import or visit takes."""

SPILL = "spill"
COPIES = ("before-*.duckdb", "replaced-*.duckdb", "demo-*.duckdb", "stray-*.wal")
"""Names of what was put aside to be kept: before a migration, by a restore, when the demo was left, of a lost store."""
_SCRATCH = re.compile(r"(upload-)?[0-9a-f]{32}\b.*")
"""Names that imports, uploads and stores in the making get; what was put aside to be kept is called otherwise."""


def sweep(folder: Path, now: float) -> None:
    """Remove scratch older than a day; now: seconds since 1970. A link goes, what it leads to stays."""
    with suppress(OSError):
        spilled = (folder / SPILL).iterdir() if (folder / SPILL).is_dir() else ()
        for path in chain((path for path in folder.iterdir() if _SCRATCH.fullmatch(path.name)), spilled):
            _remove_old(path, now - KEPT)


def _remove_old(path: Path, before: float) -> None:
    with suppress(OSError):  # another process was faster, or it is not ours to remove
        found = path.lstat()
        if found.st_mtime >= before:
            return
        if stat.S_ISDIR(found.st_mode):
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
