"""The evening before: a leader edits a number, sees it blocked, mends it, has it approved and takes it along."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from cx.domain.approval import Reach, Status
from cx.store import audit, speaking
from cx.store.opening import Store
from tests.browser.driving import DEMO_TODAY, settled
from tests.serving import PROJECT, Server, serve

LONG = 60_000  # milliseconds


@pytest.fixture
def served(demo_store: Store, chromium: str, tmp_path: Path) -> Iterator[tuple[Server, Store]]:
    store = Store(str(tmp_path / "cx.duckdb"))
    shutil.copyfile(demo_store.location, store.location)
    with serve(PROJECT / "app.py", Path(store.location), tmp_path / "log", environment=DEMO_TODAY) as server:
        yield server, store


def test_a_number_is_edited_blocked_mended_approved_and_downloaded(page: Page, served: tuple[Server, Store]) -> None:
    server, store = served
    page.goto(f"{server.url}/speaking-points?leader=emea&audience=council&period=2026Q3")
    settled(page)
    page.get_by_role("button", name="Edit the points").click()
    first = page.get_by_role("textbox", name="Point 1", exact=True)
    expect(first).to_have_value(re.compile(r"^EMEA fell from 40 to 30 in the third quarter\. On balance"), timeout=LONG)
    first.fill("EMEA fell from 40 to 33 in the third quarter.")
    first.press("Control+Enter")
    expect(page.get_by_text("“33”: no fact has this number.")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("not be approved before every mark is mended")).to_be_visible()
    page.get_by_role("button", name="Save this version").click()
    expect(page.get_by_text("Saved as version 1.")).to_be_visible(timeout=LONG)
    settled(page)
    expect(page.get_by_role("button", name="Mark as reviewed")).to_be_disabled()
    expect(page.get_by_text("No fact backs “33”.")).to_be_visible()

    page.get_by_role("button", name="Edit the points").click()
    page.get_by_role("button", name="Write 30").click(timeout=LONG)
    expect(page.get_by_role("textbox", name="Point 1", exact=True)).to_have_value(re.compile("from 40 to 30"))
    expect(page.get_by_text("no fact has this number")).to_have_count(0)
    page.get_by_role("button", name="Save this version").click()
    expect(page.get_by_text("Saved as version 2.")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Mark as reviewed").click()
    expect(page.get_by_text("Marked as reviewed.")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("Version 2, saved")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("holds until")).to_be_visible(timeout=LONG)
    settled(page)
    with page.expect_download(timeout=LONG) as download:
        page.get_by_role("button", name="Word document").click()
    told = [one.text for one in Document(io.BytesIO(Path(download.value.path()).read_bytes())).paragraphs]
    assert "EMEA fell from 40 to 30 in the third quarter." in told
    with store.reading() as connection:
        (newest, _) = speaking.sets(connection, Reach(everything=True), datetime.now(UTC), leader_id="emea",
                                    audience="council", period="2026Q3")  # fmt: skip
    assert newest.status(datetime.now(UTC)) is Status.APPROVED
    assert [one.action for one in audit.entries(store)][:2] == ["export draft", "approve draft"]

    settled(page)
    page.get_by_role("button", name="End early").click()
    page.get_by_role("textbox", name="Why").fill("The council has met.")
    page.get_by_role("textbox", name="Why").press("Enter")
    settled(page)
    page.get_by_role("button", name="End it now").click()
    expect(page.get_by_text("Version 2 was ended early. The council has met.")).to_be_visible(timeout=LONG)
    assert audit.entries(store)[0].action == "expire draft"
