"""`make walkthrough`: the main job of each of the four users, step by step, as docs/walkthrough.md shows it."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from cx.demo import sample
from cx.demo.company import LAST_DAY
from cx.demo.load import load
from cx.store.opening import Store
from tests.browser.driving import DEMO_TODAY, PHONE, WIDE, open_browser, open_page, settled
from tests.browser.screenshots import keep
from tests.serving import PROJECT, serve

PICTURES = PROJECT / "docs" / "walkthrough"
PROJECTOR = (1920, 1080)
PATIENCE = 120_000  # milliseconds that a busy machine may take


@dataclass(frozen=True, slots=True)
class Visit:
    """A user in front of the dashboard at that address."""

    page: Page
    url: str

    def open(self, address: str) -> Page:
        self.page.goto(f"{self.url}/{address}")
        return settled(self.page)

    def picture(self, name: str, at: Locator | None = None) -> None:
        """What the window shows; at: from there down."""
        if at is not None:
            at.first.evaluate("one => one.scrollIntoView({block: 'start'})")
        self.page.mouse.move(0, 0)
        self.page.wait_for_timeout(300)
        keep(self.page.screenshot(), PICTURES / f"{name}.png")


def _executive(visit: Visit) -> None:
    page = visit.open("")
    visit.picture("executive-1-overview")
    page.get_by_role("button", name="Two-minute tour").click()
    expect(page.get_by_role("dialog").get_by_text("You are")).to_be_visible()
    settled(page)
    visit.picture("executive-2-tour")
    page.keyboard.press("Escape")
    page.get_by_test_id("stMain").get_by_role("link", name="EMEA").first.click()
    expect(page).to_have_url(re.compile("trends"))
    settled(page)
    visit.picture("executive-3-emea")
    visit.open("benchmarks")
    visit.picture("executive-4-benchmarks")
    visit.open("projects")
    visit.picture("executive-5-projects")


def _leader(visit: Visit) -> None:
    page = visit.open("speaking-points?leader=emea&audience=council&period=2026Q3")
    visit.picture("leader-1-points")
    visit.picture("leader-2-not-to-say", page.get_by_role("heading", name="What not to say"))
    page.get_by_role("button", name="Edit the points").click()
    first = page.get_by_role("textbox", name="Point 1", exact=True)
    expect(first).to_be_visible()
    first.fill("EMEA fell from 40 to 33 in the third quarter.")
    first.press("Control+Enter")
    expect(page.get_by_text("no fact has this number")).to_be_visible()
    settled(page)
    visit.picture("leader-3-edit", page.get_by_role("heading", name="Edit the points"))
    visit.open("for-everyone")
    visit.picture("leader-4-for-everyone")


def _cx_leader(visit: Visit) -> None:
    visit.open("answers")
    visit.picture("cx-leader-1-answers")
    page = visit.open("meetings")
    visit.picture("cx-leader-2-agenda")
    page.get_by_role("button", name="Record the decision").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    settled(page)
    visit.picture("cx-leader-3-decision")
    page.keyboard.press("Escape")
    visit.picture("cx-leader-4-actions", page.get_by_role("heading", name=re.compile("What changed since")))
    page = visit.open("settings")
    visit.picture("cx-leader-5-close", page.get_by_role("heading", name="Closed periods"))


def _analyst(visit: Visit) -> None:
    page = visit.open("imports")
    visit.picture("analyst-1-empty")
    path = Path(tempfile.mkdtemp()) / "sample_export.csv"
    path.write_bytes(sample.export(LAST_DAY))
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(path)
    loading = page.get_by_role("button", name=re.compile("Load [0-9,]+ answers"))
    expect(loading).to_be_visible()
    settled(page)
    visit.picture("analyst-2-read")
    visit.picture("analyst-3-refused", page.get_by_role("heading", name="Refused rows"))
    loading.click()
    expect(page.get_by_text("was loaded")).to_be_visible()
    settled(page)
    visit.picture("analyst-4-loaded", page.locator("h1"))
    page.get_by_role("link", name=re.compile("See it on the Overview")).click()
    settled(page)
    visit.picture("analyst-5-overview")


def _far_and_small(browser: Browser, url: str) -> None:
    for name, size, dark in (("projector", PROJECTOR, False), ("phone", PHONE, True)):
        with open_page(browser, size, dark=dark) as page:
            visit = Visit(page, url)
            visit.open("")
            visit.picture(name)


@contextmanager
def _dashboard(folder: Path, fill: Callable[[Store], None]) -> Iterator[str]:
    folder.mkdir()
    store = Store(str(folder / "cx.duckdb"))
    fill(store)
    with serve(PROJECT / "app.py", Path(store.location), folder / "log", environment=DEMO_TODAY) as server:
        yield server.url


def _empty(store: Store) -> None:
    with store.writing():
        """Opening for writing makes it."""


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("No chromium was found: apt-get install chromium")
        return 1
    expect.set_options(timeout=PATIENCE)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cx-walkthrough-") as name, open_browser(chromium) as browser:
        with _dashboard(Path(name) / "demo", load) as url:
            for job in (_executive, _leader, _cx_leader):
                with open_page(browser, WIDE) as page:
                    job(Visit(page, url))
            _far_and_small(browser, url)
        with _dashboard(Path(name) / "empty", _empty) as url, open_page(browser, WIDE) as page:
            _analyst(Visit(page, url))
    return 0


if __name__ == "__main__":
    sys.exit(main())
