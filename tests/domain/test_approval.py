"""What a set of speaking points is follows from its steps and the clock, and decides for whom it exists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.approval import FROM, IN_FORCE, Decision, Reach, Status, Step, ever_released, reach, status
from cx.domain.roles import ALLOWED, Action, Actor, Role

NOON = datetime(2026, 10, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def took(step: Step, at: datetime = NOON, **when: datetime) -> Decision:
    return Decision(step, "m", "cx_leader", at, "", when.get("release_at"), when.get("expires_at"))


def test_the_way_of_a_set_from_draft_to_released() -> None:
    steps: list[Decision] = []
    for step, becomes in (
        (Step.REVIEW, Status.REVIEWED),
        (Step.AGREE, Status.REVIEWED),
        (Step.APPROVE, Status.APPROVED),
        (Step.RELEASE, Status.RELEASED),
        (Step.WITHDRAW, Status.WITHDRAWN),
    ):
        assert status(steps, NOON) in FROM[step]
        steps.append(took(step))
        assert status(steps, NOON) is becomes


def test_a_release_counts_from_its_moment_and_not_a_second_before() -> None:
    steps = [took(Step.APPROVE), took(Step.RELEASE, release_at=NOON + HOUR)]
    assert status(steps, NOON + HOUR - timedelta(seconds=1)) is Status.APPROVED
    assert not ever_released(steps, NOON + HOUR - timedelta(seconds=1))
    assert status(steps, NOON + HOUR) is Status.RELEASED
    assert ever_released(steps, NOON + HOUR)


def test_what_is_withdrawn_before_its_moment_was_never_said() -> None:
    steps = [took(Step.APPROVE), took(Step.RELEASE, release_at=NOON + 2 * HOUR), took(Step.WITHDRAW, NOON + HOUR)]
    assert status(steps, NOON + 3 * HOUR) is Status.WITHDRAWN
    assert not ever_released(steps, NOON + 3 * HOUR)


def test_an_approval_ends_by_the_clock() -> None:
    steps = [took(Step.APPROVE, expires_at=NOON + HOUR), took(Step.RELEASE)]
    assert status(steps, NOON + HOUR - timedelta(seconds=1)) is Status.RELEASED
    assert status(steps, NOON + HOUR) is Status.EXPIRED


@given(st.lists(st.sampled_from(Step), max_size=8), st.integers(0, 48))
def test_nothing_is_in_force_that_nobody_approved(steps: list[Step], hours: int) -> None:
    """Whatever the order of the steps that the rules allow."""
    taken: list[Decision] = []
    now = NOON + hours * HOUR
    for step in steps:
        if status(taken, now) in FROM[step]:
            taken.append(took(step))
    if status(taken, now) in IN_FORCE:
        assert [one.step for one in taken].count(Step.APPROVE) == 1


ANYBODY = [Actor("x", frozenset({role}), "emea" if role is Role.LEADER else "") for role in Role]


@pytest.mark.parametrize("actor", ANYBODY, ids=lambda actor: next(iter(actor.roles)).value)
@pytest.mark.parametrize("audience", ["team", "council", "external"])
def test_a_draft_exists_for_nobody_but_its_leader_the_cx_leader_and_whoever_approves_it(
    actor: Actor, audience: str
) -> None:
    role = next(iter(actor.roles))
    sees = [now for now in Status if reach(actor).sees("asia", audience, now)]
    if role is Role.CX_LEADER:
        assert sees == list(Status)
    elif role in (Role.LEGAL, Role.IR) and audience == "external":
        assert sees == [now for now in Status if now is not Status.DRAFT]
    elif audience == "external" or (audience == "council" and role in (Role.EXECUTIVE, Role.LEADER)):
        assert sees == [Status.RELEASED]
    else:
        assert sees == []


def test_a_leader_has_their_own_drafts_and_only_those() -> None:
    mine = reach(Actor("x", frozenset({Role.LEADER}), "emea"))
    assert mine.leads("emea")
    assert not mine.leads("asia")
    assert not mine.leads("")
    assert mine.sees("emea", "external", Status.DRAFT)


def test_who_is_named_a_leader_without_the_role_has_no_drafts() -> None:
    assert reach(Actor("x", frozenset({Role.EMPLOYEE}), "emea")) == Reach(released=frozenset({"external"}))


def test_only_the_cx_leader_approves_and_releases() -> None:
    for action in (Action.APPROVE_DRAFT, Action.RELEASE_DRAFT, Action.EXPIRE_DRAFT):
        assert ALLOWED[action] == {Role.CX_LEADER}
    assert ALLOWED[Action.AGREE_DRAFT] == {Role.LEGAL, Role.IR}
