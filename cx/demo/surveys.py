"""The demo's four surveys, drawn quarter by quarter from the stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from cx.demo import answers, comments, company, stories, voices
from cx.demo.answers import Accounts, Answers, Codes, Column, Numbers
from cx.demo.customers import with_people

FIRST_SIZE, LAST_SIZE = 2050, 4600
"""Relationship answers of the first and of the last whole quarter."""
PARTNER_SIZE, SUPPORT_SIZE = 516, 516
CUSTOMERS, PARTNER_COMPANIES = 2600, 260
PUBLIC_SECTOR_ACCOUNTS = 3
"""In each region."""
REGION_WANDER, JOURNEY_WANDER = 1.0, 1.6
"""Points, standard deviation over quarters."""
COMMENTING = 0.35
"""Share of answers with a comment, 0 to 1."""

_REGION_SHARES = [region.share for region in company.REGIONS]
_REGION_NAMES = [region.name for region in company.REGIONS]
_JOURNEY_NAMES = [journey.name for journey in company.JOURNEYS]
_PRODUCT_NAMES = [product.name for product in company.PRODUCTS]
_PRODUCT_UNITS = [product.business_unit for product in company.PRODUCTS]
_SEGMENT_NAMES = [*(segment.name for segment in company.SEGMENTS), company.PUBLIC_SECTOR]
_PUBLIC_SECTOR = len(company.SEGMENTS)


@dataclass(frozen=True, slots=True)
class Quarter:
    """place: from 0. first, last: its days as far as the demo goes. share: their part of the quarter, 0 to 1."""

    place: int
    first: date
    last: date
    share: float


def everything(seed: int) -> tuple[Answers, ...]:
    """All four surveys; the same seed gives the same answers, and no survey disturbs another."""
    customers_rng, relationship_rng, partners_rng, support_rng, market_rng = np.random.default_rng(seed).spawn(5)
    customers = _customers(customers_rng)
    drawn = (
        relationship(relationship_rng, customers),
        partners(partners_rng),
        support(support_rng, customers),
        market(market_rng),
    )
    first, *others = (voices.retold(survey, seed) for survey in drawn)
    return (with_people(first, seed), *others)


def relationship(rng: np.random.Generator, customers: Accounts) -> Answers:
    """We ask our customers, all through the quarter, about the part of their journey that they are in."""
    region_wander = _wander(rng, len(company.REGIONS), REGION_WANDER)
    journey_wander = _wander(rng, len(company.JOURNEYS), JOURNEY_WANDER)
    parts = []
    for quarter in _quarters():
        place = quarter.place
        n = round((FIRST_SIZE + (LAST_SIZE - FIRST_SIZE) * min(place, 14) / 14) * quarter.share)
        region = answers.deal(rng, _REGION_SHARES, n)
        journey = answers.deal_within(rng, [group.share for group in company.JOURNEYS], region)
        product = answers.deal_within(rng, product_shares(place), region)
        channel = answers.deal(rng, [group.share for group in company.SALES_CHANNELS], n)
        account = _with_public_sector(rng, customers, customers.drawn(rng, region), region, quarter.share)
        segment = customers.group[account]
        expected = (
            relationship_points(place, region, journey)
            + _product_effects(product)
            + np.append([group.effect for group in company.SEGMENTS], 0.0)[segment]
            + answers.effects(company.SALES_CHANNELS, channel)
            + region_wander[place, region]
            + journey_wander[place, journey]
        )
        drawn = answers.draws(rng, answers.leanings(rng, customers.leaning[account]), region, journey, product)
        scores = answers.scores(drawn, expected)
        journeys, products = answers.named(journey, _JOURNEY_NAMES), answers.named(product, _PRODUCT_NAMES)
        parts.append(
            {
                "responded_at": answers.days(rng, quarter.first, quarter.last, n),
                "score": scores,
                "comment": comments.of_customers(
                    rng, scores, journeys, products, _news(place, region, journeys), share=COMMENTING
                ),
                "account_id": customers.names[account],
                "audience": _constant("customer", n),
                "business_unit": answers.named(product, _PRODUCT_UNITS),
                "region": answers.named(region, _REGION_NAMES),
                "segment": answers.named(segment, _SEGMENT_NAMES),
                "product": products,
                "journey": journeys,
                "channel": answers.named(channel, [group.name for group in company.SALES_CHANNELS]),
            }
        )
    return answers.in_order(company.RELATIONSHIP, "R", parts)


def relationship_points(place: int, region: Codes, journey: Codes) -> Numbers:
    """What the stories expect of answers of one quarter, before product, segment, channel and wander."""
    emea = region == _REGION_NAMES.index("EMEA")
    support = journey == _JOURNEY_NAMES.index(company.SUPPORT_JOURNEY)
    points = answers.effects(company.REGIONS, region) + answers.effects(company.JOURNEYS, journey)
    points += stories.COMPANY_LEVEL[place] + stories.METHOD_CHANGE[place]
    points += np.where(support, stories.SUPPORT_GAIN[place], 0.0)
    points += np.where(emea, 0.0, stories.OTHER_REGIONS_GAIN[place])
    if place >= stories.EMEA_FALLS_FROM:
        fall = [stories.EMEA_FALL.get(name, stories.EMEA_FALL_ELSEWHERE) for name in _JOURNEY_NAMES]
        points += np.where(emea, np.array(fall)[journey], 0.0)
    return points


def product_shares(place: int) -> list[float]:
    """Share of the quarter's answers by product: Cloud Start takes its part of Cloud Platform, the others the rest."""
    in_cloud = [product for product in company.PRODUCTS if product.business_unit == company.CLOUD_PLATFORM]
    cloud = sum(product.share for product in in_cloud)
    started = next(product.share for product in in_cloud if product.name == company.CLOUD_START)
    wanted = stories.CLOUD_START_SHARE[place]
    return [
        cloud * wanted
        if product.name == company.CLOUD_START
        else product.share * (cloud * (1 - wanted)) / (cloud - started)
        if product in in_cloud
        else product.share
        for product in company.PRODUCTS
    ]


