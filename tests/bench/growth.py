"""A store of many answers: what a page's question, its whole report and a month's refresh cost, beside a raw scan.

Run by `python -m tests.bench.growth make|measure|report|pandas|polars FOLDER ANSWERS`, each in a process of its own;
prints JSON. The answers are those of a company with four regions, three segments, twelve products of five units, seven
journeys and three channels over three years; `wide` has forty thousand combinations of five fields instead.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import insert, text

from cx.domain.periods import FiscalCalendar, Grain
from cx.domain.slices import Slice
from cx.reports import filters, overview
from cx.reports.view import View
from cx.store import schema, summary
from cx.store.opening import Store
from cx.store.tallies import tallies

SURVEY = "s"
TODAY = date(2026, 6, 15)
MONTHS = FiscalCalendar().sequence(
    *(FiscalCalendar().period_of(day, Grain.MONTH) for day in (date(2023, 7, 1), date(2026, 6, 1)))
)
WHERE = Slice((("region", "Region 2"), ("product", "Product 7")))
QUESTIONS, REFRESHES = 40, 3
AT_ONCE = 5_000_000
"""Rows of one statement, so that memory does not grow with the store."""

COMPANIES = {
    "": {"region": 4, "segment": 3, "product": 12, "journey": 7, "channel": 3},
    "wide": {"region": 8, "segment": 5, "product": 20, "journey": 10, "channel": 5},
}
FIELDS = ("business_unit", "region", "segment", "product", "journey", "channel")


def store_of(folder: Path, answers: int, kind: str = "") -> Store:
    return Store(str(folder / f"grown-{kind}{answers}.duckdb"))


def make(folder: Path, answers: int, kind: str = "") -> dict[str, Any]:
    """Answers in the order of their dates, their import and their summary; seconds of each."""
    store, choices = store_of(folder, answers, kind), COMPANIES[kind]
    with store.writing() as connection:
        connection.execute(
            insert(schema.surveys).values(survey_id=SURVEY, name="Customers", kind="relationship", provenance="own")
        )
    started = time.perf_counter()
    for first in range(0, answers, AT_ONCE):
        with store.writing() as connection:
            connection.execute(text(_rows(first, min(first + AT_ONCE, answers), answers, choices)))
    stored = time.perf_counter() - started
    with store.writing() as connection:
        counts = {"rows": answers, "accepted": answers, "updated": 0, "duplicates": 0, "rejected": 0}
        connection.execute(
            insert(schema.imports).values(
                import_id=1, table_name="responses", survey_id=SURVEY, imported_at=TODAY, **counts
            )
        )
        summary.refresh(connection, SURVEY, [month.span.first for month in MONTHS])
    return {"stored": stored, "all": time.perf_counter() - started}


def _rows(first: int, after: int, answers: int, choices: dict[str, int]) -> str:
    """One statement that draws a run of answers; the same number always gives the same answer."""
    values = {
        "survey_id": f"'{SURVEY}'",
        "response_id": "i::VARCHAR",
        "responded_at": f"TIMESTAMP '2023-07-01' + to_seconds((i::DOUBLE / {answers} * 1080 * 86400)::BIGINT)",
        "score": "hash(i * 64 + 1) % 11",
        "import_id": "1",
        **{
            field: f"'{field.title()} ' || (1 + hash(i * 64 + {n}) % {of})"
            for n, (field, of) in enumerate(choices.items(), 2)
        },
    }
    values["business_unit"] = f"'Unit ' || (1 + hash(i * 64 + 4) % {choices['product']} % 5)"
    return (
        f"INSERT INTO responses ({', '.join(values)}) SELECT {', '.join(values.values())}"
        f" FROM range({first}, {after}) AS rows(i)"
    )


def measure(folder: Path, answers: int, kind: str = "") -> dict[str, Any]:
    """Milliseconds of a filter's question on the summary and on the raw rows, seconds of a refresh, bytes, cells."""
    store = store_of(folder, answers, kind)
    spans = [month.span for month in MONTHS]
    with store.reading() as connection:
        ours = _median_ms(lambda: tallies(connection, SURVEY, spans, where=WHERE), QUESTIONS)
        raw = _median_ms(lambda: connection.exec_driver_sql(_RAW).fetchall(), 3)
        fields = [field for field in FIELDS if field != "business_unit"]
        cells = {
            n: max(_groups(connection, ("month", *chosen)) for chosen in combinations(fields, n)) for n in range(1, 6)
        }
    refreshes = list(_refreshes(store))
    size = Path(store.location).stat().st_size
    return {"ours": ours, "raw": raw, "refresh": statistics.median(refreshes), "bytes": size, "cells": cells}


