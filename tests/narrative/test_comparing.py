"""What was said last time beside what is said now: a definition or a baseline that drifted is marked, nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cx.domain.slices import Slice
from cx.domain.surveys import Provenance
from cx.domain.verdict import Relation
from cx.narrative.comparing import How, Said, differences
from cx.narrative.facts import Fact, Kind, Source, When

OURS = Source("s", "customer", "Our survey", "we asked", "How likely?", "", Provenance.OWN, "")
Q2 = Fact("f1", Kind.CHANGE, Slice.of(region="EMEA"), "EMEA", True, When("2026Q2", "Q2", "2026Q1", "Q1"), OURS,
          relation=Relation.STEADY, value=40.2, against=41.0)  # fmt: skip
Q3 = replace(Q2, when=When("2026Q3", "Q3", "2026Q2", "Q2"), relation=Relation.FELL, value=30.0, against=40.4)


def differing(before: list[Fact], now: list[Fact]) -> list[tuple[How, str]]:
    found = differences([Said(f"then {one.when.key}", one) for one in before], [Said("now", one) for one in now])
    return [(one.how, one.drift) for one in found]


def test_another_period_is_a_change_and_no_drift() -> None:
    assert differing([Q2], [Q3]) == [(How.CHANGED, "")]


def test_a_figure_of_last_time_that_is_given_otherwise_now_is_another_baseline() -> None:
    ((how, drift),) = differing([Q2], [replace(Q3, against=42.0)])
    assert how is How.BASELINE
    assert drift == "2026Q2 was given as 40 last time, now as 42"


@pytest.mark.parametrize(
    ("change", "said"),
    [({"question": "How happy?"}, "the question was “How likely?”"), ({"survey_id": "t", "survey": "New"}, "now from")],
)
def test_another_question_or_survey_is_another_definition(change: dict[str, str], said: str) -> None:
    ((how, drift),) = differing([Q2], [replace(Q3, source=replace(OURS, **change))])
    assert how is How.DEFINITION
    assert said in drift


def test_what_partners_say_is_never_set_beside_what_customers_said() -> None:
    partners = replace(Q3, source=replace(OURS, survey_id="p", audience="partner"))
    assert differing([Q2], [Q3, partners]) == [(How.CHANGED, ""), (How.NEW, "")]


def test_what_is_no_longer_said_comes_last() -> None:
    assert differing([Q2], [replace(Q3, scope=Slice.of(region="Asia"))]) == [(How.NEW, ""), (How.DROPPED, "")]
