"""The registry of metrics, and what it finds outside the standard."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from cx.actions import records
from cx.domain.errors import NotPermitted
from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.domain.standards import asks_the_same
from cx.reports import overview, standards, trends
from cx.reports.operational import admitted
from cx.reports.programme import Programme
from cx.reports.view import View
from cx.store.opening import Store

TODAY = date(2026, 10, 1)
AT = datetime(2026, 10, 1, tzinfo=UTC)
NPS = {
    "version": "1", "name": "NPS", "definition": "d", "owner": "Ann", "effective_on": "2026-01-01",
    "primary_metric": "yes", "question": "How likely are you to recommend {us} to a friend?",
}  # fmt: skip


def test_the_demo_has_one_brand_metric_in_its_second_version(demo_store: Store) -> None:
    found = standards.report(demo_store, TODAY)
    first = found.metrics[0]
    assert (first.name, first.primary, "version 2 since 1 Jul 2024" in first.about) == (
        "Net Promoter Score",
        True,
        True,
    )
    assert first.earlier[0].startswith("Version 1 from 1 Jan 2023")
    assert {card.name for card in found.metrics} >= {"Customer Effort Score, mean", "Customer Effort Score, net"}
    then = standards.report(demo_store, date(2024, 6, 30)).metrics[0]
    assert "version 1" in then.about
    assert found.outside == ()


def test_a_survey_that_asks_another_question_is_found(empty_store: Store) -> None:
    with empty_store.writing() as connection:
        for survey, question in (
            ("a", "How likely are you to recommend Acme to a friend"),
            ("b", "How happy?"),
        ):
            connection.execute(text("INSERT INTO surveys (survey_id, name, question) VALUES (:s, :s, :q)"),
                               {"s": survey, "q": question})  # fmt: skip
    records.save(empty_store, SINGLE_USER, "metrics", NPS, AT)
    found = standards.report(empty_store, TODAY)
    assert [(one.name, "How happy" in one.finding) for one in found.outside] == [("b", True)]
    assert "one survey asks outside the standard" in found.headline.sentence


def test_a_second_version_goes_under_the_same_id_and_begins_on_its_day(empty_store: Store) -> None:
    with empty_store.writing():
        """Opening for writing makes it."""
    records.save(empty_store, SINGLE_USER, "metrics", NPS, AT)
    later = NPS | {"version": "2", "definition": "another", "effective_on": "2026-11-01"}
    assert records.save(empty_store, SINGLE_USER, "metrics", later, AT) == ("2", "nps")
    told = [standards.report(empty_store, day).metrics[0].definition for day in (TODAY, date(2026, 11, 1))]
    assert told == ["d", "another"]


def test_another_definition_breaks_the_trend_and_is_cited_and_never_compared_across(
    stored: Callable[..., Store],
) -> None:
    months = [f"2026-{month:02d}-10" for month in (4, 5, 6, 7, 8, 9)]
    store = stored([(day, 10 if month < 3 else 3) for month, day in enumerate(months) for _ in range(20)])
    for version, since in (("1", "2026-01-01"), ("2", "2026-07-01")):
        records.save(store, SINGLE_USER, "metrics", NPS | {"version": version, "effective_on": since}, AT)
    (tile,) = overview.report(store, View(period="2026Q3"), TODAY).tiles
    found = trends.report(store, View(period="2026Q3"), TODAY)
    assert tile.metric == "NPS, version 2"
    assert found.trend
    assert [event.label for event in found.trend.breaks] == ["NPS, version 2"]
    before, after = found.trend.series[0].points[-2:]
    assert before.method != after.method
    assert "what the score means changed on 1 July 2026" in tile.badges[0].detail


def test_scores_and_ratings_on_another_scale_are_found(stored: Callable[..., Store]) -> None:
    stored([("2026-09-01", 1 + row % 5) for row in range(40)], survey_id="stars")
    store = stored([("2026-09-01", row % 11) for row in range(40)], survey_id="whole")
    effort = NPS | {"name": "Effort", "primary_metric": "no", "question": "", "survey_id": "whole", "rating": "Ease",
                    "worked_out": "mean", "scale_low": "1", "scale_high": "7"}  # fmt: skip
    records.save(store, SINGLE_USER, "metrics", effort, AT)
    with store.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO response_ratings SELECT survey_id, response_id, 'Ease', 3, 1, 5, import_id FROM responses"
                " WHERE survey_id = 'whole'"
            )
        )
    found = standards.report(store, TODAY)
    assert {one.name: one.finding for one in found.outside} == {
        "stars": "has 40 scores from 1 to 5 and none beyond: they look like another scale than 0 to 10.",
        "whole": "asks “Ease” from 1 to 5, not from 1 to 7.",
    }
    assert "has the rating “Ease” on the registered scale" in found.metrics[-1].rests_on


def test_effort_is_what_the_ratings_of_the_quarter_say(demo_store: Store) -> None:
    with demo_store.reading() as connection:
        given = connection.execute(
            text(
                "SELECT value FROM response_ratings JOIN responses USING (survey_id, response_id, import_id)"
                " WHERE survey_id = 'support' AND responded_at >= '2026-07-01'"
            )
        ).scalars()
        values = list(given)
    cards = {card.name: card for card in standards.report(demo_store, TODAY).metrics}
    mean, net = (cards[f"Customer Effort Score, {form}"] for form in ("mean", "net"))
    assert mean.figure.startswith(f"{statistics.fmean(values):.1f} of 7, likely 5.0 to ")
    counted = sum(one >= 6 for one in values) - sum(one <= 3 for one in values)
    assert net.figure.startswith(f"{100 * counted / len(values):.0f}, likely ")
    assert mean.rests_on.startswith(f"{len(values)} answers · Q3 2026 · After a support case")


def test_nps_and_its_words_are_defined_before_anybody_registers_one(empty_store: Store) -> None:
    found = standards.report(empty_store, TODAY)
    (card,) = found.metrics
    assert (card.name, card.primary) == ("Net Promoter Score", True)
    assert {"Promoter", "Passive", "Detractor", "Likely range"} <= {one.term for one in found.terms}
    with empty_store.writing():
        """Opening for writing makes it."""
    version, metric_id = card.key
    own = {**dict(card.given), "version": version, "metric_id": metric_id, "owner": "Ann"}
    records.save(empty_store, SINGLE_USER, "metrics", own, AT)
    records.save(empty_store, SINGLE_USER, "terms", {"term_id": "promoter", "name": "Fan", "meaning": "9 or 10"}, AT)
    found = standards.report(empty_store, TODAY)
    assert [(one.name, one.given) for one in found.metrics] == [("Net Promoter Score", ())]
    assert [one.term for one in found.terms if one.term in ("Fan", "Promoter")] == ["Fan"]


def test_a_metric_by_region_is_held_against_nps_across_regions_and_what_cannot_be_judged_says_so(
    stored: Callable[..., Store],
) -> None:
    regions, months = "ABCDEF", ("2026-07", "2026-08", "2026-09")
    store = stored(
        [(f"{month}-10", 10 if answer < 10 + 3 * place else 3, region)
         for month in months for place, region in enumerate(regions) for answer in range(30)],
        "region",
    )  # fmt: skip
    for metric_id, since, better in (
        ("wait", "2026-01-01", "lower"),
        ("blind", "2026-01-01", ""),
        ("later", "2027-01-01", "lower"),
    ):
        row = {"version": "1", "metric_id": metric_id, "name": metric_id.capitalize(), "definition": "d",
               "owner": "Ann", "effective_on": since, "better": better}  # fmt: skip
        records.save(store, SINGLE_USER, "metrics", row, AT)
        for month in months if better else months[:1]:
            for place, region in enumerate(regions if metric_id == "wait" else regions[:1]):
                value = {"metric_id": metric_id, "scope": f"region={region}", "month": month,
                         "value": str(20 - place), "target": "10"}  # fmt: skip
                records.save(store, SINGLE_USER, "metric_values", value, AT)
    found = standards.report(store, TODAY).operational
    told = {line.name: (line.badge.words, line.why) for line in found.lines}
    assert [line.rests for line in found.lines] == ["mean ρ −1.00, 6 units, three months, p 0.003", "", ""]
    assert told == {
        "Wait, by region": (
            "For the council",
            "Where it is better, NPS is higher in the same month, and it missed its target in Q3 2026.",
        ),
        "Blind": ("Not judged", "Nobody has said whether higher or lower is better: say so in its definition above."),
        "Later": (
            "Not judged",
            "It has values, and no definition that held at the close of Q3 2026: enter one above.",
        ),
    }
    assert [(name, part.which) for name, part in found.parts] == [("Wait, by region", tuple(regions))]
    with store.reading() as connection:
        programme = Programme.open(connection, TODAY)
        (one,) = admitted(programme, programme.calendar.parse("2026Q3"))
    assert (one.name, one.value, one.target) == ("Wait, by region", 17.5, 10)


def test_only_the_cx_leader_changes_a_standard(empty_store: Store) -> None:
    with empty_store.writing():
        """Opening for writing makes it."""
    with pytest.raises(NotPermitted):
        records.save(empty_store, Actor("u", frozenset({Role.ANALYST})), "metrics", NPS, AT)


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ("How likely are you to recommend Acme, after this case, to a colleague?", True),
        ("How likely are you to RECOMMEND working with us to a colleague", True),
        ("How likely are you to recommend to a colleague?", False),
        ("How satisfied are you with Acme?", False),
        ("", False),
    ],
)
def test_words_in_braces_stand_for_one_to_six_others(asked: str, *, same: bool) -> None:
    assert asks_the_same(asked, "How likely are you to recommend {us} to a colleague?") is same


def test_a_metric_that_is_worked_out_from_a_rating_says_why_the_gate_does_not_judge_it(demo_store: Store) -> None:
    lines = {line.name: line for line in standards.report(demo_store, TODAY).operational.lines}
    assert "no monthly target is kept" in lines["Customer Effort Score, mean"].why
    assert lines["Customer Effort Score, net"].badge.words == "Not judged"
