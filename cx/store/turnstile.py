"""Writers before readers, between processes: many readers who take turns would leave a writer outside for ever.

DuckDB lets another process write only while nobody has the file open. Whoever wants to write holds the turnstile while
waiting and writing; whoever comes to read passes through it, and so waits until the writer is done. Who has the file
open already reads on. The lock is the system's own, so that it ends with its process, on a file in the user's
temporary folder: processes that do not share that folder come in by chance, as they would without it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

if LOCKS := importlib.util.find_spec("fcntl") is not None:  # on Windows readers and writers come in by chance
    import fcntl

PAUSE = 0.01
"""Seconds between two looks at the turnstile."""

_held: defaultdict[str, int] = defaultdict(int)
"""Turnstiles that this process holds: its own readers do not keep its writer out."""
_changing = threading.Lock()


@contextmanager
def held(store: Path, patience: float) -> Iterator[None]:
    """Keep new readers of other processes out. patience: seconds to wait for another writer, who may hold it."""
    if not LOCKS:
        yield
        return
    place = _place(store)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place.open("a") as file:
        locked = _locked(file, fcntl.LOCK_EX, patience)
        with _changing:
            _held[str(store)] += locked
        try:
            yield
        finally:
            with _changing:
                _held[str(store)] -= locked


def passed(store: Path, patience: float) -> None:
    """Wait until no other process wants to write. patience: seconds, after which the opening itself decides."""
    if not LOCKS or _held[str(store)]:
        return
    with suppress(OSError), _place(store).open("r") as file:
        _locked(file, fcntl.LOCK_SH, patience)


def _place(store: Path) -> Path:
    name = hashlib.sha256(os.fsencode(store.resolve())).hexdigest()[:32]
    return Path(tempfile.gettempdir()) / f"cx-council-{os.getuid()}" / name


def _locked(file: IO[str], kind: int, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
        time.sleep(PAUSE)
