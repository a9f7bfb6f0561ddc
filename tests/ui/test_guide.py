"""Help is true: what it explains exists, and what it leads to opens for whom it leads there."""

from __future__ import annotations

import pytest

from cx.domain.roles import Actor, Role
from cx.ui import definitions, drawings, further_drawings, tours
from cx.ui.navigation import PLACES
from cx.ui.tours import Tour

WHOSE = {"Executive": Role.EXECUTIVE, "CX leader": Role.CX_LEADER, "Leader": Role.LEADER, "Analyst": Role.ANALYST}
WORDS_A_MINUTE = 130  # as spoken; nobody reads more slowly


def test_every_row_of_the_document_is_a_definition() -> None:
    rows = [line for line in definitions.SOURCE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    headings = 2
    assert len(definitions.every()) + len(definitions.words()) == len(rows) - headings
    assert all(one.name and one.meaning for one in definitions.every().values())


def test_what_a_page_or_a_chart_explains_is_defined_and_every_definition_stands_on_a_page() -> None:
    on_pages = {name for names in definitions.ON_PAGE.values() for name in names}
    of_charts = {
        name for shown in (definitions.OF_PART, definitions.OF_CHART) for one in shown.values() for name in one
    }
    assert of_charts <= on_pages
    assert on_pages == set(definitions.every())
    assert set(definitions.ON_PAGE) < {place.address for place in PLACES}
    drawn = {*drawings.drawing.registry, *further_drawings.drawing.registry}
    assert set(definitions.OF_PART) <= {part.__name__ for part in drawn}


@pytest.mark.parametrize("tour", tours.TOURS, ids=lambda tour: tour.whose)
def test_a_tour_takes_two_minutes_and_opens_what_it_leads_to(tour: Tour) -> None:
    said = " ".join([tour.leaves_with, *(step.words for step in tour.steps)])
    assert len(said.split()) <= 2 * WORDS_A_MINUTE
    reader = Actor("somebody", frozenset({WHOSE[tour.whose]}))
    assert tours.first_for(reader) == tour
    assert [step.place.title for step in tour.steps if step.place and not reader.may_open(step.place.address)] == []
