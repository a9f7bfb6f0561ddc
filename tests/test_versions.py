"""What is pinned and what is read: no version below its floor, nothing that runs what it reads."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).parent.parent
FLOORS = {"pyarrow": (26,), "starlette": (0, 49, 1), "python-multipart": (0, 0, 22)}
LOADERS = re.compile(r"\bimport pickle\b|\bpickle\.loads?\(|\byaml\.(unsafe_)?load\(|\bmarshal\.loads?\(|\bshelve\b")


def test_no_version_below_its_floor_is_pinned_or_installed() -> None:
    requirements = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([\w.-]+)==([\w.]+)", requirements, re.MULTILINE))
    for package, floor in FLOORS.items():
        for found in (pins[package], version(package)):
            assert tuple(int(part) for part in found.split(".")[: len(floor)]) >= floor, f"{package} {found}"


def test_nothing_is_read_by_a_way_that_runs_what_it_reads() -> None:
    files = [path for room in ("cx", "pages") for path in (PROJECT / room).rglob("*.py")]
    assert [str(path) for path in files if LOADERS.search(path.read_text(encoding="utf-8"))] == []
