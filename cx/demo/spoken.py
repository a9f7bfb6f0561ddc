"""Speaking points that Meridian's leaders saved: one set approved, one told outside last quarter, one gone stale."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cx.actions.speaking import Written
from cx.domain.approval import COUNCIL, EXTERNAL, Decision, Step
from cx.domain.roles import Actor, Role

WHO = Actor("demo", frozenset({Role.CX_LEADER}))
EARLIER_TARGET = 45
"""What Meridian's target for 2026 was when the stale set was approved; it was lowered after that."""
_HOLDS = datetime(2030, 1, 1, tzinfo=UTC)
"""A made-up company is looked at on any day: its approvals hold long enough."""

Set = tuple[Written, tuple[Decision, ...], date]


def _set(leader_id: str, audience: str, period: str, day: date, *steps: Step) -> Set:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    decisions = tuple(
        Decision(step, WHO.id, Role.CX_LEADER.value, at, expires_at=_HOLDS if step is Step.APPROVE else None)
        for step in steps
    )
    return Written(leader_id, audience, period, (), 0), decisions, day


STALE = _set("cco", COUNCIL, "2026Q3", date(2026, 10, 2), Step.REVIEW, Step.APPROVE)
"""It names the target of that day."""
STANDING = (
    _set("ceo", EXTERNAL, "2026Q2", date(2026, 7, 21), Step.REVIEW, Step.APPROVE, Step.RELEASE),
    _set("americas", COUNCIL, "2026Q3", date(2026, 10, 5), Step.REVIEW, Step.APPROVE),
    _set("ceo", COUNCIL, "2026Q3", date(2026, 10, 5), Step.REVIEW, Step.APPROVE),
)
