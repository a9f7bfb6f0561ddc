"""Candidate projects of the demo company: one problem of several areas, with the Customer voice page's own figures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cx.actions import records
from cx.demo.company import TODAY
from cx.domain.roles import SINGLE_USER
from cx.reports import meetings, voice
from cx.reports.candidates import COMPANY, CandidatesPart
from cx.reports.records import form
from cx.reports.view import View
from cx.store.opening import Store

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def part(demo_store: Store) -> CandidatesPart:
    found = meetings.report(demo_store, TODAY).candidates
    assert found
    return found


def test_waiting_is_the_problem_of_several_areas_that_no_project_serves(part: CandidatesPart) -> None:
    (card,) = part.cards
    assert card.name == "Waiting and speed"
    assert all(unit in card.touches for unit in ("EMEA", "Americas", "Cloud Platform", "Workplace"))
    assert card.left == ("Support: left to “A named engineer for each customer”.",)


def test_its_figures_are_those_of_the_customer_voice_page(demo_store: Store, part: CandidatesPart) -> None:
    themes = voice.report(demo_store, View(), TODAY).themes
    assert themes
    (line,) = [one for one in themes.lines if one.theme_id == part.cards[0].theme_id]
    (row,) = [row for row in part.table.rows if row[1] == COMPANY]
    assert line.effect
    assert row[3:9] == pytest.approx(
        (
            *(line.comments, line.effect.mention.value, line.effect.others.value, line.effect.difference.value),
            *(line.effect.difference.low, line.effect.difference.high),
        )
    )


def test_one_that_became_a_project_is_a_candidate_no_longer(own_demo_store: Store, part: CandidatesPart) -> None:
    given = part.cards[0].given
    opened = form(own_demo_store, "projects", (), given)
    texts = {field.name: field.value for field in opened.fields}
    assert texts["units"] == dict(given)["units"]
    records.save(own_demo_store, SINGLE_USER, "projects", dict(given), NOW)
    found = meetings.report(own_demo_store, TODAY).candidates
    assert found
    assert (found.cards, found.title) == ((), "No candidate for a project")


def test_without_answers_it_says_what_would_bring_them(empty_store: Store) -> None:
    with empty_store.writing():
        """Opening for writing makes it."""
    found = meetings.report(empty_store, TODAY).candidates
    assert found
    assert found.cards == ()
    assert "Imports page" in found.reason
