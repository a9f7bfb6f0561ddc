"""Meridian's measurement standards: its metrics, version by version, what some of them came to, and its glossary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from cx.demo import company, ratings, stories
from cx.demo.answers import Answers, Column
from cx.demo.maintained_table import MaintainedTable
from cx.demo.stories import Story

NPS = "net-promoter-score"
OVERDUE = date(2026, 8, 31)
_ASKED = "How likely are you to recommend {us} to a colleague or friend? (0 to 10)"
_EFFORT = (company.SUPPORT, ratings.EFFORT)


def _metric(
    metric_id: str,
    name: str,
    definition: str,
    formula: str,
    unit: str,
    owner: str,
    effective_on: str,
    department: str,
    better: str,
    review_by: str,
    rated: tuple[str, str, str] = ("", "", ""),
) -> tuple[object, ...]:
    used = {"support": "Support's own reports", "services": "Services' own reports", "emea": "EMEA's own reports"}
    scale = ratings.EFFORT_SCALE if rated[0] else ("", "")
    return (
        *(1, metric_id, name, definition, formula, unit, owner, effective_on, department, used[department], "no", ""),
        *(better, *rated, *scale, review_by),
    )


def _nps(
    version: int, metric_id: str, name: str, definition: str, effective_on: str, survey: str, question: str
) -> tuple[object, ...]:
    formula = "100 · (answers of 9 and 10 - answers of 0 to 6) / answers"
    primary = metric_id == NPS
    return (
        *(version, metric_id, name, definition, formula, "points", "Martin Falk", effective_on, ""),
        *("Overview | NPS trends | Council pack" if primary else "Overview | NPS trends", "yes" if primary else "no"),
        *(question, "higher", survey, "", "", 0, 10, "2027-06-30"),
    )


METRICS = MaintainedTable(
    "metrics",
    (
        *("version", "metric_id", "name", "definition", "formula", "unit", "owner", "effective_on", "department"),
        *("used_in", "primary_metric", "question", "better", "survey_id", "rating", "worked_out"),
        *("scale_low", "scale_high", "review_by"),
    ),
    (
        _nps(1, NPS, "Net Promoter Score", "Recommendation as customers tell it on the telephone", "2023-01-01",
             company.RELATIONSHIP, _ASKED),
        _nps(2, NPS, "Net Promoter Score", "Recommendation as customers write it in answer to an e-mail", "2024-07-01",
             company.RELATIONSHIP, _ASKED),
        _nps(1, "partner-nps", "Partner NPS", "Recommendation by those who sell and install what we make", "2023-01-01",
             company.PARTNERS, ""),
        _nps(1, "support-nps", "Support NPS", "Recommendation after a case that was closed", "2023-01-01",
             company.SUPPORT, ""),
        _nps(1, "market-nps", "Market NPS", "Recommendation of each brand, by people who are not told who asks",
             "2023-01-01", company.MARKET, ""),
        _metric("effort-mean", "Customer Effort Score, mean", "How easy it was to get help, as rated after a case",
                "mean of answers from 1 (very hard) to 7 (very easy)", "1 to 7", "Samuel Berg", "2025-01-01", "support",
                "higher", "2027-01-31", (*_EFFORT, "mean")),
        _metric("effort-net", "Customer Effort Score, net", "How many more found it easy to get help than hard",
                "share of answers 6 and 7 less share of answers 1 to 3", "points", "Samuel Berg", "2025-01-01",
                "support", "higher", "2027-01-31", (*_EFFORT, "net")),
        _metric("first-week", "At work in the first week", "New customers who finish one task within seven days",
                "such customers / new customers", "percent", "Ana Ruiz", "2025-04-01", "emea", "higher",
                OVERDUE.isoformat()),
        _metric("first-reply", "Hours to a first reply", "From a customer's question to a person's first answer",
                "mean over questions of the month", "hours", "Samuel Berg", "2023-01-01", "support", "lower",
                "2026-12-31"),
        _metric("on-time", "Delivered on time", "Projects handed over by the day that was promised",
                "such projects / all projects of the month", "percent", "Ana Ruiz", "2023-01-01", "services", "higher",
                "2026-12-31"),
        _metric("open-problems", "Open problems", "Problems that customers reported and that are open at a month's end",
                "such problems / hundred customers", "per hundred customers", "Samuel Berg", "2025-01-01", "support",
                "lower", "2026-12-31"),
        _metric("picked-up", "Picked up within 20 seconds", "Calls that a person answers within 20 seconds",
                "such calls / calls of the month", "percent", "Samuel Berg", "2023-01-01", "support", "higher",
                "2026-12-31"),
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

FIRST_REPLY, ON_TIME, PICKED_UP, OPEN = "first-reply", "on-time", "picked-up", "open-problems"
STORIES: tuple[Story, ...] = (
    Story(
        "standard_to_renew",
        "A standard that nobody renewed",
        "What counts as being at work in the first week was to be looked at again by 31 August 2026",
        "metrics: metric_id=first-week",
        "a month overdue on the demo's last day",
    ),
    Story(
        "effort",
        "Effort in both forms",
        "Since 2025 support asks after each case how easy it was to get help, from 1 to 7",
        f"support: rating {ratings.EFFORT}",
        "a mean of about 5, and some 20 points more easy than hard",
    ),
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
    Story(
        "metric_across_units",
        "An operational metric that is linked across units",
        "Products with more open problems have a lower score in the same month, each much the same all year",
        f"metric_values: metric_id={OPEN}, by product",
        "twelve products over a year, on target and kept by the department",
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
    rows: list[tuple[object, ...]] = [
        (name, "", str(month), round(float(value), 2), target)
        for name, values, targets in (
            (FIRST_REPLY, hours, [7.0 if month < np.datetime64("2026-07") else 5.5 for month in every]),
            (ON_TIME, on_time, [84.0] * len(every)),
            (PICKED_UP, picked_up, [90.0] * len(every)),
        )
        for month, value, target in zip(every, values, targets, strict=True)
    ]
    rows += _open_problems(rng, answers, every[-12:])
    return MaintainedTable("metric_values", ("metric_id", "scope", "month", "value", "target"), tuple(rows))


def _open_problems(rng: np.random.Generator, answers: Answers, months: Column) -> list[tuple[object, ...]]:
    """By product: twenty where the score of the year is 50, and one more for each two points below."""
    since = answers.columns["responded_at"].astype("datetime64[M]") >= months[0]
    rows: list[tuple[object, ...]] = []
    for product in company.PRODUCTS:
        scores = answers.columns["score"][since & (answers.columns["product"] == product.name)]
        usual = max(2.0, 20 + 0.5 * (50 - _score(scores)))
        for month, value in zip(months, usual + rng.normal(0, 1.5, len(months)), strict=True):
            rows.append((OPEN, f"product={product.name}", str(month), round(max(0.0, float(value)), 1), 45.0))
    return rows


def _score(scores: Column) -> float:
    return 100 * float((scores >= 9).mean() - (scores <= 6).mean())


def tables(seed: int, drawn: Sequence[Answers]) -> tuple[MaintainedTable, ...]:
    (answers,) = (survey for survey in drawn if survey.survey_id == company.RELATIONSHIP)
    return METRICS, metric_values(seed, answers), TERMS
