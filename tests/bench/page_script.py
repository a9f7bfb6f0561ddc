"""A page's script with a warm cache, against one that only draws the same charts and tables from ready-made values.

Run by `python -m tests.bench.page_script FILE STORE` in a process of its own; prints what it found as JSON.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from cx.charts.drawing import Drawing
from cx.ui import still
from tests.serving import PROJECT

RUNS = 40
WARM_UP = 3
DEADLINE = 120  # seconds, for the first run computes every report


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page's run drew: charts as values not yet converted, tables as frames."""

    charts: tuple[Drawing, ...]
    tables: tuple[Any, ...]


def bare(charts, tables):
    """The yardstick. Streamlit runs it from its source alone: it brings its own import and names no type."""
    import streamlit as st

    for position, chart in enumerate(charts):
        st.vega_lite_chart(spec=chart.to_dict(), theme=None, key=f"chart_{position}")
    for position, table in enumerate(tables):
        st.dataframe(table, hide_index=True, key=f"table_{position}")


def recorded(page: AppTest) -> Drawn:
    """What one run of the page draws."""
    charts: list[Drawing] = []
    tables: list[Any] = []
    convert, show = Drawing.to_dict, st.dataframe

    def to_dict(self: Drawing, **options: Any) -> dict[str, Any]:
        charts.append(self)
        return convert(self, **options)

    def dataframe(data: Any, *args: Any, **options: Any) -> Any:
        tables.append(data)
        return show(data, *args, **options)

    still._drawn.cache_clear()  # what is sent again would not be drawn anew
    with patch.object(Drawing, "to_dict", to_dict), patch.object(st, "dataframe", dataframe):
        page.run()
    return Drawn(tuple(charts), tuple(tables))


@contextmanager
def timed_scripts() -> Iterator[list[float]]:
    """Milliseconds of each script that runs: from its first line to its last, without Streamlit's work around it."""
    taken: list[float] = []
    execute: Callable[..., Any] = script_runner.exec_func_with_error_handling

    def timed(*args: Any, **options: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*args, **options)
        finally:
            taken.append((time.perf_counter() - started) * 1000)

    with patch.object(script_runner, "exec_func_with_error_handling", timed):
        yield taken


def measure(file: str) -> dict[str, float]:
    """Medians of both scripts, run in turns so that a busy machine slows both alike."""
    app = AppTest.from_file(PROJECT / "app.py", default_timeout=DEADLINE).run()
    app.switch_page(file).run()
    drawn = recorded(app)
    yardstick = AppTest.from_function(bare, args=(drawn.charts, drawn.tables), default_timeout=DEADLINE)
    for _ in range(WARM_UP):
        app.run()
        yardstick.run()
    gc.freeze()
    with timed_scripts() as taken:
        for _ in range(RUNS):
            app.run()
            yardstick.run()
    for script in (app, yardstick):
        if faults := [*script.exception, *script.error]:
            raise SystemExit(f"A script shows a fault: {faults}")
    return {
        "ours": statistics.median(taken[0::2]),
        "yardstick": statistics.median(taken[1::2]),
        "charts": len(drawn.charts),
        "tables": len(drawn.tables),
    }


if __name__ == "__main__":
    os.environ["CX_STORE"] = sys.argv[2]
    print(json.dumps(measure(sys.argv[1])))
