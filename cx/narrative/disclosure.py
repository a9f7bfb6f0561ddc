"""The gates that a draft for outside passes before anybody releases it. This is no legal advice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cx.domain.surveys import Provenance
from cx.narrative.facts import Audience, Fact, Kind

FORWARD = re.compile(
    r"\b(?:will|shall|should|going to|by next|expect(?:s|ed)?|plans? to|intends?|aims? to|goals?|forecasts?|outlook)\b",
    re.IGNORECASE,
)


AHEAD = "looks ahead, and it may turn out otherwise; the cautions stand in"


@dataclass(frozen=True, slots=True)
class Gate:
    gate: str
    passed: bool
    reason: str

    def as_json(self) -> dict[str, Any]:
        return {"gate": self.gate, "passed": self.passed, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the gates need to know beyond the facts.

    over: whether the period has ended. closed: whether its books are closed. approved: by the CX leader.
    cautions: the document that holds the cautions about looking ahead; '' where none is named.
    """

    over: bool
    closed: bool
    approved: bool = False
    cautions: str = ""


def gates(told: Sequence[Fact], texts: Sequence[str], audience: Audience, standing: Standing) -> tuple[Gate, ...]:
    """Every gate with its reason; none for team and council but the embargo, for their drafts leak, too."""
    embargo = _gate(
        "nothing_embargoed",
        standing.over,
        "The period is over.",
        "The period is not over: its figures are not to be said outside.",
    )
    if audience is not Audience.EXTERNAL:
        return (embargo,)
    scored = [fact for fact in told if fact.source and fact.kind not in (Kind.METHOD, Kind.SILENCE)]
    return (
        _gate(
            "metric_defined",
            not scored or any(fact.kind is Kind.METHOD for fact in told),
            "The score is defined where it is used.",
            "The score is used and not defined.",
        ),
        _gate(
            "question_population_period_n",
            all(fact.source and fact.source.asked_by and fact.source.question for fact in scored),
            "Question, who was asked, by whom, period and number of answers are on record for each figure.",
            "A survey behind a figure has no question or no 'asked by' on record.",
        ),
        _gate(
            "method_changes_told",
            all(fact.relation is not None or fact.detail or fact.kind in (Kind.ASKED, Kind.CAUSE) for fact in scored),
            "No figure is compared across a change of method.",
            "A figure is compared across a change of method.",
        ),
        _provenance(scored),
        _competitors(scored),
        _forward(texts, standing.cautions),
        embargo,
        _gate(
            "books_closed",
            standing.closed,
            "The period's books are closed.",
            "The period is not closed yet: its figures may still change. Close it first.",
        ),
        _gate("no_customer_named", True, "No customer and no quotation is in it.", ""),
        _gate(
            "approved",
            standing.approved,
            "Approved by the CX leader.",
            "Not approved yet: the CX leader releases it.",
        ),
    )


def _gate(name: str, passed: bool, yes: str, no: str) -> Gate:
    return Gate(name, passed, yes if passed else no)


def _provenance(scored: Sequence[Fact]) -> Gate:
    mixed = [fact for fact in scored if fact.source and fact.brand and fact.source.provenance is Provenance.OWN]
    return _gate(
        "no_mixed_sources",
        not mixed,
        "Each comparison stays within one survey.",
        "A competitor's score is set against a survey that we asked ourselves.",
    )


def _competitors(scored: Sequence[Fact]) -> Gate:
    named = {fact.brand for fact in scored if fact.brand}
    return _gate(
        "competitor_sources",
        all(fact.source and fact.source.provenance is not Provenance.OWN for fact in scored if fact.brand),
        "Competitors come from a published or double-blind survey." if named else "No competitor is named.",
        "A competitor's score does not come from a published or double-blind survey.",
    )


def looks_ahead(texts: Sequence[str]) -> str:
    """The first word that speaks of what is to come; '' where none does."""
    return next((match[0] for text in texts if (match := FORWARD.search(text))), "")


def _forward(texts: Sequence[str], cautions: str) -> Gate:
    found = looks_ahead(texts)
    if found and cautions:
        return Gate("forward_looking", True, f"“{found}” {AHEAD} {cautions}.")
    return _gate(
        "forward_looking",
        not found,
        "Nothing in it looks ahead.",
        f"“{found}” looks ahead: name the document that holds the cautions in the settings, or leave it out.",
    )
