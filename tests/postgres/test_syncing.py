"""A sync from a warehouse, here PostgreSQL: it says what an import of the same rows says, and nothing half."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import psycopg
import pytest
from sqlalchemy import text

from cx.actions import closing, imports
from cx.domain.errors import BadValue, ChoiceNeeded, CxError
from cx.domain.periods import Grain, Span
from cx.domain.roles import COMMAND_LINE
from cx.domain.slices import Slice
from cx.ingest import responses
from cx.ingest.options import Options
from cx.ingest.syncing import Synced, sync
from cx.reports import for_everyone, integrity, nps, overview, trends
from cx.reports.view import View
from cx.store import accounts as store_accounts
from cx.store import late_changes, loading, tallies
from cx.store.opening import Store
from cx.store.warehouse.mapped import Mapped
from tests.store.answers import drawn

pytestmark = pytest.mark.usefixtures("read_here")

TODAY = date(2025, 12, 18)
COLUMNS = {
    "response_id": "id",
    "responded_at": "answered_at",
    "score": "nps",
    "weight": "w",
    "brand": "brand",
    "region": "sales_region",
    "product": "product",
    "account_id": "account",
    "respondent": "person",
}
MAPPED = Mapped("feedback.answers", COLUMNS, {"survey_id": "s"}, "updated_at")
_NUMBER = re.compile(r"-?\d+\.\d+(e-?\d+)?")


@dataclass(frozen=True)
class Warehouse:
    """A database whose table `feedback.answers` holds answers; url: as `--source` takes it."""

    url: str

    def execute(self, statement: str, *values: Any) -> None:
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement, values)

    def fill(self, answers: pd.DataFrame, *, at: str = "2025-12-18 03:00+00") -> None:
        rows = answers.assign(updated_at=at)
        names = ", ".join(rows.columns)
        with psycopg.connect(self.url.replace("+psycopg", "")) as connection, connection.cursor() as cursor:
            with cursor.copy(f"COPY feedback.answers ({names}) FROM STDIN") as sink:
                for row in rows.itertuples(index=False):
                    sink.write_row(row)


@pytest.fixture
def warehouse(new_database: Callable[[], str]) -> Warehouse:
    made = Warehouse(new_database())
    made.execute("CREATE SCHEMA feedback")
    made.execute(
        "CREATE TABLE feedback.answers (id TEXT, answered_at TIMESTAMP, nps SMALLINT, w NUMERIC, brand TEXT,"
        " sales_region VARCHAR(40), product TEXT, account TEXT, person TEXT, updated_at TIMESTAMPTZ)"
    )
    return made


@pytest.fixture
def answers() -> pd.DataFrame:
    found = drawn(7, 3000, weights=True, people=700)
    found = found[found.responded_at < pd.Timestamp(TODAY)].rename(columns={"respondent_key": "respondent"})
    found.insert(0, "response_id", [f"r{i}" for i in range(len(found))])
    return found.rename(columns=COLUMNS)


def bring(store: Store, warehouse: Warehouse, mapped: Mapped = MAPPED, **more: Any) -> Synced:
    return sync(store, warehouse.url, mapped, today=TODAY, **more)


def imported(folder: Path, answers: pd.DataFrame) -> Store:
    store, path = Store(str(folder / "imported.duckdb")), folder / "answers.csv"
    answers.to_csv(path, index=False)
    told = Options.of(map=[f"{name}={column}" for name, column in COLUMNS.items()], set=["survey_id=s"], scale="0-10")
    responses.load(store, path, told, today=TODAY)
    return store


def said(report: Any) -> str:
    """All that a report says but where the answers are kept; sums of weights in another order differ at the end."""
    told = re.sub(r"; counted in a warehouse, as of [^'\"·]+? UTC|as_of=[^,)]*\)?", "", repr(report))
    return _NUMBER.sub(lambda found: f"{float(found[0]):.9g}", told)


DAYS = [
    Span(date(2025, 3, 14), date(2025, 3, 14)),
    Span(date(2025, 2, 3), date(2025, 9, 17)),
    Span(date(2025, 1, 1), date(2025, 12, 31)),
    Span(date(2025, 4, 1), date(2025, 6, 30)),
]
FIGURES: Mapping[str, Callable[[Store], Any]] = {
    "headline": lambda store: overview.report(store, View(), TODAY),
    "month to date": lambda store: overview.report(store, View(grain=Grain.MONTH, period="2025-12"), TODAY),
    "trend": lambda store: trends.report(store, View(grain=Grain.MONTH), TODAY, by="product"),
    "rolling": lambda store: trends.report(store, View(grain=Grain.MONTH), TODAY, rolling=3),
    "slice": lambda store: trends.report(store, View(scope=Slice.of(region="EMEA")), TODAY, by="product"),
    "for everyone": lambda store: for_everyone.report(store, TODAY),
    **{
        f"cx nps by {' and '.join(by) or 'nothing'}, {period}": lambda store, by=by, period=period: nps.report(
            store, TODAY, by=by, period=period
        )
        for by in ((), ("region",), ("brand",), ("region", "product"))
        for period in ("month", "quarter", "all")
    },
    "any days": lambda store: [
        in_store(store, lambda connection, way=way: sorted(way(connection).items()))
        for way in (
            lambda c: tallies.tallies(c, "s", DAYS, by=("region",)),
            lambda c: tallies.tallies(c, "s", DAYS, own_brand=None, every_answer=True),
            lambda c: tallies.distributions(c, "s", DAYS, by=("product",)),
            lambda c: store_accounts.clusters(c, "s", DAYS),
            lambda c: {key: sorted(map(str, one.items())) for key, one in store_accounts.said(c, "s", DAYS).items()},
        )
    ],
}


def in_store(store: Store, asked: Callable[[Any], Any]) -> Any:
    with store.reading() as connection:
        return asked(connection)


def test_a_sync_says_what_an_import_of_the_same_rows_says(
    warehouse: Warehouse, answers: pd.DataFrame, empty_store: Store, tmp_path: Path
) -> None:
    """In a store on a server and in a file; of everybody, of slices, to date, rolling, and over days of any kind."""
    warehouse.fill(answers)
    a, b, on_server = imported(tmp_path, answers), Store(str(tmp_path / "synced.duckdb")), empty_store
    bring(b, warehouse)
    bring(on_server, warehouse)
    assert integrity.report(b).problems == ()
    assert integrity.report(on_server).problems == ()
    assert integrity.report(b).answers == len(answers)
    for name, figures in FIGURES.items():
        assert said(figures(b)) == said(figures(a)), name
        assert said(figures(on_server)) == said(figures(a)), name
