"""A meeting of the council, from its agenda to a closed action, in a browser."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pptx
import pytest
from playwright.sync_api import Page, expect

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


def test_a_meeting_is_held_from_its_agenda_to_a_closed_action(page: Page, workplace: Server) -> None:
    page.goto(f"{workplace.url}/meetings")
    settled(page)
    issue = page.locator(".st-key-issue_signals-assistants")
    issue.get_by_role("button", name="Up").click()
    expect(issue.get_by_text("5. Assistants that answer first")).to_be_visible()

    settled(page)
    issue.get_by_role("button", name="Record the decision").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Decision", exact=True).fill("A: a handbook for machines.")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Decided: A: a handbook for machines. Priya Nair")).to_be_visible()

    settled(page).get_by_role("button", name="Add an action").click()
    dialog.get_by_role("textbox", name="Action", exact=True).fill("Write the handbook")
    dialog.get_by_role("combobox", name="Owner").fill("Priya Nair")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Save").click()
    action = page.locator(".st-key-action_write-the-handbook")
    expect(action).to_be_visible()

    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Pack as slides").click()
    read = pptx.Presentation(io.BytesIO(waiting.value.path().read_bytes()))
    told = [cell.text for slide in read.slides for shape in slide.shapes if shape.has_table
            for row in shape.table.rows for cell in row.cells]  # fmt: skip
    assert "Write the handbook" in told
    assert "Decided: A: a handbook for machines. Priya Nair" in told

    action.get_by_role("button", name="Close").click()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The action was saved.")).to_be_visible()
    expect(page.get_by_role("heading", name="Four actions carried forward")).to_be_visible()
