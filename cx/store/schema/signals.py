"""What happens around the company and may change what customers can be offered."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table

from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.signals import Response, SignalKind, SignalStatus
from cx.store.schema.columns import key, metadata, number, text

_ONE_TO_FIVE = {"low": 1, "high": 5}

signals = Table(
    "signals",
    metadata,
    key("signal_id", "short id", label="Id"),
    text(
        "kind",
        "industry (a change in the industry), regulation, external (another outside factor) or entrant (an emerging"
        " competitor)",
        choices=tuple(SignalKind),
        required=True,
        label="Kind",
    ),
    text("title", "name in a few words", required=True, label="Title"),
    text("about", "what it is and what it would change", label="What it is", long=True),
    Column(
        "likelihood",
        Integer,
        nullable=False,
        comment="1 remote, 2 unlikely, 3 possible, 4 likely, 5 nearly certain",
        info={**_ONE_TO_FIVE, "label": "Likelihood (1 to 5)"},
    ),
    Column(
        "impact",
        Integer,
        nullable=False,
        comment="1 negligible, 2 minor, 3 moderate, 4 major, 5 critical",
        info={**_ONE_TO_FIVE, "label": "Impact (1 to 5)"},
    ),
    number(
        "effective_on",
        "day on which it takes effect or is expected to; a regulation needs one",
        Date,
        label="Takes effect on",
    ),
    text("jurisdiction", "of a regulation: whose law it is", label="Jurisdiction"),
    text("journeys", "journeys that it touches", several=True, label="Journeys"),
    text("dimensions", "dimensions that it touches", several=True, choices=tuple(Dimension), label="Dimensions"),
    text("ahead_of", "competitors than whom we are better placed", several=True, refers="brands",
         label="We are better placed than"),
    text("level_with", "competitors who are placed as we are", several=True, refers="brands", label="Level with"),
    text("behind", "competitors who are better placed than we are", several=True, refers="brands",
         label="Better placed than we are"),
    text("placed_because", "why, and how we know", label="Why, and how we know", long=True),
    text("owner", "who answers for it", label="Owner"),
    text("response_kind", "project or decision; blank where there is no response", choices=tuple(Response),
         label="Response is a"),
    text("response", "what we do about it, in words", label="Response", long=True),
    text("response_link", "id of the project or decision, or its address", label="Its id or address"),
    number("review_by", "day by which to look at it again", Date, label="Review by"),
    text("status", "open or closed; blank is open", choices=tuple(SignalStatus), label="Status"),
    text("sensitivity", "public, internal or embargoed: public may be said outside; blank is internal",
         choices=tuple(Sensitivity), label="May be said"),
)  # fmt: skip
