"""`make bench`: measure, say so, and write docs/benchmarks.md.

`python -m tests.bench` measures everything, `python -m tests.bench SECTION…` some of it anew beside what was measured
before; `--quick` takes a first look in two minutes and writes nothing.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import streamlit

from tests.bench import growing, measures
from tests.bench.measures import Measure, Scope
from tests.bench.profiles import said_of
from tests.serving import PROJECT

REPORT = PROJECT / "docs" / "benchmarks.md"
KEPT = PROJECT / ".benchmarks" / "measured.json"
"""What was measured, section by section, so that a run that was stopped goes on where it was."""

SECTIONS: dict[str, tuple[str, Callable[[Scope], Iterator[Measure]]]] = {
    "pages": ("A page's script", measures.pages),
    "start": ("The first page", measures.start),
    "change": ("A changed filter", measures.change),
    "imports": ("Importing", measures.imports),
    "demo": ("The demo company", measures.demo),
    "telling": ("Drafts and the pack", measures.telling),
    "readers": ("Many readers", measures.readers),
    "growth": ("Growth", growing.growth),
}
QUICK = ("pages", "change", "growth")


def main(arguments: Sequence[str]) -> int:
    quick, wanted = "--quick" in arguments, [name for name in arguments if name != "--quick"]
    if unknown := set(wanted) - set(SECTIONS):
        print(f"No such section: {', '.join(sorted(unknown))}. There are: {', '.join(SECTIONS)}.")
        return 2
    kept = {} if quick or not wanted else _kept()
    met = True
    with tempfile.TemporaryDirectory(prefix="cx-bench-") as name:
        folder = Path(name)
        scope = Scope(folder, (100_000, 1_000_000), (100_000,), 1, 10, True) if quick else Scope(folder)
        for section in wanted or (QUICK if quick else SECTIONS):
            started = time.monotonic()
            found = [_told(measure) for measure in SECTIONS[section][1](scope)]
            met = met and all(measure.met is not False for measure in found)
            kept[section] = {
                "day": date.today().isoformat(),
                "seconds": round(time.monotonic() - started),
                "measures": [measures.as_json(measure) for measure in found],
            }
            if not quick:
                KEPT.parent.mkdir(exist_ok=True)
                KEPT.write_text(json.dumps(kept, indent=1), encoding="utf-8")
                REPORT.write_text(report(kept), encoding="utf-8")
    return 0 if met else 1


def _kept() -> dict[str, Any]:
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else {}


def _told(measure: Measure) -> Measure:
    """Say what was measured as soon as it is."""
    mark = {True: "✓", False: "✗", None: "·"}[measure.met]
    promised = f" (promised: {measure.promise})" if measure.promise else ""
    print(f"{mark} {measure.name}: {measure.ours} {measure.ratio}{promised}", flush=True)
    return measure


def report(kept: dict[str, Any]) -> str:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    versions = f"Streamlit {streamlit.__version__}, DuckDB {duckdb.__version__}"
    parts = [
        "# How fast it is",
        "",
        "`make bench` writes this page. What counts is the ratio of two times of one run: it is the same on a slow",
        "machine and on a fast one. Promised are a time, a size or a ratio at most, or a share of speed at least.",
    ]
    for section, (title, _) in SECTIONS.items():
        if section in kept:
            parts += ["", f"## {title}", "", *_table(kept[section]["measures"])]
    missed = [one for section in kept.values() for one in section["measures"] if one["met"] is False]
    parts += ["", "## Not met", "", *(_missed(one) for one in missed)] if missed else []
    minutes = sum(section["seconds"] for section in kept.values()) / 60
    days = sorted({section["day"] for section in kept.values()})
    parts += [
        "",
        f"Measured on {machine}, {versions}, {' to '.join(days[:1] + days[1:][-1:])}, in {minutes:.0f} minutes.",
    ]
    parts += ["Each pair ran in turns; the medians are shown.", ""]
    return "\n".join(parts)


def _table(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "| what | takes | against | ratio | promised | met |"
    yield "|---|---|---|---|---|---|"
    for one in found:
        met = {True: "yes", False: "**no**", None: ""}[one["met"]]
        yield f"| {one['name']} | {one['ours']} | {one['yardstick']} | {one['ratio']} | {one['promise']} | {met} |"


def _missed(one: dict[str, Any]) -> str:
    return f"- {one['name']}: {one['ratio'] or one['ours']}, promised {one['promise']}.{said_of(one['name'])}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
