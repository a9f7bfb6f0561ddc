"""Meridian beside its rivals: what partners say of all of them, what people need, and what the analyst entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import numpy as np

from cx.demo import answers, company, stories
from cx.demo.answers import Answers
from cx.demo.maintained_table import MaintainedTable

ALDERBROOK, CASTELLAN = "Alderbrook", "Castellan"
BRANDS = (company.NAME, company.MAIN_COMPETITOR, ALDERBROOK, CASTELLAN, company.ENTRANT)
WITH_PARTNERS = BRANDS[:4]
"""The entrant sells online only, so no partner knows it."""

# What partners say -----------------------------------------------------------------------------------------------

PARTNER_QUARTERS = ("2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3")
PARTNER_ANSWERS = {"Distributor": 400, "Reseller": 400, "Implementation partner": 340}
"""Of each brand, each quarter."""

PARTNER_LEVELS: Mapping[str, Mapping[str, tuple[float, ...]]] = {
    "Distributor": {
        company.NAME: stories.DISTRIBUTORS_GAIN,
        company.MAIN_COMPETITOR: (36, 36, 35, 36, 35, 36),
        ALDERBROOK: (43, 44, 43, 44, 43, 43),
        CASTELLAN: (12, 11, 11, 10, 10, 9),
    },
    "Reseller": {
        company.NAME: (21, 20, 21, 21, 20, 21),
        company.MAIN_COMPETITOR: (40, 39, 40, 40, 39, 40),
        ALDERBROOK: (27, 28, 27, 27, 28, 27),
        CASTELLAN: (10, 9, 9, 8, 8, 7),
    },
    "Implementation partner": {
        company.NAME: (43, 44, 44, 43, 44, 45),
        company.MAIN_COMPETITOR: (25, 24, 25, 25, 24, 25),
        ALDERBROOK: (22, 22, 23, 22, 22, 22),
        CASTELLAN: (14, 14, 13, 13, 12, 12),
    },
}


def partner_market(seed: int) -> Answers:
    """The research firm asks partners about each brand that they sell, in the second month of the quarter."""
    rng = np.random.default_rng((seed, 51))
    parts = []
    for place, key in enumerate(PARTNER_QUARTERS):
        first = company.CALENDAR.parse(key).span.first
        first = date(first.year, first.month + 1, 1)
        last = date(first.year, first.month + 1, 1) - timedelta(days=1)
        for partner_type, levels in PARTNER_LEVELS.items():
            for brand in WITH_PARTNERS:
                n = PARTNER_ANSWERS[partner_type]
                expected = np.full(n, float(levels[brand][place]))
                drawn = answers.draws(rng, rng.standard_normal(n), np.zeros(n, dtype=np.int64), neighbours=40)
                parts.append(
                    {
                        "responded_at": answers.days(rng, first, last, n),
                        "score": answers.scores(drawn, expected, answers.PANEL_DETRACTORS),
                        "brand": np.full(n, brand, dtype=object),
                        "audience": np.full(n, "partner", dtype=object),
                        "partner_type": np.full(n, partner_type, dtype=object),
                    }
                )
    return answers.in_order(company.PARTNER_MARKET, "T", parts)


# What people need ---------------------------------------------------------------------------------------------------

NEED_QUARTERS = (*("2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"), "2026Q3")
YEARLY = ("2025Q3", "2026Q3")
"""Segments and types of partner are asked in full once a year."""
SEGMENTS = {"Enterprise": 0.3, "Mid-market": 0.0, "Small business": -0.4}
"""What a segment adds to our performance."""
NOISE, SPREAD = 0.05, 2.1
CUSTOMERS_ASKED, PARTNERS_ASKED = 600, 240

NEEDS = MaintainedTable(
    "needs",
    ("need_id", "name", "audience", "stance"),
    (
        ("start", "Be productive in a week", "customer", "win"),
        ("fix", "Fixed the first time I ask", "customer", "win"),
        ("secure", "Safe without my doing", "customer", "match"),
        ("connect", "Fits the tools we have", "customer", "match"),
        ("price", "A price without surprises", "customer", "concede"),
        ("advice", "Advice from people like us", "customer", ""),
        ("margin", "Earn a fair margin", "partner", "match"),
        ("leads", "Leads that turn into orders", "partner", "win"),
        ("answers", "An answer within a day", "partner", "win"),
        ("training", "Certificates that pay", "partner", "match"),
        ("notice", "Early word of changes", "partner", ""),
    ),
)

Ends = tuple[float, float]
"""At the first and at the last quarter; the way between is straight unless a story bends it."""
IMPORTANCE: Mapping[str, Ends] = {
    "start": stories.START_MATTERS,
    "fix": (8.8, 8.7),
    "secure": (8.1, 8.4),
    "connect": (7.4, 7.6),
    "price": (7.9, 7.1),
    "advice": (5.6, 5.9),
    "margin": (8.9, 8.8),
    "leads": (7.7, 8.2),
    "answers": (8.0, 8.4),
    "training": (6.1, 6.4),
    "notice": (6.6, 7.3),
}
PERFORMANCE: Mapping[str, tuple[Ends, ...]] = {
    "start": (stories.START_MET, (7.0, 7.3), (6.0, 6.1), (5.9, 5.5), (7.6, 8.4)),
    "fix": (stories.FIX_MET, (6.7, 6.6), (6.2, 6.2), (5.8, 5.3), (6.3, 6.9)),
    "secure": ((7.6, 7.7), (7.8, 7.8), (6.9, 6.8), (7.4, 6.7), (6.1, 6.9)),
    "connect": ((6.8, 6.9), (7.1, 7.0), (6.3, 6.4), (5.9, 5.8), (6.9, 7.8)),
    "price": ((5.9, 5.8), (5.6, 5.6), (6.4, 6.4), (6.0, 5.9), (7.6, 8.1)),
    "advice": ((6.9, 7.0), (6.4, 6.5), (6.0, 6.0), (5.7, 5.6), (5.2, 5.6)),
    "margin": ((5.4, 6.9), (6.8, 6.7), (7.3, 7.2), (5.6, 5.2)),
    "leads": ((5.8, 6.0), (6.9, 7.0), (6.4, 6.4), (5.0, 4.9)),
    "answers": ((6.7, 7.2), (6.2, 6.2), (6.3, 6.3), (5.4, 5.1)),
    "training": ((7.1, 7.3), (6.6, 6.6), (6.0, 6.0), (5.5, 5.5)),
    "notice": ((5.6, 5.7), (5.9, 5.9), (5.8, 5.9), (5.2, 5.1)),
}
"""By need, in the order of BRANDS; the entrant is asked about where it has users."""


def need_ratings(seed: int) -> MaintainedTable:
    """What the research firm's panels said of each need, each quarter."""
    columns = (
        "need_id", "brand", "scope", "period", "importance", "performance", "n", "spread", "provenance", "source",
    )  # fmt: skip
    return MaintainedTable("need_ratings", columns, tuple(_ratings(np.random.default_rng((seed, 52)))))


