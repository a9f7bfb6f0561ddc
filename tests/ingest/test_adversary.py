"""No file of an adversary's or a stranger's corpus is guessed at, and no score that is loaded differs from its cell."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cx.domain.errors import ChoiceNeeded, CxError
from cx.ingest.options import Options
from cx.ingest.reading import stage
from cx.ingest.refused_rows import refuse_bad
from cx.store.staging.reading_back import reopened
from tests.ingest.adversary import ADVERSARY
from tests.ingest.corpus import Case
from tests.ingest.strangers import STRANGERS

SPOKEN = {str(score): score for score in range(11)} | {"9.0": 9, "09": 9, "10.00": 10, "9,0": 9, "+7": 7, " 8 ": 8}
CELLS = st.one_of(
    st.sampled_from(sorted(SPOKEN)),
    st.text("0123456789-+.,/ ()%", max_size=6),
    st.sampled_from(("", "N/A", "11", "-1", "9-Oct", "nine", "9 / 10", "1e1", "TRUE", "８")),
)


def checked(folder: Path, content: bytes, **options: Any) -> dict[str, Any]:
    """What the reader's child process would answer, here in this process."""
    told = Options.of(**options)
    (folder / "answers.in").write_bytes(content)
    request = {
        "options": told.as_request(),
        "remembered": {},
        "scratch": str(folder / "scratch.duckdb"),
        "today": "2026-11-22",
        "zone": "UTC",
        "key": "0" * 64,
    }
    answer = stage(folder / "answers.in", "answers.csv", request, lambda share, doing: None)
    if "checked" in answer:
        refuse_bad("answers.csv", answer["checked"], told)
    return answer


def asked_or_checked(folder: Path, case: Case) -> dict[str, Any]:
    """The answer of the reader; a choice that it raises is an answer, too."""
    try:
        return checked(folder, case.content, **case.options)
    except ChoiceNeeded as choice:
        return {"choice": {"message": str(choice)}}


@pytest.mark.parametrize("case", [*ADVERSARY, *STRANGERS], ids=lambda case: case.name)
def test_the_adversary_is_not_believed(case: Case, tmp_path: Path) -> None:
    if case.status == 2:
        with pytest.raises(CxError) as refused:
            checked(tmp_path, case.content, **case.options)
        assert (refused.value.exit_status, case.word in str(refused.value)) == (2, True), str(refused.value)
        return
    answer = asked_or_checked(tmp_path, case)
    if case.counts is None:
        assert case.word in answer["choice"]["message"]
        return
    found = answer["checked"]
    assert (found["answers"], found["duplicates"], found["refused"]) == case.counts
    assert tuple(found["reasons"]) == case.reasons
    assert tuple(refused["line"] for refused in found["first_refused"]) == case.lines
    assert found["rows"] == sum(case.counts)


@settings(deadline=None, max_examples=40)
@given(st.lists(CELLS, min_size=1, max_size=12))
def test_no_score_differs_from_its_cell_and_every_row_is_accounted_for(cells: list[str]) -> None:
    rows = "".join(f'r{n},2024-03-01,"{cell}"\n' for n, cell in enumerate(cells))
    content = f"response_id,responded_at,score\n{rows}".encode()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        answer = checked(folder, content, keep_good=True, scale="0-10")
        with reopened(folder / "scratch.duckdb") as scratch:
            loaded = dict(scratch.execute("SELECT response_id, score FROM staged WHERE reason = 0").fetchall())
    found = answer["checked"]
    assert found["answers"] + found["duplicates"] + found["refused"] == found["rows"] == len(cells)
    assert len(loaded) == found["answers"]
    for n, cell in enumerate(cells):
        score = loaded.get(f"r{n}")
        if cell in SPOKEN:
            assert score == SPOKEN[cell]
        elif score is not None:
            assert float(cell.strip().replace(",", ".")) == score