def partners(rng: np.random.Generator) -> Answers:
    """We ask distributors, resellers and implementation partners."""
    companies = answers.accounts(rng, "P", PARTNER_COMPANIES, company.PARTNER_TYPES)
    unit_shares = [sum(p.share for p in company.PRODUCTS if p.business_unit == unit) for unit in company.BUSINESS_UNITS]
    parts = []
    for quarter in _quarters():
        n = round(PARTNER_SIZE * quarter.share)
        region = answers.deal(rng, _REGION_SHARES, n)
        unit = answers.deal(rng, unit_shares, n)
        account = companies.drawn(rng, region)
        kind = companies.group[account]
        expected = (
            stories.PARTNER_LEVEL[quarter.place]
            + answers.effects(company.PARTNER_TYPES, kind)
            + 0.5 * answers.effects(company.REGIONS, region)
        )
        drawn = answers.draws(rng, answers.leanings(rng, companies.leaning[account]), kind, region)
        scores = answers.scores(drawn, expected)
        parts.append(
            {
                "responded_at": answers.days(rng, quarter.first, quarter.last, n),
                "score": scores,
                "comment": comments.of_partners(rng, scores, share=COMMENTING),
                "account_id": companies.names[account],
                "audience": _constant("partner", n),
                "partner_type": answers.named(kind, [group.name for group in company.PARTNER_TYPES]),
                "business_unit": answers.named(unit, company.BUSINESS_UNITS),
                "region": answers.named(region, _REGION_NAMES),
            }
        )
    return answers.in_order(company.PARTNERS, "P", parts)


def support(rng: np.random.Generator, customers: Accounts) -> Answers:
    """We ask after each support case."""
    parts = []
    for quarter in _quarters():
        n = round(SUPPORT_SIZE * quarter.share)
        region = answers.deal(rng, _REGION_SHARES, n)
        product = answers.deal(rng, product_shares(quarter.place), n)
        channel = answers.deal(rng, [group.share for group in company.SUPPORT_CHANNELS], n)
        account = customers.drawn(rng, region)
        expected = (
            stories.SUPPORT_SURVEY_LEVEL[quarter.place]
            + 0.5 * answers.effects(company.REGIONS, region)
            + answers.effects(company.SUPPORT_CHANNELS, channel)
        )
        drawn = answers.draws(rng, answers.leanings(rng, customers.leaning[account]), region, channel)
        scores = answers.scores(drawn, expected)
        journeys = _constant(company.SUPPORT_JOURNEY, n)
        products = answers.named(product, _PRODUCT_NAMES)
        parts.append(
            {
                "responded_at": answers.days(rng, quarter.first, quarter.last, n),
                "score": scores,
                "comment": comments.of_customers(
                    rng, scores, journeys, products, _news(quarter.place, region, journeys), share=COMMENTING
                ),
                "account_id": customers.names[account],
                "audience": _constant("customer", n),
                "business_unit": answers.named(product, _PRODUCT_UNITS),
                "region": answers.named(region, _REGION_NAMES),
                "segment": answers.named(customers.group[account], _SEGMENT_NAMES),
                "product": products,
                "journey": journeys,
                "channel": answers.named(channel, [group.name for group in company.SUPPORT_CHANNELS]),
            }
        )
    return answers.in_order(company.SUPPORT, "S", parts)


