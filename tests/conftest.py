"""What tests of more than one room are given. Rooms are imported where they are used: most tests need few of them."""

from __future__ import annotations

import os
import shutil
import time
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cx.store.opening import Store

PROJECT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DEMO_DEADLINE = 300  # seconds that a worker waits for another that builds the demo company


@pytest.fixture(autouse=True)
def _no_store_but_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A test that forgets to name its store must not reach the developer's."""
    monkeypatch.setenv("CX_STORE", str(tmp_path / "cx.duckdb"))
    monkeypatch.delenv("CX_TODAY", raising=False)


@pytest.fixture(scope="session")
def _empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store as the migrations make it."""
    from cx.store.opening import Store

    path = tmp_path_factory.mktemp("template") / "empty.duckdb"
    with Store(str(path)).writing():
        """Opening for writing makes it."""
    return path


@pytest.fixture(autouse=True)
def _new_stores_are_copies(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand tests begin with an empty store, and migrating one takes half a second: one is made and copied.

    A test marked `migrates` makes its own.
    """
    if request.node.get_closest_marker("migrates"):
        return
    from cx.store import making

    template = request.getfixturevalue("_empty_template")
    monkeypatch.setattr(making, "make", lambda file, _folder: shutil.copyfile(template, file))


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in the test's own process, not in a child of it: a second less for each.

    For tests of what comes of a file; those of the child and of hostile files keep the child.
    """
    from cx.ingest import isolation

    monkeypatch.setattr(isolation, "_here", ContextVar("here", default=True))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real survey exports, kept beside the project and not in it."""
    folder = PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the real survey exports are not here: {folder}")
    return folder


@pytest.fixture
def empty_store(tmp_path: Path) -> Store:
    """A store that nobody has written to."""
    from cx.store.opening import Store

    return Store(str(tmp_path / "empty.duckdb"))


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The demo company, loaded once for all workers. To read only: a test that writes takes `own_demo_store`."""
    from cx.demo.load import load
    from cx.store.opening import Store

    run = tmp_path_factory.getbasetemp()
    folder = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "demo"
    finished = folder / "finished"
    store = Store(str(folder / "cx.duckdb"))
    if _first_to_make(folder):
        load(store)
        finished.touch()
    else:
        _wait_for(finished)
    return store


@pytest.fixture
def own_demo_store(demo_store: Store, tmp_path: Path) -> Store:
    """A copy of the demo company that a test may write to."""
    from tests.copying import copied

    return copied(demo_store, tmp_path)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    reason = f"no browser was found; looked for {', '.join(BROWSERS)}"
    if os.environ.get("CX_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def _first_to_make(folder: Path) -> bool:
    """Making a folder is atomic, so exactly one worker succeeds."""
    try:
        folder.mkdir()
    except FileExistsError:
        return False
    return True


def _wait_for(finished: Path) -> None:
    deadline = time.monotonic() + DEMO_DEADLINE
    while not finished.exists():
        if time.monotonic() > deadline:
            pytest.fail(f"the demo company was not ready after {DEMO_DEADLINE} seconds")
        time.sleep(0.1)
