"""What projects give a leader to speak of: milestones, effects, money and people, with who may be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cx.domain.disclosure import Sensitivity
from cx.domain.effect import Effect
from cx.domain.projects import Milestone, Project, Status
from cx.domain.slices import Slice
from cx.narrative import projects as wording
from cx.narrative.strategy import day
from cx.reports.programme import Programme
from cx.reports.projects import Held, held
from cx.store.opening import Connection


class About(StrEnum):
    STATUS = "status"
    MILESTONE = "milestone"
    EFFECT = "effect"
    MONEY = "money"
    PEOPLE = "people"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class ProjectFact:
    """One thing that may be spoken of. record: its table and id. text: a few words, to be made a sentence of.

    value, of: its figures: days late; points, with low and high in `effect`; money granted and needed; people assigned
    and needed. sensitivity: PUBLIC may be said outside, EMBARGOED in the council alone; its status, money, people and
    what the council must decide are never PUBLIC. scope: the group that it is to move. units: functions that take part,
    by name. on: its day. milestone: where it is about one. reason: the first for its status or, where
    that was set by hand, the one that was given.
    """

    about: About
    record: str
    project: str
    text: str
    owner: str
    leader_id: str
    sensitivity: Sensitivity
    scope: Slice
    units: tuple[str, ...]
    status: Status | None = None
    value: float | None = None
    of: float | None = None
    effect: Effect | None = None
    on: date | None = None
    milestone: Milestone | None = None
    reason: str = ""


def project_facts(connection: Connection, today: date) -> tuple[ProjectFact, ...]:
    """Every fact of every project that is open, red and amber first."""
    found = held(connection, Programme.open(connection, today))
    return tuple(fact for one in found.open for fact in _of(found, one, today))


def _of(found: Held, one: Project, today: date) -> Iterator[ProjectFact]:
    stands, currency = found.standings[one.project_id], found.company.currency
    inside = Sensitivity.INTERNAL if one.sensitivity is Sensitivity.PUBLIC else one.sensitivity

    record = f"projects {one.project_id}"
    why = wording.why(stands, currency)
    told_of = (one.owner, one.leader_id, one.sensitivity, one.scope, one.units)
    fact = ProjectFact(About.STATUS, record, one.name, why, *told_of, status=stands.shown)
    first = wording.reason(stands.worst[0], currency) if stands.worst else ""
    yield replace(fact, sensitivity=inside, reason=stands.said_because if stands.said else first)
    for milestone in one.milestones:
        late = milestone.days_late(today)
        when = milestone.done_on or milestone.expected_on or milestone.planned_on
        told = "reached" if milestone.done_on else "expected"
        yield replace(
            fact,
            about=About.MILESTONE,
            record=f"milestones {one.project_id} {milestone.milestone_id}",
            text=f"{milestone.name}: {told} {day(when)}",
            status=None,
            value=float(late),
            on=when,
            milestone=milestone,
        )
    effect = found.effects[one.project_id].effect
    if effect.difference is not None:
        text = wording.effect(effect, one.scope.text())
        gained = effect.difference.value
        yield replace(
            fact, about=About.EFFECT, text=text, status=None, value=gained, effect=effect, on=one.went_live_on
        )
    rest = (
        (About.MONEY, wording.funds(one, currency), one.granted, one.budget),
        (About.PEOPLE, wording.staff(one), one.people_assigned, one.people_needed),
        (About.DECISION, one.asks, None, None),
    )
    for about, text, value, of in rest:
        if of or (about is About.DECISION and text):
            yield replace(fact, about=about, text=text, status=None, sensitivity=inside, value=value, of=of)
