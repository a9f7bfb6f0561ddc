"""How cost grows from a hundred thousand answers to fifty million: the summary's promise, held or not."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator
from typing import Any

from tests.bench.measures import SMALLEST, Measure, Scope, run

MILLION = 1_000_000
FRAMES = {"pandas": "pandas", "polars": "Polars"}
"""Beside which a question is held, by the name of the work."""


def growth(scope: Scope) -> Iterator[Measure]:
    found: dict[int, dict[str, Any]] = {}
    for answers in scope.sizes:
        found[answers] = _of(scope, answers)
        if answers > SMALLEST:  # fifty million answers are a file of a gigabyte
            _remove(scope, answers)
        one = found[answers]
        yield Measure(
            f"A filter's question about 36 months of {answers:,} answers",
            f"{one['ours']:.1f} ms",
            f"{one['raw']:.0f} ms, DuckDB's scan of the raw rows",
            f"{one['ours'] / one['raw']:.2f} times",
            "5 ms" if answers == max(scope.sizes) else "",
            one["ours"] <= 5 if answers == max(scope.sizes) else None,
        )
        yield Measure(f"Overview of {answers:,} answers, cold", f"{one['cold'] * 1000:.0f} ms", "", "", "", None)
        yield Measure(
            f"One month of {answers:,} answers summed up anew",
            f"{one['refresh'] * 1000:.0f} ms",
            "",
            "",
            "500 ms",
            one["refresh"] <= 0.5,
        )
        size = one["bytes"] / 2**20
        yield Measure(
            f"The store of {answers:,} answers without comments",
            f"{size:,.0f} MiB",
            f"{one['cells']['5']:,} cells",
            f"{size / answers * MILLION:.0f} MiB a million",
            "",
            None,
        )
    yield from _compared(found)


def _compared(found: dict[int, dict[str, Any]]) -> Iterator[Measure]:
    most, smallest, middle = max(found), min(found), min(found, key=lambda answers: abs(answers - MILLION))
    for name, key, other, limit in (
        (f"A filter's question: {most:,} answers against {middle:,}", "ours", middle, 1.3),
        (f"A cold Overview: {most:,} answers against {smallest:,}", "cold", smallest, 2.0),
    ):
        ratio = found[most][key] / found[other][key]
        yield Measure(name, "", "", f"{ratio:.2f} times", f"{limit} times", ratio <= limit)
    for key, name in FRAMES.items():
        if key in found[middle]:
            asked, frame = found[middle]["ours"], found[middle][key]
            yield Measure(
                f"The same question of {middle:,} answers",
                f"{asked:.1f} ms",
                f"{frame:.0f} ms, {name} with all rows in memory",
                f"{asked / frame:.2f} times",
                "",
                None,
            )


def _of(scope: Scope, answers: int) -> dict[str, Any]:
    place = str(scope.folder), str(answers)
    if not (scope.folder / f"grown-{answers}.duckdb").exists():
        run("growth", "make", *place)
    found: dict[str, Any] = run("growth", "measure", *place)
    found["cold"] = statistics.median(run("growth", "report", *place)["seconds"] for _ in range(scope.runs))
    if answers == MILLION:
        for frame in FRAMES:
            found |= run("growth", frame, *place)
    return found


def _remove(scope: Scope, answers: int) -> None:
    for file in scope.folder.glob(f"grown-{answers}.duckdb*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
