"""Hostile files: each becomes what follows from how it was made, or is refused in words; none is guessed at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cx.domain.errors import CxError
from cx.ingest.options import Options
from cx.ingest.responses import load
from cx.store.opening import Store
from tests.ingest.corpus import CASES, Case

TODAY = date(2026, 11, 22)
TEXT = (".csv", ".txt")
"""Files that are no larger in memory than on the disk: they need none of the limits of a process of their own."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_hostile_file_is_guessed_at(
    case: Case, tmp_path: Path, empty_store: Store, request: pytest.FixtureRequest
) -> None:
    if case.suffix in TEXT:
        request.getfixturevalue("read_here")
    path = tmp_path / f"answers{case.suffix}"
    path.write_bytes(case.content.encode() if isinstance(case.content, str) else case.content)
    options = Options.of(dry_run=True, **case.options)
    if case.counts is None:
        with pytest.raises(CxError) as refused:
            load(empty_store, path, options, today=TODAY)
        assert (refused.value.exit_status, case.word in str(refused.value)) == (case.status, True), str(refused.value)
        return
    outcome = load(empty_store, path, options, today=TODAY)
    assert (outcome.accepted, outcome.duplicates, outcome.rejected) == case.counts, outcome
    assert tuple(outcome.reasons) == case.reasons
    assert tuple(refused["line"] for refused in outcome.first_rejects) == case.lines
    assert outcome.rows == sum(case.counts)
