"""Ratings beside the scores of the relationship and the support survey, and what is planted in them.

Asked since 2025, drawn after the scores and from a stream of their own, so that no score depends on them. A rating
follows its answer's score by its slope, shares the answer's mood with the other ratings, and has chance of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cx.demo import company
from cx.demo.answers import Answers, Column, Numbers
from cx.demo.stories import Story

ASKED_FROM = np.datetime64(company.CALENDAR.parse("2025Q1").span.first)
_STREAM = 41
_MOOD = 0.5
"""Of the ratings' own scale: what the answers of one person share."""
_LEAST, _MOST = 0, 10


@dataclass(frozen=True, slots=True)
class Rating:
    """name: as asked. level: mean among answers that scored 8. slope: what each two points of the score add.

    chance: standard deviation of its own. mood: whether it shares the answer's mood. missing: share who skip it.
    """

    name: str
    level: float
    slope: float
    chance: float
    missing: float = 0.02
    mood: bool = True


SOLVED = Rating("Problems solved quickly", 7.3, 1.15, 1.4, missing=0.08)
EASY = Rating("Easy to use", 7.5, 0.6, 1.6)
SIMPLE = "Simple to work with"
STARTING = Rating("Getting started", 7.1, 0.35, 1.6)
INVOICES = Rating("Clear invoices", 5.6, 0.0, 1.8, mood=False)
RATINGS = (
    SOLVED,
    Rating("Reliable product", 7.9, 0.75, 1.5),
    EASY,
    STARTING,
    Rating("Value for money", 6.5, 0.5, 1.7),
    Rating("Account manager", 8.2, 0.4, 1.6, missing=0.12),
    INVOICES,
)
NAMES: tuple[str, ...] = (*(rating.name for rating in RATINGS), SIMPLE)
SIMPLE_CHANCE = 0.3
"""What tells the second of two like questions from the first, in points of its scale."""

PORTAL_FROM = np.datetime64(company.CALENDAR.parse("2026Q3").span.first)
STARTING_SLOPE_AFTER = 0.8
STARTING_LOSS_EMEA = 0.9
"""Since the onboarding portal: what each two points of the score add to "Getting started", and what EMEA's loses."""

STORIES: tuple[Story, ...] = (
    Story(
        "driver_leads",
        "One driver that matters most",
        "Whoever had problems solved quickly scores higher, more than for any other rating",
        f"relationship: rating {SOLVED.name}",
        "goes with most of the differences in the score in every quarter since 2025",
    ),
    Story(
        "rated_low_but_idle",
        "A rating that is low and does not matter",
        "Invoices are rated lowest of all, and their rating has nothing to do with the score",
        f"relationship: rating {INVOICES.name}",
        "about 5.6 of 10; never shown to go with the score",
    ),
    Story(
        "driver_grows",
        "A driver that becomes more important",
        "With the onboarding portal of July 2026 getting started begins to matter, and is rated lower in EMEA",
        f"relationship: rating {STARTING.name}",
        "from some 1% to some 8% of the differences in the score from 2026Q2 to 2026Q3",
    ),
    Story(
        "one_question_twice",
        "Two ratings that are nearly the same question",
        "Ease of use is asked twice in other words, and answered alike",
        f"relationship: ratings {EASY.name} and {SIMPLE}",
        "a correlation of more than 0.9: they count as one",
    ),
)


def beside(answers: Answers, seed: int) -> Answers:
    """The survey with its ratings as further columns, '' where somebody skipped one or was not asked yet."""
    rng = np.random.default_rng((seed, _STREAM))
    columns = answers.columns
    moments = columns["responded_at"].astype("datetime64[D]")
    since_portal = moments >= PORTAL_FROM
    lost = since_portal & (columns["region"] == "EMEA")
    away = (columns["score"].astype(float) - 8.0) / 2.0
    mood = _MOOD * rng.standard_normal(len(answers))
    asked = moments >= ASKED_FROM
    made: dict[str, Column] = {}
    for rating in RATINGS:
        slope = np.where(since_portal, STARTING_SLOPE_AFTER, rating.slope) if rating is STARTING else rating.slope
        felt = rating.level + slope * away + rating.chance * rng.standard_normal(len(answers))
        felt += mood if rating.mood else 0.0
        felt -= np.where(lost, STARTING_LOSS_EMEA, 0.0) if rating is STARTING else 0.0
        made[rating.name] = _given(felt, asked & (rng.random(len(answers)) >= rating.missing))
        if rating is EASY:
            again = felt + SIMPLE_CHANCE * rng.standard_normal(len(answers))
            made[SIMPLE] = _given(again, asked & (rng.random(len(answers)) >= rating.missing))
    return Answers(answers.survey_id, {**columns, **{name: made[name] for name in NAMES}})


EFFORT = "Ease of getting help"
EFFORT_SCALE = (1, 7)
"""Asked after each support case, since 2025."""
_EFFORT_LEVEL, _EFFORT_SLOPE, _EFFORT_CHANCE, _EFFORT_MISSING = 5.1, 0.55, 1.0, 0.05


def effort_beside(answers: Answers, seed: int) -> Answers:
    """The support survey with how easy it was to get help: who is helped easily scores higher, among much chance."""
    rng = np.random.default_rng((seed, _STREAM + 1))
    columns = answers.columns
    away = (columns["score"].astype(float) - 8.0) / 2.0
    felt = _EFFORT_LEVEL + _EFFORT_SLOPE * away + _EFFORT_CHANCE * rng.standard_normal(len(answers))
    asked = columns["responded_at"].astype("datetime64[D]") >= ASKED_FROM
    given = asked & (rng.random(len(answers)) >= _EFFORT_MISSING)
    return Answers(answers.survey_id, {**columns, EFFORT: _given(felt, given, EFFORT_SCALE)})


def _given(felt: Numbers, given: Column, scale: tuple[int, int] = (_LEAST, _MOST)) -> Column:
    whole = np.clip(np.rint(felt), *scale).astype(int).astype(str).astype(object)
    return np.where(given, whole, "")
