"""A leader's desk: the newest saved version of a set, today's draft, and what stands between the two and a release."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cx.domain.approval import ALIVE, IN_FORCE, Reach, SavedSet, Status, Step, agreed_by, ever_released
from cx.domain.people import Leader
from cx.domain.surveys import Event
from cx.narrative import approving, comparing, mending
from cx.narrative.approving import Circumstances
from cx.narrative.comparing import Difference, How, Said, Stale
from cx.narrative.disclosure import Gate, Standing
from cx.narrative.drafts import Draft, Point, first_told
from cx.narrative.drill import questions
from cx.narrative.facts import Audience, Fact
from cx.narrative.frozen import freeze, thaw
from cx.narrative.mending import Mark
from cx.narrative.speech import caution, longer, point
from cx.narrative.unsaid import not_to_say
from cx.reports import drafts
from cx.reports.programme import Programme
from cx.settings import Company
from cx.store import accounts, catalog, speaking

__all__ = ["Desk", "Difference", "Gate", "How", "Mark", "Offer", "Stale", "Version"]

ASKED = {"cx_leader": (), "legal": ("legal",), "ir": ("ir",), "legal_and_ir": ("legal", "ir")}
"""Whose word a company asks for on points for outside, by its setting."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A point that can be said: the id of its fact, and the sentence made of it."""

    fact_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """A saved set with what it is at this moment. draft: as it reads. gates: as they stand against today's facts."""

    saved: SavedSet
    status: Status
    said: tuple[Said, ...]
    draft: Draft
    gates: tuple[Gate, ...] = ()

    @property
    def number(self) -> int:
        return self.saved.key.version

    def waiting(self, step: Step) -> tuple[Gate, ...]:
        """The gates that a step waits for."""
        return approving.hindering(step, self.gates)


@dataclass(frozen=True, slots=True)
class Desk:
    """leads: whether the reader may make and change this set. live: today's draft; None for who only reads or approves.

    now: the newest version; None where none is saved. in_force: the approved or released one. stale: of `now`.
    seen: how many versions there are. since_approved, since_public: what `now`, else the draft, says otherwise than the
    last approved set before it, and than what was said last in public; approved, public: which those are, '' for none.
    working: the points to edit, on today's facts; offers: what else could be said; digest: names today's facts.
    """

    leader: Leader
    audience: Audience
    period: str
    leads: bool
    live: Draft | None
    now: Version | None
    in_force: Version | None
    seen: int
    stale: tuple[Stale, ...] = ()
    since_approved: tuple[Difference, ...] = ()
    approved: str = ""
    since_public: tuple[Difference, ...] = ()
    public: str = ""
    working: tuple[Offer, ...] = ()
    offers: tuple[Offer, ...] = ()
    digest: str = ""

    @property
    def shown(self) -> Draft | None:
        """What the page shows: the newest version while it is alive, else today's draft, else that version."""
        if self.now and (self.now.status in ALIVE or self.live is None):
            return self.now.draft
        return self.live

    def marks(self, fact_id: str, text: str) -> tuple[Mark, ...]:
        """What of a text today's facts do not back, each with what they would say."""
        facts = self.live.facts if self.live else ()
        return mending.marks(text, facts, _by_id(facts).get(fact_id), self.audience)


def digest(facts: Sequence[Fact]) -> str:
    """The same text for the same facts."""
    return hashlib.sha256(freeze(facts).encode()).hexdigest()[:16]


def at_desk(
    programme: Programme, state: str, reach: Reach, leader: Leader, audience: Audience, period: str, now: datetime
) -> Desk:
    """What this reader finds there at this moment (UTC). Raises BadValue for a period that is none."""
    leads = reach.leads(leader.leader_id)
    live = drafts.of_leader(programme, state, leader, audience, period)
    mine = speaking.sets(programme.connection, reach, now, leader_id=leader.leader_id)
    here = [one for one in mine if (one.key.audience, one.key.period) == (audience.value, period)]
    newest = version(programme, live, leader, here[0], now) if here else None
    force = next((one for one in here if one.status(now) in IN_FORCE), None)
    said = newest.said if newest and newest.status in ALIVE else said_of(live)
    before = [one for one in mine if one.key.audience == audience.value and one.approved and one not in here[:1]]
    public = [
        one
        for one in mine
        if one.key.audience == Audience.EXTERNAL.value
        and ever_released(one.decisions, now)
        and (newest is None or one.key != newest.saved.key)
    ]
    working = _working(said, live)
    return Desk(
        leader=leader,
        audience=audience,
        period=period,
        leads=leads,
        live=live if leads else None,
        now=newest,
        in_force=version(programme, live, leader, force, now) if force else None,
        seen=here[0].key.version if here and leads else 0,
        stale=comparing.stale(newest.said, live.facts, audience) if newest and newest.status in ALIVE else (),
        since_approved=comparing.differences(thawed(before[0])[1], said) if before and leads else (),
        approved=_called(before[0]) if before and leads else "",
        since_public=comparing.differences(thawed(public[0])[1], said) if public and leads else (),
        public=_called(public[0]) if public and leads else "",
        working=working,
        offers=_offers(live, {one.fact_id for one in working}) if leads else (),
        digest=digest(live.facts),
    )


