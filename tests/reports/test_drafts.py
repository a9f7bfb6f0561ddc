"""Drafts from a store: what was planted is told, what was not is not, and every number can be counted again."""

from __future__ import annotations

import json
import random
import re
import statistics
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cx.domain.errors import UnknownName
from cx.ingest import maintained
from cx.narrative.facts import Audience
from cx.reports import drafts, training
from cx.store import standards
from cx.store.opening import Store

KEYS = {
    "leader", "audience", "period", "as_of", "status", "points", "not_to_say", "questions", "facts", "gates",
}  # fmt: skip
CLAIM = {
    "metric", "relation", "value", "against", "difference", "low", "high", "p", "n", "n_against", "period",
    "against_period", "brand",
}  # fmt: skip
LEADERS = (
    "leader_id,name,title,unit_id,scope\nnorth,Ann,Head,,region=North\nsouth,Ben,Head,,region=South\n"
    "all,Cleo,Chief,,*\nlegal,Dan,Counsel,,\ntiny,Eve,Head,,region=Islet\nnowhere,Fay,Head,,region=Atlantis\n"
)


def answers(seed: int, promoters: float, n: int, day: str, region: str) -> list[tuple[str, int, str]]:
    chance = random.Random(seed)
    return [(day, 10 if chance.random() < promoters else 3, region) for _ in range(n)]


@pytest.fixture
def company(stored: Callable[..., Store], tmp_path: Path) -> Store:
    """The north fell from about 40 to about 0; the south stayed; three people answered on the islet."""
    rows = [
        *answers(1, 0.7, 900, "2026-05-10", "North"),
        *answers(2, 0.5, 900, "2026-08-10", "North"),
        *answers(3, 0.7, 900, "2026-05-10", "South"),
        *answers(4, 0.7, 900, "2026-08-10", "South"),
        *answers(5, 0.5, 9, "2026-05-10", "Islet"),
        *answers(6, 0.5, 9, "2026-08-10", "Islet"),
    ]
    store = stored(rows, "region")
    path = tmp_path / "leaders.csv"
    path.write_text(LEADERS)
    maintained.load(store, "leaders", path)
    return store


def draft(store: Store, leader: str, today: date, audience: Audience = Audience.COUNCIL) -> drafts.Draft:
    return drafts.report(store, leader, audience, "2026Q3", today)


def test_a_planted_fall_is_told_to_every_audience(company: Store, today: date) -> None:
    for audience in Audience:
        claims = [point.fact.claim() for point in draft(company, "north", today, audience).points]
        assert next(claim["relation"] for claim in claims if claim["metric"] == "nps") == "fell"


def test_where_nothing_changed_no_change_is_claimed(company: Store, today: date) -> None:
    made = draft(company, "south", today)
    own = [point for point in made.points if point.fact.own]
    assert own
    assert not [point.text for point in own if point.fact.moved]


def test_too_few_answers_are_said_to_be_too_few_without_any_figure(company: Store, today: date) -> None:
    made = draft(company, "tiny", today)
    assert made.headline == "Too few customers of Islet answered in the third quarter to speak of a score."
    assert not [fact for fact in made.facts if fact.scope.get("region") == "Islet" and fact.value is not None]
    assert "Customers of Islet are happy." in [unsaid.text for unsaid in made.not_to_say]


def test_a_scope_that_matches_nothing_and_an_area_without_answers_say_so(company: Store, today: date) -> None:
    assert "Atlantis" in draft(company, "nowhere", today).points[0].text
    assert draft(company, "legal", today).points[0].text.startswith("No survey answers belong to Dan alone")
    assert all(point.fact.value is None for point in draft(company, "legal", today).points)
    assert [one.question for one in draft(company, "legal", today).questions] == [
        "Why do you name no score of your own?"
    ]


def test_a_period_without_answers_is_no_reason_to_invent_any(company: Store, today: date) -> None:
    made = drafts.report(company, "north", Audience.TEAM, "2026Q4", today)
    assert made.points
    assert all(point.fact.value is None for point in made.points)


def test_each_silence_says_its_own_reason(company: Store, today: date) -> None:
    later = drafts.report(company, "north", Audience.TEAM, "2027Q1", today).headline
    assert later == "No answers are in for the first quarter, so there is no score of North to speak of."
    nobody = draft(company, "nowhere", today).headline
    assert nobody == "No answer to the survey is from customers of Atlantis, so there is no score to speak of."


def test_answers_that_name_brands_of_whom_none_is_ours_are_no_few_answers(
    stored: Callable[..., Store], tmp_path: Path, today: date
) -> None:
    store = stored([("2026-08-10", 10, "Acme"), ("2026-08-11", 3, "Rival")] * 40, "brand")
    path = tmp_path / "leaders.csv"
    path.write_text("leader_id,scope\nboss,*\n")
    maintained.load(store, "leaders", path)
    made = draft(store, "boss", today)
    assert made.leader_name == "boss"
    assert made.points[0].text.startswith("The answers name brands and none is set as our own")


