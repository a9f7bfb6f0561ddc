"""Benchmarks made of real files, by the commands that a person would use."""

from __future__ import annotations

import csv
import statistics
from datetime import date
from pathlib import Path

import pytest

from cx.actions import settings
from cx.domain.indicators import Dimension
from cx.ingest import maintained, responses
from cx.ingest.maintained import load
from cx.ingest.options import Options
from cx.ingest.renaming import Renaming
from cx.reports import benchmarks, rivals
from cx.reports.compared import compare
from cx.store.opening import Store

TODAY = date(2023, 11, 1)


def test_airlines_are_a_benchmark_of_one_brand_among_58_peers(
    empty_store: Store, shared_data: Path, tmp_path: Path
) -> None:
    folder = shared_data / "preppin_airlines_competitor_nps"
    options = Options.of(
        map=["brand=Airline", "response_id=CustomerID"],
        set=["responded_at=2021-06-09", "survey_id=airlines"],
    )
    for name in ("input_01.csv", "input_02.csv"):
        responses.load(empty_store, folder / name, options, today=TODAY)
    described = tmp_path / "surveys.csv"
    described.write_text("survey_id,name,kind,provenance\nairlines,Airlines,competitive,double_blind\n")
    maintained.load(empty_store, "surveys", described)
    settings.change_while_making(empty_store, {"own_brand": "Prep Air"}, "test")

    peers = rivals.market(empty_store, TODAY).peers
    assert peers.count == 58
    assert peers.ours == pytest.approx(21.1957, abs=1e-4)
    others = counted_by_hand(folder)
    assert (peers.mean, peers.spread) == pytest.approx((statistics.mean(others), statistics.stdev(others)))
    report = benchmarks.report(empty_store, TODAY)
    assert report.scorecard is not None
    assert len({row[1] for row in report.scorecard.table.rows}) == 99
    prep_air = next(row for row in report.scorecard.table.rows if row[:2] == ("Customers", "Prep Air"))
    assert prep_air[2] == pytest.approx(50 + 21.1957 / 2, abs=1e-4)


def counted_by_hand(folder: Path) -> list[float]:
    """The scores of the 58 other airlines with at least 50 answers."""
    given: dict[str, list[int]] = {}
    with (folder / "input_01.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            given.setdefault(row["Airline"], []).append(int(row["How likely are you to recommend this airline?"]))
    return [
        100 * (sum(score >= 9 for score in scores) - sum(score <= 6 for score in scores)) / len(scores)
        for scores in given.values()
        if len(scores) >= 50
    ]


def test_published_hospital_ratings_are_readings_of_states(empty_store: Store, shared_data: Path) -> None:
    load_hospitals(empty_store, shared_data / "hcahps")
    with empty_store.reading() as connection:
        found = compare(empty_store, connection, TODAY)
    ratings = [one for one in found.readings if one.indicator_id == "H_HSP_RATING"]
    assert len(ratings) == 458 + 9
    national = {one.read_on.year: one.value for one in ratings if one.brand == "United States"}
    assert (national[2015], national[2023]) == (63, 61)
    assert next(one.value for one in ratings if (one.brand, one.read_on.year) == ("AK", 2015)) == 65 - 13
    assert {one.provenance for one in ratings} == {"published"}

    report = benchmarks.report(empty_store, TODAY)
    assert report.scorecard is not None
    assert len(report.brands) == 52
    alaska = next(row for row in report.scorecard.table.rows if row[:2] == ("Customers", "AK"))
    assert alaska[7] == "10 of 12"  # ten published measures; nobody asked for NPS or needs
    assert "untested" in str(alaska[5])
    part = benchmarks.cell(empty_store, TODAY, dimension=Dimension.CUSTOMERS, brand="AK")
    newest = [row for row in part.readings.rows if row[0] == "Overall Hospital Rating" and "counts" in row]
    assert [(row[1], row[2], row[3]) for row in newest] == [
        ("United States", "1 Jul 2023", 61.0),
        ("AK", "1 Jul 2023", newest[1][3]),
    ]
    entered = part.readings.columns.index("Entered by")
    assert {row[entered] for row in part.readings.rows} == {"command line"}


def load_hospitals(store: Store, folder: Path) -> None:
    """The states' and the nation's ratings as they were published, by --map and --set."""
    states, nation = folder / "state_results.csv", folder / "national_results.csv"
    load(store, "brands", states, renaming=Renaming.of(["brand=State"], ["kind=competitor"]))
    load(store, "brands", nation, renaming=Renaming.of([], ["brand=United States", "kind=own"]))
    settings.change_while_making(store, {"own_brand": "United States"}, "test")
    scale = ["dimension=customers", "unit=top less bottom, % of patients", "scale_low=-100", "scale_high=100"]
    measures = Renaming.of(["indicator_id=Measure ID", "name=Measure"], scale)
    load(store, "indicators", folder / "measures.csv", renaming=measures)
    maps = ["read_on=Release Period", "value=Top-box Percentage - Bottom-box Percentage", "indicator_id=Measure ID"]
    published = ["grade=B", "source=HCAHPS, US Centers for Medicare and Medicaid Services"]
    load(store, "readings", states, renaming=Renaming.of([*maps, "brand=State"], published))
    load(store, "readings", nation, renaming=Renaming.of(maps, [*published, "brand=United States"]))
