"""Reading happens in a child process with limits on time, memory and size; its death leaves the app serving.

Only what this program has just written itself, the demo company's files, is read by the program itself.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile, BadValue, ChoiceNeeded, CxError, UnknownName

Progress = Callable[[float, str], None]

MEMORY = 6 << 30
"""Address space of the child, bytes; DuckDB itself is held to a part of it."""
LARGEST_FILE = 64 << 30
SECONDS = 120
SECONDS_PER_MEGABYTE = 0.5
ERRORS: dict[str, type[CxError]] = {kind.__name__: kind for kind in (BadFile, BadValue, UnknownName, CxError)}

_here: ContextVar[bool] = ContextVar("here", default=False)


@contextmanager
def own_files() -> Iterator[None]:
    """Meanwhile files are read here, in this process: what it has written itself needs no limits.

    Forty small files would otherwise start forty processes.
    """
    before = _here.set(True)
    try:
        yield
    finally:
        _here.reset(before)


@contextmanager
def in_work_folder(path: Path, folder: Path) -> Iterator[Path]:
    """A name of our own for the file: what its holder called it reaches neither the disk nor a statement."""
    if not path.is_file():
        raise BadFile(f"There is no file {path}.")
    if not os.access(path, os.R_OK):
        raise BadFile(f"{path.name} may not be read: its permissions forbid it.")
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / f"{uuid.uuid4().hex}.in"
    link.symlink_to(path.resolve())
    try:
        yield link
    finally:
        for made in folder.glob(f"{link.stem}*"):
            made.unlink(missing_ok=True)


def run(task: str, path: Path, name: str, request: dict[str, Any], progress: Progress | None = None) -> dict[str, Any]:
    """Run one task of `child.py` on a file and return its answer; its refusals are raised here as they were there."""
    asked = {"task": task, "path": str(path), "name": name, **request}
    answer = _read_here(asked, progress) if _here.get() else _read_apart(path, asked, progress)
    if "error" in answer:
        raise _error(answer["error"])
    return answer


def _read_here(asked: dict[str, Any], progress: Progress | None) -> dict[str, Any]:
    """What the child would answer, in the form in which it would."""
    from cx.ingest import child  # here, not above: only the demo company needs it in this process

    answer = child.answer(json.loads(json.dumps(asked)), progress or (lambda _share, _doing: None))
    return dict(json.loads(json.dumps(answer)))


def _read_apart(path: Path, asked: dict[str, Any], progress: Progress | None) -> dict[str, Any]:
    size = path.stat().st_size
    seconds = SECONDS + size * SECONDS_PER_MEGABYTE / (1 << 20)
    limits = {"memory": MEMORY, "seconds": math.ceil(seconds), "file": min(LARGEST_FILE, (4 << 30) + 8 * size)}
    root = str(Path(__file__).resolve().parents[2])
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "cx.ingest.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=path.parent,
        env={"PATH": "/usr/bin:/bin", "HOME": str(path.parent), "PYTHONPATH": root, "PYTHONUTF8": "1"},
    )
    late = threading.Event()

    def stop() -> None:
        late.set()  # before the end of the child is seen elsewhere, or it would be told with another reason
        child.kill()

    deadline = threading.Timer(seconds, stop)
    deadline.start()
    try:
        answer = _talk(child, {"limits": limits, **asked}, progress)
    finally:
        deadline.cancel()
        if child.poll() is None:
            child.kill()
        _close(child)
    if answer is None:
        raise BadFile(_what_happened(asked["name"], child.returncode, late.is_set(), seconds))
    return answer


def _talk(child: subprocess.Popen[str], request: dict[str, Any], progress: Progress | None) -> dict[str, Any] | None:
    """Send the request; the first line that is no progress is the answer, whatever follows it."""
    if child.stdin is None or child.stdout is None:
        return None
    try:
        child.stdin.write(json.dumps(request))
        child.stdin.close()
    except BrokenPipeError:
        return None
    for line in child.stdout:
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if "progress" not in message:
            return dict(message)
        if progress:
            progress(float(message["progress"]), str(message["doing"]))
    return None


def _close(child: subprocess.Popen[str]) -> None:
    child.wait()
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream is not None and not stream.closed:
            try:
                stream.close()
            except BrokenPipeError:
                continue


def _what_happened(name: str, status: int, timed_out: bool, seconds: float) -> str:
    if timed_out:
        return f"Reading {name} took longer than {seconds:.0f} seconds and was stopped; nothing was imported."
    how = f"signal {-status}" if status < 0 else f"status {status}"
    return (
        f"{name} could not be read: the reader stopped ({how}), most likely because the file unpacks to more than "
        "fits in memory or on the disk. Nothing was imported."
    )


def _error(error: dict[str, Any]) -> CxError:
    if error["kind"] == ChoiceNeeded.__name__:
        return ChoiceNeeded(error["message"], tuple(error["options"]))
    return ERRORS.get(error["kind"], BadFile)(error["message"])