def _ratings(rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    audiences = {row[0]: row[2] for row in NEEDS.rows}
    for need, levels in PERFORMANCE.items():
        partner = audiences[str(need)] == "partner"
        asked = PARTNERS_ASKED if partner else CUSTOMERS_ASKED
        groups = (
            {f"partner_type={name}": 0.0 for name in PARTNER_ANSWERS}
            if partner
            else {f"segment={name}": effect for name, effect in SEGMENTS.items()}
        )
        for key in NEED_QUARTERS:
            share = NEED_QUARTERS.index(key) / (len(NEED_QUARTERS) - 1)
            if partner and key not in PARTNER_QUARTERS:
                continue
            for scope, effect in {"*": 0.0, **(groups if key in YEARLY else {})}.items():
                n = asked if scope == "*" else asked // 3
                for brand, ends in zip(BRANDS, levels, strict=False):
                    ours = effect if brand == company.NAME else 0.0
                    noise = rng.normal(0.0, NOISE, 2)
                    yield (
                        *(need, brand, scope, key),
                        round(_between(IMPORTANCE[need], share) + float(noise[0]), 2),
                        round(_between(ends, share) + ours + float(noise[1]), 2),
                        *(n, SPREAD, "double_blind", "Harrow Research, quarterly panel"),
                    )


def _between(ends: Ends, share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share


# What the analyst entered -------------------------------------------------------------------------------------------

INDICATORS = MaintainedTable(
    "indicators",
    (
        "indicator_id",
        "dimension",
        "name",
        "unit",
        "scale_low",
        "scale_high",
        "direction",
        "shelf_life_months",
        "audience",
    ),
    (("first-answer", "customers", "Days until a first useful answer", "days", 0, 14, "lower", 12, "customer"),),
)

_PANEL = "strategy team, half-yearly review"
_JUDGED: tuple[tuple[str, str, Mapping[str, float]], ...] = (
    ("entrants", "2026-06-30", {company.NAME: 6, "Northwind": 5, ALDERBROOK: 7, CASTELLAN: 8}),
    ("ready-industry", "2026-06-30", {company.NAME: 6, "Northwind": 6.5, ALDERBROOK: 4, company.ENTRANT: 8.5}),
    ("placed-industry", "2026-06-30", {company.NAME: 5.5, "Northwind": 6, ALDERBROOK: 4, company.ENTRANT: 7}),
    ("ready-external", "2026-06-30", {company.NAME: 4, "Northwind": 7, ALDERBROOK: 4, CASTELLAN: 3}),
    ("placed-external", "2026-06-30", {company.NAME: 4.5, "Northwind": 6.5, ALDERBROOK: 4.5, CASTELLAN: 2.5}),
    ("skills", "2026-06-30", {company.NAME: 6}),
    ("skills", stories.STALE_READING, {"Northwind": 7}),
)

READINGS = MaintainedTable(
    "readings",
    ("indicator_id", "brand", "read_on", "value", "grade", "source", "provenance", "n", "low", "high"),
    (
        *(
            (indicator, brand, day, value, "C", _PANEL, "", "", "", "")
            for indicator, day, values in _JUDGED
            for brand, value in values.items()
        ),
        ("first-answer", company.NAME, "2026-06-30", 2.1, "A", "case records, sample", "own", 800, 1.9, 2.3),
        ("first-answer", company.NAME, "2025-06-30", 4.4, "A", "case records, sample", "own", 800, 4.1, 4.7),
        ("first-answer", "Northwind", "2026-04-15", 3.5, "B", "annual service report", "", "", "", ""),
        ("funding", company.NAME, "2026-09-15", 72, "A", "finance, projects of the CX plan", "own", "", "", ""),
        ("staffing", company.NAME, "2026-09-15", 64, "A", "people office, projects of the CX plan", "own", "", "", ""),
        ("data-coverage", company.NAME, "2026-09-15", 58, "A", "accounts heard from within a year", "own", "", "", ""),
    ),
)


def tables(seed: int) -> tuple[MaintainedTable, ...]:
    """Every table about rivals, in an order in which each finds what it refers to."""
    return INDICATORS, READINGS, NEEDS, need_ratings(seed)
