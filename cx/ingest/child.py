"""The child process that reads a file nobody has vouched for: one JSON request in, JSON lines out, then gone."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile, ChoiceNeeded, CxError


def main() -> None:
    request = json.loads(sys.stdin.read())
    limit(request["limits"])
    _say(answer(request, tell))
    # Nothing is left to tidy up, and what the file made of the interpreter is not given another chance to run.
    os._exit(0)


def limit(limits: dict[str, int]) -> None:
    """Bound what the process may take of the machine; a lower bound that already holds stays."""
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, 4 * limits["seconds"]),
        (resource.RLIMIT_FSIZE, limits["file"]),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (bound, bound))


def answer(request: dict[str, Any], tell: Callable[[float, str], None]) -> dict[str, Any]:
    """What a task finds, or its refusal. tell: hears a share done, 0 to 1, and what is being done."""
    try:
        return _task(request, tell)
    except ChoiceNeeded as choice:
        return {"error": {"kind": "ChoiceNeeded", "message": str(choice), "options": list(choice.options)}}
    except CxError as refused:
        return {"error": {"kind": type(refused).__name__, "message": str(refused)}}
    except MemoryError:
        return _refused(f"{request['name']} unpacks to more than fits in memory; nothing was imported.")
    except OSError as failed:
        return _refused(f"{request['name']} could not be read: {failed.strerror or 'the disk refused it'}.")


def _refused(message: str) -> dict[str, Any]:
    return {"error": {"kind": BadFile.__name__, "message": message}}


def _task(request: dict[str, Any], tell: Callable[[float, str], None]) -> dict[str, Any]:
    path, name = Path(request["path"]), request["name"]
    if request["task"] == "rows":
        from cx.ingest.files import rows_of

        return rows_of(path, name, sheet=request["sheet"], encoding=request["encoding"])
    from cx.ingest.reading import stage

    return stage(path, name, request, tell)


def tell(share: float, doing: str) -> None:
    _say({"progress": share, "doing": doing})


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
