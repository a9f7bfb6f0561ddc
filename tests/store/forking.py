"""A process that has all of an import in memory and forks itself for each command: thirty cold starts would take a
minute. `Commands` speaks to it.

Each command is `python -m cx …` in a process of its own, which opens DuckDB first and is killed by SIGKILL. A file is
read in that process, too, not in a child of it: reading touches nothing but scratch.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended. seconds: that it ran. killed: whether it was. said: its messages."""

    seconds: float
    killed: bool
    said: str


class Commands:
    """The forking process, seen from the test."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def begin(self, store: Path, arguments: list[str], kill_after: float | None = None) -> None:
        """Run a command on a store; killed after so many seconds, unless it ended before."""
        assert self._process.stdin is not None
        request = {"store": str(store), "arguments": arguments, "kill_after": kill_after}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()

    def ended(self) -> Ended:
        """Wait for the command that was begun first."""
        assert self._process.stdout is not None
        return Ended(**json.loads(self._process.stdout.readline()))


@contextmanager
def commands() -> Iterator[Commands]:
    """Commands of a process that is gone when the block ends."""
    command = [sys.executable, "-m", "tests.store.forking"]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield Commands(process)
        finally:
            os.killpg(process.pid, signal.SIGKILL)


# In the process itself ----------------------------------------------------------------------------------------------


def _serve() -> None:
    _bring_all()
    for line in sys.stdin:
        request = json.loads(line)
        messages = Path(f"{request['store']}.said")
        messages.touch()
        began = time.monotonic()
        pid = os.fork()
        if pid == 0:
            os._exit(_command(request, messages))
        killed = _kill(pid, request["kill_after"])
        seconds = time.monotonic() - began
        ended = {"seconds": seconds, "killed": killed, "said": messages.read_text()}
        sys.stdout.write(json.dumps(ended) + "\n")
        sys.stdout.flush()


def _kill(pid: int, after: float | None) -> bool:
    """Whether the process was killed; it may have ended before."""
    with os.fdopen(os.pidfd_open(pid)) as end:
        ended, _, _ = select.select([end], [], [], after)
        if not ended:
            os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def _command(request: dict[str, Any], messages: Path) -> int:
    from cx.__main__ import main

    out = os.open(messages, os.O_WRONLY | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.environ["CX_STORE"] = request["store"]
    sys.argv = ["cx", *request["arguments"]]
    status = main()
    sys.stderr.flush()
    return status


def _bring_all() -> None:
    """Import what an import brings; no store is opened, for DuckDB's threads would not survive the fork."""
    import cx.actions.records
    import cx.ingest.reading
    import cx.ingest.responses
    import cx.reports.integrity
    import cx.store.opening  # noqa: F401
    from cx.ingest import isolation

    isolation._here.set(True)


if __name__ == "__main__":
    _serve()