def test_what_two_groups_share_alike_is_laid_on_neither(
    stored: Callable[..., Store], tmp_path: Path, today: date
) -> None:
    """Both products fell; the larger half of the fall is Anvil's by chance alone."""
    rows = [
        *answers(1, 0.7, 510, "2026-05-10", "Anvil"),
        *answers(2, 0.7, 490, "2026-05-10", "Bolt"),
        *answers(3, 0.5, 510, "2026-08-10", "Anvil"),
        *answers(4, 0.5, 490, "2026-08-10", "Bolt"),
    ]
    store = stored(rows, "product")
    path = tmp_path / "leaders.csv"
    path.write_text("leader_id,scope\nboss,*\n")
    maintained.load(store, "leaders", path)
    made = draft(store, "boss", today)
    assert made.points[0].fact.relation == "fell"
    assert "what_moved_it" not in {fact.kind for fact in made.facts}
    (why,) = [one for one in made.questions if one.question.startswith("Why did")]
    assert why.answer == "We do not know yet, because no single group carries most of it."


def test_an_unknown_leader_is_named_with_those_there_are(company: Store, today: date) -> None:
    with pytest.raises(UnknownName, match=r"no leader 'west'.*north"):
        draft(company, "west", today)


def test_the_same_answers_make_the_same_words(company: Store, today: date) -> None:
    assert draft(company, "north", today).as_json() == draft(company, "north", today).as_json()


@pytest.mark.parametrize("audience", Audience)
def test_every_draft_of_the_demo_company_holds_what_it_promises(
    demo_store: Store, today: date, audience: Audience
) -> None:
    for leader in drafts.leader_ids(demo_store):
        made = drafts.report(demo_store, leader, audience, "2026Q3", today)
        told = json.loads(json.dumps(made.as_json()))
        assert set(told) == KEYS
        assert made.flags == (), (leader, made.text)
        texts = [point["text"] for point in told["points"]]
        assert texts
        assert len(texts) == len(set(texts))
        assert len(texts) <= 7
        for point in told["points"]:
            assert set(point) == {"kind", "tone", "text", "scope", "claim", "evidence", "caution"}
            assert set(point["claim"]) == CLAIM
            assert set(point["evidence"]) <= set(told["facts"])
        falls = [fact for fact in made.facts if fact.own and fact.kind == "change" and fact.relation == "fell"]
        assert set(falls) <= {point.fact for point in made.points}


def test_the_demo_companys_falling_region_is_told_as_it_fell(demo_store: Store, today: date) -> None:
    made = drafts.report(demo_store, "emea", Audience.COUNCIL, "2026Q3", today)
    assert made.headline == "EMEA fell from 40 to 30 in the third quarter."
    assert made.points[1].text.startswith("About seven points of that fall are how customers scored First 90 days. So ")


def test_outside_nothing_is_released_before_its_gates(demo_store: Store, today: date) -> None:
    made = drafts.report(demo_store, "ceo", Audience.EXTERNAL, "2026Q3", today)
    gates = {gate.gate: gate.passed for gate in made.gates}
    assert gates["metric_defined"]
    assert gates["competitor_sources"]
    assert not gates["approved"]


def test_a_closed_figure_is_told_as_it_was_closed_with_what_restates_it(demo_store: Store, today: date) -> None:
    made = drafts.report(demo_store, "ceo", Audience.COUNCIL, "2025Q4", today)
    (change, _partners) = [point for point in made.points if point.fact.own and point.fact.kind == "change"]
    assert "was closed at 39; by today's answers it is 36" in change.caution
    assert " 39 " in change.text


def test_what_is_embargoed_stands_in_no_draft_but_the_councils(demo_store: Store, today: date) -> None:
    """The Americas' leader owns an embargoed answer and an embargoed signal."""
    for audience in Audience:
        made = drafts.report(demo_store, "americas", audience, "2026Q3", today)
        held = "Brightloop" in json.dumps(made.as_json())
        assert held == (audience is Audience.COUNCIL)


def test_a_leaders_money_people_needs_and_drivers_are_told_to_whom_they_belong(demo_store: Store, today: date) -> None:
    asks = drafts.report(demo_store, "emea", Audience.COUNCIL, "2026Q3", today).points[-1]
    assert asks.text.startswith("I ask for USD 2.5 million and eight people for “People who start new customers”")
    team = drafts.report(demo_store, "emea", Audience.TEAM, "2026Q3", today)
    assert "Six people now work on" in team.text
    assert "rate “Getting started” 6.2 of 10, down from 7.2 the quarter before" in team.text
    needs = drafts.report(demo_store, "partners", Audience.COUNCIL, "2026Q3", today).text
    assert "On “Leads that turn into orders” partners rate us behind Northwind: 5.9 against 7.0 of 10." in needs


def test_a_function_without_answers_speaks_of_its_own_strategy(demo_store: Store, today: date) -> None:
    made = drafts.report(demo_store, "chro", Audience.COUNCIL, "2026Q3", today)
    assert "My answer on Internal realities does not stand: it names no evidence." in made.text


