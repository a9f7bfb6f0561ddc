"""The drivers of a group and period as a page shows them, from answers that came in by a file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from cx.domain.periods import Grain
from cx.domain.slices import Slice
from cx.ingest import responses
from cx.ingest.options import Options, RatingColumn
from cx.reports.drivers import DriverFact, DriversPart, driver_facts, drivers_part
from cx.reports.headlines import Opened, open_view
from cx.reports.parts import Link
from cx.reports.view import View
from cx.store.opening import Store
from tests.domain.rated import drawn

TODAY = date(2026, 11, 22)
NAMES = ("Speed", "Price", "Music")
RATED = tuple(RatingColumn(name, name, 0, 10) for name in NAMES)


def rows(first: date, seed: int, n: int, effects: tuple[float, float], region: str = "EMEA") -> list[str]:
    """Answers of 60 days; nothing in the score goes with Music, which is rated low."""
    ratings, scores = drawn(seed, n, effects)
    music = np.random.default_rng(seed).integers(2, 6, n)
    days = [first + timedelta(days=i % 60) for i in range(n)]
    return [
        f"{first}-{region}-{i},{days[i]},{int(scores[i])},{region},A{i % 97},{int(ratings[i, 0])},"
        f"{'' if i % 10 == 3 else int(ratings[i, 1])},{music[i]}"
        for i in range(n)
    ]


@pytest.fixture(scope="module")
def rated_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("rated")
    lines = [
        "response_id,responded_at,score,region,account_id," + ",".join(NAMES),
        *rows(date(2026, 4, 1), 1, 900, (0.7, 0.1)),
        *rows(date(2026, 7, 1), 2, 900, (0.7, 0.5)),
        *rows(date(2026, 7, 1), 3, 20, (0.7, 0.5), "Americas"),
    ]
    path = folder / "answers.csv"
    path.write_text("\n".join([*lines, ""]))
    store = Store(str(folder / "cx.duckdb"))
    options = Options(constants={"survey_id": "relationship"}, ratings=RATED)
    responses.load(store, path, options, today=TODAY)
    return store


def seen(store: Store, view: View | None = None) -> tuple[DriversPart, tuple[DriverFact, ...]]:
    with store.reading() as connection:
        opened = open_view(store, connection, view or View(period="2026Q3"), TODAY)
        assert isinstance(opened, Opened)
        return drivers_part(opened), driver_facts(opened)


def test_the_finding_names_what_goes_with_the_score_most_and_calls_it_an_association(rated_store: Store) -> None:
    part, _ = seen(rated_store)
    assert part.title == "“Speed” goes with the score most"
    assert "association, not proof of cause" in part.findings[0]
    assert "Q3 2026" in part.caption
    assert part.caption.startswith(f"{part.drivers.n} answers")


def test_what_is_rated_lowest_and_does_not_matter_is_said_to_be_so(rated_store: Store) -> None:
    part, _ = seen(rated_store)
    assert "Music is rated lowest, but is not shown to go with the score (hollow)." in part.findings
    assert [row[:2] for row in part.table.rows] == [("Speed", "yes"), ("Price", "yes"), ("Music", "no")]


def test_only_a_driver_that_came_to_matter_more_is_said_to(rated_store: Store) -> None:
    part, _ = seen(rated_store)
    moved = [line for line in part.findings if "than in Q2 2026" in line]
    assert any(line.startswith("Price goes with more of the differences in the score") for line in moved)
    assert not any("Music" in line for line in moved)


def test_periods_without_ratings_are_not_compared_and_the_reason_is_said(rated_store: Store) -> None:
    part, _ = seen(rated_store)
    assert "Not compared with Q3 2025: too few of its answers have these ratings." in part.notes
    assert part.table.columns[-1] == "Against Q3 2025"
    assert {row[-1] for row in part.table.rows} == {"not compared"}


def test_answers_without_every_rating_are_left_out_and_their_share_is_said(rated_store: Store) -> None:
    part, _ = seen(rated_store)
    assert part.drivers.complete == pytest.approx(0.9, abs=0.001)
    assert part.notes[0].endswith("90% of those with any.")


def test_few_answers_have_no_drivers_and_no_counts(rated_store: Store) -> None:
    part, facts = seen(rated_store, View(period="2026Q3", scope=Slice.of(region="Americas")))
    assert part.drivers is None
    assert part.title == "Too few answers with ratings to say what goes with the score"
    assert "20" not in part.title + part.caption.replace("2026", "") + part.reason
    assert (part.table.rows, facts) == ((), ())


def test_a_group_of_one_field_has_drivers_of_its_own(rated_store: Store) -> None:
    part, facts = seen(rated_store, View(period="2026Q3", scope=Slice.of(region="EMEA")))
    assert part.drivers.n == 810
    assert "explored" not in part.title
    assert facts


def test_a_month_is_compared_with_the_month_before(rated_store: Store) -> None:
    part, _ = seen(rated_store, View(grain=Grain.MONTH, period="2026-08"))
    assert "Against Jul 2026" in part.table.columns


def test_facts_are_the_drivers_shown_with_their_figures(rated_store: Store) -> None:
    part, facts = seen(rated_store)
    assert [fact.name for fact in facts] == ["Speed", "Price"]
    assert [fact.leads for fact in facts] == [True, False]
    for fact, driver in zip(facts, part.drivers.drivers, strict=False):
        assert fact.low <= fact.importance == driver.importance.value <= fact.high
        assert (fact.n, fact.survey, fact.period) == (part.drivers.n, "relationship", "2026Q3")
    assert [when for when, _ in facts[1].changes] == ["Q2 2026"]


def test_a_survey_without_ratings_says_how_to_bring_them_in(stored) -> None:
    store = stored([(f"2026-08-{i % 28 + 1:02d}", i % 11) for i in range(60)])
    part, facts = seen(store)
    assert (part.drivers, facts) == (None, ())
    assert "Ratings beside the score" in part.reason
    assert part.link == Link("imports")


# Real files ---------------------------------------------------------------------------------------------------------


def test_the_intention_to_come_back_goes_with_the_garden_centres_score_more_than_satisfaction(
    shared_data: Path, empty_store: Store
) -> None:
    options = Options(
        ratings=(RatingColumn("Satisfaction", "satisfaction"), RatingColumn("Intention", "intention")),
        id="row-hash",
        encoding="latin-1",
        constants={"responded_at": "2015-06-30"},
    )
    path = shared_data / "truffaut_garden_retail_fr" / "nps.csv"
    responses.load(empty_store, path, options, today=TODAY)
    part, facts = seen(empty_store, View())
    rows = pd.read_csv(path, encoding="latin-1")[["nps", "satisfaction", "intention"]].dropna()
    expected = sm.OLS(rows["nps"], sm.add_constant(rows[["satisfaction", "intention"]])).fit().rsquared
    assert part.title == "“Intention” goes with the score most"
    assert [fact.name for fact in facts] == ["Intention", "Satisfaction"]
    assert part.drivers.n == len(rows)
    assert part.drivers.explained.value == pytest.approx(expected)


def test_thirty_nine_answers_show_what_they_can(shared_data: Path, empty_store: Store) -> None:
    options = Options.of(
        map=["score=On a scale of 0-10, how would you rate Sudzilla?"],
        rating=[
            f"{one.capitalize()} keynote=On a scale of 0-10, how would you rate the {one} keynote?"
            for one in ("opening", "closing")
        ],
        id="row-hash",
        dates="mdy",
    )
    responses.load(empty_store, shared_data / "preppin_sudzilla_googleforms" / "input_01.csv", options, today=TODAY)
    part, _ = seen(empty_store, View(grain=Grain.YEAR))
    assert part.drivers.n == 39
    assert part.drivers.explained.low < part.drivers.explained.value < part.drivers.explained.high
