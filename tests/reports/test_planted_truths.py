"""A few companies of the drafts' benchmark: what was planted is told, every figure is counted again by hand."""

from __future__ import annotations

from pathlib import Path

from tests.bench import drafts as bench
from tests.bench.planted import PLANTED


def test_drafts_of_planted_companies_keep_what_they_promise(tmp_path: Path) -> None:
    counts = bench.Counts()
    for found in bench.run(range(len(PLANTED)), tmp_path, largest=1800):
        counts.add(found)
    assert counts.strong
    assert counts.quiet
    assert counts.numbers > 500
    assert [promise for promise, _, holds in bench.promises(counts) if not holds] == []
