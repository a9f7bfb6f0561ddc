"""A cell of the scorecard is opened, a reading in it is entered anew, and the page says so."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cx.store.opening import Store
from tests.browser.driving import DEMO_TODAY, choose, settled
from tests.serving import PROJECT, Server, serve


@pytest.fixture
def own_dashboard(demo_store: Store, chromium: str, tmp_path: Path) -> Iterator[Server]:
    """The demo company, served to write to."""
    store = tmp_path / "own.duckdb"
    shutil.copyfile(demo_store.location, store)
    with serve(PROJECT / "app.py", store, tmp_path / "log", environment=DEMO_TODAY) as server:
        yield server


def test_a_stale_reading_is_read_anew_and_seen(page: Page, own_dashboard: Server) -> None:
    page.goto(f"{own_dashboard.url}/benchmarks?dimension=internal&brand=Northwind")
    settled(page)
    expect(page.get_by_text(re.compile("Past shelf life.*Northwind"))).to_be_visible()
    expect(page.get_by_text(re.compile("One reading past shelf life"))).to_be_visible()
    page.get_by_role("tab", name="Edit").click()
    choose(page, page.get_by_role("combobox", name=re.compile("Indicator")), "Skills that the plan needs")
    page.get_by_label("Value, in the indicator's unit").fill("8")
    page.get_by_role("button", name=re.compile("Save reading")).click()
    expect(page.get_by_text(re.compile("Saved: Skills that the plan needs.*Northwind"))).to_be_visible()
    page.get_by_role("tab", name="Behind a cell").click()
    settled(page)
    expect(page.get_by_text(re.compile("Internal realities, Northwind: 1 of 6 indicators read"))).to_be_visible()
    expect(page.get_by_text(re.compile("shelf life"))).to_have_count(0)
