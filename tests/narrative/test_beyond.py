"""What is said beyond scores keeps to its record's own words, and to whom it may be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cx.domain.disclosure import Sensitivity
from cx.domain.slices import EVERYBODY
from cx.domain.verdict import Relation
from cx.narrative.facts import Audience, Fact, Kind, When
from cx.narrative.selection import select
from cx.narrative.speech import point
from cx.narrative.verification import verify

WHEN = When("2026Q3", "the third quarter")
MONEY = Fact(
    "f1", Kind.FUNDING, EVERYBODY, "First steps", True, WHEN, None, metric="money_committed", value=1.5e6, against=4e6,
    text="$1.5 million of $4 million and six of 14 people", detail="$2.5 million and eight people", owner="Ana Ruiz",
    sensitivity=Sensitivity.INTERNAL,
)  # fmt: skip
NEED = Fact(
    "f2", Kind.NEED, EVERYBODY, "Be productive", True, WHEN, None, metric="need_rating", relation=Relation.BEHIND,
    value=5.84, against=7.25, brand="Northwind", n=600, z=-9.0, sensitivity=Sensitivity.INTERNAL,
)  # fmt: skip
RISK = Fact(
    "f3", Kind.SIGNAL, EVERYBODY, "A new entrant", True, WHEN, None, metric="", text="likely, with critical effect",
    due=date(2027, 3, 31), wrong="nothing answers it yet", sensitivity=Sensitivity.EMBARGOED,
)  # fmt: skip
FACTS = (MONEY, NEED, RISK)


def test_the_council_hears_what_is_asked_for() -> None:
    assert point(MONEY, Audience.COUNCIL) == (
        "I ask for $2.5 million and eight people for “First steps”;"
        " it has $1.5 million of $4 million and six of 14 people."
    )


@pytest.mark.parametrize("fact", FACTS)
def test_every_sentence_passes_its_own_check(fact: Fact) -> None:
    assert verify(point(fact, Audience.COUNCIL), FACTS) == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("I ask for $3 million for “First steps”.", ["3"]),
        ("On “Be productive” customers rate us behind Northwind: 5.9 against 7.3 of 10.", ["5.9"]),
        ("On “Be productive” customers rate us ahead of Northwind.", ["ahead"]),
    ],
)
def test_an_edited_figure_or_verdict_is_found(text: str, wrong: list[str]) -> None:
    assert [flag.text for flag in verify(text, FACTS)] == wrong


def test_what_is_embargoed_reaches_the_council_alone_and_what_is_internal_not_outside() -> None:
    assert RISK in select(FACTS, Audience.COUNCIL)
    assert RISK not in select(FACTS, Audience.TEAM)
    assert NEED in select(FACTS, Audience.TEAM)
    assert select(FACTS, Audience.EXTERNAL) == ()


PROJECT = Fact(
    "p1", Kind.PROJECT, EVERYBODY, "One record", False, WHEN, None, metric="money_granted", value=3.2e6, against=3.2e6,
    text="red: goes live 136 days later than planned", detail="to be decided: grant $1.3 million more, or stop.",
    owner="Tom Hill", wrong="goes live 136 days later than planned", sensitivity=Sensitivity.INTERNAL,
)  # fmt: skip
STEP = Fact(
    "p2", Kind.PROJECT, EVERYBODY, "One record", True, WHEN, None, metric="project_step", value=117.0,
    detail="Billing moved", owner="Tom Hill", due=date(2026, 12, 10), sensitivity=Sensitivity.INTERNAL,
)  # fmt: skip
DONE = Fact(
    "p3", Kind.STEP_DONE, EVERYBODY, "An engineer each", True, WHEN, None, metric="", detail="Engineers named",
    due=date(2026, 9, 4),
)  # fmt: skip
EFFECT = Fact(
    "p4", Kind.EFFECT, EVERYBODY, "An engineer each", True, WHEN, None, metric="project_effect",
    relation=Relation.ROSE, value=12.4, difference=12.4, low=7.4, high=17.4, z=4.8, detail="Support",
)  # fmt: skip
TRAINED = Fact(
    "p5", Kind.TRAINING, EVERYBODY, "Finance", True, WHEN, None, metric="people_trained", value=77.0, against=86.0,
    sensitivity=Sensitivity.INTERNAL,
)  # fmt: skip
OF_PROJECTS = (PROJECT, STEP, DONE, EFFECT, TRAINED)


def test_a_red_project_comes_with_its_reason_and_what_is_to_be_decided() -> None:
    assert point(PROJECT, Audience.COUNCIL) == (
        "“One record” of Tom Hill is red: goes live 136 days later than planned; to be decided: grant $1.3 million"
        " more, or stop."
    )


def test_the_team_hears_what_comes_next_and_whose_it_is() -> None:
    assert point(STEP, Audience.TEAM) == (
        "I answer for “One record”; next comes “Billing moved”, expected on 10 December 2026, 117 days late."
    )


def test_a_projects_effect_is_told_with_its_range() -> None:
    assert point(EFFECT, Audience.COUNCIL) == (
        "Since “An engineer each” went live, Support gained 12 points more than elsewhere, likely between 7 up and 17"
        " up."
    )


@pytest.mark.parametrize("fact", OF_PROJECTS)
@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.COUNCIL])
def test_every_sentence_about_a_project_passes_its_own_check(fact: Fact, audience: Audience) -> None:
    assert verify(point(fact, audience), OF_PROJECTS) == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Next comes “Billing moved” of “One record”, due on 10 December 2026, 27 days late.", ["27"]),
        ("Since “An engineer each” went live, Support gained 15 points.", ["15"]),
        ("Since “An engineer each” went live, Support lost 12 points.", ["lost"]),
    ],
)
def test_an_edited_figure_or_direction_of_a_project_is_found(text: str, wrong: list[str]) -> None:
    assert [flag.text for flag in verify(text, OF_PROJECTS)] == wrong


def test_outside_hears_of_a_project_only_what_is_done_and_public() -> None:
    assert select(OF_PROJECTS, Audience.EXTERNAL) == (DONE,)
    held = replace(DONE, sensitivity=Sensitivity.INTERNAL)
    assert select((held, PROJECT, STEP, EFFECT), Audience.EXTERNAL) == ()
    assert STEP not in select(OF_PROJECTS, Audience.COUNCIL)
    assert PROJECT not in select(OF_PROJECTS, Audience.TEAM)


def test_training_is_told_to_the_team_and_to_the_council_only_where_it_is_behind() -> None:
    assert point(TRAINED, Audience.TEAM) == (
        "77 of the 86 people of Finance have completed the training that was agreed."
    )
    late = replace(TRAINED, wrong="too many are late for us to keep to what was agreed")
    assert TRAINED in select((TRAINED,), Audience.TEAM)
    assert [select((one,), Audience.COUNCIL) for one in (TRAINED, late)] == [(), (late,)]
    assert select((late,), Audience.EXTERNAL) == ()
    assert [flag.text for flag in verify("78 of the 86 people of Finance have completed it.", OF_PROJECTS)] == ["78"]