def market(rng: np.random.Generator) -> Answers:
    """A research firm asks users of each brand in the second month of the quarter, without saying for whom."""
    parts = []
    for quarter in _quarters():
        first = date(quarter.first.year, quarter.first.month + 1, 1)
        last = min(date(first.year, first.month + 1, 1) - timedelta(days=1), quarter.last)
        for brand, sizes in stories.MARKET_ANSWERS.items():
            n = round(sizes[quarter.place] * quarter.share)
            region = answers.deal(rng, _REGION_SHARES, n)
            expected = (
                stories.MARKET_LEVELS[brand][quarter.place] + np.array(stories.MARKET_REGION_EFFECTS[brand])[region]
            )
            drawn = answers.draws(rng, rng.standard_normal(n), region, neighbours=40)
            parts.append(
                {
                    "responded_at": answers.days(rng, first, last, n),
                    "score": answers.scores(drawn, expected, answers.PANEL_DETRACTORS),
                    "brand": _constant(brand, n),
                    "region": answers.named(region, _REGION_NAMES),
                }
            )
    return answers.in_order(company.MARKET, "M", parts)


def _quarters() -> Iterator[Quarter]:
    for place, period in enumerate(company.QUARTERS):
        last = min(period.span.last, company.LAST_DAY)
        share = ((last - period.span.first).days + 1) / period.span.days
        yield Quarter(place, period.span.first, last, share)


def _customers(rng: np.random.Generator) -> Accounts:
    """Customer accounts; the last few of them are the public sector, which no answer draws by chance."""
    drawn = answers.accounts(rng, "A", CUSTOMERS, company.SEGMENTS)
    public = PUBLIC_SECTOR_ACCOUNTS * len(company.REGIONS)
    region, group, activity = drawn.region.copy(), drawn.group.copy(), drawn.activity.copy()
    region[-public:] = np.repeat(np.arange(len(company.REGIONS)), PUBLIC_SECTOR_ACCOUNTS)
    group[-public:] = _PUBLIC_SECTOR
    activity[-public:] = 0.0
    return Accounts(drawn.names, region, group, activity, drawn.leaning)


def _with_public_sector(
    rng: np.random.Generator, customers: Accounts, account: Codes, region: Codes, share: float
) -> Codes:
    """The accounts, some of them replaced by public sector accounts of the same region."""
    account = account.copy()
    for code, name in enumerate(_REGION_NAMES):
        fewest, most = stories.PUBLIC_SECTOR_ANSWERS[name]
        wanted = round(int(rng.integers(fewest, most + 1)) * share)
        here = np.flatnonzero((customers.group == _PUBLIC_SECTOR) & (customers.region == code))
        replaced = rng.choice(np.flatnonzero(region == code), size=wanted, replace=False)
        account[replaced] = rng.choice(here, size=wanted)
    return account


def _wander(rng: np.random.Generator, groups: int, points: float) -> Numbers:
    """Quarter by group: what moves without a story, in points."""
    wander = rng.normal(0.0, points, (len(stories.COMPANY_LEVEL), groups))
    wander[sorted(stories.UNDISTURBED)] = 0.0
    return wander


def _product_effects(product: Codes) -> Numbers:
    return np.array([p.effect for p in company.PRODUCTS])[product]


def _news(place: int, region: Codes, journey: Column) -> Column:
    """Which story a comment may speak of, as `comments.NEWS` names it; '' where none."""
    portal = (region == _REGION_NAMES.index("EMEA")) & (place >= stories.EMEA_FALLS_FROM)
    portal &= journey == company.FIRST_90_DAYS
    engineer = (journey == company.SUPPORT_JOURNEY) & (stories.SUPPORT_GAIN[place] > 0)
    return np.where(portal, "portal", np.where(engineer, "engineer", "")).astype(object)


def _constant(value: str, n: int) -> Column:
    return np.full(n, value, dtype=object)
