"""A survey export to try the Imports page with: half a year of good answers, and a row of each kind that is refused."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import numpy as np

from cx.demo.comments import JOURNEYS
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM

ANSWERS = 240
DAYS = 180
COLUMNS = ("response_id", "responded_at", "score", "comment", "region", "product", "journey")
_REGIONS, _PRODUCTS = ("North", "South", "Overseas"), ("Standard", "Professional")
_SCORES = (0, 2, 4, 5, 6, 7, 8, 9, 10)
_CHANCES = (0.02, 0.02, 0.04, 0.06, 0.08, 0.14, 0.22, 0.24, 0.18)
_SEED = 7


def export(today: date) -> bytes:
    """As CSV; the newest answer is of yesterday."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_good(today))
    rows.writerows(_refused(today))
    return file.getvalue().encode()


def _good(today: date) -> list[tuple[object, ...]]:
    rng = np.random.default_rng(_SEED)
    return [
        _answer(rng, number, today - timedelta(days=1 + (ANSWERS - number) * DAYS // ANSWERS))
        for number in range(1, ANSWERS + 1)
    ]


def _answer(rng: np.random.Generator, number: int, day: date) -> tuple[object, ...]:
    score = int(rng.choice(_SCORES, p=_CHANCES))
    journey, product = str(rng.choice(list(JOURNEYS))), str(rng.choice(_PRODUCTS))
    said = JOURNEYS[journey][2 if score >= PROMOTER_FROM else 1 if score >= PASSIVE_FROM else 0]
    comment = str(rng.choice(said)).format(product=product) if rng.random() < 1 / 3 else ""
    return f"s-{number:04}", day.isoformat(), score, comment, str(rng.choice(_REGIONS)), product, journey


def _refused(today: date) -> list[tuple[object, ...]]:
    """No id, no such day, a day to come, no score, a score off the scale, and one id with two scores."""
    day, tomorrow = (today - timedelta(days=2)).isoformat(), (today + timedelta(days=9)).isoformat()
    rows = (
        ("", day, 9),
        ("x-1", f"{today.year - 1}-02-31", 9),
        ("x-2", tomorrow, 9),
        ("x-3", day, ""),
        ("x-4", day, 11),
        ("x-5", day, 9),
        ("x-5", day, 3),
    )
    return [(*row, "A row to be refused.", "North", "Standard", "Support") for row in rows]
