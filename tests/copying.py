"""A store made once for many tests that each change a copy of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from cx.store.opening import Store


def copied(store: Store, folder: Path) -> Store:
    """A copy of the store in a folder, with its audit log where it has one."""
    made = Path(store.location)
    for name in (made.name, f"{made.name}.audit"):
        if made.with_name(name).exists():
            shutil.copyfile(made.with_name(name), folder / name)
    return Store(str(folder / made.name))
