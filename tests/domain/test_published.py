"""Scores agree with figures that others worked out: the R package NPS on real data, and published examples."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from cx.domain.errors import BadValue
from cx.domain.score import Z90, Score
from cx.domain.tally import Tally
from cx.domain.verdict import Difference
from tests.domain.strategies import scored

EXACT = 1e-9


@pytest.fixture(scope="module")
def published(shared_data: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of each file by its name."""
    folder = shared_data / "nps_golden"
    found = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


@pytest.fixture(scope="module")
def samples(published: dict[str, list[dict[str, str]]]) -> dict[str, Score]:
    return {row["sample"]: _score(row) for row in published["golden_one_sample"]}


def test_every_one_sample_result_of_the_r_package_is_met(
    published: dict[str, list[dict[str, str]]], samples: dict[str, Score]
) -> None:
    rows = published["golden_one_sample"]
    assert len(rows) == 24
    for row in rows:
        made = samples[row["sample"]]
        assert made.n == int(row["n"])
        assert made.value == pytest.approx(float(row["nps"]), abs=EXACT), row["sample"]
        assert made.low == pytest.approx(float(row["adjwald95_lo"]), abs=EXACT), row["sample"]
        assert made.high == pytest.approx(float(row["adjwald95_hi"]), abs=EXACT), row["sample"]
        assert made.centre - Z90 * made.standard_error == pytest.approx(float(row["adjwald90_lo"]), abs=EXACT)
        assert made.centre + Z90 * made.standard_error == pytest.approx(float(row["adjwald90_hi"]), abs=EXACT)


def test_every_two_sample_result_of_the_r_package_is_met(
    published: dict[str, list[dict[str, str]]], samples: dict[str, Score]
) -> None:
    rows = published["golden_two_sample"]
    assert len(rows) == 13
    for row in rows:
        one, other = samples[row["x"]], samples[row["y"]]
        made = Difference.between(max(one, other, key=_centre), min(one, other, key=_centre))
        assert (one.n, other.n) == (int(row["n_x"]), int(row["n_y"]))
        assert abs(made.value) == pytest.approx(float(row["abs_diff"]), abs=EXACT)
        assert made.standard_error * made.z == pytest.approx(float(row["adj_diff"]), abs=EXACT)
        assert made.standard_error == pytest.approx(float(row["adj_se"]), abs=EXACT)
        assert made.low == pytest.approx(float(row["adj_lo"]), abs=EXACT)
        assert made.high == pytest.approx(float(row["adj_hi"]), abs=EXACT)
        assert made.p == pytest.approx(float(row["adj_p"]), abs=EXACT)


@pytest.mark.parametrize(("example", "unit"), [("W1", 100), ("W11", 1), ("W12", 1)])
def test_published_examples_of_a_few_answers_are_met(
    published: dict[str, list[dict[str, str]]], example: str, unit: float
) -> None:
    row = _example(published, example)
    scores = [int(score) for score in re.findall(r"\d+", row["input"])]
    told = float(row["published_output"].split()[0]) * unit
    tolerance = 0 if row["tolerance"] == "exact" else float(row["tolerance"]) * unit
    assert _value(scores) == pytest.approx(told, abs=tolerance)


def test_published_counts_of_a_survey_give_its_published_score(published: dict[str, list[dict[str, str]]]) -> None:
    row = _example(published, "W13")
    n, promoters, detractors = (int(count) for count in re.findall(r"\d+", row["input"]))
    made = scored(promoters, n - promoters - detractors, detractors)
    assert made.value == pytest.approx(float(row["published_output"]), abs=float(row["tolerance"]))


def test_single_answers_score_at_the_ends_and_the_middle_of_the_scale(
    published: dict[str, list[dict[str, str]]],
) -> None:
    told = [100 * float(value) for value in _example(published, "W7")["published_output"].split("(")[0].split("|")]
    assert [_value([answer]) for answer in (0, 10, 7)] == told


def test_answers_off_the_scale_are_not_counted(published: dict[str, list[dict[str, str]]]) -> None:
    for answer in re.findall(r"-?\d+", _example(published, "W9")["input"]):
        with pytest.raises(BadValue):
            Tally.of_scores([int(answer)])


def test_the_published_classes_of_hotel_guests_are_those_of_the_sample(
    published: dict[str, list[dict[str, str]]],
) -> None:
    told = dict(re.findall(r"(\w+) (\d+)", _example(published, "W20")["published_output"]))
    row = next(row for row in published["golden_one_sample"] if row["sample"] == "hyatt")
    assert told == {"Promoter": row["promoters"], "Passive": row["passives"], "Detractor": row["detractors"]}


def _score(row: dict[str, str]) -> Score:
    return scored(int(row["promoters"]), int(row["passives"]), int(row["detractors"]))


def _centre(made: Score) -> float:
    return made.centre


def _value(scores: list[int]) -> float:
    tally = Tally.of_scores(scores)
    return scored(tally.promoters, tally.passives, tally.detractors).value


def _example(published: dict[str, list[dict[str, str]]], name: str) -> dict[str, str]:
    return next(row for row in published["worked_examples"] if row["id"] == name)
