"""What is measured, each against its yardstick within one run, so that the machine cancels out."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import importing, recording
from tests.bench.session import open_session
from tests.browser.driving import COMPLETE, open_browser, open_page
from tests.serving import PROJECT, Server, serve

IMPORT_RUNS = 3
PAGE_RUNS = 40
START_RUNS = 5
FOLDER = Path(__file__).parent
PAGES = {"Overview": "", "NPS trends": "trends"}


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the result. ours, yardstick: as a person reads them; ratio: ours to the yardstick; met: or not."""

    name: str
    ours: str
    yardstick: str
    ratio: str
    promise: str
    met: bool


def importing_a_million_rows(folder: Path) -> Measure:
    importing.write_file(folder)
    seconds: dict[str, list[float]] = {"copy": [], "load": []}
    for _ in range(IMPORT_RUNS):
        for work, taken in seconds.items():
            taken.append(_in_a_process(work, folder))
            _remove_stores(folder)
    ours, yardstick = statistics.median(seconds["load"]), statistics.median(seconds["copy"])
    return Measure(
        "Import of a clean CSV of 1,000,000 rows: checked, deduplicated, summarized",
        f"{ours:.2f} s",
        f"{yardstick:.2f} s, DuckDB's raw COPY into a like table",
        f"{yardstick / ours:.0%} of its speed",
        "at least 50%",
        yardstick / ours >= 0.5,
    )


def loading_the_demo(folder: Path) -> Measure:
    seconds = _in_a_process("demo", folder)
    return Measure("Demo company, made and loaded", f"{seconds:.1f} s", "", "", "under 20 s", seconds < 20)


def running_a_page(name: str, store: Path, folder: Path) -> Measure:
    """The page's script with a warm cache, against a script that only draws the same charts and tables."""
    kept = folder / f"recording_{name}"
    bare_page = FOLDER / "bare_page.py"
    with serve(PROJECT / "app.py", store, folder / "page.log") as server:
        with open_session(server, PAGES[name]) as session:
            session.run()
            recording.keep(session.run().elements, kept)
        environment = {"CX_BENCH_RECORDING": str(kept), "PYTHONPATH": str(PROJECT)}
        with serve(bare_page, store, folder / "bare.log", environment=environment) as bare:
            ours, yardstick = _alternating(server, PAGES[name], bare)
    drawn = recording.read(kept)
    return Measure(
        f"{name}, its script with a warm cache",
        f"{ours:.0f} ms",
        f"{yardstick:.0f} ms, a bare page with the same {len(drawn.charts)} charts and {len(drawn.tables)} tables",
        f"{ours / yardstick:.1f} times",
        "at most 2 times",
        ours / yardstick <= 2,
    )


def opening_a_fresh_server(store: Path, folder: Path, chromium: str) -> Measure:
    """From starting the server to the first complete page in a browser, against an empty app."""
    with open_browser(chromium) as browser:
        apps = {"empty": FOLDER / "empty_app.py", "ours": PROJECT / "app.py"}
        seconds: dict[str, list[float]] = {name: [] for name in apps}
        for _ in range(START_RUNS):
            for name, script in apps.items():
                seconds[name].append(_first_page(browser, script, store, folder / f"{name}.log"))
    ours, yardstick = statistics.median(seconds["ours"]), statistics.median(seconds["empty"])
    return Measure(
        "First complete page of a fresh server",
        f"{ours:.2f} s",
        f"{yardstick:.2f} s, an empty Streamlit app",
        f"{ours / yardstick:.1f} times",
        "at most 2.2 times",
        ours / yardstick <= 2.2,
    )


def _in_a_process(work: str, folder: Path) -> float:
    command = [sys.executable, "-m", "tests.bench.importing", work, str(folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _remove_stores(folder: Path) -> None:
    for path in folder.glob("*.duckdb"):
        path.unlink()


def _alternating(server: Server, page: str, bare: Server) -> tuple[float, float]:
    """Median milliseconds of both, run in turns so that a busy machine slows both alike."""
    with open_session(server, page) as ours, open_session(bare) as yardstick:
        taken: tuple[list[float], list[float]] = ([], [])
        for _ in range(PAGE_RUNS):
            for session, milliseconds in zip((ours, yardstick), taken, strict=True):
                milliseconds.append(session.run().milliseconds)
    return statistics.median(taken[0]), statistics.median(taken[1])


def _first_page(browser: Browser, script: Path, store: Path, log: Path) -> float:
    with open_page(browser) as page:
        started = time.perf_counter()
        with serve(script, store, log, warm=False) as server:
            page.goto(server.url)
            page.locator("h1, h2").first.wait_for()
            page.wait_for_function(COMPLETE)
            return time.perf_counter() - started


def timed(measure: Callable[[], Measure]) -> Measure:
    """Say what is being measured while it runs."""
    found = measure()
    print(f"{'✓' if found.met else '✗'} {found.name}: {found.ours} {found.ratio} ({found.promise})", flush=True)
    return found
