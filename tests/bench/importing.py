"""A clean export of a million rows: loaded, against DuckDB's raw COPY of it into a like table.

Run by `python -m tests.bench.importing write|copy|load|demo FOLDER [ROWS]`, each in a process of its own; prints the
seconds until the answers stood, those until all was done, and the most memory that it and its children held, in bytes.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from cx.demo.load import load as load_demo
from cx.ingest import responses
from cx.ingest.options import Options
from cx.store.opening import Store

ROWS = 1_000_000
SEED = 20_260_701
FILE_NAME = "clean.csv"
LIKE_TABLE = """
    create table responses (
        response_id varchar, responded_at timestamp, score smallint, comment varchar, account_id varchar,
        business_unit varchar, region varchar, segment varchar, product varchar, journey varchar, channel varchar
    )
"""


def write_file(folder: Path, rows: int = ROWS) -> Path:
    """Three years of answers in the order of their dates, as an export comes; every row is good."""
    chance = np.random.default_rng(SEED)
    seconds = np.sort(chance.integers(0, 3 * 365 * 86_400, rows))

    def named(kind: str, codes: np.ndarray, choices: int) -> pd.Categorical:
        return pd.Categorical.from_codes(codes, [f"{kind} {n + 1}" for n in range(choices)])

    def one_of(kind: str, choices: int) -> pd.Categorical:
        return named(kind, chance.integers(0, choices, rows), choices)

    product = chance.integers(0, 12, rows)
    comments = np.array(
        ["", "", "Quick answer, friendly people.", "The second delivery was late again, please call me."]
    )
    export = pd.DataFrame(
        {
            "response_id": np.arange(1, rows + 1),
            "responded_at": (np.datetime64("2023-07-01T00:00:00") + seconds.astype("timedelta64[s]")).astype(str),
            "score": chance.integers(0, 11, rows),
            "comment": comments[chance.integers(0, len(comments), rows)],
            "account_id": "A" + pd.Series(chance.integers(0, rows // 4, rows)).astype(str),
            "business_unit": named("Unit", product % 5, 5),  # a product belongs to one business
            "region": one_of("Region", 4),
            "segment": one_of("Segment", 3),
            "product": named("Product", product, 12),
            "journey": one_of("Journey", 7),
            "channel": one_of("Channel", 3),
        }
    )
    path = folder / FILE_NAME
    export.to_csv(path, index=False, date_format="%Y-%m-%dT%H:%M:%S")
    return path


def write(folder: Path, rows: int = ROWS) -> None:
    write_file(folder, rows)


def copy(folder: Path, _rows: int = ROWS) -> None:
    """DuckDB alone, as it comes: a fresh file, a table of the CSV's columns with the types of ours, COPY, checkpoint.

    Neither table has a key or an index, both have two threads, and each ends with all that was written in its file.
    """
    with duckdb.connect(str(folder / "copy.duckdb"), config={"threads": 2}) as connection:
        connection.execute(LIKE_TABLE)
        connection.execute(f"copy responses from '{folder / FILE_NAME}' (header)")
        connection.execute("checkpoint")


def load(folder: Path, rows: int = ROWS) -> float:
    """The whole road: read in the child process, checked, deduplicated, stored and summarized; then comments are read.

    When the answers stood: every page shows them while their comments are still read.
    """
    stood: list[float] = []

    def watch(_share: float, doing: str) -> None:
        if doing == "Reading the comments" and not stood:
            stood.append(time.perf_counter())

    outcome = responses.load(Store(str(folder / "load.duckdb")), folder / FILE_NAME, Options(), progress=watch)
    if outcome.accepted != rows:
        raise SystemExit(f"{outcome.accepted:,} of {rows:,} rows were accepted")
    return stood[0]


def demo(folder: Path, _rows: int = 0) -> None:
    load_demo(Store(str(folder / "demo.duckdb")))


WORK: dict[str, Callable[[Path, int], float | None]] = {"write": write, "copy": copy, "load": load, "demo": demo}

if __name__ == "__main__":
    started = time.perf_counter()
    stood = WORK[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else ROWS)
    done = time.perf_counter()
    held = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print((stood or done) - started, done - started, held * 1024)
