"""The dashboard in a real browser, with one server and one browser for each worker."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cx.store.opening import Store
from tests.browser.driving import DEMO_TODAY, open_browser, open_page
from tests.serving import PROJECT, Server, serve


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


PATIENCE = 20_000  # milliseconds that a busy machine may take to show what is expected


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with open_browser(chromium) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with open_page(browser) as page:
        yield page


@pytest.fixture(scope="session")
def dashboard(demo_store: Store, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo company, served. To look at only."""
    folder = tmp_path_factory.mktemp("dashboard")
    store = folder / "cx.duckdb"
    shutil.copyfile(demo_store.location, store)
    with serve(PROJECT / "app.py", store, folder / "log", environment=DEMO_TODAY) as server:
        yield server
