"""A store on a PostgreSQL server says what the same store in a file says, and copies of the dashboard share it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sqlalchemy import delete, text

from cx.domain.errors import StoreUnavailable
from cx.domain.slices import Slice
from cx.ingest.options import Options
from cx.ingest.responses import load
from cx.reports import answers, benchmarks, filters, integrity, overview, signals, trends, verbatims, voice
from cx.reports.verbatims import Search
from cx.reports.view import View
from cx.store import audit, bringing
from cx.store.opening import ABSENT, Store
from cx.store.schema import metadata
from cx.store.server import server_engine

TODAY = date(2026, 11, 22)
EMEA = View(period="2026Q3", scope=Slice((("region", "EMEA"),)))
_NUMBER = re.compile(r"-?\d+\.\d+(e-?\d+)?")

REPORTS: dict[str, Callable[[Store], Any]] = {
    "filters": lambda store: filters.report(store, EMEA, TODAY),
    "overview": lambda store: overview.report(store, View(), TODAY),
    "overview of a region": lambda store: overview.report(store, EMEA, TODAY),
    "trends": lambda store: trends.report(store, EMEA, TODAY, by="product"),
    "rolling trends": lambda store: trends.report(store, View(), TODAY, rolling=3),
    "voice": lambda store: voice.report(store, EMEA, TODAY),
    "a search": lambda store: verbatims.report(store, View(), TODAY, Search(text='réponse "renewal quote"')),
    "another": lambda store: verbatims.report(store, View(), TODAY, Search(text="nadie")),
    "benchmarks": lambda store: benchmarks.report(store, TODAY),
    "answers": lambda store: answers.report(store, TODAY),
    "signals": lambda store: signals.report(store, TODAY),
}


@pytest.fixture(scope="module")
def demo_on_server(demo_store: Store, new_server_store: Callable[[], Store], tmp_path_factory: Any) -> Iterator[Store]:
    """The demo company, row by row as the file has it."""
    store = new_server_store()
    with store.writing() as connection, duckdb.connect(demo_store.location, read_only=True) as source:
        for table in metadata.sorted_tables:
            connection.execute(delete(table))  # the migrations wrote the six questions
            described = source.execute(f"DESCRIBE {table.name}").fetchall()
            columns = {str(row[0]): str(row[1]) for row in described}
            bringing.copy(connection, source, table.name, table.name, columns, tmp_path_factory.mktemp("rows"))
    yield store
    server_engine(store.location).dispose()


def said(report: Any) -> str:
    """All that a report says; sums of the same weights in another order differ beyond the ninth digit."""
    return _NUMBER.sub(lambda found: f"{float(found[0]):.9g}", repr(report))


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_says_the_same_from_a_server_as_from_a_file(
    demo_store: Store, demo_on_server: Store, name: str
) -> None:
    assert said(REPORTS[name](demo_on_server)) == said(REPORTS[name](demo_store))


def test_a_store_on_a_server_proves_itself_whole(demo_on_server: Store) -> None:
    assert integrity.report(demo_on_server).sound


def answers_file(folder: Path, name: str, count: int) -> Path:
    path = folder / f"{name}.csv"
    rows = "".join(f"{name}{i},2026-05-{1 + i % 28:02},{i % 11},the bill was late\n" for i in range(count))
    path.write_text("response_id,responded_at,score,comment\n" + rows)
    return path


def test_two_that_import_at_once_take_turns_and_both_are_kept(empty_store: Store, tmp_path: Path) -> None:
    def bring(name: str) -> None:
        load(Store(empty_store.location), answers_file(tmp_path, name, 200), OPTIONS, today=TODAY)

    at_once = [threading.Thread(target=bring, args=(name,)) for name in ("a", "b")]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()
    found = integrity.report(empty_store)
    assert (found.answers, found.imports, found.problems) == (400, 2, ())


def test_what_one_copy_writes_the_other_sees_and_keeps_nothing_older(empty_store: Store, tmp_path: Path) -> None:
    one, other = Store(empty_store.location), Store(empty_store.location)
    before = other.version()
    load(one, answers_file(tmp_path, "a", 60), OPTIONS, today=TODAY)
    assert other.version() != before
    with pytest.raises(RuntimeError), one.writing() as connection:
        connection.execute(text("DELETE FROM responses"))
        raise RuntimeError
    assert integrity.report(other).answers == 60


def test_copies_that_start_together_make_the_store_once(server: str, new_database: Callable[[], str]) -> None:
    """Also where the audit log was there first: what makes the store is recorded before it begins."""
    location = new_database()
    assert Store(location).version() == ABSENT
    audit.append(Store(location), audit.Entry(datetime.now(UTC), "a", "analyst", "import", "1", "begun"))
    failed: list[BaseException] = []

    def start() -> None:
        try:
            with Store(location).writing():
                """Opening for writing makes it."""
        except BaseException as error:
            failed.append(error)

    copies = [threading.Thread(target=start) for _ in range(3)]
    for one in copies:
        one.start()
    for one in copies:
        one.join()
    assert failed == []
    assert integrity.report(Store(location)).sound


def test_nothing_can_be_written_through_a_reader(empty_store: Store) -> None:
    with pytest.raises(Exception, match="read-only"), empty_store.reading() as connection:
        connection.execute(text("DELETE FROM surveys"))


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("postgresql+psycopg://somebody:secret@127.0.0.1:1/cx", "does not answer"),
        ("mysql+pymysql://somebody:secret@127.0.0.1/cx", "of a kind that is not known: mysql"),
        ("postgresql+asyncpg://somebody:secret@127.0.0.1/cx", "of a kind that is not known: postgresql"),
    ],
)
def test_a_server_that_cannot_be_used_is_told_without_its_password(location: str, said: str) -> None:
    with pytest.raises(StoreUnavailable, match=said) as told:
        Store(location).version()
    assert "secret" not in str(told.value)


def test_a_database_that_is_not_there_is_named(server: str, empty_store: Store) -> None:
    with pytest.raises(StoreUnavailable, match="no such database"):
        Store(empty_store.location.replace("/cx_", "/nowhere_")).version()


OPTIONS = Options(constants={"survey_id": "s"}, scale="0-10")