_RAW = """
    SELECT date_trunc('month', responded_at), count(*) FILTER (WHERE score >= 9), count(*) FILTER (WHERE score < 7),
    count(*) FROM responses WHERE survey_id = 's' AND region = 'Region 2' AND product = 'Product 7' GROUP BY 1
"""


def _groups(connection: Any, columns: tuple[str, ...]) -> int:
    counted = f"SELECT count(*) FROM (SELECT DISTINCT {', '.join(columns)} FROM response_summary)"
    return int(connection.exec_driver_sql(counted).scalar())


class _NotKept(Exception):
    """Ends a transaction that is only measured."""


def _refreshes(store: Store) -> Iterator[float]:
    for month in MONTHS[10 : 10 + REFRESHES]:
        with suppress(_NotKept), store.writing() as connection:
            started = time.perf_counter()
            summary.refresh(connection, SURVEY, [month.span.first])
            taken = time.perf_counter() - started
            raise _NotKept
        yield taken


def report(folder: Path, answers: int, kind: str = "") -> dict[str, Any]:
    """Seconds of the Overview's first report in a process that has read another store before: nothing is kept of it."""
    warm = store_of(folder, 1000)
    if not warm.exists():
        make(folder, 1000)
    _overview(warm)
    started = time.perf_counter()
    found = _overview(store_of(folder, answers, kind))
    return {"seconds": time.perf_counter() - started, "said": found.headline.sentence}


def _overview(store: Store) -> overview.Overview:
    offered = filters.report(store, View(), TODAY)
    return overview.report(store, View(offered.chosen_survey, period=offered.chosen_period), TODAY)


def in_pandas(folder: Path, answers: int, kind: str = "") -> dict[str, Any]:
    """Milliseconds of the same question over a frame that holds every answer."""
    with duckdb.connect(store_of(folder, answers, kind).location, read_only=True) as connection:
        frame = connection.execute("SELECT responded_at, score, region, product FROM responses").df()

    def ask() -> object:
        kept = frame[(frame["region"] == "Region 2") & (frame["product"] == "Product 7")]
        month = kept["responded_at"].dt.to_period("M")
        return kept.assign(up=kept["score"] >= 9, down=kept["score"] < 7).groupby(month)[["up", "down"]].sum()

    return {"pandas": _median_ms(ask, 3)}


def in_polars(folder: Path, answers: int, kind: str = "") -> dict[str, Any]:
    """The same over a frame of Polars."""
    import polars as pl

    with duckdb.connect(store_of(folder, answers, kind).location, read_only=True) as connection:
        frame = connection.execute("SELECT responded_at, score, region, product FROM responses").pl()

    def ask() -> object:
        kept = frame.lazy().filter((pl.col("region") == "Region 2") & (pl.col("product") == "Product 7"))
        month = pl.col("responded_at").dt.truncate("1mo")
        classes = (pl.col("score") >= 9).sum().alias("up"), (pl.col("score") < 7).sum().alias("down")
        return kept.group_by(month).agg(*classes).collect()

    return {"polars": _median_ms(ask, 3)}


def _median_ms(ask: Callable[[], object], times: int) -> float:
    ask()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


WORK: dict[str, Callable[[Path, int, str], dict[str, Any]]] = {
    "make": make,
    "measure": measure,
    "report": report,
    "pandas": in_pandas,
    "polars": in_polars,
}

if __name__ == "__main__":
    what, where, how_many, *rest = sys.argv[1:]
    print(json.dumps(WORK[what](Path(where), int(how_many), *rest)))
