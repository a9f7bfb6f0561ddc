"""The map of drivers: what is hollow, where labels stand, and how it reads on a phone."""

from __future__ import annotations

from itertools import combinations

import pytest

from cx.charts import driver_map
from cx.charts.axes import LETTER, LINE_HEIGHT
from cx.charts.theme import LIGHT
from cx.domain.driver_questions import Question
from cx.domain.drivers import Driver, Drivers, Estimate
from tests.charts.samples import rows


def around(value: float, width: float) -> Estimate:
    return Estimate(value, value - width, value + width)


def drivers(*given: tuple[str, float, float], shown: int = 99, high: float = 10.0) -> Drivers:
    """Drivers by (name, weight in percent, rating); the first so many are shown."""
    found = tuple(
        Driver(
            Question((name,), 0.0, high),
            around(weight / 100, 0.005),
            0.1,
            around(rating, 0.1),
            400,
            0.4,
            0.01,
            i < shown,
        )
        for i, (name, weight, rating) in enumerate(given)
    )
    return Drivers(found, around(sum(weight for _, weight, _ in given) / 100, 0.02), 390, 0.9, 400, False, 1)


CROWDED = drivers(*((f"Quality thing {i}", 12 - i * 0.2, 7 + (i % 3) * 0.05) for i in range(12)))
SPREAD = drivers(("Speed", 20, 7.3), ("Price", 3, 6.5), ("Invoices", 0.1, 5.6), shown=2)


def labels(made: Drivers) -> list[dict]:
    return [row for row in rows(driver_map.scatter(made, palette=LIGHT), "text") if "at" in row]


def test_a_driver_that_is_not_shown_to_matter_is_hollow_and_says_so() -> None:
    points = {row["Rating"]: row for row in rows(driver_map.scatter(SPREAD, palette=LIGHT), "point")}
    assert points["Speed"]["fill"] == LIGHT.us
    assert points["Invoices"]["fill"] == LIGHT.background
    assert points["Invoices"]["Note"] == "not shown to go with the score"
    assert "association" in points["Speed"]["Note"]


def test_every_point_has_both_its_intervals() -> None:
    rules = [row for row in rows(driver_map.scatter(SPREAD, palette=LIGHT), "rule") if "Rating" in row]
    assert len(rules) == 2 * 3
    for row in rules:
        assert row["low"] < row["weight"] < row["high"]
        assert row["from"] < row["rated"] < row["to"]


@pytest.mark.parametrize("width", [driver_map.NARROW, 400, 900])
@pytest.mark.parametrize("made", [CROWDED, SPREAD], ids=["crowded", "spread"])
def test_no_label_covers_another_at_any_width(made: Drivers, width: int) -> None:
    specification = driver_map.scatter(made, palette=LIGHT).to_dict()
    scales = next(layer["encoding"] for layer in specification["layer"] if layer["mark"]["type"] == "point")
    (left, right), (foot, top) = scales["x"]["scale"]["domain"], scales["y"]["scale"]["domain"]
    boxes = []
    for label in {row["name"]: row for row in labels(made)}.values():
        x = width * (label["rated"] - left) / (right - left)
        y = driver_map.PLOT_HEIGHT * (top - label["at"]) / (top - foot)
        length = len(label["name"]) * LETTER
        start = x + driver_map.LABEL_GAP if label["side"] == "left" else x - driver_map.LABEL_GAP - length
        boxes.append((start, start + length, y))
    assert len(boxes) == len(made.drivers)
    for (start, end, y), (other_start, other_end, other_y) in combinations(boxes, 2):
        assert abs(y - other_y) >= LINE_HEIGHT - 0.01 or end <= other_start or other_end <= start


def test_labels_are_short_on_a_phone_and_whole_where_there_is_room() -> None:
    made = drivers(("Problems solved quickly", 20, 7.3), ("Price", 3, 6.5))
    label = next(row for row in labels(made) if row["full"] == "Problems solved quickly")
    assert len(label["name"]) <= driver_map.LONGEST_NAME


def test_ratings_of_different_scales_stand_on_one_of_their_own_parts() -> None:
    mixed = drivers(("Speed", 20, 7.0), ("Price", 3, 6.0))
    five = Driver(Question(("Food",), 1.0, 5.0), around(0.1, 0.01), 0.3, around(4.0, 0.1), 300, 0.3, 0.01, True)
    made = Drivers((*mixed.drivers, five), mixed.explained, 300, 1.0, 300, False, 1)
    points = {row["Rating"]: row for row in rows(driver_map.scatter(made, palette=LIGHT), "point")}
    assert points["Speed"]["rated"] == pytest.approx(70)
    assert points["Food"]["rated"] == pytest.approx(75)
    assert points["Food"]["Rated"] == "4.0 (1 to 5)"