def test_projects_are_told_to_whom_they_touch(demo_store: Store, today: date) -> None:
    made = drafts.report(demo_store, "data", Audience.COUNCIL, "2026Q3", today).text
    assert "“One record of each customer” is red: will cost USD 4.5 million instead of USD 3.2 million" in made
    assert "to be decided: grant $1.3 million more" in made
    assert (
        "“One record of each customer” of Tomasz Zielinski is red"
        in drafts.report(demo_store, "ceo", Audience.COUNCIL, "2026Q3", today).text
    )
    support = drafts.report(demo_store, "support", Audience.TEAM, "2026Q3", today).text
    assert "Support gained 12 points more than elsewhere, likely between 7 up and 17 up." in support
    desk = drafts.report(demo_store, "partners", Audience.TEAM, "2026Q3", today).text
    assert "I answer for “A desk for resellers”; next comes “Nine people hired”, due on 31 January 2027." in desk


def test_outside_hears_a_public_projects_step_that_is_done_and_nothing_of_any_other(
    demo_store: Store, today: date
) -> None:
    made = drafts.report(demo_store, "support", Audience.EXTERNAL, "2026Q1", today)
    steps = [point.text for point in made.points if point.fact.record.startswith("table milestones")]
    assert steps == [
        "A step of “A named engineer for each customer” is done: “Every customer has one”, on 19 January 2026."
    ]


def test_an_embargoed_project_and_its_money_stand_in_the_councils_drafts_alone(demo_store: Store, today: date) -> None:
    for leader in ("cloud", "support", "ceo"):
        for audience in (Audience.TEAM, Audience.EXTERNAL):
            made = drafts.report(demo_store, leader, audience, "2026Q3", today)
            assert "Pilot of an assistant" not in json.dumps(made.as_json())
    council = drafts.report(demo_store, "cloud", Audience.COUNCIL, "2026Q3", today)
    assert "Pilot of an assistant" in council.text


def test_a_finance_leader_tells_the_team_how_many_are_trained_as_the_training_page_counts(
    demo_store: Store, today: date
) -> None:
    with demo_store.reading() as connection:
        told = training.of_unit(connection, "finance", today)
    assert told is not None
    made = drafts.report(demo_store, "cfo", Audience.TEAM, "2026Q3", today)
    (trained,) = [point for point in made.points if point.fact.kind == "training"]
    said = f"{told[1].done} of the {told[1].people} people of Finance have completed the training that was agreed."
    assert trained.text.startswith(said)


def test_a_demo_draft_made_anew_has_the_same_words_short_and_long(demo_store: Store, today: date) -> None:
    first = drafts.report(demo_store, "support", Audience.TEAM, "2026Q3", today)
    drafts.forget()
    again = drafts.report(demo_store, "support", Audience.TEAM, "2026Q3", today)
    assert (first.text, first.longer) == (again.text, again.longer)
    assert all(point.longer.startswith(point.text) for point in again.points)
    assert again.seconds_longer > again.seconds
    assert "answered" in again.longer


def test_a_draft_lasts_about_a_minute_and_a_half_and_says_no_sentence_twice(demo_store: Store, today: date) -> None:
    for audience in Audience:
        made = drafts.report(demo_store, "emea", audience, "2026Q3", today)
        assert 75 <= made.seconds <= 105
        sentences = re.split(r"(?<=[.?]) (?=[A-Z“])", made.longer)
        assert len(sentences) == len(set(sentences))
        assert made.flags == ()


def test_the_whole_companys_leader_hears_of_partners_as_their_own_leader_does(demo_store: Store, today: date) -> None:
    told = {
        leader: next(
            point.fact.claim()
            for point in drafts.report(demo_store, leader, Audience.COUNCIL, "2026Q3", today).points
            if point.fact.kind == "change" and point.text.startswith("Partners scored us")
        )
        for leader in ("ceo", "partners")
    }
    assert told["ceo"] == told["partners"]
    outside = drafts.report(demo_store, "ceo", Audience.EXTERNAL, "2026Q3", today).points
    assert outside[0].text.startswith("We ask customers and partners how likely")
    assert any(point.text.startswith("With partners that score was") for point in outside)


def test_a_metric_that_the_evidence_admits_is_told_by_its_department(demo_store: Store, today: date) -> None:
    with demo_store.reading() as connection:
        months = [one for one in standards.values(connection) if one.metric_id == "first-reply"]
    value = statistics.fmean(one.value for one in months if date(2026, 7, 1) <= one.month <= date(2026, 9, 1))
    council = drafts.report(demo_store, "support", Audience.COUNCIL, "2026Q3", today)
    (told,) = [point for point in council.points if point.fact.kind == "operational_metric"]
    said = f"“Hours to a first reply” missed its target in the third quarter: {value:.2f} hours against 5.5 hours;"
    assert told.text.startswith(said)
    assert "Mend “Hours to a first reply”, and the score comes back." in [one.text for one in council.not_to_say]
    outside = drafts.report(demo_store, "support", Audience.EXTERNAL, "2026Q3", today)
    assert "first reply" not in json.dumps(outside.as_json())
