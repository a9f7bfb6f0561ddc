"""The waterfall leads from one score to the other, step by step."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.charts import bridge as chart
from cx.charts.theme import LIGHT
from cx.domain.bridge import bridge
from cx.domain.tally import Tally
from tests.charts.samples import moved, rows, texts

tallies = st.builds(Tally.counts, st.integers(1, 200), st.integers(0, 200), st.integers(0, 200))
groups = st.dictionaries(st.text("abcdefghij", min_size=1, max_size=1), tallies, min_size=1)


@given(groups, groups, st.none() | st.floats(-10, 10))
def test_each_step_begins_where_the_last_one_ended(
    before: dict[str, Tally], after: dict[str, Tally], method: float | None
) -> None:
    made = bridge(before, after, method_change=method)
    steps = chart.steps(made)
    assert steps[0].start == made.before
    assert all(first.end == then.start for first, then in pairwise(steps))
    assert steps[-1].end == pytest.approx(made.after, abs=chart.SMALLEST)


@given(groups, groups)
def test_no_chart_has_more_steps_than_a_phone_shows(before: dict[str, Tally], after: dict[str, Tally]) -> None:
    assert len(chart.steps(bridge(before, after))) <= chart.MOST_STEPS + 1


def test_a_step_says_whether_it_is_how_they_scored_or_who_answered() -> None:
    names = {step.lines for step in chart.steps(moved())}
    assert ("Large", "how they scored") in names
    assert ("Small", "who answered") in names
    assert chart.METHOD in names


def test_steps_are_labelled_with_their_sign() -> None:
    drawing = chart.waterfall(moved(), before="Q2 2026", after="Q3 2026", palette=LIGHT)
    assert any(text.startswith("−") for text in texts(drawing))
    assert "+2" in texts(drawing)


def test_the_steps_of_a_change_that_is_not_clear_are_neither_good_nor_bad() -> None:
    clear, unclear = (
        chart.waterfall(moved(), before="Q2 2026", after="Q3 2026", palette=LIGHT, moved=known)
        for known in (True, False)
    )
    assert {row["colour"] for row in rows(clear, "bar")} == {LIGHT.better, LIGHT.worse, LIGHT.steady}
    assert {row["colour"] for row in rows(unclear, "bar")} == {LIGHT.steady}


def test_the_alt_text_tells_both_scores_and_every_step() -> None:
    told = chart.alt_text(moved(), before="Q2 2026", after="Q3 2026")
    assert told.startswith("From 35 in Q2 2026 to 23 in Q3 2026: Small, who answered, −6;")
    assert told.count(";") == len(chart.steps(moved())) - 1


def test_groups_called_like_a_period_keep_rows_of_their_own() -> None:
    same = {"Q2 2026": Tally.counts(50, 30, 20), "Q3 2026": Tally.counts(10, 30, 20)}
    later = {"Q2 2026": Tally.counts(40, 30, 30), "Q3 2026": Tally.counts(30, 30, 20)}
    drawing = chart.waterfall(bridge(same, later), before="Q2 2026", after="Q3 2026", palette=LIGHT)
    drawn = [row["row"] for layer in drawing.layers if layer.mark.to_dict()["type"] == "bar" for row in layer.rows]
    assert len(drawn) == len(set(drawn)) > 1


def test_a_small_change_does_not_fill_the_chart() -> None:
    made = bridge({"EMEA": Tally.counts(600, 200, 200)}, {"EMEA": Tally.counts(610, 200, 190)})
    drawing = chart.waterfall(made, before="Q2 2026", after="Q3 2026", palette=LIGHT)
    scales = [layer["encoding"]["x"].get("scale") for layer in drawing.to_dict()["layer"]]
    assert all(scale["domain"][1] - scale["domain"][0] >= chart.SHORTEST_AXIS for scale in scales)
