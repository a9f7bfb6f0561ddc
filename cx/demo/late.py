"""A restated quarter: Meridian closes its books, then a file of late answers arrives for one that is closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from cx.demo import answers, company
from cx.demo.answers import Answers

CLOSED = ("2025Q4", "2026Q1", "2026Q2")
"""Quarters whose books are closed: all since the council began with them, but the last."""
DAYS_TO_CLOSE = 9
RESTATED = "2025Q4"
LATE_ANSWERS = 240
LATE_POINTS = -22.0
"""Where the late answers lie by themselves."""
REGION = "Asia Pacific"


def closings() -> tuple[tuple[str, datetime], ...]:
    """Each closed quarter with the moment at which it was closed."""
    ends = ((key, company.CALENDAR.parse(key).span.last + timedelta(days=DAYS_TO_CLOSE)) for key in CLOSED)
    return tuple((key, datetime(day.year, day.month, day.day, 16, tzinfo=UTC)) for key, day in ends)


def late_answers(seed: int) -> Answers:
    """Interviews of a call centre in Asia Pacific, sent weeks after the quarter was closed; without accounts."""
    rng = np.random.default_rng((seed, 2512))
    span = company.CALENDAR.parse(RESTATED).span
    journey = answers.deal(rng, [journey.share for journey in company.JOURNEYS], LATE_ANSWERS)
    product = answers.deal(rng, [product.share for product in company.PRODUCTS], LATE_ANSWERS)
    segment = answers.deal(rng, [segment.share for segment in company.SEGMENTS], LATE_ANSWERS)
    drawn = answers.draws(rng, rng.standard_normal(LATE_ANSWERS), journey)
    part = {
        "responded_at": answers.days(rng, span.first, span.last, LATE_ANSWERS),
        "score": answers.scores(drawn, np.full(LATE_ANSWERS, LATE_POINTS)),
        "audience": np.full(LATE_ANSWERS, "customer", dtype=object),
        "business_unit": answers.named(product, [product.business_unit for product in company.PRODUCTS]),
        "region": np.full(LATE_ANSWERS, REGION, dtype=object),
        "segment": answers.named(segment, [segment.name for segment in company.SEGMENTS]),
        "product": answers.named(product, [product.name for product in company.PRODUCTS]),
        "journey": answers.named(journey, [journey.name for journey in company.JOURNEYS]),
        "channel": np.full(LATE_ANSWERS, "Partner", dtype=object),
    }
    return answers.in_order(company.RELATIONSHIP, "L", [part])
