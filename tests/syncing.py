"""Answers in a warehouse and in a file, and every figure that both must say alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from cx.domain.periods import Grain, Span
from cx.domain.slices import Slice
from cx.ingest import responses
from cx.ingest.options import Options
from cx.reports import for_everyone, nps, overview, trends
from cx.reports.view import View
from cx.store import accounts as store_accounts
from cx.store import tallies
from cx.store.opening import Store
from cx.store.warehouse.mapped import Mapped
from tests.store.answers import drawn

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


def drawn_answers() -> pd.DataFrame:
    """Weights, accounts, people who answer again, blanks and other brands; the last month is not over."""
    found = drawn(7, 3000, weights=True, people=700)
    found = found[found.responded_at < pd.Timestamp(TODAY)].rename(columns={"respondent_key": "respondent"})
    found.insert(0, "response_id", [f"r{i}" for i in range(len(found))])
    return found.rename(columns=COLUMNS)


def imported(folder: Path, answers: pd.DataFrame, columns: Mapping[str, str] = COLUMNS) -> Store:
    store, path = Store(str(folder / "imported.duckdb")), folder / "answers.csv"
    answers.to_csv(path, index=False)
    told = Options.of(map=[f"{name}={column}" for name, column in columns.items()], set=["survey_id=s"], scale="0-10")
    responses.load(store, path, told, today=TODAY)
    return store


def said(report: Any) -> str:
    """All that a report says but where the answers are kept; sums of weights in another order differ at the end."""
    told = re.sub(
        r", as the warehouse counted them on [\w ]+, \d\d:\d\d UTC|, counted_at=(None|datetime\.datetime\([^)]*\))",
        "",
        repr(report),
    )
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
