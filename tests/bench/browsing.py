"""What a reader waits for in a browser, in turns with an empty Streamlit app."""

from __future__ import annotations

import statistics
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.driving import COMPLETE, DEMO_TODAY, open_browser, open_page
from tests.serving import PROJECT, serve

FOLDER = Path(__file__).parent
APPS = {"empty": FOLDER / "empty_app.py", "ours": PROJECT / "app.py"}
FILTERED = {"empty": FOLDER / "filter_app.py", "ours": PROJECT / "app.py"}


def first_pages(chromium: str, store: Path, folder: Path, runs: int) -> dict[str, float]:
    """Seconds from starting the server as `make run` does to the first complete page."""
    taken: dict[str, list[float]] = {name: [] for name in APPS}
    with open_browser(chromium) as browser:
        for _ in range(runs):
            for name, script in APPS.items():
                taken[name].append(_first_page(browser, script, store, folder / f"{name}.log"))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def _first_page(browser: Browser, script: Path, store: Path, log: Path) -> float:
    with open_page(browser) as page:
        started = time.perf_counter()
        with serve(script, store, log, wait=False, environment=DEMO_TODAY) as server:
            page.goto(server.url)
            page.locator("h1, h2").first.wait_for()
            page.wait_for_function(COMPLETE)
            return time.perf_counter() - started


def changes(chromium: str, store: Path, folder: Path, runs: int) -> dict[str, float]:
    """Seconds from a click on another period length to its complete page; both lengths were seen before."""
    with ExitStack() as stack:
        browser = stack.enter_context(open_browser(chromium))
        opened: dict[str, Page] = {}
        for name, script in FILTERED.items():
            server = stack.enter_context(serve(script, store, folder / f"{name}.log", environment=DEMO_TODAY))
            opened[name] = stack.enter_context(open_page(browser))
            opened[name].goto(server.url)
            opened[name].get_by_text("Quarter", exact=True).first.wait_for()
            for label in ("Year", "Quarter"):
                _change(opened[name], label)
        taken: dict[str, list[float]] = {name: [] for name in FILTERED}
        for _ in range(runs):
            for name, page in opened.items():
                taken[name] += [_change(page, label) for label in ("Year", "Quarter")]
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def _change(page: Page, label: str) -> float:
    page.wait_for_function(COMPLETE)
    before = page.locator("h1").first.inner_text()
    button = page.get_by_test_id("stButtonGroup").first.get_by_role("radio", name=label, exact=True)
    started = time.perf_counter()
    button.click()
    page.wait_for_function("before => document.querySelector('h1')?.innerText !== before", arg=before)
    page.wait_for_function(COMPLETE)
    return time.perf_counter() - started
