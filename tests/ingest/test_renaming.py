"""Somebody else's table is loaded as it stands, by saying which of its columns are which of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from cx.domain.errors import BadFile, BadValue, CxError, UnknownName
from cx.ingest.maintained import load
from cx.ingest.renaming import Renaming
from cx.store.opening import Store

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.mark.parametrize(
    ("maps", "sets", "error", "said"),
    [
        (["brand=Nation"], ["kind=own"], BadFile, "has no column 'Nation'. Its columns are: State, Kind"),
        (["brnd=State"], ["kind=own"], UnknownName, "brands has no column 'brnd'"),
        (["brand=State"], ["brand=X", "kind=own"], BadValue, "'brand' is given twice"),
        (["brand"], [], BadValue, "--map brand: write it as --map COLUMN="),
        (["brand=State"], [], BadFile, "has no column 'kind'"),
    ],
)
def test_what_cannot_be_meant_is_said(
    empty_store: Store, tmp_path: Path, maps: list[str], sets: list[str], error: type[CxError], said: str
) -> None:
    path = tmp_path / "states.csv"
    path.write_text("State,Kind\nAK,own\n")
    with pytest.raises(error, match=said):
        load(empty_store, "brands", path, renaming=Renaming.of(maps, sets))


def test_a_difference_of_two_columns_is_exact_and_no_number_is_none(empty_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    path.write_text("Year,Top,Low\n2025,0.3,0.1\n2026,70,-\n2027,1,0.5\n")
    renaming = Renaming.of(["period=Year", "target=Top - Low"], [])
    outcome = load(empty_store, "targets", path, renaming=renaming)
    assert (outcome.accepted, outcome.rejected) == (2, 1)
    assert "target is no number" in outcome.rejects[0].reason
