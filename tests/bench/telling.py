"""A leader's draft and the council's pack, from a store that nobody has read in this process.

Run by `python -m tests.bench.telling STORE`; prints seconds as JSON. The first draft works out every verdict of its
period; those of other leaders find them.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from cx.demo.company import TODAY
from cx.exports import pack as exports
from cx.narrative.facts import Audience
from cx.reports import drafts, pack
from cx.store.opening import Store

PERIOD = "2026Q3"
MEETING = "2026-12"
"""The demo company's newest quarter and its next meeting."""


def measure(store: Store) -> dict[str, float]:
    first, *others = (
        _timed(lambda leader=leader: drafts.report(store, leader, Audience.COUNCIL, PERIOD, TODAY))[0]
        for leader in drafts.leader_ids(store)
    )
    told, found = _timed(lambda: pack.report(store, MEETING, TODAY))
    slides, document = (_timed(lambda ending=ending: exports.made(found, ending))[0] for ending in exports.ENDINGS)
    return {"first": first, "next": statistics.median(others), "slides": told + slides, "document": told + document}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


if __name__ == "__main__":
    print(json.dumps(measure(Store(sys.argv[1]))))
