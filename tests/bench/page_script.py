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
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.element_tree import Widget

from cx.domain.roles import SINGLE_USER
from cx.ui import drawings, navigation, still, visitor
from tests.serving import PROJECT

RUNS = 40
WARM_UP = 3
DEADLINE = 120  # seconds, for the first run computes every report


Chart = tuple[Callable[[Any, str], Any], Any]
"""What draws it, and the values it is drawn from."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page's run drew: charts as their values, tables as frames.

    widgets, others: how many controls, texts and boxes it drew besides, of which the yardstick draws none.
    """

    charts: tuple[Chart, ...]
    tables: tuple[Any, ...]
    widgets: int
    others: int


def bare(charts, tables):
    """The yardstick. Streamlit runs it from its source alone: it brings its own import and names no type."""
    import streamlit as st

    for position, (draw, values) in enumerate(charts):
        draw(values, f"chart_{position}")
    for position, table in enumerate(tables):
        st.dataframe(table, hide_index=True, key=f"table_{position}")


def recorded(page: AppTest) -> Drawn:
    """What one run of the page draws."""
    charts: list[Chart] = []
    tables: list[Any] = []

    def noting(draw: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
        def noted(values: Any, key: str) -> Any:
            charts.append((draw, values))
            return draw(values, key)

        return noted

    def dataframe(data: Any, *args: Any, show: Callable[..., Any] = st.dataframe, **options: Any) -> Any:
        tables.append(data)
        return show(data, *args, **options)

    still._drawn.cache_clear()  # what is sent again would not be drawn anew
    with (
        patch.multiple(drawings, draw=noting(drawings.draw), spark=noting(drawings.spark)),
        patch.object(st, "dataframe", dataframe),
    ):
        page.run()
    nodes = list(page._tree)
    widgets = sum(isinstance(node, Widget) for node in nodes)
    return Drawn(tuple(charts), tuple(tables), widgets, len(nodes) - widgets - len(charts) - len(tables))


@contextmanager
def timed_scripts() -> Iterator[list[float]]:
    """Milliseconds of processor time of each script that runs, from its first line to its last.

    Without what only the test's runner does: it compiles each script anew, and its visitor comes from nowhere.
    """
    taken: list[float] = []
    execute: Callable[..., Any] = script_runner.exec_func_with_error_handling

    def timed(*args: Any, **options: Any) -> Any:
        started = time.thread_time()
        try:
            return execute(*args, **options)
        finally:
            taken.append((time.thread_time() - started) * 1000)

    compiled = ScriptCache()
    with (
        patch.object(script_runner, "exec_func_with_error_handling", timed),
        patch.object(app_test, "ScriptCache", lambda: compiled),
        patch.object(visitor, "_alone", lambda: True),
    ):
        yield taken


def measure(file: str) -> dict[str, float]:
    """Medians of both scripts, run in turns so that a busy machine slows both alike."""
    app = AppTest.from_file(PROJECT / "app.py", default_timeout=DEADLINE).run()
    if file != navigation.home(SINGLE_USER).file:  # which stands at the root; by its name it would be sent there first
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
    if len(taken) != 2 * RUNS:
        raise SystemExit("A run was more than one script or less, so the times are not told apart.")
    for script in (app, yardstick):
        if faults := [*script.exception, *script.error]:
            raise SystemExit(f"A script shows a fault: {faults}")
    return {
        "ours": statistics.median(taken[0::2]),
        "yardstick": statistics.median(taken[1::2]),
        "charts": len(drawn.charts),
        "tables": len(drawn.tables),
        "widgets": drawn.widgets,
        "others": drawn.others,
    }


if __name__ == "__main__":
    os.environ["CX_STORE"] = sys.argv[2]
    print(json.dumps(measure(sys.argv[1])))
