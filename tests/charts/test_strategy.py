"""Signals on a map and on a line of time, and money beside gaps."""

from __future__ import annotations

from itertools import pairwise

from cx.charts import due, funding, matrix, signal_map
from cx.charts.theme import LIGHT
from tests.charts.samples import FUNDINGS, SIGNALS, SIGNALS_TODAY, rows

STEPS = ("one", "two", "three", "four", "five")


def test_no_two_signals_stand_in_one_place_and_each_in_its_own_cell() -> None:
    drawn = rows(signal_map.board(SIGNALS, 8, likelihoods=STEPS, impacts=STEPS, palette=LIGHT), "point")
    assert len({(row["x"], row["y"]) for row in drawn}) == len(drawn) == len(SIGNALS)
    by_title = {one.signal.title: one.signal for one in SIGNALS}
    for row in drawn:
        signal = by_title[str(row["Signal"])]
        assert abs(float(row["x"] or 0) - signal.likelihood) < 0.5
        assert abs(float(row["y"] or 0) - signal.impact) < 0.5


def test_signals_of_one_cell_stand_a_label_apart() -> None:
    same = [one for one in SIGNALS if (one.signal.likelihood, one.signal.impact) == (1, 1)] * 3
    drawing = signal_map.board(same, 8, likelihoods=STEPS, impacts=STEPS, palette=LIGHT)
    places = sorted(float(row["y"] or 0) for row in rows(drawing, "point"))
    pixels = (drawing.height - 70) / 5
    assert all((b - a) * pixels >= 26 for a, b in pairwise(places))


def test_more_signals_than_a_cell_holds_are_counted_not_lost() -> None:
    same = [SIGNALS[0]] * 9
    drawn = rows(signal_map.board(same, 8, likelihoods=STEPS, impacts=STEPS, palette=LIGHT), "point")
    assert str(drawn[-1]["text"]) == "and 6 more"


def test_what_waits_has_another_shape() -> None:
    drawing = signal_map.board(SIGNALS, 8, likelihoods=STEPS, impacts=STEPS, palette=LIGHT)
    for layer in drawing.to_dict()["layer"]:
        if layer["mark"]["type"] == "point":
            assert {row["waits"] for row in layer["data"]["values"]} == {layer["mark"]["shape"] == "diamond"}


def test_a_line_of_time_has_a_row_for_each_signal_with_a_date() -> None:
    drawn = rows(due.timeline(SIGNALS, SIGNALS_TODAY, palette=LIGHT), "point")
    dated = [one for one in SIGNALS if one.signal.effective_on]
    assert sorted(int(row["row"] or 0) for row in drawn) == list(range(len(dated)))
    by_row = sorted(drawn, key=lambda row: int(row["row"] or 0))
    days = [int(row["days"] or 0) for row in by_row]
    assert days == sorted(days)


def test_a_plan_is_an_outline_that_its_commitment_fills() -> None:
    told = [funding.Told("9 behind", "$1m of $4m", "6 of 14")] * 6
    drawing = funding.bars(FUNDINGS, told, palette=LIGHT, description="Money.")
    filled = [row for row in rows(drawing, "bar") if row.get("Committed") and row["to"] != 100.0]
    assert [round(float(row["to"] or 0)) for row in filled] == [25, 43]
    assert "9 behind" in str(drawing.to_dict())


def test_a_blank_cell_says_nothing() -> None:
    drawing = matrix.words(["a"], ["b", "c"], {(0, 1): matrix.Cell("▲ us", matrix.Shade.BETTER)}, palette=LIGHT,
                           description="Who.")  # fmt: skip
    assert [row["text"] for row in rows(drawing, "rect")] == ["", "▲ us"]
