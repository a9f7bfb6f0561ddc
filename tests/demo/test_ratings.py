"""The ratings of the demo company hold what is planted in them, by the domain's own verdicts."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from cx import demo
from cx.demo import company, files, ratings
from cx.domain.driver_changes import Measure, changes
from cx.domain.driver_questions import RatedAnswers, questions
from cx.domain.drivers import Fit, fit
from tests.demo.drawn import Drawn

NOW, BEFORE, YEAR_AGO = "2026Q3", "2026Q2", "2025Q3"


@pytest.fixture(scope="module")
def weighed(drawn: Drawn):
    survey = ratings.beside(drawn.surveys[company.RELATIONSHIP], files.SEED)
    moments = survey.columns["responded_at"].astype("datetime64[D]")

    @lru_cache
    def of(quarter: str) -> tuple[RatedAnswers, Fit]:
        span = company.CALENDAR.parse(quarter).span
        within = (moments >= np.datetime64(span.first)) & (moments <= np.datetime64(span.last))
        given = np.column_stack([survey.columns[name][within] for name in ratings.NAMES])
        answers = RatedAnswers(
            names=ratings.NAMES,
            lows=(0.0,) * len(ratings.NAMES),
            highs=(10.0,) * len(ratings.NAMES),
            ratings=np.where(given == "", "nan", given).astype(float),
            scores=survey.columns["score"][within].astype(float),
            weights=np.ones(int(within.sum())),
            clusters=np.unique(survey.columns["account_id"][within], return_inverse=True)[1].astype(np.int64),
            known=int(within.sum()),
        )
        made = fit(answers, questions(answers).used)
        assert made is not None
        return answers, made

    return of


def test_scores_and_all_else_are_as_they_were_without_ratings(drawn: Drawn) -> None:
    before = drawn.surveys[company.RELATIONSHIP]
    after = ratings.beside(before, files.SEED)
    assert [name for name in after.columns if name not in before.columns] == list(ratings.NAMES)
    assert all(after.columns[name] is before.columns[name] for name in before.columns)


def test_ratings_are_asked_from_2025_on(drawn: Drawn) -> None:
    after = ratings.beside(drawn.surveys[company.RELATIONSHIP], files.SEED)
    early = after.columns["responded_at"] < np.datetime64("2025-01-01")
    for name in ratings.NAMES:
        assert set(after.columns[name][early]) == {""}
        assert set(after.columns[name][~early]) <= {"", *map(str, range(11))}


@pytest.mark.parametrize("quarter", [YEAR_AGO, BEFORE, NOW])
def test_one_driver_matters_most_in_every_quarter(weighed, quarter: str) -> None:
    drivers = weighed(quarter)[1].drivers
    assert (drivers.drivers[0].names, drivers.leading) == ((ratings.SOLVED.name,), 1)


@pytest.mark.parametrize("quarter", [YEAR_AGO, BEFORE, NOW])
def test_the_rating_that_is_lowest_does_not_matter(weighed, quarter: str) -> None:
    drivers = weighed(quarter)[1].drivers.drivers
    lowest = min(drivers, key=lambda driver: driver.rating.value)
    assert lowest.names == (ratings.INVOICES.name,)
    assert not lowest.shown
    assert all(driver.shown for driver in drivers if driver is not lowest)


def test_getting_started_becomes_more_important_and_is_rated_lower_since_the_portal(weighed) -> None:
    now, before = weighed(NOW)[1], weighed(BEFORE)[1]
    (found,) = changes(now, [before])
    moved = {(one.names[0], one.measure): one.difference.value for one in found if one.changed}
    assert moved[ratings.STARTING.name, Measure.IMPORTANCE] > 0.04
    assert moved[ratings.STARTING.name, Measure.RATING] < 0


def test_nothing_but_chance_moved_the_quarter_before(weighed) -> None:
    (found,) = changes(weighed(BEFORE)[1], [weighed(YEAR_AGO)[1]])
    assert not any(one.changed for one in found if one.measure is Measure.IMPORTANCE)


def test_two_ratings_are_nearly_one_question(weighed) -> None:
    for quarter in (YEAR_AGO, BEFORE, NOW):
        names = [question.names for question in questions(weighed(quarter)[0]).used]
        assert (ratings.EASY.name, ratings.SIMPLE) in names


def test_every_story_of_the_ratings_is_told_where_the_demo_is_described() -> None:
    assert all(f"    {story.key} " in demo.__doc__ for story in ratings.STORIES)
