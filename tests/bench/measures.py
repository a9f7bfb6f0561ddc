"""What is measured, each against its yardstick within one run, so that the machine cancels out."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import importing
from tests.browser.driving import COMPLETE, open_browser, open_page
from tests.serving import PROJECT, serve

IMPORT_RUNS = 3
START_RUNS = 5
FOLDER = Path(__file__).parent
PAGES = {
    "Overview": "pages/performance/overview.py",
    "NPS trends": "pages/performance/trends.py",
    "Customer voice": "pages/performance/voice.py",
}


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


def running_a_page(name: str, store: Path) -> Measure:
    """The page's script with a warm cache, against one that only draws the same charts and tables."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.page_script", PAGES[name], str(store)]
    done = subprocess.run(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True
    )
    found = json.loads(done.stdout)
    ratio = found["ours"] / found["yardstick"]
    return Measure(
        f"{name}, its script with a warm cache",
        f"{found['ours']:.0f} ms",
        f"{found['yardstick']:.0f} ms, a bare page with the same {found['charts']} charts and {found['tables']} tables",
        f"{ratio:.1f} times",
        "at most 2 times",
        ratio <= 2,
    )


def opening_a_fresh_server(store: Path, folder: Path, chromium: str) -> Measure:
    """From starting the server as `make run` does to the first complete page in a browser, against an empty app."""
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


def _first_page(browser: Browser, script: Path, store: Path, log: Path) -> float:
    with open_page(browser) as page:
        started = time.perf_counter()
        with serve(script, store, log, wait=False) as server:
            page.goto(server.url)
            page.locator("h1, h2").first.wait_for()
            page.wait_for_function(COMPLETE)
            return time.perf_counter() - started


def timed(measure: Callable[[], Measure]) -> Measure:
    """Say what is being measured while it runs."""
    found = measure()
    print(f"{'✓' if found.met else '✗'} {found.name}: {found.ours} {found.ratio} ({found.promise})", flush=True)
    return found
