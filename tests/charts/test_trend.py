"""The trend draws what may be said, and breaks where it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

from cx.charts import trend
from cx.charts.drawing import Row
from cx.charts.occasions import NO_BREAK, footnotes
from cx.charts.theme import LIGHT
from cx.domain.series import Restatement, Role, Series, Shown
from tests.charts.samples import EVENTS, rows, scored, series, texts


def stretches(drawn: list[Row]) -> list[list[object]]:
    """The periods that each line joins."""
    return [[row["step"] for row in run] for _, run in groupby(drawn, key=lambda row: row["stretch"])]


def test_a_line_does_not_cross_a_hidden_period() -> None:
    drawing = trend.line([series([40, 41, 42, 43], hidden={2})], palette=LIGHT)
    assert stretches(rows(drawing, "line")) == [[0, 1], [3]]


def test_a_hidden_period_leaves_no_figure_behind() -> None:
    drawing = trend.line([series([40, 41, 77, 43], hidden={2})], palette=LIGHT)
    steps = {row["step"] for layer in drawing.layers for row in layer.rows if "step" in row}
    assert {0, 1, 3} <= steps
    assert 2 not in steps


def test_a_line_breaks_where_the_method_changes_and_says_so() -> None:
    drawing = trend.line([series([40, 41, 42, 43], method_from=2)], palette=LIGHT)
    assert stretches(rows(drawing, "line")) == [[0, 1], [2, 3]]
    assert stretches(rows(drawing, "area")) == [[0, 1], [2, 3]]
    assert texts(drawing).count("new method") == 1


def test_a_lone_point_shows_its_likely_range_too() -> None:
    alone = series([40])
    (bar,) = [row for row in rows(trend.line([alone], palette=LIGHT), "rule") if "high" in row]
    score = alone.points[0].score
    assert score is not None
    assert (bar["value"], bar["high"]) == (score.low, score.high)


def test_a_period_that_is_not_over_hangs_on_a_dashed_line() -> None:
    drawing = trend.line([series([40, 41, 42], to_date=True)], palette=LIGHT)
    full, dashed = [layer for layer in drawing.to_dict()["layer"] if layer["mark"]["type"] == "line"]
    assert [row["step"] for row in full["data"]["values"]] == [0, 1]
    assert [row["step"] for row in dashed["data"]["values"]] == [1, 2]
    assert dashed["mark"]["strokeDash"] == [3, 3]


def test_points_are_hollow_where_answers_are_few_or_the_period_is_not_over() -> None:
    drawing = trend.line([series([40, 41, 42], few={0}, to_date=True)], palette=LIGHT)
    look = {row["step"]: (row["fill"], row["Note"]) for row in rows(drawing, "point") if "Note" in row}
    assert look == {
        0: (LIGHT.background, "few answers"),
        1: (LIGHT.us, "none"),
        2: (LIGHT.background, "period not over"),
    }


def test_a_tooltip_is_complete() -> None:
    drawing = trend.line([series([40])], palette=LIGHT)
    shown = [layer for layer in drawing.to_dict()["layer"] if "tooltip" in layer["encoding"]]
    assert [field["field"] for field in shown[0]["encoding"]["tooltip"]] == [
        "Who",
        "Period",
        "Score",
        "Likely range",
        "Heard from",
        "Note",
    ]
    assert shown[0]["data"]["values"][0]["Heard from"] == "1,000 answers"


def test_every_likely_range_and_target_is_on_the_axis() -> None:
    ours = series([40, 41], few={1}, target=90)
    low, high = trend.y_domain([ours])
    ends = [end for point in ours.points if point.score for end in (point.score.low, point.score.high)]
    assert low <= min(ends)
    assert high >= max(*ends, 90)


def test_one_line_says_its_score_and_several_their_names_too() -> None:
    ours, theirs = series([30, 40]), series([50, 48], "Northwind", Role.MAIN_COMPETITOR)
    assert "40" in texts(trend.line([ours], palette=LIGHT))
    assert {"40 Meridian", "48 Northwind"} <= set(texts(trend.line([ours, theirs], palette=LIGHT)))


def test_ours_is_drawn_over_the_others_and_thickest() -> None:
    others = [series([20, 21], "Contoso", Role.OTHER), series([50, 48], "Northwind", Role.MAIN_COMPETITOR)]
    drawn = rows(trend.line([series([30, 40]), *others], palette=LIGHT), "line")
    assert [row["colour"] for row in drawn] == [LIGHT.other] * 2 + [LIGHT.competitor] * 2 + [LIGHT.us] * 2
    assert [row["width"] for row in drawn] == sorted(row["width"] for row in drawn)


def test_the_target_is_named_at_its_end() -> None:
    assert "target 42" in texts(trend.line([series([40, 41], target=42)], palette=LIGHT))


def test_events_that_stand_close_share_a_mark_and_all_are_told_below() -> None:
    drawing = trend.line([series([40] * 11, method_from=4)], palette=LIGHT, events=EVENTS, footnotes=True)
    assert {"1", "2–3"} <= set(texts(drawing))
    axes = [layer["encoding"]["x"].get("axis") for layer in drawing.to_dict()["layer"] if "x" in layer["encoding"]]
    told = " ".join(next(axis["title"] for axis in axes if axis)).replace("\N{NO-BREAK SPACE}", " ")
    assert "1 Portal 3, 3 May 2024" in told
    assert "3 Second outage, 29 Aug 2025" in told
    assert "Dotted line: Asked on the web, 1 Jan 2025" in told
    assert "Merger" not in told


def test_on_a_page_the_events_are_told_by_the_page_whose_lines_fit_its_width() -> None:
    told = footnotes(series([40] * 11, method_from=4).points, EVENTS)
    assert [line.partition(" ")[0] for line in told] == ["1", "2", "3", "Dotted"]
    assert told[0].endswith(NO_BREAK.join(("3", "May", "2024")))
    drawing = trend.line([series([40] * 11, method_from=4)], palette=LIGHT, events=EVENTS)
    assert "Portal 3" not in str(drawing.to_dict())


def test_the_alt_text_tells_first_and_last_and_what_is_hidden() -> None:
    told = trend.alt_text([series([40, 41, 30], hidden={1}, to_date=True)])
    assert "40 in Q1 2024" in told
    assert "30 in Q3 2024 to date, likely" in told
    assert "1 of 3 periods are hidden" in told


def restated(score: int | None) -> Series:
    """Three quarters, the second of them closed and restated."""
    one = series([40, 41, 42])
    told = Restatement(None if score is None else scored(score), Shown.FULL, date(2024, 8, 3), "import 3")
    points = list(one.points)
    points[1] = replace(points[1], closed=date(2024, 7, 9), restated=told)
    return replace(one, points=tuple(points))


def diamonds(one: Series) -> list[Row]:
    drawn = trend.line([one], palette=LIGHT)
    return [row for layer in drawn.layers if layer.mark.to_dict().get("shape") == "diamond" for row in layer.rows]


def test_a_restated_period_has_a_hollow_diamond_where_todays_answers_put_it() -> None:
    (mark,) = diamonds(restated(12))
    assert (mark["step"], mark["value"], mark["fill"]) == (1, 12.0, LIGHT.background)
    assert mark["Score"] == "41"
    assert mark["Note"] == "closed 9 Jul 2024, restated: 12 by today's answers"
    assert trend.y_domain([restated(12)])[0] <= 12
    assert "Since closing: Q2 2024 restated: 12 by today's answers." in trend.alt_text([restated(12)])


def test_a_restatement_that_may_not_be_shown_marks_the_closed_figure() -> None:
    (mark,) = diamonds(restated(None))
    assert mark["value"] == 41.0
    assert diamonds(series([40, 41])) == []
