"""The files of a store: the one that holds it, and the log beside it."""

from __future__ import annotations

import os
from pathlib import Path


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def stamp(file: str) -> str:
    """Differs whenever the file does; '' where there is none."""
    try:
        found = os.stat(file)  # noqa: PTH116 - twice a rerun; a Path would take as long as the look itself
    except FileNotFoundError:
        return ""
    return f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}"


def keep(path: Path, aside: Path) -> None:
    """Give a store's file a second name, before its first goes to another; of a link, where it leads to."""
    aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink():
        aside.symlink_to(path.resolve())
    else:
        os.link(path, aside)
