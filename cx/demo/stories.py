"""The stories planted in the demo: what happens, where, and by how many points. Tests hold each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cx.demo import company


@dataclass(frozen=True, slots=True)
class Story:
    """key: short id. planted: what was put into the answers. where: survey and slice. effect: points, or how many."""

    key: str
    name: str
    planted: str
    where: str
    effect: str


STORIES: tuple[Story, ...] = (
    Story(
        "support_improves",
        "A journey that improves after a project",
        "Support gives each customer a named engineer from 19 January 2026; the score climbs over two quarters",
        "relationship: journey=Support; support: everybody",
        "18 to 36 from 2025Q3 to 2026Q3; the support survey climbs with it",
    ),
    Story(
        "emea_falls",
        "A region that falls",
        "A new onboarding portal replaces people in July 2026; customers in their first 90 days suffer most",
        "relationship: region=EMEA, most of it journey=First 90 days",
        "40 to 30 from 2026Q2 to 2026Q3; the first 90 days 42 to 14, which is seven of the ten points",
    ),
    Story(
        "pure_mix",
        "A fall that is pure mix",
        "Cloud Start opens for self-service in April 2025 and brings many answers; no product's own score moves",
        "relationship: business_unit=Cloud Platform, by product",
        "about -16 from 2025Q1 to 2025Q2, carried by who answered",
    ),
    Story(
        "too_small",
        "A segment too small to judge",
        "Few customers are in the public sector, and hardly any of them in Latin America",
        "relationship: segment=Public sector",
        "10 to 25 answers a quarter; under 5 in Latin America",
    ),
    Story(
        "method_change",
        "A change of survey method",
        "Interviews by telephone give way to e-mail in July 2024; a parallel run measured what that does",
        "relationship: everybody",
        "-8.5 from 2024Q3 on",
    ),
    Story(
        "entrant_surges",
        "An entrant that surges",
        "Brightloop climbs for six quarters and passes Northwind, first and furthest in Asia Pacific",
        "market: brand=Brightloop",
        "10 in 2025Q1 to 45 in 2026Q3, against Northwind's 36; 60 in Asia Pacific",
    ),
    Story(
        "company_holds",
        "A company that holds while a part of it falls",
        "What EMEA loses the other regions partly make up, none of them by enough to stand out",
        "relationship: everybody",
        "41 to 39 from 2026Q2 to 2026Q3",
    ),
    Story(
        "gap_narrows",
        "A gap that seems to narrow",
        "We gain a little on the main competitor in a year, too little to say that it is not chance",
        "market: Meridian against Northwind",
        "14 behind in 2025Q3, 9 behind in 2026Q3",
    ),
    Story(
        "segment_silent",
        "A segment that stops answering",
        "Customers of Meridian Cloud, our happiest, are asked as before and more; since April 2026 few of them answer",
        "relationship: product=Meridian Cloud, invitations only",
        "24% of those asked answer until 2026Q1, 9% from 2026Q2; counted as asked, the company would score higher",
    ),
    Story(
        "gap_closes",
        "A gap that closes",
        "A new margin programme from late 2025 wins distributors back; resellers and others see no difference",
        "partner_market: partner_type=Distributor, Meridian against Northwind",
        "about 32 behind in 2025Q3, level in 2026Q3",
    ),
    Story(
        "entrant_ahead",
        "An entrant ahead where customers decide",
        "Brightloop is ahead of us with customers and in pace; partners do not know it, and nobody judged the rest",
        "scorecard: Customers and Competitors, brand=Brightloop",
        "ahead in two of six dimensions, no evidence in three",
    ),
    Story(
        "stale_reading",
        "A reading past its shelf life",
        "What we think of Northwind's skills was judged in November 2024 and never again",
        "readings: indicator=skills, brand=Northwind",
        "22 months old; a reading of skills holds for 12",
    ),
    Story(
        "wants_change",
        "A want that grows while we serve it worse",
        "A quick start matters more each quarter; the onboarding portal that EMEA complains of serves it worse",
        "need_ratings: need=start",
        "importance 7.2 to 8.9, our performance 7.0 to 5.9",
    ),
    Story(
        "restated_quarter",
        "A restated quarter",
        "Quarters are closed from 2025Q3 on; a call centre in Asia Pacific then sends 240 interviews of 2025Q4, most of"
        " them bad (see `late`)",
        "relationship: everybody and region=Asia Pacific, 2025Q4",
        "closed at 39, 36 by today's answers",
    ),
    Story(
        "quiet_accounts",
        "Large accounts that nobody hears from",
        "Two dozen of the largest customers have never answered and renew by March 2027 (see `customers`)",
        "accounts: A-9001 to A-9024",
        "24 accounts with USD 1.4 to 3.6 million a year each; over a quarter of the revenue that renews by then",
    ),
    Story(
        "answer_again",
        "People who answer twice",
        "Some contacts answer again within weeks, mostly as before; each counts once a quarter (see `customers`)",
        "relationship: everybody",
        "about one answer in ninety of a quarter is an earlier one that no longer counts",
    ),
)

SILENT_PRODUCT = "Meridian Cloud"
SILENT_FROM = company.quarter("2026Q2")
SILENT_RATE = 0.09
"""Answered ÷ invited of its customers from that quarter on, where others have 0.24. No answer is taken away: so many
more are invited."""

Points = tuple[float, ...]
"""One value a quarter, 2023Q1 to 2026Q3 and one beyond, in points."""

COMPANY_LEVEL: Points = (
    *(50.0, 50.7, 50.2, 51.3),
    *(51.6, 51.0, 51.0, 50.9),
    *(51.8, 51.7, 51.6, 51.2),
    *(51.6, 50.9, 51.0, 51.2),
)
"""The relationship score before every story."""

METHOD_CHANGE: Points = tuple(0.0 if place < company.quarter("2024Q3") else -8.5 for place in range(16))

SUPPORT_GAIN: Points = (*(0.0,) * 12, 6.0, 15.0, 18.1, 18.4)
"""What the named engineers add to the Support journey."""

EMEA_FALL: Mapping[str, float] = {company.FIRST_90_DAYS: -28.0, company.SUPPORT_JOURNEY: 0.0}
EMEA_FALL_ELSEWHERE = -6.4
EMEA_FALLS_FROM = company.quarter("2026Q3")
"""EMEA's loss by journey from that quarter on; `EMEA_FALL_ELSEWHERE` for the other journeys."""

