"""The analyst's way: drop a file, choose what it does not prove, load it, take it back."""

from __future__ import annotations

import base64
import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from cx.store.opening import Store
from tests.browser.driving import choose, settled
from tests.serving import PROJECT, Server, serve

LONG = 60_000  # milliseconds that reading or loading a file may take on a busy machine
HOSTILE = "<img src=x onerror=alert(1)> ![](http://example.org/pixel.png) :red[x] $x^2$"

DROP = """([zone, name, content]) => {
    const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0))
    const carried = new DataTransfer()
    carried.items.add(new File([bytes], name, {type: 'text/csv'}))
    for (const kind of ['dragenter', 'dragover', 'drop'])
        zone.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}))
}"""


@pytest.fixture
def workplace(empty_store: Store, chromium: str, tmp_path: Path) -> Iterator[Server]:
    """The dashboard on a store that exists and holds nothing."""
    with empty_store.writing():
        pass
    with serve(PROJECT / "app.py", Path(empty_store.location), tmp_path / "log") as server:
        yield server


def drop(page: Page, path: Path, name: str = "") -> None:
    """Let go of the file over the first drop zone, as a hand would."""
    zone = page.get_by_test_id("stFileUploaderDropzone").first
    content = base64.b64encode(path.read_bytes()).decode()
    page.evaluate(DROP, [zone.element_handle(), name or path.name, content])


def box(page: Page, label: str) -> Locator:
    return page.get_by_test_id("stMain").get_by_role("combobox", name=label, exact=True)


def pick_day(page: Page, day: date) -> None:
    """Type the day into its year, month and day; it is taken when the hand moves on."""
    page.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
    page.keyboard.type(day.strftime("%Y%m%d"))
    page.locator("h1").first.click()
    settled(page)


def counted(page: Page, label: str) -> str:
    return page.get_by_test_id("stMetric").filter(has_text=label).first.get_by_test_id("stMetricValue").inner_text()


def load(page: Page, answers: str) -> None:
    page.get_by_role("button", name=f"Load {answers} answers").click(timeout=LONG)
    expect(page.get_by_text(re.compile("was loaded"))).to_be_visible(timeout=LONG)
    settled(page)


def test_a_real_export_is_dropped_mapped_loaded_and_taken_back(
    page: Page, workplace: Server, shared_data: Path
) -> None:
    page.goto(f"{workplace.url}/imports")
    settled(page)
    drop(page, shared_data / "sfo_airport_survey" / "2017.csv")
    expect(box(page, "The 0 to 10 answer")).to_be_visible(timeout=LONG)
    settled(page)
    choose(page, box(page, "The answer's own id"), "RESPNUM")
    choose(page, box(page, "The 0 to 10 answer"), "NETPRO")
    choose(page, box(page, "When it was given"), "One day for every row")
    pick_day(page, date(2017, 5, 1))
    load(page, "2,746")
    assert counted(page, "New answers") == "2,746"
    assert counted(page, "Refused") == "85"

    page.get_by_role("link", name=re.compile("See it on the Overview")).click()
    settled(page)
    tile = page.get_by_test_id("stMain")
    expect(tile.get_by_text("40", exact=True).first).to_be_visible()
    expect(tile.get_by_text("likely 37 to 42").first).to_be_visible()

    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Imports").click()
    settled(page)
    page.get_by_role("button", name="Take it back").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("2,746 answers removed")).to_be_visible(timeout=LONG)
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Overview").click()
    settled(page)
    expect(page.get_by_role("link", name=re.compile("Import a survey export"))).to_be_visible()


def test_a_clean_file_needs_no_choice_and_counts_once(page: Page, workplace: Server, tmp_path: Path) -> None:
    path = export(tmp_path / "may.csv", region="North")
    page.goto(f"{workplace.url}/imports")
    settled(page)
    drop(page, path)
    load(page, "60")
    assert counted(page, "New answers") == "60"

    page.goto(f"{workplace.url}/imports")
    settled(page)
    drop(page, path)
    expect(page.get_by_text("There is nothing to load")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Load 0 answers")).to_be_disabled()
    assert counted(page, "Same as before") == "60"


def test_hostile_words_in_a_file_stay_words(page: Page, workplace: Server, tmp_path: Path) -> None:
    alarms: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{workplace.url}/imports")
    settled(page)
    drop(page, export(tmp_path / "hostile.csv", region=HOSTILE), name=f"{HOSTILE.replace('/', '')}.csv")
    load(page, "60")
    for address in ("", "trends?by=region"):
        page.goto(f"{workplace.url}/{address}")
        settled(page)
    assert alarms == []
    assert [url for url in asked if "example.org" in url] == []


def export(path: Path, *, region: str) -> Path:
    """Sixty answers of the last sixty days under the project's own column names."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["response_id", "responded_at", "score", "comment", "region"])
        for number in range(60):
            day = date.today() - timedelta(days=60 - number)
            rows.writerow([f"r{number}", day.isoformat(), number % 11, HOSTILE, region if number % 2 else "South"])
    return path
