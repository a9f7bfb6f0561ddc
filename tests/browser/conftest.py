"""The dashboard in a real browser. Every test here runs in one worker, with one server for each store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cx.store.opening import Store
from tests.browser.driving import DEMO_TODAY, open_browser, open_page
from tests.serving import PROJECT, Server, serve


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
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