OTHER_REGIONS_GAIN: Points = (*(0.0,) * 14, 2.7, 2.3)

CLOUD_START_SHARE: tuple[float, ...] = tuple(0.20 if place < company.quarter("2025Q2") else 0.50 for place in range(16))
"""Share of Cloud Platform's answers that Cloud Start brings, 0 to 1."""

PUBLIC_SECTOR_ANSWERS: Mapping[str, tuple[int, int]] = {
    "EMEA": (6, 9),
    "Americas": (4, 7),
    "Asia Pacific": (1, 4),
    "Latin America": (1, 4),
}
"""Fewest and most answers a whole quarter, by region."""

UNDISTURBED: frozenset[int] = frozenset(
    company.quarter(key) for key in ("2024Q2", "2024Q3", "2025Q1", "2025Q2", "2025Q3", "2026Q2", "2026Q3")
)
"""Quarters that a story is told by: no random wander there."""

PARTNER_LEVEL: Points = (
    *(29.0, 30.0, 28.5, 30.5),
    *(31.0, 30.0, 32.0, 31.5),
    *(32.5, 31.0, 33.0, 32.0),
    *(33.5, 33.0, 34.0, 34.0),
)
SUPPORT_SURVEY_LEVEL: Points = (
    *(23.0, 21.5, 22.0, 24.0),
    *(22.0, 23.5, 21.0, 22.5),
    *(23.0, 21.0, 22.0, 20.5),
    *(29.0, 40.0, 45.0, 45.5),
)

MARKET_LEVELS: Mapping[str, Points] = {
    company.NAME: (20, 21, 20, 22, 21, 22, 23, 22, 23, 23, 24, 24, 25, 26, 26.6, 27),
    "Northwind": (37, 38, 38, 37, 39, 38, 38, 39, 38, 38, 38.7, 37, 37, 36, 36.3, 36),
    "Alderbrook": (19, 18, 19, 18, 17, 18, 18, 17, 18, 17, 17, 18, 17, 16, 17, 17),
    "Castellan": (14, 13, 13, 12, 12, 11, 12, 10, 10, 9, 9, 8, 8, 7, 6, 6),
    company.ENTRANT: (0, 0, 0, 0, 8, 9, 9, 10, 10, 15, 21, 27, 33, 39, 45, 46),
}
MARKET_ANSWERS: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys((company.NAME, *company.TRADITIONAL_COMPETITORS), (1200,) * 16),
    company.ENTRANT: (0, 0, 0, 0, 260, 340, 430, 520, 640, 780, 900, 1020, 1120, 1200, 1200, 1200),
}
"""Answers a whole wave; the entrant is known by enough people from 2024 on."""

MARKET_REGION_EFFECTS: Mapping[str, tuple[float, float, float, float]] = {
    company.NAME: (4.0, -3.0, -2.0, -2.8),
    "Northwind": (-0.5, 3.0, -4.0, -0.4),
    "Alderbrook": (1.0, 0.0, -2.0, -0.4),
    "Castellan": (-1.0, 1.0, 1.0, -1.0),
    company.ENTRANT: (-5.0, -2.0, 15.0, -0.6),
}
"""Points against the brand's own level, in the order of the regions."""

DISTRIBUTORS_GAIN: Points = (3, 4, 12, 22, 31, 37)
"""Distributors' score of us, 2025Q2 to 2026Q3."""
START_MATTERS, START_MET, FIX_MET = (7.2, 8.9), (7.0, 5.9), (5.9, 7.4)
"""From 2024Q3 to 2026Q3, 0 to 10."""
STALE_READING = "2024-11-05"
