"""What docs/security.md promises names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PROMISES = {
    line: re.findall(r"`(tests/[\w/]+\.py)`", rest)
    for line, rest in re.findall(
        r"^\| ([A-Z]\d) \|(.*)$", (PROJECT / "docs" / "security.md").read_text(encoding="utf-8"), re.MULTILINE
    )
}
LINES = ("A1", "A2", "A3", "A4", "A5", "A6", "E1", "E2", "E3", "E4", "P1", "P2", "S1", "S2", "S3", "L1")


@pytest.mark.parametrize("line", LINES)
def test_every_line_of_access_names_a_test_that_exists(line: str) -> None:
    assert PROMISES[line]
    assert [name for name in PROMISES[line] if not (PROJECT / name).exists()] == []


def test_every_other_promise_names_tests_that_exist() -> None:
    text = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
    kept = text[text.index("## What comes in") : text.index("## What is not promised")]
    rows = [line for line in kept.splitlines() if line.startswith("|")]
    promises = [row for row in rows if not row.startswith(("| promise", "|---"))]
    assert len(promises) >= 20
    named = {row: re.findall(r"`(tests/[\w/]+\.py)`", row) for row in promises}
    assert [row for row, names in named.items() if not names] == []
    assert [name for names in named.values() for name in names if not (PROJECT / name).exists()] == []
