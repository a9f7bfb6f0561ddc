"""Fifty people who change filters for a while, without and with an import of a million rows beside them.

Run by `python -m tests.bench.many_readers FOLDER SECONDS ROWS` in a process of its own; prints what it found as JSON.
The file goes to a survey of its own, so that no page may say anything else while it is loaded.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cx.store import company, summary
from cx.store.opening import Store
from tests.bench import importing
from tests.browser.driving import DEMO_TODAY
from tests.serving import PROJECT, serve
from tests.sessions import Session, Visit, share

Pages = dict[tuple[str, str], frozenset[str]]

PEOPLE = 50
AT_LEAST, USUALLY = 0.12, 10
"""Seconds between two changes of a filter: who reads what changed takes some ten. One server process answers one rerun
at a time, so fifty people who never read would measure its throughput and nothing else."""

VIEWS = [
    (page, f"period={period}&region={region}" if region else f"period={period}")
    for page in ("", "trends", "voice")
    for period in ("2026Q2", "2026Q3")
    for region in ("", "EMEA", "Americas")
]


@dataclass(slots=True)
class Seen:
    """seconds: of each run. problems: what pages showed as errors. shown: by view, all that readers were shown.

    behind: runs that said that newer figures were being worked out.
    """

    seconds: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    shown: dict[tuple[str, str], list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    behind: int = 0

    def add(self, view: tuple[str, str], visit: Visit) -> None:
        self.seconds.append(visit.seconds)
        self.problems += visit.problems
        self.shown[view].append(visit.shown)
        self.behind += visit.behind

    def wrong(self, *right: Pages) -> int:
        """Runs that showed a page neither as it was nor as it became, but a mixture."""
        return sum(shown not in [pages[view] for pages in right] for view, all_ in self.shown.items() for shown in all_)


async def read(port: int, until: float, seen: Seen, seed: int) -> None:
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, USUALLY))
    async with Session(port) as visitor:
        await visitor.visit()
        while True:
            await asyncio.sleep(AT_LEAST + chance.expovariate(1 / USUALLY))
            if time.monotonic() > until:
                return
            page, query = chance.choice(VIEWS)
            seen.add((page, query), await visitor.visit(page, query))


async def crowd(port: int, seconds: float, seen: Seen) -> None:
    until = time.monotonic() + seconds
    await asyncio.gather(*(read(port, until, seen, seed) for seed in range(PEOPLE)))


async def settled(port: int) -> Pages:
    """What every view shows while nothing changes, each asked for until it is no longer behind."""
    async with Session(port) as visitor:
        await visitor.visit()
        return {view: (await visitor.visit(*view)).shown for view in VIEWS}


async def with_import(port: int, seconds: float, seen: Seen, command: list[str], store: Path) -> float:
    """The crowd reads while a file is loaded, and so many seconds in all; how long the import took."""
    started = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *command, cwd=PROJECT, env=os.environ | {"CX_STORE": str(store)}, stderr=subprocess.PIPE
    )

    async def loaded() -> float:
        _, said = await process.communicate()
        if process.returncode:
            raise SystemExit(f"The import ended with status {process.returncode}: {said.decode()}")
        return time.monotonic() - started

    _, taken = await asyncio.gather(crowd(port, seconds, seen), loaded())
    return float(taken)


def measure(folder: Path, seconds: float, rows: int) -> dict[str, Any]:
    store = Store(str(folder / "many.duckdb"))
    shutil.copyfile(folder / "demo.duckdb", store.location)
    with store.writing() as connection:
        company.mark_demo(connection, False)
    file = importing.write_file(folder, rows)
    command = [sys.executable, "-m", "cx", "import", "responses", str(file), "--set", "survey_id=load"]
    quiet, busy = Seen(), Seen()
    with serve(PROJECT / "app.py", Path(store.location), folder / "many.log", environment=DEMO_TODAY) as server:
        before = asyncio.run(settled(server.port))
        held, worked = _memory(server.pid), _worked(server.pid)
        asyncio.run(crowd(server.port, seconds, quiet))
        grown, worked_quiet = _memory(server.pid) - held, _worked(server.pid) - worked
        taken = asyncio.run(with_import(server.port, seconds, busy, command, Path(store.location)))
        worked_busy = _worked(server.pid) - worked - worked_quiet
        after = asyncio.run(settled(server.port))
    with store.reading() as connection:
        sound = summary.check(connection).sound
    wrong = quiet.wrong(before) + busy.wrong(before, after)
    return {
        "quiet": share(quiet.seconds, 0.95) * 1000,
        "busy": share(busy.seconds, 0.95) * 1000,
        "medians": [share(seen.seconds, 0.5) * 1000 for seen in (quiet, busy)],
        "worked": [worked_quiet / len(quiet.seconds) * 1000, worked_busy / len(busy.seconds) * 1000],
        "reruns": [len(quiet.seconds), len(busy.seconds)],
        "behind": busy.behind,
        "problems": len(quiet.problems) + len(busy.problems) + wrong + (not sound),
        "mib_a_session": grown / PEOPLE / 2**20,
        "import_seconds": taken,
        "load": os.getloadavg()[1],
    }


def _worked(pid: int) -> float:
    """Seconds of processor time that a process has used; 0 where the machine does not say."""
    told = Path(f"/proc/{pid}/stat")
    user, system = told.read_text().rpartition(")")[2].split()[11:13] if told.exists() else ("0", "0")
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    """Bytes that a process holds; 0 where the machine does not say."""
    told = Path(f"/proc/{pid}/statm")
    return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if told.exists() else 0


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))))
