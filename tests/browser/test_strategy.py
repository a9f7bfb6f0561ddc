"""The CX leader's way: change an answer and a signal in their pages, and see what they were."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from cx.store.opening import Store
from tests.browser.driving import DEMO_TODAY, settled
from tests.serving import PROJECT, Server, serve


@pytest.fixture
def workplace(demo_store: Store, chromium: str, tmp_path: Path) -> Iterator[Server]:
    """The demo company on a server of its own: what is changed here is seen nowhere else."""
    store = tmp_path / "cx.duckdb"
    shutil.copyfile(demo_store.location, store)
    with serve(PROJECT / "app.py", store, tmp_path / "log", environment=DEMO_TODAY) as server:
        yield server


def opened(page: Page, card: str) -> Locator:
    settled(page).locator(f".st-key-{card}").get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def test_an_answer_and_a_signal_are_changed_and_their_history_seen(page: Page, workplace: Server) -> None:
    page.goto(f"{workplace.url}/answers")
    dialog = opened(page, "answer_industry")
    box = dialog.get_by_role("textbox", name="Answer")
    box.fill("Marketplaces matter, and nothing else does.")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The answer was saved.")).to_be_visible()
    expect(page.get_by_text("Marketplaces matter, and nothing else does.")).to_be_visible()
    dialog = opened(page, "answer_industry")
    expect(dialog.get_by_text("Software is bought by the month")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)

    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Signals").click()
    dialog = opened(page, "signal_assistants")
    dialog.get_by_role("textbox", name="Response").fill("Write our handbook for machines, too")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The signal was saved.")).to_be_visible()
    expect(page.get_by_role("heading", name="has no response")).to_have_count(0)
    dialog = opened(page, "signal_assistants")
    dialog.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("heading", name="“Assistants that answer first” has no response")).to_be_visible()
