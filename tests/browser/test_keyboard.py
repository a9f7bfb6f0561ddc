"""The main jobs without a mouse, from the first Tab on."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NeverAppeared

from tests.browser.driving import LIST_PATIENCE, TRIES, settled
from tests.serving import Server

MOST_STEPS = 80
"""Presses of Tab from the top of a page; nobody would press as many, but every control must be on the way."""
LONG = 60_000  # milliseconds that reading a file may take on a busy machine


def tab_to(page: Page, wanted: Locator) -> None:
    expect(wanted).to_be_visible()
    for _ in range(MOST_STEPS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never comes to {wanted}")


def choose_file(page: Page, upload: Locator, path: Path) -> None:
    """A script that ends meanwhile may take the key's effect away, so it is pressed again."""
    for _ in range(TRIES):
        tab_to(page, upload)
        with suppress(NeverAppeared):
            with page.expect_file_chooser(timeout=LIST_PATIENCE) as chooser:
                page.keyboard.press("Enter")
            chooser.value.set_files(path)
            return
    pytest.fail("No file could be chosen.")


def test_filter_tour_draft_and_import_need_no_mouse(page: Page, dashboard: Server, tmp_path: Path) -> None:
    sidebar, main = page.get_by_test_id("stSidebar"), page.get_by_test_id("stMain")
    page.goto(f"{dashboard.url}/trends")
    settled(page)
    tab_to(page, sidebar.get_by_role("combobox", name="Region", exact=True))
    page.keyboard.type("EMEA")
    expect(page.get_by_role("option", name="EMEA")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("EMEA fell")
    settled(page)

    tab_to(page, main.get_by_role("button", name=re.compile("Two-minute tour")))
    page.keyboard.press("Enter")
    tour = page.get_by_role("dialog")
    tab_to(page, tour.get_by_role("link", name=re.compile("Benchmarks")))
    page.keyboard.press("Escape")
    expect(tour).to_have_count(0)

    tab_to(page, sidebar.get_by_role("link", name="Speaking points"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Speaking points")
    settled(page)
    tab_to(page, main.get_by_role("button", name="Edit the points"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("textbox", name="Point 1", exact=True))

    page.goto(f"{dashboard.url}/imports")
    settled(page)
    answers = tmp_path / "answers.csv"
    answers.write_text("response_id,responded_at,score\nr1,2026-05-01,9\n", encoding="utf-8")
    choose_file(page, main.get_by_role("button", name="Upload").filter(visible=True), answers)
    expect(main.get_by_role("button", name="Load 1 answer", exact=True)).to_be_disabled(timeout=LONG)
    settled(page)
    tab_to(page, main.get_by_role("checkbox", name=re.compile("Leave the demo company")))
    page.keyboard.press("Space")
    settled(page)
    tab_to(page, main.get_by_role("button", name="Load 1 answer", exact=True))
