"""What is measured, each against its yardstick within one run, so that the machine cancels out."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cx.ui.navigation import PLACES
from tests.bench import browsing, importing
from tests.serving import PROJECT

FOLDER = Path(__file__).parent
SMALLEST = 100_000
UNKNOWN = "not measured: no chromium was found"


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the result. ours, yardstick: as a person reads them; ratio: ours to the yardstick; met: or not; None
    where nothing was promised."""

    name: str
    ours: str
    yardstick: str
    ratio: str
    promise: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Scope:
    """How much is measured. folder: for stores and files. sizes: answers of the grown stores. imports: rows of the
    files. runs: repetitions. seconds: that the crowd reads. quick: a first look in two minutes, not for the record."""

    folder: Path
    sizes: tuple[int, ...] = (SMALLEST, 1_000_000, 10_000_000, 50_000_000)
    imports: tuple[int, ...] = (1_000_000, 10_000_000)
    runs: int = 3
    seconds: float = 60
    quick: bool = False

    @property
    def demo(self) -> Path:
        """The demo company's store, made once."""
        store = self.folder / "demo.duckdb"
        if not store.exists():
            run("importing", "demo", str(self.folder))
        return store


def demo(scope: Scope) -> Iterator[Measure]:
    for file in self_made(scope.folder, "demo.duckdb*"):
        file.unlink() if file.is_file() else shutil.rmtree(file)
    seconds = _timed("demo", scope.folder)[1]
    yield Measure("Demo company, made and loaded", f"{seconds:.1f} s", "", "", "under 20 s", seconds < 20)


def imports(scope: Scope) -> Iterator[Measure]:
    for rows in scope.imports:
        runs = scope.runs if rows <= importing.ROWS else 1
        _timed("write", scope.folder, rows)  # in a process of its own: Linux hands the most memory held to a child
        taken: dict[str, list[tuple[float, float, float]]] = {"copy": [], "load": []}
        for _ in range(runs):
            for work, found in taken.items():
                found.append(_timed(work, scope.folder, rows))
                for file in (*self_made(scope.folder, "copy.duckdb*"), *self_made(scope.folder, "load.duckdb*")):
                    file.unlink() if file.is_file() else shutil.rmtree(file)
        copied = statistics.median(done for _, done, _ in taken["copy"])
        stood, done, held = (statistics.median(column) for column in zip(*taken["load"], strict=True))
        least = 0.55 if rows <= importing.ROWS else 0.45
        name = f"Import of a clean CSV of {rows:,} rows: checked, deduplicated, summarized"
        yardstick = f"{copied:.2f} s, DuckDB's raw COPY into a like table"
        share = copied / stood
        yield Measure(name, f"{stood:.2f} s", yardstick, f"{share:.0%} of its speed", f"{least:.0%}", share >= least)
        yield Measure("The same, and its comments read", f"{done:.2f} s", yardstick, f"{copied / done:.0%}", "", None)
        held /= 2**30
        yield Measure(
            f"Most memory of a process while {rows:,} rows are loaded",
            f"{held:.2f} GiB",
            "",
            "",
            "1.5 GiB",
            held <= 1.5,
        )


def pages(scope: Scope) -> Iterator[Measure]:
    for place in PLACES:
        found = run("page_script", place.file, str(scope.demo))
        ratio = found["ours"] / found["yardstick"]
        drawn = f"the same {found['charts']} charts and {found['tables']} tables"
        besides = f"{found['widgets']} controls and {found['others']} texts and boxes"
        yield Measure(
            f"{place.title}, its script with a warm cache",
            f"{found['ours']:.1f} ms",
            f"{found['yardstick']:.1f} ms, a bare page with {drawn}, without {besides}",
            f"{ratio:.1f} times",
            "1.5 times" if found["charts"] else "",
            ratio <= 1.5 if found["charts"] else None,  # beside no chart, words and forms would be held against nothing
        )


def start(scope: Scope) -> Iterator[Measure]:
    yield _in_a_browser(scope, "First complete page of a fresh server", browsing.first_pages, 1.9)


def change(scope: Scope) -> Iterator[Measure]:
    yield _in_a_browser(scope, "A filter changed on the Overview, until all is drawn", browsing.changes, 1.6)


def _in_a_browser(scope: Scope, name: str, measure: Callable[..., dict[str, float]], most: float) -> Measure:
    chromium = shutil.which("chromium")
    if chromium is None:
        return Measure(name, UNKNOWN, "", "", f"{most} times", None)
    found = measure(chromium, scope.demo, scope.folder, 2 * scope.runs - 1)
    ratio = found["ours"] / found["empty"]
    yardstick = f"{found['empty']:.2f} s, an empty Streamlit app"
    return Measure(name, f"{found['ours']:.2f} s", yardstick, f"{ratio:.2f} times", f"{most} times", ratio <= most)


def telling(scope: Scope) -> Iterator[Measure]:
    found = [run("telling", str(scope.demo)) for _ in range(scope.runs)]
    for name, key in (
        ("A leader's draft, the first of its period", "first"),
        ("The draft of another leader after it", "next"),
        ("The council's pack as slides, from a store at rest", "slides"),
        ("The same as a document", "document"),
    ):
        seconds = statistics.median(one[key] for one in found)
        yield Measure(f"{name}: the demo company", f"{seconds:.2f} s", "", "", "", None)


def readers(scope: Scope) -> Iterator[Measure]:
    assert scope.demo.exists()
    rows = 100_000 if scope.quick else 1_000_000
    found = run("many_readers", str(scope.folder), str(scope.seconds), str(rows))
    quiet, busy, problems = found["quiet"], found["busy"], found["problems"]
    counted = f"{found['reruns'][0]:,} and {found['reruns'][1]:,} reruns"
    yield Measure("50 readers change filters: 95% of reruns", f"{quiet:.0f} ms", "", "", "150 ms", quiet <= 150)
    yield Measure(f"The same while {rows:,} rows are imported", f"{busy:.0f} ms", "", "", "1,000 ms", busy <= 1000)
    yield Measure(f"Errors and wrong figures in {counted}", f"{problems}", "", "", "none", problems == 0)
    memory = max(found["mib_a_session"], 0.0)  # a server may give back what its start had held
    yield Measure("Memory of a reader's session", f"{memory:.2f} MiB", "", "", "1.5 MiB", memory <= 1.5)


def _timed(work: str, folder: Path, rows: int = importing.ROWS) -> tuple[float, float, float]:
    """Seconds until the answers stood and until all was done, and bytes, of a work in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.importing", work, str(folder), str(rows)]
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, check=True)
    stood, seconds, held = done.stdout.split()[-3:]
    return float(stood), float(seconds), float(held)


def run(module: str, *arguments: str) -> Any:
    """What a measurement prints, run in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", f"tests.bench.{module}", *arguments]
    done = subprocess.run(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True
    )
    last = done.stdout.strip().splitlines()[-1]
    return last if module == "importing" else json.loads(last)


def self_made(folder: Path, pattern: str) -> list[Path]:
    return list(folder.glob(pattern))


def as_json(measure: Measure) -> dict[str, Any]:
    return asdict(measure)
