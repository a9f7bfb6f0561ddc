"""Twenty people read while a file is loaded: each page is as it was or as it became, and the server stays small.

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
PAGES = ("", "trends", "answers", "benchmarks")
ANSWERS = 20_000
MOST_MEMORY = 3 << 30


def own_company(store: Store) -> Store:
    """The demo company's answers as a company's own, so that a file may be added to them."""
    with store.writing() as connection:
        company.mark_demo(connection, False)
    return store


def file_of_answers(folder: Path) -> Path:
    rows = (f"new{n},2026-{n % 6 + 1:02d}-{n % 28 + 1:02d},{n * 7 % 11}" for n in range(ANSWERS))
    path = folder / "answers.csv"
    path.write_text("\n".join(["response_id,responded_at,score", *rows]) + "\n")
    return path


async def every_page(port: int) -> dict[str, Visit]:
    """Each page as somebody sees it who reads alone."""
    async with Session(port) as visitor:
        await visitor.visit()
        return {page: await visitor.visit(page) for page in PAGES}


async def one_visitor(port: int, loaded: asyncio.Future[Outcome], number: int) -> list[Visit]:
    """Goes from page to page until the file is loaded and the last look was behind no more."""
    pages = islice(cycle(PAGES), number, None)
    async with Session(port) as visitor:
        visits = [await visitor.visit(next(pages))]
        while visits[-1].behind or not loaded.done():
            await asyncio.sleep(0.5)
            visits.append(await visitor.visit(next(pages)))
    return visits


async def everybody(port: int, store: Store, path: Path) -> tuple[list[dict[str, Visit]], list[Visit], Outcome]:
    before = await every_page(port)
    loading = asyncio.ensure_future(asyncio.to_thread(load, store, path, Options(), today=None))
    visits = await asyncio.gather(*(one_visitor(port, loading, n) for n in range(VISITORS)))
    return [before, await every_page(port)], [visit for of_one in visits for visit in of_one], await loading


def memory_of(pid: int) -> int:
    """Bytes that a process holds; 0 where the machine does not say."""
    told = Path(f"/proc/{pid}/statm")
    return int(told.read_text().split()[1]) * 4096 if told.exists() else 0


def test_twenty_people_and_an_import_at_once(own_demo_store: Store, tmp_path: Path) -> None:
    store = own_company(own_demo_store)
    log = tmp_path / "server.log"
    with serve(PROJECT / "app.py", Path(store.location), log) as server:
        settled, seen, outcome = run_apart(everybody(server.port, store, file_of_answers(tmp_path)))
        held = memory_of(server.pid)
    assert outcome.accepted == ANSWERS
    assert [visit for visit in seen if visit.problems] == []
    assert all(settled[0][page].shown != settled[1][page].shown for page in ("", "trends")), "the file moves figures"
    assert [one.page for one in seen if one.shown not in [pages[one.page].shown for pages in settled]] == []
    assert any(visit.behind for visit in seen)
    assert "Traceback" not in log.read_text()
    assert held < MOST_MEMORY
    with store.reading() as connection:
        assert summary.check(connection).sound
