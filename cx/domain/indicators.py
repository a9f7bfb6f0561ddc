"""Indicators of the six dimensions: what brands are measured by, and how a reading becomes 0 to 100."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cx.domain.dimensions import Dimension as Dimension
from cx.domain.slices import EVERYBODY, Slice


class Direction(StrEnum):
    """Which end of an indicator's scale is worth 100."""

    HIGHER = "higher"
    LOWER = "lower"


AUDIENCES: tuple[str, ...] = ("customer", "partner", "distributor", "reseller", "implementation_partner")
"""Whose view an indicator takes: customers, all partners, or one type of partner."""

COMPUTED: tuple[str, ...] = (
    *(f"nps_{audience}" for audience in AUDIENCES),
    *(f"nps_{audience}_own" for audience in AUDIENCES),
    *(f"needs_{audience}" for audience in AUDIENCES),
    *(f"rate_{audience}" for audience in AUDIENCES),
    "training",
    "delivery",
)
"""Readings that the program works out of what is stored, by audience.

nps_…: the score in the survey in which a third party asked the market, else in our own; nps_…_own: in our own survey.
needs_…: how well their needs are met. rate_…: points of NPS a year, over the last quarters of the market survey.
training: percent of people who completed what was agreed. delivery: percent of projects' milestones kept.
"""

PARTNER_TYPES = {
    "distributor": "Distributor",
    "reseller": "Reseller",
    "implementation_partner": "Implementation partner",
}
"""Audiences that are one type of partner, and the value of the field partner_type that stands for each."""


def audience_slice(audience: str) -> Slice:
    """Answers of one type of partner; of everybody whom a survey of customers or partners asks, else."""
    return Slice.of(partner_type=PARTNER_TYPES[audience]) if audience in PARTNER_TYPES else EVERYBODY


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure of a dimension.

    low, high: the ends of its scale in its own unit, low below high. direction: which end is worth 100.
    weight: its share in the dimension, relative to the others; 0 leaves it out.
    shelf_life_months: how long a reading holds. audience: whose view it takes, '' where nobody's.
    computed_from: one of COMPUTED, '' where readings are entered.
    """

    indicator_id: str
    dimension: Dimension
    name: str
    unit: str = ""
    low: float = 0.0
    high: float = 100.0
    direction: Direction = Direction.HIGHER
    weight: float = 1.0
    shelf_life_months: int = 12
    audience: str = ""
    computed_from: str = ""

    @property
    def per_unit(self) -> float:
        """Points of 0 to 100 that one unit of it is worth, without sign."""
        return 100 / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Scaled:
    """value: 0 to 100. clipped: whether the reading lay beyond its scale and was taken for its end."""

    value: float
    clipped: bool


def on_scale(indicator: Indicator, value: float) -> Scaled:
    """A reading as 0 to 100: 100·(value - low)/(high - low), turned round where lower is better, clipped to the ends.

    >>> uptime = Indicator("uptime", Dimension.INTERNAL, "Uptime", low=99, high=100)
    >>> on_scale(uptime, 99.75).value
    75.0
    >>> on_scale(Indicator("wait", Dimension.CUSTOMERS, "Days", high=20, direction=Direction.LOWER), 25)
    Scaled(value=0.0, clipped=True)
    """
    share = (value - indicator.low) * indicator.per_unit
    placed = 100 - share if indicator.direction is Direction.LOWER else share
    return Scaled(min(max(placed, 0.0), 100.0), clipped=not 0 <= placed <= 100)


def _nps(audience: str, name: str, dimension: Dimension) -> Indicator:
    indicator_id = f"nps-{audience.replace('_', '-')}s"
    return Indicator(
        indicator_id, dimension, name, "points", -100.0, 100.0, shelf_life_months=6, audience=audience,
        computed_from=f"nps_{audience}",
    )  # fmt: skip


def _needs(audience: str, dimension: Dimension) -> Indicator:
    return Indicator(
        f"needs-{audience}s", dimension, f"Needs of {audience}s met", "0 to 10", high=10.0, audience=audience,
        computed_from=f"needs_{audience}",
    )  # fmt: skip


def _judged(indicator_id: str, dimension: Dimension, name: str, direction: Direction = Direction.HIGHER) -> Indicator:
    return Indicator(indicator_id, dimension, name, "0 to 10", high=10.0, direction=direction)


_RATE = Indicator(
    "improvement", Dimension.COMPETITORS, "Rate of improvement", "points of NPS a year", -20.0, 20.0,
    shelf_life_months=6, audience="customer", computed_from="rate_customer",
)  # fmt: skip

DEFAULTS: tuple[Indicator, ...] = (
    _nps("customer", "NPS among customers", Dimension.CUSTOMERS),
    _needs("customer", Dimension.CUSTOMERS),
    *(_nps(audience, f"NPS among {name.lower()}s", Dimension.PARTNERS) for audience, name in PARTNER_TYPES.items()),
    _needs("partner", Dimension.PARTNERS),
    _RATE,
    _judged("entrants", Dimension.COMPETITORS, "Exposure to entrants", Direction.LOWER),
    _judged("ready-industry", Dimension.INDUSTRY, "Ready for the changes that matter"),
    _judged("placed-industry", Dimension.INDUSTRY, "Better placed for the changes"),
    _judged("ready-external", Dimension.EXTERNAL, "Ready for new rules"),
    _judged("placed-external", Dimension.EXTERNAL, "Better placed for new rules"),
    Indicator("funding", Dimension.INTERNAL, "Funding against plan", "%"),
    Indicator("staffing", Dimension.INTERNAL, "Staffing against plan", "%"),
    _judged("skills", Dimension.INTERNAL, "Skills that the plan needs"),
    Indicator("training", Dimension.INTERNAL, "Training completed", "%", shelf_life_months=6, computed_from="training"),
    Indicator("delivery", Dimension.INTERNAL, "Milestones on time", "%", shelf_life_months=6, computed_from="delivery"),
    Indicator("data-coverage", Dimension.INTERNAL, "Customers we hear from", "%"),
)
"""What every company begins with; an indicator of its own with the same id takes the place of one of these."""


def with_defaults(own: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """The shipped indicators, replaced and followed by the company's own, by dimension."""
    known = {indicator.indicator_id: indicator for indicator in (*DEFAULTS, *own)}
    order = list(Dimension)
    return tuple(sorted(known.values(), key=lambda one: order.index(one.dimension)))
