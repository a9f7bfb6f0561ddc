"""`make bench`: measure, say so, and write docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import duckdb
import streamlit

from tests.bench import measures
from tests.bench.measures import Measure
from tests.serving import PROJECT

REPORT = PROJECT / "docs" / "benchmarks.md"


def main() -> int:
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory(prefix="cx-bench-") as name:
        folder = Path(name)
        found = [
            measures.timed(partial(measures.importing_a_million_rows, folder)),
            measures.timed(partial(measures.loading_the_demo, folder)),
        ]
        store = folder / "demo.duckdb"
        for page in measures.PAGES:
            found.append(measures.timed(partial(measures.running_a_page, page, store)))
        if chromium:
            found.append(measures.timed(partial(measures.opening_a_fresh_server, store, folder, chromium)))
        else:
            print("The first page of a fresh server is not measured: no chromium was found.")
    REPORT.write_text(report(found), encoding="utf-8")
    return 0 if all(measure.met for measure in found) else 1


def report(found: Sequence[Measure]) -> str:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    versions = f"Streamlit {streamlit.__version__}, DuckDB {duckdb.__version__}"
    rows = (
        f"| {m.name} | {m.ours} | {m.yardstick} | {m.ratio} | {m.promise} | {'yes' if m.met else '**no**'} |"
        for m in found
    )
    return "\n".join(
        [
            "# How fast it is",
            "",
            "`make bench` writes this page. What counts is the ratio of two times of one run: it is the same on a slow",
            "machine and on a fast one.",
            "",
            "| what | takes | against | ratio | promised | met |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            f"Measured on {machine}, {versions}. Each pair ran in turns; the medians are shown.",
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
