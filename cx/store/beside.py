"""Writing much without keeping readers of other processes out: in a copy, which takes the store's place at the end.

DuckDB lets nobody else in while a process writes. A million rows take seconds, ten million half a minute, which is as
long as a reader waits. Other writers wait as long; where one came in between all the same, nothing is put in place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cx.domain.errors import StoreUnavailable
from cx.store.opening import Connection, Store
from cx.store.staging.scratch import rows_beside


@contextmanager
def writing_beside(store: Store, scratch: Path) -> Iterator[Connection]:
    """As `store.writing`, for a process that serves no readers itself."""
    if not _can_be_replaced(store.path):
        with store.writing(scratch) as connection:
            yield connection
        return
    with store.only_writer(), store.fresh() as copy:
        version = store.copy_to(copy)
        copy.work_folder.mkdir(mode=0o700, parents=True)
        for file in filter(Path.exists, (scratch, rows_beside(scratch))):
            os.link(file, copy.work_folder / file.name)  # the copy's connection reaches its own work folder only
        with copy.writing(copy.work_folder / scratch.name) as connection:
            yield connection

        def unchanged(_: Connection) -> None:
            if store.version() != version:
                raise StoreUnavailable(f"Somebody wrote to {store.name} meanwhile. Nothing was changed; try again.")

        store.give_way_to(copy, unchanged, is_only_writer=True)


def _can_be_replaced(path: Path | None) -> bool:
    """Whether the file is ours, is no link to elsewhere, and fits on the disk twice more."""
    if path is None or not path.exists() or path.is_symlink():
        return False
    found = path.stat()
    return found.st_uid == os.geteuid() and shutil.disk_usage(path.parent).free > 2 * found.st_size
