"""What may be spoken of: figures with all that backs them. Facts come first, words second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from cx.domain.book import Against, Family, Verdict
from cx.domain.disclosure import Sensitivity
from cx.domain.score import Score
from cx.domain.slices import Slice
from cx.domain.surveys import Provenance
from cx.domain.verdict import Relation


class Audience(StrEnum):
    """Whom a draft is for: the leader's own people, the council, or anybody outside."""

    TEAM = "team"
    COUNCIL = "council"
    EXTERNAL = "external"


class Kind(StrEnum):
    """What a fact is about."""

    CHANGE = "change"
    YEAR = "change_from_a_year_ago"
    TARGET = "target"
    GAP = "gap"
    REST = "gap_to_the_rest"
    CAUSE = "what_moved_it"
    ASKED = "how_many_answered"
    METHOD = "how_it_is_measured"
    SILENCE = "what_cannot_be_said"
    DRIVER = "driver"
    NEED = "need"
    METRIC = "operational_metric"
    SIGNAL = "signal"
    GOAL = "goal"
    ANSWER = "answer"
    STATEMENT = "statement"
    FUNDING = "money_and_people"
    TRAINING = "training"
    PROJECT = "project"
    STEP_DONE = "step_done"
    EFFECT = "effect_of_a_project"
    NEXT_STEP = "next_step"


RECORDED = frozenset(
    {
        *(Kind.NEED, Kind.METRIC, Kind.SIGNAL, Kind.GOAL, Kind.ANSWER, Kind.STATEMENT, Kind.FUNDING),
        *(Kind.TRAINING, Kind.PROJECT, Kind.STEP_DONE),
    }
)
"""Facts that stand in a record somebody keeps, not in the answers to a survey."""


class Silence(StrEnum):
    """Why nothing can be said of a group's score; a silence carries it as its detail."""

    NOT_THEIRS = "no answers belong to this area alone"
    NO_SURVEY = "no survey of our own has answers yet"
    UNDECIDED = "several surveys, and none is the primary one"
    NOT_OURS = "the answers name brands, and none of them is set as ours"
    NOBODY = "no answer of the survey is from this group"
    NOT_THEN = "no answers in this period"
    FEW = "too few answers"


class Tone(StrEnum):
    PROGRESS = "progress"
    CHALLENGE = "challenge"
    CONTEXT = "context"


GOOD = frozenset({Relation.ROSE, Relation.AHEAD, Relation.ABOVE_TARGET})
BAD = frozenset({Relation.FELL, Relation.BEHIND, Relation.BELOW_TARGET})


@dataclass(frozen=True, slots=True)
class Source:
    """The survey behind a fact. audience: customer, partner or ''. query: the command that gives the figure again."""

    survey_id: str
    audience: str
    survey: str
    asked_by: str
    question: str
    method: str
    provenance: Provenance
    query: str


