"""Whom the demo company asked: people invited by survey, month and group, and a group of them that falls silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cx.demo import company, stories
from cx.demo.answers import Answers, Codes
from cx.demo.maintained_table import MaintainedTable

RESPONSE_RATE, RESPONSE_RATE_WANDER = 0.24, 0.006
"""Answered ÷ invited, 0 to 1, and its standard deviation over months and regions."""
PRODUCT_WANDER = 0.03
"""Standard deviation of how often a product's customers answer, over products and again over months; relative."""

COLUMNS = ("survey_id", "month", "region", "business_unit", "product", "invited")
_UNIT_OF = {product.name: product.business_unit for product in company.PRODUCTS}
_SILENT_FROM = f"{company.QUARTERS[stories.SILENT_FROM].span.first:%Y-%m}"

Row = tuple[object, ...]


def invitations(seed: int, surveys: Sequence[Answers]) -> MaintainedTable:
    """Counts by region, the relationship survey's by product, too; the market survey is the research firm's."""
    rng, of_products = np.random.default_rng((seed, 24)), np.random.default_rng((seed, 25))
    usual = dict(zip(_UNIT_OF, of_products.normal(1.0, PRODUCT_WANDER, len(_UNIT_OF)), strict=True))
    rows: list[Row] = []
    for survey in surveys:
        if survey.survey_id in (company.MARKET, company.PARTNER_MARKET):
            continue
        for month, region, invited, place in _by_region(rng, survey):
            if survey.survey_id != company.RELATIONSHIP:
                rows.append((survey.survey_id, month, region, "", "", invited))
                continue
            products, counts = np.unique(survey.columns["product"][place].astype(str), return_counts=True)
            answered = dict(zip(products.tolist(), counts.tolist(), strict=True))
            for product, people in _by_product(of_products, answered, usual, invited, month):
                rows.append((survey.survey_id, month, region, _UNIT_OF[product], product, people))
    return MaintainedTable("invitations", COLUMNS, tuple(rows))


def _by_region(rng: np.random.Generator, survey: Answers) -> Iterator[tuple[str, str, int, Codes]]:
    """Month, region, people invited, and the places of the answers."""
    month = survey.columns["responded_at"].astype("datetime64[M]").astype(str)
    cells, cell, answered = np.unique(
        np.stack([month, survey.columns["region"].astype(str)]), axis=1, return_inverse=True, return_counts=True
    )
    rates = np.clip(rng.normal(RESPONSE_RATE, RESPONSE_RATE_WANDER, len(answered)), 0.1, 0.9)
    invited = np.maximum(np.rint(answered / rates).astype(int), answered)
    for number, (when, region) in enumerate(cells.T):
        yield str(when), str(region), int(invited[number]), np.flatnonzero(cell.ravel() == number)


def _by_product(
    rng: np.random.Generator, answered: dict[str, int], usual: dict[str, float], invited: int, month: str
) -> Iterator[tuple[str, int]]:
    """A region's invitations by product, nearly as its answers are spread.

    Of the silent product, from its quarter on, so many more that its answers are few among them.
    """
    names = list(answered)
    leaning = np.array([answered[name] * usual[name] for name in names]) * rng.normal(1.0, PRODUCT_WANDER, len(names))
    spread = np.rint(leaning / leaning.sum() * invited).astype(int)
    for name, people in zip(names, spread, strict=True):
        if name == stories.SILENT_PRODUCT and month >= _SILENT_FROM:
            people = round(answered[name] / stories.SILENT_RATE)
        yield name, max(int(people), int(answered[name]))
