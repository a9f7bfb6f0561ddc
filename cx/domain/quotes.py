"""Quotes: comments that may be read out, word for word, and with whose consent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cx.domain.slices import Slice

LONGEST_QUOTE = 600
"""Letters. A longer one is read by nobody in a meeting: shorten it with an ellipsis."""

_LEFT_OUT = re.compile(r"\[…\]|\[\.\.\.\]|…|\.\.\.")


class Consent(StrEnum):
    """Whether the customer agreed to be quoted."""

    UNKNOWN = "unknown"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


class Reach(StrEnum):
    """Who hears a quote. INSIDE: a team or the council. OUTSIDE: customers, the press, investors."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class Standing(StrEnum):
    """Whether a quote still has its comment behind it."""

    STANDS = "stands"
    GONE = "gone"
    CHANGED = "changed"
    HIDDEN = "hidden"

    @property
    def words(self) -> str:
        return {
            "stands": "",
            "gone": "The answer is no longer in the store: it was taken back or erased.",
            "changed": "The comment was changed by a later import and no longer says this.",
            "hidden": "Its group has too few answers by now.",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Quote:
    """A pinned comment. text: as pinned, masked, perhaps shortened by an ellipsis. scope, period: its group.

    pinned_by: id of who did. pinned_at: UTC. evidence: what proves the consent. note: for whom it is kept, or why.
    """

    survey_id: str
    response_id: str
    text: str
    scope: Slice
    period: str
    pinned_by: str
    pinned_at: datetime
    consent: Consent = Consent.UNKNOWN
    evidence: str = ""
    note: str = ""

    def may_be_heard(self, reach: Reach) -> bool:
        """Outside only what the customer agreed to; inside all but what they refused."""
        return self.consent is Consent.GRANTED if reach is Reach.OUTSIDE else self.consent is not Consent.REFUSED


def is_excerpt(text: str, comment: str) -> bool:
    """Whether a text is the comment's own words in their order, with an ellipsis wherever something is left out.

    >>> is_excerpt("Fast … at night.", "Fast, calm and clear at night."), is_excerpt("… at night.", "Fast at night.")
    (True, True)
    >>> is_excerpt("Good.", "Not good."), is_excerpt("Slow at night.", "Fast at night.")
    (False, False)
    """
    at, whole = 0, _one_line(comment)
    parts = [part.strip() for part in _LEFT_OUT.split(_one_line(text))]
    if not any(parts):
        return False
    for place, part in enumerate(parts):
        if place == len(parts) - 1 and part:
            found = re.compile(rf"(?<!\w){re.escape(part)}$").search(whole, at)
        else:
            found = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)" if part else "").search(whole, at)
        if found is None or (place == 0 and part and found.start() > 0):
            return False
        at = found.end()
    return True


def _one_line(text: str) -> str:
    return " ".join(text.split())
