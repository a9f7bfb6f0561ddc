"""Twenty people read while a file is loaded: nobody sees an error, and the server does not grow without end.

How fast it is, `make bench` measures; a time asserted here would fail on a busy machine and say nothing.
"""

from __future__ import annotations

import asyncio
from itertools import cycle, islice
from pathlib import Path

from cx.ingest.options import Options
from cx.ingest.responses import Outcome, load
from cx.store import company, summary
from cx.store.opening import Store
from tests.apart import run_apart
from tests.serving import PROJECT, serve
from tests.sessions import Session, Visit

VISITORS = 20
PAGES_EACH = 3
ANSWERS = 20_000
MOST_MEMORY = 3 << 30


def own_company(store: Store) -> Store:
    """The demo company's answers as a company's own, so that a file may be added to them."""
    with store.writing() as connection:
        company.mark_demo(connection, False)
    return store


def file_of_answers(folder: Path) -> Path:
    rows = (
        f"new{n},2026-{n % 6 + 1:02d}-{n % 28 + 1:02d},{n * 7 % 11},{'' if n % 3 else 'fine'}" for n in range(ANSWERS)
    )
    path = folder / "answers.csv"
    path.write_text("\n".join(["response_id,responded_at,score,comment", *rows]) + "\n")
    return path


async def one_visitor(port: int, number: int) -> list[Visit]:
    async with Session(port) as visitor:
        first = await visitor.visit()
        others = islice(cycle(visitor.pages), number, number + PAGES_EACH)
        return [first, *[await visitor.visit(page) for page in others]]


async def everybody(port: int, store: Store, path: Path) -> tuple[list[list[Visit]], Outcome]:
    loading = asyncio.to_thread(load, store, path, Options(), today=None)
    *visits, outcome = await asyncio.gather(*(one_visitor(port, n) for n in range(VISITORS)), loading)
    return visits, outcome


def memory_of(pid: int) -> int:
    """Bytes that a process holds; 0 where the machine does not say."""
    told = Path(f"/proc/{pid}/statm")
    return int(told.read_text().split()[1]) * 4096 if told.exists() else 0


def test_twenty_people_and_an_import_at_once(own_demo_store: Store, tmp_path: Path) -> None:
    store = own_company(own_demo_store)
    log = tmp_path / "server.log"
    with serve(PROJECT / "app.py", Path(store.location), log) as server:
        visits, outcome = run_apart(everybody(server.port, store, file_of_answers(tmp_path)))
        held = memory_of(server.pid)
    seen = [visit for of_one in visits for visit in of_one]
    assert len(seen) == VISITORS * (1 + PAGES_EACH)
    assert [visit for visit in seen if visit.problems] == []
    assert outcome.accepted == ANSWERS
    assert "Traceback" not in log.read_text()
    assert held < MOST_MEMORY
    with store.reading() as connection:
        assert summary.check(connection).sound
