"""A Streamlit server of its own for a test, a picture or a measurement."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path

PROJECT = Path(__file__).parent.parent
DEADLINE = 60  # seconds for a server to answer
KEEP_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""As where the app is used: only its very first start compiles its modules."""
LAST_WORDS = 4000  # characters of a failed server's log that are shown
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class ServerFailed(Exception):
    """The server ended or did not answer; the message holds what it wrote."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. log: what it writes, both streams. pid: of its process."""

    port: int
    log: Path
    pid: int = 0

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


@contextmanager
def serve(
    script: Path, store: Path, log: Path, *, wait: bool = True, environment: dict[str, str] | None = None
) -> Iterator[Server]:
    """Run the script by `streamlit run` on a free port and end it afterwards.

    The script is asked for once by nobody, as `make run` does. wait: until that is answered, so that all is warm.
    """
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--logger.enableRich", "false"]
    command += ["--server.port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=os.environ | {"CX_STORE": str(store)} | KEEP_COMPILED | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(port, log, process.pid)
    try:
        _wait(server, process, "/_stcore/health")
        asked = partial(_wait, server, process, "/_stcore/script-health-check")
        if wait:
            asked()
        else:
            threading.Thread(target=asked, daemon=True).start()
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Server, process: subprocess.Popen[bytes], path: str) -> None:
    deadline = time.monotonic() + DEADLINE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(server.url + path, timeout=DEADLINE):  # noqa: S310 - our own server
                return
        except urllib.error.HTTPError as refusal:
            if refusal.code == HTTPStatus.INTERNAL_SERVER_ERROR:
                break
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.01)
    said = server.log.read_text(encoding="utf-8", errors="replace")
    raise ServerFailed(f"{path} did not answer well.\n{said[-LAST_WORDS:]}")