@dataclass(frozen=True, slots=True)
class When:
    """The period of a fact and the one it is compared with, by key and as it is said ('the third quarter of 2026').

    against_key, against: '' where it is compared with no other period.
    """

    key: str
    said: str
    against_key: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure, or two compared.

    id: short, the same for the same fact of the same draft. name: what a sentence calls the group.
    own: whether it is about the leader's own area. metric: nps, effect (points of a change), response_rate, a word for
    what a record's figure is, or ''.
    relation: the book's word; None where nothing is compared. value, against: unrounded; None where hidden or absent.
    difference, low, high, p: of the comparison; low and high of the value itself where nothing is compared.
    n, n_against: answers. z: standard errors of the difference, 0 where nothing is compared.
    detail: what else a sentence names: the group that moved the score, why nothing can be said or compared.
    family: the verdict's; an explored verdict is never spoken.
    restated: what today's answers say of a figure that was closed, and why; '' where it stands.
    sensitivity: whom it may be told at all. record: where it is kept, by table and key, '' for figures of a survey.
    text: its own words, quoted as they are. owner: who answers for it. due: the day it is about.
    wrong: what is the matter with it, in words; '' where it stands.
    """

    id: str
    kind: Kind
    scope: Slice
    name: str
    own: bool
    when: When
    source: Source | None
    metric: str = "nps"
    relation: Relation | None = None
    value: float | None = None
    against: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    n: int | None = None
    n_against: int | None = None
    z: float = 0.0
    brand: str = ""
    detail: str = ""
    family: Family | None = None
    restated: str = ""
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    record: str = ""
    text: str = ""
    owner: str = ""
    due: date | None = None
    wrong: str = ""

    @property
    def query(self) -> str:
        """The command that gives the figure again, or where the record stands."""
        return self.source.query if self.source else self.record

    def may_go_to(self, audience: Audience) -> bool:
        """What is embargoed goes to the council alone, what is internal not outside."""
        if audience is Audience.COUNCIL:
            return True
        least = Sensitivity.PUBLIC if audience is Audience.EXTERNAL else Sensitivity.INTERNAL
        return self.sensitivity in (Sensitivity.PUBLIC, least)

    @property
    def tone(self) -> Tone:
        if self.relation in GOOD:
            return Tone.PROGRESS
        return Tone.CHALLENGE if self.relation in BAD or self.wrong else Tone.CONTEXT

    @property
    def moved(self) -> bool:
        return self.relation in (Relation.ROSE, Relation.FELL)

    def claim(self) -> dict[str, Any]:
        """What a sentence built on this fact claims, unrounded."""
        return {
            "metric": self.metric,
            "relation": self.relation.value if self.relation else "value",
            "value": self.value,
            "against": self.against,
            "difference": self.difference,
            "low": self.low,
            "high": self.high,
            "p": self.p,
            "n": self.n,
            "n_against": self.n_against,
            "period": self.when.key,
            "against_period": self.when.against_key,
            "brand": self.brand,
        }

    def as_json(self) -> dict[str, Any]:
        source = self.source
        return {
            "kind": self.kind.value,
            "name": self.name,
            "scope": self.scope.as_dict(),
            **self.claim(),
            "detail": self.detail,
            "restated": self.restated,
            "survey": source.survey if source else "",
            "asked_by": source.asked_by if source else "",
            "provenance": source.provenance.value if source else "",
            "sensitivity": self.sensitivity.value,
            "text": self.text,
            "owner": self.owner,
            "due": self.due.isoformat() if self.due else "",
            "wrong": self.wrong,
            "query": self.query,
        }


_KINDS: Mapping[Against, Kind] = {
    Against.PREVIOUS: Kind.CHANGE,
    Against.YEAR_AGO: Kind.YEAR,
    Against.TARGET: Kind.TARGET,
    Against.COMPETITOR: Kind.GAP,
    Against.REST: Kind.REST,
}


def of_verdict(
    verdict: Verdict, *, fact_id: str, name: str, own: bool, when: When, source: Source, thin_below: float
) -> Fact:
    """The fact of one verdict of the book.

    Where nothing may be compared, the score by itself with the reason; where it is hidden or rests on few answers, a
    silence without any figure.
    """
    common: dict[str, Any] = {
        "id": fact_id,
        "scope": verdict.key.scope,
        "name": name,
        "own": own,
        "when": when,
        "source": source,
        "detail": verdict.reason,
        "family": verdict.family,
    }
    now, reference, difference = verdict.current, verdict.reference, verdict.difference
    if now is None or now.n_effective < thin_below:
        return Fact(**{**common, "detail": Silence.FEW}, kind=Kind.SILENCE, metric="")
    level: dict[str, Any] = {
        "kind": _KINDS[verdict.key.against],
        "value": now.value,
        "n": now.n,
        "brand": verdict.key.brand,
    }
    if difference is None:
        return Fact(**common, **level, low=now.low, high=now.high)
    return Fact(
        **common,
        **level,
        relation=verdict.relation,
        against=reference.value if isinstance(reference, Score) else reference,
        difference=difference.value,
        low=difference.low,
        high=difference.high,
        p=verdict.adjusted_p,
        n_against=reference.n if isinstance(reference, Score) else None,
        z=difference.z,
    )
