"""Which leader has approved points for the coming occasion, which are stale, and which contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cx.domain.approval import ALIVE, IN_FORCE, Reach, Status
from cx.domain.council import Occasion, next_meeting
from cx.domain.people import Leader
from cx.domain.tables import Table
from cx.narrative import comparing, numbers
from cx.narrative.comparing import Spoken
from cx.narrative.facts import Audience
from cx.reports import drafts
from cx.reports.desk import Version, version
from cx.reports.programme import Programme
from cx.store import catalog, council, speaking
from cx.store.opening import Connection, Store


class Standing(StrEnum):
    """How a leader stands for an occasion."""

    READY = "ready"
    STALE = "stale"
    WAITING = "waiting"
    NOTHING = "nothing saved"


@dataclass(frozen=True, slots=True)
class Covered:
    """A leader. told: how it stands, in words. version: the approved set, else the newest; None where none is saved."""

    leader: Leader
    standing: Standing
    told: str
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """headline: how many are ready, in one sentence. occasion: what comes, with its day; '' where nothing is planned.

    contradictions: where two leaders' sets do not agree, in words.
    """

    headline: str
    occasion: str
    leaders: tuple[Covered, ...]
    contradictions: tuple[str, ...]

    @property
    def table(self) -> Table:
        rows = tuple((one.leader.name, one.leader.title, one.standing.value, one.told) for one in self.leaders)
        return Table(("Leader", "Title", "Points", "How they stand"), rows, "Who is ready to speak", (self.occasion,))


_FOR = {
    Audience.TEAM: Occasion.TOWN_HALL,
    Audience.COUNCIL: Occasion.COUNCIL,
    Audience.EXTERNAL: Occasion.QUARTERLY_REPORT,
}


def report(store: Store, today: date, reach: Reach, now: datetime, audience: str, period: str) -> Coverage:
    """now: UTC. Raises BadValue for a period that is none."""
    with store.reading() as connection:
        programme = Programme.open(connection, today)
        return coverage(programme, store.state(connection), reach, Audience(audience), period, now)


def coverage(
    programme: Programme, state: str, reach: Reach, audience: Audience, period: str, now: datetime
) -> Coverage:
    """Over a connection that is open already, as a pack needs it."""
    leaders = [one for one in catalog.leaders(programme.connection) if reach.leads(one.leader_id)]
    found = tuple(_covered(programme, state, reach, leader, audience, period, now) for leader in leaders)
    sets = [
        Spoken(one.leader.name, one.version.said) for one in found if one.version and one.version.status in IN_FORCE
    ]
    occasion = coming(programme.connection, audience, programme.today)
    return Coverage(_headline(found, occasion), occasion, found, comparing.contradictions(sets))


def coming(connection: Connection, audience: Audience, today: date) -> str:
    """What leaders next speak at to this audience, with its day; '' where nothing is planned."""
    planned = [
        (one.due_on, one.title)
        for one in council.communications(connection)
        if one.occasion is _FOR[audience] and one.done_on is None and one.due_on >= today
    ]
    meeting = next_meeting(council.meetings(connection), today) if audience is Audience.COUNCIL else None
    if meeting and meeting.held_on >= today:
        planned.append((meeting.held_on, meeting.title))
    if not planned:
        return ""
    day, title = min(planned)
    return f"{title}, {day:%-d %B %Y}"


def _covered(
    programme: Programme,
    state: str,
    reach: Reach,
    leader: Leader,
    audience: Audience,
    period: str,
    now: datetime,
) -> Covered:
    of = {"leader_id": leader.leader_id, "audience": audience.value, "period": period}
    saved = speaking.sets(programme.connection, reach, now, **of)
    if not saved:
        return Covered(leader, Standing.NOTHING, "Nobody has saved points yet.")
    chosen = next((one for one in saved if one.status(now) in IN_FORCE), saved[0])
    live = drafts.of_leader(programme, state, leader, audience, period)
    found = version(programme, live, leader, chosen, now)
    if found.status in IN_FORCE:
        if stale := comparing.stale(found.said, live.facts, audience):
            changed = numbers.counted(len(stale), "point")
            return Covered(leader, Standing.STALE, f"{changed} of version {found.number} changed since.", found)
        said = "Released" if found.status is Status.RELEASED else "Approved"
        return Covered(leader, Standing.READY, f"{said}, version {found.number}.", found)
    if found.status in ALIVE:
        return Covered(leader, Standing.WAITING, f"Version {found.number} is {_WAITS[found.status]}.", found)
    return Covered(leader, Standing.NOTHING, f"Version {found.number} is {found.status.value}.", found)


_WAITS = {Status.DRAFT: "a draft", Status.REVIEWED: "reviewed and awaits approval"}


def _headline(found: Sequence[Covered], occasion: str) -> str:
    ready = sum(one.standing is Standing.READY for one in found)
    stale = sum(one.standing is Standing.STALE for one in found)
    of = f"{ready} of {numbers.counted(len(found), 'leader')}"
    said = f"{of} {'has' if ready == 1 else 'have'} approved points"
    if stale:
        said += f"; {numbers.counted(stale, 'set')} {'is' if stale == 1 else 'are'} stale"
    return f"{said}. Next: {occasion}." if occasion else f"{said}."
