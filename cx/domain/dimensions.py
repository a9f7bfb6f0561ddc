"""The six dimensions of a CX strategy, and the question that each must answer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Dimension(StrEnum):
    """In the order in which a strategy is told."""

    CUSTOMERS = "customers"
    PARTNERS = "partners"
    COMPETITORS = "competitors"
    INDUSTRY = "industry"
    EXTERNAL = "external"
    INTERNAL = "internal"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def question(self) -> str:
        return QUESTIONS[self]


_LABELS: Mapping[Dimension, str] = {
    Dimension.CUSTOMERS: "Customers",
    Dimension.PARTNERS: "Partners",
    Dimension.COMPETITORS: "Competitors",
    Dimension.INDUSTRY: "Industry dynamics",
    Dimension.EXTERNAL: "External factors",
    Dimension.INTERNAL: "Internal realities",
}

QUESTIONS: Mapping[Dimension, str] = {
    Dimension.CUSTOMERS: ("How have wants and needs been changing, and how well do we and our competitors serve them?"),
    Dimension.PARTNERS: (
        "What do distributors, resellers and implementation partners want, and how well do we and our competitors"
        " meet it?"
    ),
    Dimension.COMPETITORS: (
        "How have traditional competitors been improving, and are new ones emerging with experiences that could"
        " disrupt the market?"
    ),
    Dimension.INDUSTRY: (
        "Which changes in the industry affect the experiences we and competitors can offer, and which really matter?"
    ),
    Dimension.EXTERNAL: "How will regulation and other outside influences affect our strategy?",
    Dimension.INTERNAL: "How able are we to execute on all this?",
}
