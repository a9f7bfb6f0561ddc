"""The way of a set of speaking points from a draft to what may be said, decided by steps and by the clock.

A step is only ever added. What a set is now follows from its steps and the time:

    draft → reviewed → approved → released → expired
              any of them but the last → withdrawn
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cx.domain.roles import Actor, Role

TEAM, COUNCIL, EXTERNAL = "team", "council", "external"
"""Whom a set is for: the leader's own people, the council, anybody outside."""


class Status(StrEnum):
    """What a set of points is. Only a released one may be said."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RELEASED = "released"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What somebody did with a set. AGREE is legal's or investor relations' word on one for outside."""

    REVIEW = "review"
    AGREE = "agree"
    APPROVE = "approve"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class Decision:
    """One step. by: id of who took it. role: as what they took it. at: UTC. reason: in words, may be blank.

    release_at: of a release, the moment before which nobody but those who made it may see it, UTC.
    expires_at: of an approval, the moment from which it no longer holds, UTC.
    """

    step: Step
    by: str
    role: str
    at: datetime
    reason: str = ""
    release_at: datetime | None = None
    expires_at: datetime | None = None


ALIVE = frozenset({Status.DRAFT, Status.REVIEWED, Status.APPROVED, Status.RELEASED})
IN_FORCE = frozenset({Status.APPROVED, Status.RELEASED})
"""Approved, and still so."""
FROM: Mapping[Step, frozenset[Status]] = {
    Step.REVIEW: frozenset({Status.DRAFT}),
    Step.AGREE: frozenset({Status.REVIEWED}),
    Step.APPROVE: frozenset({Status.REVIEWED}),
    Step.RELEASE: frozenset({Status.APPROVED}),
    Step.WITHDRAW: ALIVE,
    Step.EXPIRE: IN_FORCE,
}
"""What a set must be for a step to be taken."""
_BECOMES = {
    Step.REVIEW: Status.REVIEWED,
    Step.APPROVE: Status.APPROVED,
    Step.WITHDRAW: Status.WITHDRAWN,
    Step.EXPIRE: Status.EXPIRED,
}


def status(decisions: Sequence[Decision], now: datetime) -> Status:
    """What a set is at a moment (UTC). A release counts from its moment on, an approval until its own.

    >>> from datetime import UTC
    >>> noon, one = datetime(2026, 10, 20, 12, tzinfo=UTC), datetime(2026, 10, 20, 13, tzinfo=UTC)
    >>> steps = [Decision(Step.APPROVE, "m", "cx_leader", noon), Decision(Step.RELEASE, "m", "", noon, "", one)]
    >>> status(steps, noon).value, status(steps, one).value
    ('approved', 'released')
    """
    found = Status.DRAFT
    for decision in decisions:
        if decision.step is Step.RELEASE:
            found = Status.RELEASED if now >= (decision.release_at or decision.at) else Status.APPROVED
        else:
            found = _BECOMES.get(decision.step, found)
    until = expires_at(decisions)
    return Status.EXPIRED if found in IN_FORCE and until is not None and now >= until else found


def expires_at(decisions: Sequence[Decision]) -> datetime | None:
    """When the approval ends; None where there is none, or it has no end."""
    return next((one.expires_at for one in reversed(decisions) if one.step is Step.APPROVE), None)


def release_at(decisions: Sequence[Decision]) -> datetime | None:
    """The moment of the release; None where nobody has set one."""
    return next((one.release_at or one.at for one in reversed(decisions) if one.step is Step.RELEASE), None)


def ever_released(decisions: Sequence[Decision], now: datetime) -> bool:
    """Whether it has been said: a release whose moment came before anything ended it."""
    moment = release_at(decisions)
    if moment is None or moment > now:
        return False
    return not any(one.at < moment for one in decisions if one.step in (Step.WITHDRAW, Step.EXPIRE))


def agreed_by(decisions: Sequence[Decision]) -> frozenset[str]:
    """The roles that agreed."""
    return frozenset(one.role for one in decisions if one.step is Step.AGREE)


# A saved set --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetKey:
    """Whose points, for whom, of which period, and which version of them, from 1."""

    leader_id: str
    audience: str
    period: str
    version: int

    @property
    def object_id(self) -> str:
        """As the audit log names it."""
        return f"{self.leader_id} {self.audience} {self.period} version {self.version}"


@dataclass(frozen=True, slots=True)
class SavedPoint:
    """One sentence. fact_id, kind: of the fact that it tells. survey_id, periods: what that fact stands on."""

    fact_id: str
    kind: str
    survey_id: str
    periods: tuple[str, ...]
    text: str
    caution: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class SavedSet:
    """A version of a set as it was saved. as_of: the day on which its facts were true. saved_at: UTC.

    facts, method_changes: JSON, as they were. decisions: every step since, oldest first.
    """

    key: SetKey
    as_of: date
    saved_at: datetime
    saved_by: str
    points: tuple[SavedPoint, ...]
    facts: str
    method_changes: str = "[]"
    decisions: tuple[Decision, ...] = ()

    def status(self, now: datetime) -> Status:
        return status(self.decisions, now)

    @property
    def approved(self) -> bool:
        """Whether it has ever been."""
        return any(one.step is Step.APPROVE for one in self.decisions)


# Who sees which ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reach:
    """Which sets somebody sees. everything: all of them. leader_id: their own, '' where they lead nothing.

    for_approval: those for outside, once they have been reviewed. released: audiences whose sets they may read once
    those are released.
    """

    everything: bool = False
    leader_id: str = ""
    for_approval: bool = False
    released: frozenset[str] = frozenset()

    def sees(self, leader_id: str, audience: str, now: Status) -> bool:
        """Whether a saved set, as it stands now, exists for them at all."""
        if self.everything or self.leads(leader_id):
            return True
        if now is Status.RELEASED and audience in self.released:
            return True
        return self.for_approval and audience == EXTERNAL and now is not Status.DRAFT

    def leads(self, leader_id: str) -> bool:
        """Whether they may make and change this leader's drafts."""
        return self.everything or (bool(leader_id) and leader_id == self.leader_id)


def reach(actor: Actor) -> Reach:
    """The CX leader sees everything, a leader their own, legal and investor relations what awaits them.

    Once released, a set for outside is there for everybody, one for the council for executives and leaders.
    """
    sits_in_council = bool(actor.roles & {Role.EXECUTIVE, Role.LEADER})
    return Reach(
        everything=Role.CX_LEADER in actor.roles,
        leader_id=actor.leader_id if Role.LEADER in actor.roles else "",
        for_approval=bool(actor.roles & {Role.LEGAL, Role.IR}),
        released=frozenset({EXTERNAL, COUNCIL} if sits_in_council else {EXTERNAL} if actor.roles else ()),
    )