def version(programme: Programme, live: Draft, leader: Leader, saved: SavedSet, now: datetime) -> Version:
    """A saved set as it stands now, held against today's facts. live: today's draft of the same leader and period."""
    audience = Audience(saved.key.audience)
    facts, said = thawed(saved)
    status = saved.status(now)
    stale = comparing.stale(said, live.facts, audience)
    found = approving.gates(said, facts, audience, _circumstances(programme, saved, status, stale))
    return Version(saved, status, said, _as_draft(saved, leader, status, facts, said, found), found)


def thawed(saved: SavedSet) -> tuple[tuple[Fact, ...], tuple[Said, ...]]:
    """The facts of a saved set as they were, and its points with theirs."""
    facts = thaw(saved.facts, Fact)
    by_id = _by_id(facts)
    return facts, tuple(Said(one.text, by_id.get(one.fact_id)) for one in saved.points)


def said_of(draft: Draft) -> tuple[Said, ...]:
    return tuple(Said(one.text, one.fact) for one in draft.points)


def _by_id(facts: Sequence[Fact]) -> dict[str, Fact]:
    return {fact.id: fact for fact in facts}


def _circumstances(programme: Programme, saved: SavedSet, status: Status, stale: tuple[Stale, ...]) -> Circumstances:
    company: Company = programme.company
    period = programme.calendar.parse(saved.key.period)
    brands = {*catalog.brands(programme.connection), company.main_competitor} - {company.own_brand, ""}
    return Circumstances(
        standing=Standing(
            over=period.span.last < programme.today,
            closed=programme.closed.closing(period.span) is not None,
            approved=status in IN_FORCE,
            cautions=company.cautions_document,
        ),
        customers=accounts.names(programme.connection),
        competitors=brands,
        stale=stale,
        reviewed=status in (Status.REVIEWED, *IN_FORCE),
        asked=ASKED[company.external_approval],
        agreed=agreed_by(saved.decisions),
    )


def _as_draft(
    saved: SavedSet,
    leader: Leader,
    status: Status,
    facts: tuple[Fact, ...],
    said: Sequence[Said],
    gates: tuple[Gate, ...],
) -> Draft:
    """A saved set in the form of any draft; a point whose fact is lost is told by its words alone."""
    audience = Audience(saved.key.audience)
    pairs = zip(saved.points, said, strict=True)
    points = tuple(Point(one.fact, kept.text, kept.caution, kept.more) for kept, one in pairs if one.fact)
    first = first_told(points)
    return Draft(
        leader=saved.key.leader_id,
        leader_name=leader.name,
        audience=audience,
        period=saved.key.period,
        as_of=saved.as_of,
        headline=_headline(first, audience) if first else "",
        points=points,
        not_to_say=not_to_say(facts),
        questions=questions(facts, audience, thaw(saved.method_changes, Event)),
        facts=facts,
        gates=gates,
        flags=(),
        status=status.value,
    )


def _headline(first: Point, audience: Audience) -> str:
    """The sentence with the figures where it still stands as it was made, else all that is said."""
    made = point(first.fact, audience)
    return made if first.text.startswith(made) else first.text


def _working(said: Sequence[Said], live: Draft) -> tuple[Offer, ...]:
    """The points on today's facts; one whose fact is gone has none, and cannot be approved before it is dropped."""
    found = []
    for one in said:
        fact = comparing.same(live.facts, one.fact) if one.fact else None
        found.append(Offer(fact.id if fact else "", one.text))
    return tuple(found)


def _offers(live: Draft, told: set[str]) -> tuple[Offer, ...]:
    """What else today's facts could say, each once."""
    made = {point(fact, live.audience): fact.id for fact in reversed(live.facts) if fact.id not in told}
    return tuple(Offer(fact_id, text) for text, fact_id in reversed(made.items()))


def beside(fact: Fact) -> tuple[str, str]:
    """What is kept with a point: its caution and what stands behind it."""
    return caution(fact), longer(fact)


def _called(saved: SavedSet) -> str:
    decided = next(one for one in reversed(saved.decisions) if one.step in ("approve", "release"))
    return f"{saved.key.period}, version {saved.key.version}, of {decided.at:%-d %B %Y}"
