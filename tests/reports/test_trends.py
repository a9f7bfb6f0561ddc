"""NPS trends: what moved a score, whether it is more than noise, and how it splits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cx.domain.periods import Grain
from cx.domain.series import Role, Shown
from cx.domain.slices import Slice
from cx.narrative.badges import Tone
from cx.reports import nps, trends
from cx.reports.bridges import POOLED
from cx.reports.parts import State
from cx.reports.view import View

if TYPE_CHECKING:
    from cx.store.opening import Store

EMEA = Slice.of(region="EMEA")


def test_a_trend_shows_what_the_command_line_computes(demo_store: Store, today: date) -> None:
    rows = {row.period: row for row in nps.report(demo_store, today, period="quarter", where=EMEA)}
    part = trends.report(demo_store, View(scope=EMEA), today).trend
    assert part is not None
    for point in part.series[0].points:
        score = rows[f"{point.label[3:]}{point.label[:2]}"].score
        assert point.score is not None
        assert score is not None
        assert point.score.n == score.n
        found, computed = (tuple(getattr(one, end) for end in ("low", "value", "high")) for one in (point.score, score))
        assert found == pytest.approx(computed)


def test_the_bridge_starts_and_ends_where_the_trend_does(demo_store: Store, today: date) -> None:
    report = trends.report(demo_store, View(scope=EMEA), today, by="journey")
    assert report.trend is not None
    assert report.bridge is not None
    assert report.bridge.bridge is not None
    made, points = report.bridge.bridge, report.trend.series[0].points
    before, after = points[-2].score, points[-1].score
    assert before is not None
    assert after is not None
    assert (made.before, made.after) == (pytest.approx(before.value), pytest.approx(after.value))
    assert sum(part.effect for part in made.parts) == pytest.approx(after.value - before.value)
    assert made.parts[0].group == "First 90 days"


def test_the_pure_mix_story_is_told_as_who_answered(demo_store: Store, today: date) -> None:
    view = View(period="2025Q2", scope=Slice.of(business_unit="Cloud Platform"))
    report = trends.report(demo_store, view, today, by="product")
    assert report.bridge is not None
    assert "who answered" in report.bridge.title


def test_a_group_of_few_answers_is_never_named_in_a_bridge(demo_store: Store, today: date) -> None:
    report = trends.report(demo_store, View(), today, by="segment")
    assert report.bridge is not None
    assert report.bridge.bridge is not None
    groups = {part.group for part in report.bridge.bridge.parts}
    assert "Public sector" not in groups
    assert POOLED in groups


def test_the_first_method_is_not_measured_against_the_second(demo_store: Store, today: date) -> None:
    report = trends.report(demo_store, View(), today)
    assert report.trend is not None
    assert report.process is not None
    methods = {point.label: point.method for point in report.trend.series[0].points}
    assert len(set(methods.values())) == 2
    assert {methods[label] for label in report.process.labels} == {max(methods.values())}
    assert len(report.trend.breaks) == 1


def test_a_period_to_date_is_compared_with_as_many_days(demo_store: Store, today: date) -> None:
    report = trends.report(demo_store, View(grain=Grain.YEAR), today)
    assert report.trend is not None
    assert report.trend.series[0].points[-1].to_date
    assert report.badges[0].words.endswith("in the first 273 days of 2025")


def test_a_rolling_window_pools_answers_and_is_never_for_quoting(demo_store: Store, today: date) -> None:
    partners = "partners"  # none of them answered twice, and nothing came late: quarters add up to the window
    report = trends.report(demo_store, View(survey_id=partners), today, rolling=12)
    assert report.trend is not None
    (newest,) = [point for point in report.trend.series[0].points if point.label == "12 months to Sep 2026"]
    assert newest.score is not None
    last_four = nps.report(demo_store, today, survey=partners, period="quarter")[-4:]
    pooled = sum(((row.tally.promoters, row.tally.detractors, row.tally.n) for row in last_four if row.tally), ())
    promoters, detractors, n = (sum(pooled[place::3]) for place in range(3))
    assert newest.score.value == pytest.approx(100 * (promoters - detractors) / n)
    assert "not for quoting" in report.trend.title
    assert "1 Oct 2025 to 30 Sep 2026, both days included" in report.trend.caption


def test_a_market_survey_shows_every_brand_ours_first(demo_store: Store, today: date) -> None:
    report = trends.report(demo_store, View(survey_id="market"), today)
    assert report.trend is not None
    roles = [(series.name, series.role) for series in report.trend.series]
    assert roles[:2] == [("Meridian", Role.US), ("Northwind", Role.MAIN_COMPETITOR)]
    assert {role for _, role in roles[2:]} == {Role.OTHER}
    assert len(roles) == 5


def test_a_group_that_somebody_filters_together_is_explored(demo_store: Store, today: date) -> None:
    view = View(scope=Slice.of(region="EMEA", journey="First 90 days"))
    report = trends.report(demo_store, view, today)
    assert report.trend is not None
    assert "not for quoting" in report.badges[0].detail
    assert "fell" not in report.headline.sentence


def test_the_groups_of_a_field_have_the_books_verdicts(demo_store: Store, today: date) -> None:
    report = trends.report(demo_store, View(), today, by="region")
    assert report.grid is not None
    badges = dict(report.grid.badges)
    assert badges["EMEA"].tone is Tone.WORSE
    assert {badges[region].tone for region in badges if region != "EMEA"} == {Tone.UNCLEAR}
    alone = trends.report(demo_store, View(scope=EMEA), today)
    assert alone.badges[0].words == badges["EMEA"].words


def test_a_hidden_group_shows_nothing_on_its_own_page(demo_store: Store, today: date) -> None:
    view = View(scope=Slice.of(segment="Public sector", region="Latin America"))
    report = trends.report(demo_store, view, today)
    assert report.headline.state is State.HIDDEN
    assert report.trend is None
    assert not any(character.isdigit() for character in report.headline.sentence.replace("Q3 2026", ""))


def test_the_distribution_counts_every_answer_once(demo_store: Store, today: date) -> None:
    report = trends.report(demo_store, View(), today)
    assert report.distribution is not None
    assert report.distribution.counts is not None
    row = next(row for row in nps.report(demo_store, today, period="quarter") if row.period == "2026Q3")
    assert row.tally is not None
    counts = report.distribution.counts
    assert (sum(counts[9:]), sum(counts[7:9]), sum(counts[:7])) == (
        row.tally.promoters,
        row.tally.passives,
        row.tally.detractors,
    )


def test_response_rates_stand_beside_each_period(demo_store: Store, today: date) -> None:
    report = trends.report(demo_store, View(scope=EMEA), today)
    assert report.rate is not None
    assert all(rate is not None and 20 < rate.rate < 28 for rate in report.rate.rates)
    unknown = trends.report(demo_store, View(scope=Slice.of(journey="Support")), today)
    assert unknown.rate is not None
    assert set(unknown.rate.rates) == {None}
    assert "not known" in unknown.rate.title


def test_few_periods_and_no_field_to_split_by_leave_their_parts_out(stored: Callable[..., Store], today: date) -> None:
    store = stored([(f"2026-0{1 + i % 2}-10", i % 11) for i in range(80)])
    report = trends.report(store, View(grain=Grain.MONTH), today)
    assert report.bridge is None
    assert report.grid is None
    assert report.process is not None
    assert report.process.limits is None
    assert "eight" in report.process.reason
    assert report.trend is not None
    assert [point.shown for point in report.trend.series[0].points] == [Shown.FULL, Shown.FULL]
