"""How far behind the main competitor we are in each dimension, as the scorecard has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cx.domain.allocation import Gap
from cx.domain.dimensions import Dimension
from cx.settings import Company
from cx.store.opening import Connection


@dataclass(frozen=True, slots=True)
class Gaps:
    """by_dimension: a dimension about which nothing is known is absent. competitor: beside whom."""

    by_dimension: Mapping[Dimension, Gap] = field(default_factory=dict)
    competitor: str = ""


def gaps_of(connection: Connection, company: Company, today: date) -> Gaps:
    return Gaps({}, company.main_competitor)
