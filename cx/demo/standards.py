"""Meridian's measurement standards: its metrics, version by version, what three of them came to, and its glossary."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cx.demo import company, stories
from cx.demo.answers import Answers, Column
from cx.demo.maintained_table import MaintainedTable
from cx.demo.stories import Story

METRICS = MaintainedTable(
    "metrics",
    ("version", "metric_id", "name", "definition", "formula", "unit", "owner", "effective_on", "department", "used_in",
     "primary_metric", "question", "better"),
    (
        (1, "net-promoter-score", "Net Promoter Score", "Recommendation as customers tell it on the telephone",
         "100 · (answers of 9 and 10 - answers of 0 to 6) / answers", "points", "Martin Falk", "2023-01-01", "",
         "Overview | NPS trends | Council pack", "yes",
         "How likely are you to recommend {us} to a colleague or friend? (0 to 10)", ""),
        (2, "net-promoter-score", "Net Promoter Score", "Recommendation as customers write it in answer to an e-mail",
         "100 · (answers of 9 and 10 - answers of 0 to 6) / answers", "points", "Martin Falk", "2024-07-01", "",
         "Overview | NPS trends | Council pack", "yes",
         "How likely are you to recommend {us} to a colleague or friend? (0 to 10)", ""),
        (1, "effort-mean", "Customer Effort Score, mean", "How easy it was to get help, as rated after a case",
         "mean of answers from 1 (very hard) to 7 (very easy)", "1 to 7", "Samuel Berg", "2025-01-01", "support",
         "Support's own reports", "no", "", ""),
        (1, "effort-net", "Customer Effort Score, net", "How many more found it easy to get help than hard",
         "share of answers 6 and 7 less share of answers 1 to 3", "points", "Samuel Berg", "2025-01-01", "support",
         "Support's own reports", "no", "", ""),
        (1, "first-week", "At work in the first week", "New customers who finish one task within seven days",
         "such customers / new customers", "percent", "Ana Ruiz", "2025-04-01", "emea",
         "EMEA's own reports", "no", "", ""),
        (1, "first-reply", "Hours to a first reply", "From a customer's question to a person's first answer",
         "mean over questions of the month", "hours", "Samuel Berg", "2023-01-01", "support",
         "Support's own reports", "no", "", "lower"),
        (1, "on-time", "Delivered on time", "Projects handed over by the day that was promised",
         "such projects / all projects of the month", "percent", "Ana Ruiz", "2023-01-01", "services",
         "Services' own reports", "no", "", "higher"),
        (1, "picked-up", "Picked up within 20 seconds", "Calls that a person answers within 20 seconds",
         "such calls / calls of the month", "percent", "Samuel Berg", "2023-01-01", "support",
         "Support's own reports", "no", "", "higher"),
    ),
)  # fmt: skip

TERMS = MaintainedTable(
    "terms",
    ("term_id", "name", "meaning", "not_to_confuse"),
    (
        ("promoter", "Promoter", "A customer who answers 9 or 10", ""),
        ("passive", "Passive", "A customer who answers 7 or 8; counted, but neither added nor taken away", ""),
        ("detractor", "Detractor", "A customer who answers 0 to 6", "a customer who is leaving"),
        ("likely-range", "Likely range", "Where the score of everybody would lie, in 95 of 100 such samples",
         "the range of single answers"),
        ("response-rate", "Response rate", "Answered out of those who were asked, in the same months",
         "how many answers there are"),
        ("customer", "Customer", "A company with a contract, whoever sold it", "a partner"),
    ),
)  # fmt: skip


# Operational metrics --------------------------------------------------------------------------------------------------

FIRST_REPLY, ON_TIME, PICKED_UP = "first-reply", "on-time", "picked-up"
STORIES: tuple[Story, ...] = (
    Story(
        "metric_admitted",
        "An operational metric that is linked and behind",
        "Hours to a first reply go up a month before the score goes down; its target was tightened in July 2026",
        f"metric_values: metric_id={FIRST_REPLY}",
        "before the council since the close of 2026Q3",
    ),
    Story(
        "metric_on_target",
        "An operational metric that is linked and on target",
        "What is delivered on time rises and falls with the score of the month, above its target",
        f"metric_values: metric_id={ON_TIME}",
        "kept by its department",
    ),
    Story(
        "metric_unlinked",
        "An operational metric without a link",
        "Calls picked up within 20 seconds rise year by year and have nothing to do with the score",
        f"metric_values: metric_id={PICKED_UP}",
        "behind its target, and yet kept by its department",
    ),
)


def metric_values(seed: int, answers: Answers) -> MaintainedTable:
    """Months from 2023 to September 2026, made from the score of the same answers, with noise."""
    rng = np.random.default_rng((seed, 16))
    months = answers.columns["responded_at"].astype("datetime64[M]")
    scores = answers.columns["score"]
    every = np.arange(np.datetime64("2023-01"), np.datetime64("2026-10"))
    nps = np.array([_score(scores[months == month]) for month in every])
    level = nps - np.repeat(stories.METHOD_CHANGE, 3)[: len(every)]
    hours = 6 + 0.15 * (50 - np.append(level[1:], level[-1])) + rng.normal(0, 0.1, len(every))
    on_time = 90 + 0.5 * (level - 50) + rng.normal(0, 0.4, len(every))
    picked_up = np.linspace(68, 84, len(every)) + rng.normal(0, 1.2, len(every))
    rows = [
        (name, "", str(month), round(float(value), 2), target)
        for name, values, targets in (
            (FIRST_REPLY, hours, [7.0 if month < np.datetime64("2026-07") else 5.5 for month in every]),
            (ON_TIME, on_time, [84.0] * len(every)),
            (PICKED_UP, picked_up, [90.0] * len(every)),
        )
        for month, value, target in zip(every, values, targets, strict=True)
    ]
    return MaintainedTable("metric_values", ("metric_id", "scope", "month", "value", "target"), tuple(rows))


def _score(scores: Column) -> float:
    return 100 * float((scores >= 9).mean() - (scores <= 6).mean())


def tables(seed: int, drawn: Sequence[Answers]) -> tuple[MaintainedTable, ...]:
    (answers,) = (survey for survey in drawn if survey.survey_id == company.RELATIONSHIP)
    return METRICS, metric_values(seed, answers), TERMS
