"""Somebody else's table is loaded as it stands, by saying which of its columns are which of ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cx.domain.errors import BadFile, BadValue, CxError, UnknownName
from cx.ingest.maintained import load
from cx.ingest.renaming import Renaming
from cx.store import benchmarks
from cx.store.opening import Store


def test_published_hospital_ratings_load_as_they_were_published(empty_store: Store, shared_data: Path) -> None:
    folder = shared_data / "hcahps"
    load_hospitals(empty_store, folder)
    with empty_store.reading() as connection:
        every = benchmarks.readings(connection)
    assert len(every) == 4580 + 90
    found = {(one.brand, one.read_on): one for one in every if one.indicator_id == "H_HSP_RATING"}
    national = {day.year: one.value for (brand, day), one in found.items() if brand == "United States"}
    assert (national[2015], national[2023]) == (63, 61)
    assert found["AK", date(2015, 7, 1)].value == 65 - 13
    assert {one.provenance for one in found.values()} == {"published"}


def load_hospitals(store: Store, folder: Path) -> None:
    """The states' and the nation's ratings, by the documented way of `cx import`."""
    states, nation = folder / "state_results.csv", folder / "national_results.csv"
    load(store, "brands", states, renaming=Renaming.of(["brand=State"], ["kind=competitor"]))
    load(store, "brands", nation, renaming=Renaming.of([], ["brand=United States", "kind=own"]))
    scale = ["dimension=customers", "unit=top less bottom, % of patients", "scale_low=-100", "scale_high=100"]
    load(
        store,
        "indicators",
        folder / "measures.csv",
        renaming=Renaming.of(["indicator_id=Measure ID", "name=Measure"], scale),
    )
    maps = ["read_on=Release Period", "value=Top-box Percentage - Bottom-box Percentage", "indicator_id=Measure ID"]
    published = ["grade=B", "source=HCAHPS, US Centers for Medicare and Medicaid Services"]
    load(store, "readings", states, renaming=Renaming.of([*maps, "brand=State"], published))
    load(store, "readings", nation, renaming=Renaming.of(maps, [*published, "brand=United States"]))


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
