"""Surveys, brands, targets and events: whose scores they are and what bears on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cx.domain.slices import EVERYBODY, Slice


class Provenance(StrEnum):
    """Who asked. Scores of different provenance never share an axis, a subtraction or a sentence."""

    OWN = "own"
    DOUBLE_BLIND = "double_blind"
    PUBLISHED = "published"

    @property
    def words(self) -> str:
        """Who asked, as a screen says it."""
        return {
            "own": "we asked our customers",
            "double_blind": "a third party asked the market",
            "published": "published by others",
        }[self.value]


class SurveyKind(StrEnum):
    RELATIONSHIP = "relationship"
    TRANSACTIONAL = "transactional"
    COMPETITIVE = "competitive"


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey; NPS belongs to one, and answers of two are never pooled.

    audience: 'customer', 'partner' or '' where mixed. journey: of a transactional survey, else ''.
    asked_by: who asked, in words; '' falls back to the provenance's.
    counted_at: UTC; of a survey whose answers stay in a warehouse, when it was last asked to count them; else None.
    """

    survey_id: str
    name: str
    kind: SurveyKind = SurveyKind.RELATIONSHIP
    audience: str = ""
    journey: str = ""
    provenance: Provenance = Provenance.OWN
    asked_by: str = ""
    question: str = ""
    method: str = ""
    counted_at: datetime | None = None

    @property
    def in_warehouse(self) -> bool:
        """Whether only counts of its answers are here: no comment, no rating, no single answer."""
        return self.counted_at is not None


class BrandKind(StrEnum):
    OWN = "own"
    COMPETITOR = "competitor"
    ENTRANT = "entrant"


@dataclass(frozen=True, slots=True)
class Target:
    """points: -100 to 100. period: a period's key; a year's target holds for its quarters and months without one."""

    survey_id: str
    scope: Slice
    period: str
    points: float
    owner: str = ""


class EventKind(StrEnum):
    LAUNCH = "launch"
    OUTAGE = "outage"
    METHOD_CHANGE = "method_change"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened and may bear on scores.

    survey_id: '' is every survey. scope: whom it touches; the empty slice is everybody.
    effect: method changes only, points that the new method adds, None where nobody measured it; effect_source says how.
    """

    event_id: str
    starts_on: date
    kind: EventKind
    label: str
    ends_on: date | None = None
    survey_id: str = ""
    scope: Slice = EVERYBODY
    effect: float | None = None
    effect_source: str = ""

    def touches(self, survey_id: str, scope: Slice) -> bool:
        """Whether it belongs on a trend of that survey and slice: same survey, and no field set to another value."""
        if self.survey_id not in ("", survey_id):
            return False
        return all(scope.get(field) in (None, value) for field, value in self.scope)


@dataclass(frozen=True, slots=True)
class Redefinition(Event):
    """A method change that the registry of metrics knows of: from that day on the score means something else."""
