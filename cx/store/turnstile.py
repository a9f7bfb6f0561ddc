"""Whose turn it is, between processes: many readers who take turns would leave anybody else outside for ever.

DuckDB lets a process have a file open only while no other has, be it to read or to write. Whoever wants to write holds
the turnstile while waiting and writing; whoever wants to read and finds the file taken holds it until they are in.
Whoever comes passes through it, and so waits behind them; who has the file open already reads on. The lock is the
system's own, so that it ends with its process, on a file in the user's temporary folder: processes that do not share
that folder come in by chance, as they would without it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

if LOCKS := importlib.util.find_spec("fcntl") is not None:  # on Windows readers and writers come in by chance
    import fcntl

PAUSE = 0.01
"""Seconds between two looks at the turnstile."""

_held: defaultdict[str, int] = defaultdict(int)
"""Turnstiles that this process holds: nobody in it is kept out by them."""
_changing = threading.Lock()


def is_held_here(store: Path) -> bool:
    """Whether this process holds it: who comes in now comes in beside whoever does."""
    return _held[str(store)] > 0


@contextmanager
def held(store: Path, patience: float, *, to_read: bool = False) -> Iterator[None]:
    """Keep newcomers of other processes out.

    patience: seconds to wait for another who holds it, then on it goes. to_read: on it goes, too, once this process
    holds it: whoever writes in it may wait to be alone until its readers have been and left.
    """
    with _file(store) as file:
        or_else = (lambda: is_held_here(store)) if to_read else _never
        locked = file is not None and _locked(file, fcntl.LOCK_EX, patience, or_else)
        with _changing:
            _held[str(store)] += locked
        try:
            yield
        finally:
            with _changing:
                _held[str(store)] -= locked


@contextmanager
def only_writer(store: Path, patience: float) -> Iterator[bool]:
    """Keep other writers out, not readers; False where another stays longer than that, in seconds."""
    with _file(store, ".writer") as file:
        yield file is None or _locked(file, fcntl.LOCK_EX, patience, _never)


@contextmanager
def passed(store: Path, patience: float) -> Iterator[None]:
    """Come in as soon as no other process holds it, beside others who come in; nobody can take it until the block ends.

    patience: seconds, after which the opening itself decides.
    """
    with _file(store) as file:
        if file is not None:
            _locked(file, fcntl.LOCK_SH, patience, lambda: is_held_here(store))
        yield


@contextmanager
def _file(store: Path, kind: str = "") -> Iterator[IO[str] | None]:
    """The file that is locked; None where there can be none."""
    with ExitStack() as stack:
        file = None
        with suppress(OSError):
            file = stack.enter_context(_opened(store, kind)) if LOCKS else None
        yield file


def _never() -> bool:
    return False


def _opened(store: Path, kind: str) -> IO[str]:
    name = hashlib.sha256(os.fsencode(store.resolve())).hexdigest()[:32]
    folder = Path(tempfile.gettempdir()) / f"cx-council-{os.getuid()}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return (folder / f"{name}{kind}").open("a")


def _locked(file: IO[str], kind: int, patience: float, or_else: Callable[[], bool]) -> bool:
    """Whether the lock came; False where `or_else` or the end of patience came first."""
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > deadline or or_else():
                return False
        time.sleep(PAUSE)
