"""Who Meridian is: its regions, businesses, products, journeys, accounts, partners and rivals, by name and size.

Shares are of answers and sum to 1. Effects are points of NPS against the company as it was in 2023.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cx.domain.periods import FiscalCalendar, Period

NAME = "Meridian"
MAIN_COMPETITOR = "Northwind"
ENTRANT = "Brightloop"
TRADITIONAL_COMPETITORS = (MAIN_COMPETITOR, "Alderbrook", "Castellan")

RELATIONSHIP, PARTNERS, SUPPORT, MARKET = "relationship", "partners", "support", "market"
PARTNER_MARKET = "partner_market"

FIRST_PERIOD, LAST_PERIOD = "2023Q1", "2026Q3"
LAST_DAY = date(2026, 9, 30)
"""The demo's last day with answers: pages open on a whole quarter, and the year 2026 is still open."""
TODAY = LAST_DAY + timedelta(days=1)
"""The demo's time stands still here: whoever opens it later finds its stories as they are told."""

CALENDAR = FiscalCalendar(first_month=1)
QUARTERS: tuple[Period, ...] = CALENDAR.sequence(CALENDAR.parse(FIRST_PERIOD), CALENDAR.parse(LAST_PERIOD))


def quarter(key: str) -> int:
    """Place of a quarter in the demo's time, from 0.

    >>> quarter("2024Q1")
    4
    """
    return next(place for place, period in enumerate(QUARTERS) if period.key == key)


@dataclass(frozen=True, slots=True)
class Group:
    """share: of answers, 0 to 1. effect: points against the company."""

    name: str
    share: float
    effect: float = 0.0


@dataclass(frozen=True, slots=True)
class Product:
    """share: of the company's answers before 2025Q2, 0 to 1. effect: points against the company."""

    name: str
    business_unit: str
    share: float
    effect: float = 0.0


REGIONS = (
    Group("EMEA", 0.42, -1.2),
    Group("Americas", 0.31, 2.0),
    Group("Asia Pacific", 0.18, 0.5),
    Group("Latin America", 0.09, -2.5),
)

CLOUD_PLATFORM = "Cloud Platform"
BUSINESS_UNITS = (CLOUD_PLATFORM, "Data and Analytics", "Security", "Workplace", "Services")

CLOUD_START = "Cloud Start"
PRODUCTS = (
    Product("Meridian Cloud", CLOUD_PLATFORM, 0.140, 12.0),
    Product("Meridian Edge", CLOUD_PLATFORM, 0.084, 9.5),
    Product(CLOUD_START, CLOUD_PLATFORM, 0.056, -44.0),
    Product("Insight", "Data and Analytics", 0.090, 3.0),
    Product("DataHub", "Data and Analytics", 0.070, -1.0),
    Product("Forecast", "Data and Analytics", 0.050, -3.0),
    Product("Shield", "Security", 0.110, 4.0),
    Product("Identity", "Security", 0.080, -2.0),
    Product("Teamspace", "Workplace", 0.100, -3.5),
    Product("Connect", "Workplace", 0.070, 0.5),
    Product("Managed Care", "Services", 0.090, 1.5),
    Product("Advisory", "Services", 0.060, 2.0),
)

FIRST_90_DAYS, SUPPORT_JOURNEY = "First 90 days", "Support"
JOURNEYS = (
    Group(FIRST_90_DAYS, 0.25, 4.6),
    Group(SUPPORT_JOURNEY, 0.20, -21.0),
    Group("Using the product", 0.20, 5.0),
    Group("Renewal", 0.11, 9.0),
    Group("Billing", 0.10, -2.0),
    Group("Upgrades", 0.08, 5.0),
    Group("Buying", 0.06, 14.0),
)

PUBLIC_SECTOR = "Public sector"
SEGMENTS = (Group("Enterprise", 0.45, 2.0), Group("Mid-market", 0.35, 0.0), Group("Small business", 0.20, -4.5))
"""All but the public sector, which is planted by count (see `stories`)."""

SALES_CHANNELS = (Group("Direct sales", 0.55, 1.0), Group("Partner", 0.30, -1.0), Group("Online", 0.15, -1.5))
SUPPORT_CHANNELS = (
    Group("Phone", 0.30, 3.0),
    Group("Chat", 0.32, 1.0),
    Group("E-mail", 0.26, -4.0),
    Group("Portal", 0.12, -1.5),
)

PARTNER_TYPES = (
    Group("Distributor", 0.35, 2.0),
    Group("Reseller", 0.40, -5.0),
    Group("Implementation partner", 0.25, 5.2),
)
