"""Candidate projects of the demo company: one problem of several areas, with the Customer voice page's own figures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cx.actions import records
from cx.demo.company import TODAY
from cx.domain.candidates import Problem
from cx.domain.periods import Grain
from cx.domain.roles import SINGLE_USER
from cx.domain.slices import Slice
from cx.reports import meetings, voice
from cx.reports.candidates import COMPANY, CandidateCard, CandidatesPart
from cx.reports.programme import Programme
from cx.reports.rated_candidates import Rated
from cx.reports.records import form
from cx.reports.view import View
from cx.store.maintained import upsert
from cx.store.opening import Store
from tests.store.answers import answered
from tests.store.test_rated_answers import put

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def part(demo_store: Store) -> CandidatesPart:
    found = meetings.report(demo_store, TODAY).candidates
    assert found
    return found


def named(part: CandidatesPart, name: str) -> CandidateCard:
    (card,) = [card for card in part.cards if card.name == name]
    return card


def test_waiting_is_the_problem_of_several_areas_that_no_project_serves(part: CandidatesPart) -> None:
    card = named(part, "Waiting and speed")
    assert all(unit in card.touches for unit in ("EMEA", "Americas", "Cloud Platform", "Workplace"))
    assert card.left == ("Support: left to “A named engineer for each customer”.",)


def test_its_figures_are_those_of_the_customer_voice_page(demo_store: Store, part: CandidatesPart) -> None:
    themes = voice.report(demo_store, View(), TODAY).themes
    assert themes
    (line,) = [one for one in themes.lines if one.name == "Waiting and speed"]
    (row,) = [row for row in part.table.rows if row[:2] == (line.name, COMPANY)]
    assert line.effect
    assert row[3:9] == pytest.approx(
        (
            *(line.comments, line.effect.mention.value, line.effect.others.value, line.effect.difference.value),
            *(line.effect.difference.low, line.effect.difference.high),
        )
    )


def test_a_rating_that_goes_with_the_score_in_several_areas_stands_beside_the_themes(part: CandidatesPart) -> None:
    card = named(part, "Problems solved quickly")
    assert "answers (29%) rate it in the lower six tenths" in card.why
    assert card.could_move.startswith("Up to nine points of the NPS of those who rate it")
    assert "is 46%" in card.could_move
    moved = {row[0]: row[10] for row in part.table.rows if row[1] == COMPANY}
    assert list(moved) == [card.name for card in part.cards]
    assert sorted(moved.values(), reverse=True) == list(moved.values())
    assert "Clear invoices" not in moved, "rated lowest, and not shown to go with the score"


def test_one_that_became_a_project_is_a_candidate_no_longer(own_demo_store: Store, part: CandidatesPart) -> None:
    name = "Waiting and speed"
    given = named(part, name).given
    opened = form(own_demo_store, "projects", (), given)
    texts = {field.name: field.value for field in opened.fields}
    assert texts["units"] == dict(given)["units"]
    records.save(own_demo_store, SINGLE_USER, "projects", dict(given), NOW)
    found = meetings.report(own_demo_store, TODAY).candidates
    assert found
    assert name not in [card.name for card in found.cards]
    assert len(found.cards) == len(part.cards) - 1


def test_without_answers_it_says_what_would_bring_them(empty_store: Store) -> None:
    with empty_store.writing():
        """Opening for writing makes it."""
    found = meetings.report(empty_store, TODAY).candidates
    assert found
    assert found.cards == ()
    assert "Imports page" in found.reason


def test_a_rating_says_nothing_of_a_group_in_which_few_rated_it_low_nor_of_the_next_by_subtraction(
    empty_store: Store,
) -> None:
    """LatAm has two low raters; beside the company's total they could be had where only they were hidden."""
    low = {"EMEA": 40, "Americas": 30, "APAC": 20, "LatAm": 2}
    given = [(region, value, n) for region, n in low.items() for value, n in ((3, n), (9, 60))]
    keyed = [(f"{region}-{value}-{i}", region, value) for region, value, n in given for i in range(n)]
    rows = [answered("2026-07-05", value, response_id=key, region=region) for key, region, value in keyed]
    put(empty_store, rows, {key: {"Speed": value} for key, _, value in keyed})
    with empty_store.writing() as connection:
        upsert(connection, "surveys", [{"survey_id": "s", "name": "Ours", "kind": "relationship", "provenance": "own"}])
    with empty_store.reading() as connection:
        programme = Programme.open(connection, TODAY)
        figures = programme.figures(programme.surveys[0])
        window = figures.latest(Grain.QUARTER)
        assert window
        rated = Rated(figures, window, (Problem.of_rating(["Speed"], 1.0),))
        told = {region for region in low if rated.spoken(Slice.of(region=region))}
    assert told == {"EMEA", "Americas"}
