"""A project's status follows from what is known of it, each aspect with its reason; nobody can talk it green."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.project_status import (
    WORSE_FIRST,
    Aspect,
    Finding,
    Rules,
    Weakness,
    carried,
    needs_decision,
    standing,
    warnings,
)
from cx.domain.projects import Milestone, Project, Spent, Stage, Status, Update

TODAY = date(2026, 10, 1)
RULES = Rules(at_once=3, late_from=14, over_from=0.10, stale_from=35)
SOUND = Project(
    "p",
    "P",
    Stage.RUNNING,
    owner="Ana",
    chosen_on=date(2026, 3, 1),
    go_live_on=date(2026, 12, 1),
    target_metric="NPS of support",
    target_value=40,
    budget=100.0,
    granted=100.0,
    people_needed=4,
    people_assigned=4,
    units=("Legal", "Support"),
    milestones=(Milestone("m", "Pilot", date(2026, 9, 1), done_on=date(2026, 9, 5)),),
    updates=(Update(date(2026, 9, 20), "All is well"),),
)


def told(**more: object) -> Update:
    return replace(SOUND.updates[0], **more)  # type: ignore[arg-type] # fields of an update by name


def findings(project: Project, status: Status, effect: Finding | None = None) -> set[Finding]:
    return {one.finding for one in standing(project, TODAY, RULES, effect).reasons if one.status is status}


def test_a_sound_project_is_green_and_warns_of_nothing() -> None:
    assert standing(SOUND, TODAY, RULES).derived is Status.GREEN
    assert warnings(SOUND, TODAY, RULES) == ()


@pytest.mark.parametrize(
    ("changed", "status", "finding"),
    [
        ({"updates": (told(go_live_on=date(2026, 12, 15)),)}, Status.AMBER, Finding.LATE),
        ({"updates": (told(go_live_on=date(2027, 1, 12)),)}, Status.RED, Finding.LATE),
        ({"go_live_on": date(2026, 9, 10)}, Status.AMBER, Finding.LATE),
        ({"go_live_on": None}, Status.AMBER, Finding.NO_DATE),
        ({"milestones": (Milestone("m", "M", date(2026, 9, 17)),)}, Status.AMBER, Finding.MILESTONE_LATE),
        ({"milestones": (Milestone("m", "M", date(2026, 8, 1)),)}, Status.RED, Finding.MILESTONE_LATE),
        ({"milestones": (Milestone("m", "M", date(2026, 11, 1), date(2026, 12, 24)),)}, Status.RED,
         Finding.MILESTONE_LATE),
        ({"updates": (told(cost_expected=110.0),)}, Status.AMBER, Finding.OVER_BUDGET),
        ({"updates": (told(cost_expected=121.0),)}, Status.RED, Finding.OVER_BUDGET),
        ({"spend": (Spent(date(2026, 9, 1), 90.0, 20.0),)}, Status.RED, Finding.OVER_GRANT),
        ({"granted": 0.0}, Status.RED, Finding.NOT_FUNDED),
        ({"granted": 49.0}, Status.AMBER, Finding.PARTLY_FUNDED),
        ({"granted": None, "stage": Stage.PLANNED}, Status.AMBER, Finding.NOT_FUNDED),
        ({"people_assigned": 0.0}, Status.RED, Finding.NOT_STAFFED),
        ({"people_assigned": 1.0}, Status.AMBER, Finding.PARTLY_STAFFED),
        ({"updates": ()}, Status.AMBER, Finding.NEVER_TOLD),
        ({"updates": (replace(SOUND.updates[0], updated_on=date(2025, 1, 1)),)}, Status.AMBER, Finding.STALE),
    ],
)  # fmt: skip
def test_each_aspect_says_what_is_wrong(changed: dict[str, object], status: Status, finding: Finding) -> None:
    project = replace(SOUND, **changed)  # type: ignore[arg-type] # fields of a project by name
    assert finding in findings(project, status)
    assert standing(project, TODAY, RULES).derived is status


def test_what_is_spent_cannot_be_forecast_away() -> None:
    spent = replace(SOUND, granted=300.0, spend=(Spent(date(2026, 9, 1), 150.0),), updates=(told(cost_expected=100.0),))
    assert spent.cost_expected == 150.0
    assert Finding.OVER_BUDGET in findings(spent, Status.RED)


def test_contracts_are_counted_as_of_the_last_month_that_tells() -> None:
    months = (Spent(date(2026, 7, 1), 10.0, 40.0), Spent(date(2026, 8, 1), 10.0, 25.0), Spent(date(2026, 9, 1), 10.0))
    assert (replace(SOUND, spend=months).spent, replace(SOUND, spend=months).committed) == (30.0, 25.0)


def test_a_milestone_that_was_reached_late_is_over() -> None:
    late = replace(SOUND, milestones=(Milestone("m", "M", date(2026, 1, 1), done_on=date(2026, 9, 1)),))
    assert late.milestones[0].days_late(TODAY) == 243
    assert standing(late, TODAY, RULES).derived is Status.GREEN


def test_an_effect_that_worsened_is_red_whatever_the_schedule() -> None:
    live = replace(SOUND, stage=Stage.LIVE, went_live_on=date(2026, 1, 1))
    assert standing(live, TODAY, RULES, Finding.WORKED).derived is Status.GREEN
    assert standing(live, TODAY, RULES, Finding.NO_EFFECT).derived is Status.AMBER
    assert standing(live, TODAY, RULES, Finding.WORSENED).derived is Status.RED


def test_a_status_set_by_hand_needs_a_reason_and_stands_beside_the_derived_one() -> None:
    red = replace(SOUND, people_assigned=0.0, status_said=Status.GREEN)
    assert standing(red, TODAY, RULES).shown is Status.RED
    found = standing(replace(red, status_reason="Six people begin on Monday"), TODAY, RULES)
    assert (found.shown, found.derived) == (Status.GREEN, Status.RED)
    assert [one.aspect for one in found.worst] == [Aspect.PEOPLE]


@pytest.mark.parametrize("stage", [Stage.PROPOSED, Stage.CLOSED, Stage.STOPPED])
def test_what_is_not_under_way_has_no_status_and_no_warning(stage: Stage) -> None:
    project = replace(SOUND, stage=stage, granted=0.0, units=())
    assert standing(project, TODAY, RULES).derived is None
    assert warnings(project, TODAY, RULES) == ()
    assert not needs_decision(project, standing(project, TODAY, RULES))


def test_every_weakness_of_a_project_is_named() -> None:
    bare = Project("b", "B", Stage.RUNNING, units=("Legal",))
    assert set(warnings(bare, TODAY, RULES)) == set(Weakness)
    assert needs_decision(replace(SOUND, updates=(told(asks="Grant more"),)), standing(SOUND, TODAY, RULES))


def test_only_what_takes_time_of_people_counts_towards_the_limit() -> None:
    assert carried(replace(SOUND, stage=stage) for stage in Stage) == 2


@given(late=st.integers(0, 400), more=st.integers(0, 400), cost=st.floats(1, 1e3), extra=st.floats(0, 1e3))
def test_later_or_dearer_never_makes_a_project_look_better(late: int, more: int, cost: float, extra: float) -> None:
    def judged(days: int, expected: float) -> int:
        update = told(go_live_on=SOUND.go_live_on + timedelta(days=days), cost_expected=expected)  # type: ignore[operator]
        derived = standing(replace(SOUND, updates=(update,)), TODAY, RULES).derived
        assert derived is not None
        return WORSE_FIRST[derived]

    assert judged(late + more, cost + extra) <= judged(late, cost)
