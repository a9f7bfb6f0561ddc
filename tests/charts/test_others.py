"""Tables of heat, distributions, limits, rates, sparklines and brands side by side."""

from __future__ import annotations

import re

from cx.charts import distribution, heat, multiples, process, rate, spark
from cx.charts.theme import LIGHT
from cx.domain.process import Limits
from cx.domain.rates import response_rate
from tests.charts.samples import rows, series, texts


def test_a_hidden_cell_is_hatched_and_holds_no_figure() -> None:
    drawing = heat.grid([series([30, 77], hidden={1}), series([40, 41], "EMEA")], palette=LIGHT)
    hatched = rows(drawing, "point")
    assert [(row["row"], row["column"], row["figure"], row["Note"]) for row in hatched] == [
        (0, 1, "", "hidden: too few answers")
    ]
    assert "77" not in texts(drawing)


def test_a_cell_with_few_answers_is_an_outline() -> None:
    cells = rows(heat.grid([series([30, 60], few={1})], palette=LIGHT), "rect")
    assert [(cell["tint"] > 0, cell["Note"]) for cell in cells] == [(True, "none"), (False, "few answers")]


def test_a_cell_is_tinted_by_its_side_of_the_middle() -> None:
    cells = rows(heat.grid([series([20, 40, 60])], palette=LIGHT), "rect")
    assert cells[0]["fill"] == LIGHT.worse
    assert cells[2]["fill"] == LIGHT.better
    assert cells[1]["tint"] == 0


def test_every_cell_has_its_figure_written_in_it() -> None:
    assert texts(heat.grid([series([20, 40]), series([-5, 0], "EMEA")], palette=LIGHT)) == ["20", "40", "−5", "0"]


def test_classes_are_coloured_named_and_shared_out() -> None:
    drawing = distribution.bars((10, 0, 0, 0, 0, 0, 10, 20, 10, 20, 30), palette=LIGHT)
    assert [bar["colour"] for bar in rows(drawing, "bar")] == [LIGHT.worse] * 7 + [LIGHT.steady] * 2 + [
        LIGHT.better
    ] * 2
    assert {"20%\ndetractors", "30%\npassives", "50%\npromoters"} <= set(texts(drawing))


def test_a_rare_score_is_not_called_none_at_all() -> None:
    assert "<1%" in texts(distribution.bars((1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 999), palette=LIGHT))


def test_a_signal_has_another_shape_and_its_figure() -> None:
    values = (40.0, 41.0, 39.0, 20.0)
    drawing = process.control(("a", "b", "c", "d"), values, Limits(35, 30, 45, (3,)), palette=LIGHT)
    shapes = [
        (layer["mark"].get("shape", "circle"), len(layer["data"]["values"])) for layer in _points(drawing.to_dict())
    ]
    assert shapes == [("circle", 3), ("diamond", 1)]
    assert "20" in texts(drawing)
    assert "Outside it: 20 in d." in drawing.description


def _points(spec: dict[str, list[dict[str, dict[str, str]]]]) -> list[dict[str, dict[str, str]]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == "point"]


def test_a_sparkline_shows_eight_periods() -> None:
    drawn = spark.svg(series(list(range(20, 32))).points)
    (line,) = re.findall(r'd="M([^"]*)"[^>]*stroke-width="2"', drawn)
    heights = [-float(place.split()[1]) for place in line.split("L")]
    assert len(heights) == spark.PERIODS == 8
    assert heights == sorted(heights), "every period was better than the one before"
    assert spark.svg(()) == ""


def test_a_response_rate_that_nobody_knows_is_a_gap() -> None:
    rates = (response_rate(10, 100), response_rate(20, 100), None, response_rate(30, 100))
    drawing = rate.line(("a", "b", "c", "d"), rates, palette=LIGHT)
    assert [(row["step"], row["part"]) for row in rows(drawing, "line")] == [(0, 0), (1, 0), (3, 1)]
    assert "c not known" in drawing.description


def test_the_rate_axis_begins_at_nothing() -> None:
    drawing = rate.line(("a",), (response_rate(10, 100),), palette=LIGHT)
    scales = [layer["encoding"]["y"].get("scale", {}).get("domain") for layer in drawing.to_dict()["layer"]]
    assert next(scale for scale in scales if scale)[0] == 0


def test_small_multiples_share_one_axis() -> None:
    panels = multiples.panels([series([20, 30]), series([70, 80], "EMEA")], palette=LIGHT)
    domains = set()
    for panel in panels:
        scales = [layer["encoding"]["y"].get("scale") for layer in panel.to_dict()["layer"] if "y" in layer["encoding"]]
        domains |= {tuple(scale["domain"]) for scale in scales if scale}
    assert len(domains) == 1
    assert ["EMEA" in panel.description for panel in panels] == [False, True]
