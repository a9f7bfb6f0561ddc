"""The demo's projects tell the stories that were planted in them."""

from __future__ import annotations

from datetime import date

import pytest

from cx.demo.company import LAST_DAY
from cx.demo.projects import AT_ONCE
from cx.domain.disclosure import Sensitivity
from cx.domain.effect import Found
from cx.domain.project_status import Aspect, Weakness, warnings
from cx.domain.projects import Status
from cx.reports import overview
from cx.reports.project_facts import About, project_facts
from cx.reports.projects import Held, read
from cx.reports.view import View
from cx.store.opening import Store

TODAY = date(2026, 10, 1)


@pytest.fixture(scope="module")
def held(demo_store: Store) -> Held:
    return read(demo_store, TODAY)


def test_the_project_that_worked_did_more_than_happened_elsewhere(held: Held) -> None:
    effect = held.effects["named-engineers"].effect
    assert effect.found is Found.WORKED
    assert effect.difference is not None
    assert 5 < effect.difference.low < effect.difference.value < effect.difference.high < 25
    assert effect.placebo is not None
    assert effect.placebo.p > 0.2


def test_the_project_that_did_not_is_within_its_money_and_moves_nothing(held: Held) -> None:
    effect = held.effects["portal-redesign"].effect
    assert effect.found is Found.UNCLEAR
    assert effect.difference is not None
    assert abs(effect.difference.value) < 3
    assert held.standings["portal-redesign"].derived is Status.GREEN


def test_of_a_project_live_for_five_weeks_it_is_too_early_to_speak(held: Held) -> None:
    assert held.effects["renewal-calls"].effect.found is Found.TOO_EARLY
    assert held.effects["renewal-calls"].effect.difference is None


def test_one_project_is_red_and_its_money_is_why(held: Held) -> None:
    red = [one.project_id for one in held.projects if held.standings[one.project_id].shown is Status.RED]
    assert red == ["one-record"]
    assert held.projects[0].project_id == "one-record"
    assert held.standings["one-record"].worst[0].aspect is Aspect.MONEY


def test_one_project_is_of_a_single_function(held: Held) -> None:
    few = [one.project_id for one in held.open if Weakness.FEW_FUNCTIONS in warnings(one, TODAY, held.rules)]
    assert few == ["easy-exit"]


def test_there_are_more_at_once_than_the_council_can_carry(held: Held) -> None:
    assert held.company.projects_at_once == AT_ONCE
    assert held.carried == 5


def test_the_overview_has_a_tile_of_projects_and_the_red_one_among_what_needs_attention(demo_store: Store) -> None:
    page = overview.report(demo_store, View(), LAST_DAY)
    (tile,) = [tile for tile in page.tiles if tile.name == "Projects on track"]
    assert tile.value == "4 of 8"
    assert tile.range == "USD 9.6 million at stake in the other four"
    assert "One record of each customer" in [notice.name for notice in page.attention]


def test_what_may_be_said_of_projects_says_to_whom(demo_store: Store) -> None:
    with demo_store.reading() as connection:
        facts = project_facts(connection, TODAY)
    outside = [fact for fact in facts if fact.sensitivity is Sensitivity.PUBLIC]
    assert {fact.project for fact in outside} == {"A named engineer for each customer"}
    assert {fact.about for fact in outside} == {About.MILESTONE, About.EFFECT}
    assert {fact.sensitivity for fact in facts if fact.project == "Pilot of an assistant"} == {Sensitivity.EMBARGOED}
    (effect,) = [fact for fact in outside if fact.about is About.EFFECT]
    assert effect.effect is not None
    assert effect.effect.found is Found.WORKED
