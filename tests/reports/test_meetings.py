"""What the Council meetings page says of the demo company and of an empty store, and how an agenda is moved."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cx.actions import council as actions
from cx.actions import records
from cx.demo.company import TODAY
from cx.demo.council import NEXT_MEETING, STORIES, UNSEATED
from cx.domain.agenda import Move
from cx.domain.errors import NotPermitted, UnknownName
from cx.domain.projects import Project, Stage, Update
from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.narrative import agenda
from cx.reports import meetings
from cx.reports.meetings import Meetings
from cx.reports.records import form
from cx.store.opening import Store

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def page(demo_store: Store) -> Meetings:
    return meetings.report(demo_store, TODAY)


def issues(page: Meetings) -> list[str]:
    assert page.agenda
    return [card.key for card in page.agenda.decisions]


def test_the_stories_have_names_of_their_own() -> None:
    assert len({story.key for story in STORIES}) == len(STORIES)


def test_the_headline_says_when_what_and_what_is_late(page: Meetings) -> None:
    assert page.headline.sentence.startswith("The council meets in 68 days, six decisions to take")
    assert page.headline.sentence.endswith("one action is overdue.")


def test_what_needs_a_decision_stands_on_the_agenda_with_options_and_owner(page: Meetings) -> None:
    assert page.agenda
    assert {"projects one-record", "gaps external", "signals assistants"} <= set(issues(page))
    assert "standards first-week" in {one.key for one in page.agenda.annex}
    assert {"answers industry", "training", "seats"} <= {card.key for card in page.agenda.annex}
    for card in page.agenda.decisions:
        assert len(card.options) >= 2
        assert card.owner
        assert card.due


def test_the_overdue_action_comes_first_and_the_done_one_is_among_what_changed(page: Meetings) -> None:
    assert page.actions
    assert (page.actions.open[0].action_id, page.actions.open[0].late) == ("name-product-people", True)
    assert any(line.startswith("Done: Name an engineer") for line in page.changed)
    assert any(line.startswith("Q3 2026 ended at 39") for line in page.changed)


def test_milestones_and_updates_since_the_last_meeting_are_among_what_changed(page: Meetings) -> None:
    assert "Reached: Six people at work in EMEA (People who start new customers, 21 Sep 2026)." in page.changed
    updates = [line for line in page.changed if line.startswith("People who start new customers: ")]
    assert updates == [
        "People who start new customers: Six people start customers in three countries. (Ana Ruiz, 24 Sep 2026)"
    ]
    assert not any("One model of a customer agreed" in line for line in page.changed)


def test_a_milestone_whose_day_went_by_is_missed_until_it_is_reached(demo_store: Store) -> None:
    changed = meetings.report(demo_store, date(2026, 11, 20)).changed
    missed = "Missed: Every new customer in Germany is started by a person (People who start new customers, was planned"
    assert [line for line in changed if line.startswith(missed)] == [
        f"{missed} for 1 Nov 2026, now expected 16 Nov 2026)."
    ]


def test_a_request_of_three_alternatives_is_not_parted_in_two(page: Meetings) -> None:
    assert page.agenda
    (card,) = [one for one in page.agenda.decisions if one.key == "projects one-record"]
    assert card.options[0] == "A: what its owner asks: grant $1.3 million more, move support alone, or stop"
    assert card.proposal == "A, saying which"


@pytest.mark.parametrize(
    ("asks", "options"),
    [
        ("Fund it, or stop it.", ["A: fund it", "B: stop it"]),
        ("Fund it, or halve it, or stop it.", ["A: fund it", "B: halve it", "C: stop it"]),
        ("Stop it, and give its people away.", ["A: stop it, and give its people away", "B: leave it as it is"]),
        (
            "Grant two people, one from Product, or stop.",
            ["A: what its owner asks: grant two people, one from Product, or stop", "B: leave it as it is"],
        ),
    ],
)
def test_what_an_owner_asks_becomes_options(asks: str, options: list[str]) -> None:
    asked = Project("one", "One", Stage.RUNNING, updates=(Update(TODAY, "Told.", asks=asks),))
    found = agenda.project(asked, "late", TODAY)
    assert list(found.options[:-1]) == options
    assert found.options[-1].endswith("decide at the next meeting, knowing what that costs")


def test_the_function_without_a_seat_and_the_one_who_answers_are_named(page: Meetings) -> None:
    assert page.seats
    assert page.seats.missing == (UNSEATED,)
    assert "Martin Falk" in page.seats.accountable
    assert "Helen Osei, 8 Sep 2026" in page.seats.confirmed


def test_what_is_embargoed_is_left_out_for_whoever_may_not_see_it(demo_store: Store, page: Meetings) -> None:
    told = repr(meetings.report(demo_store, TODAY, embargoed=False))
    assert "could start in a day" in repr(page)
    assert "could start in a day" not in told
    assert "Match its start" not in told


def test_an_empty_store_says_the_next_step(empty_store: Store) -> None:
    with empty_store.writing():
        """Opening for writing makes it."""
    page = meetings.report(empty_store, TODAY)
    assert page.headline.sentence == "No meeting of the council is planned."
    assert "Plan the first meeting" in page.headline.next_step
    assert page.seats
    assert page.seats.title == "Nobody sits in the council yet"
    assert (page.changed, page.requests, page.money) == ((), (), None)


def test_a_letter_to_an_owner_names_what_is_open_of_theirs(page: Meetings) -> None:
    (letter,) = [one for one in page.requests if one.owner == "Ana Ruiz"]
    assert letter.address == "ana.ruiz@meridian.example"
    assert "Name three people from Product" in letter.text
    assert ("first-90-days", "People who start new customers") in letter.projects


# Moving -------------------------------------------------------------------------------------------------------------


def test_an_issue_is_moved_and_stays_where_it_was_put(own_demo_store: Store) -> None:
    first, second, *rest = issues(meetings.report(own_demo_store, TODAY))
    actions.move(own_demo_store, SINGLE_USER, NEXT_MEETING, second, Move.UP, NOW, TODAY)
    page = meetings.report(own_demo_store, TODAY)
    assert page.agenda
    titles = [card.title for card in page.agenda.decisions]
    assert titles[1].startswith("Keep the onboarding portal")
    assert first == "portal-emea"
    assert len(titles) == len(rest) + 2
    last = page.agenda.decisions[-1]
    actions.move(own_demo_store, SINGLE_USER, NEXT_MEETING, last.key, Move.ANNEX, NOW, TODAY)
    page = meetings.report(own_demo_store, TODAY)
    assert page.agenda
    assert last.title in [card.title for card in page.agenda.annex]
    assert last.title not in [card.title for card in page.agenda.decisions]


def test_nobody_but_the_chair_moves_and_what_is_gone_is_told(own_demo_store: Store) -> None:
    executive = Actor("e", frozenset({Role.EXECUTIVE}))
    with pytest.raises(NotPermitted):
        actions.move(own_demo_store, executive, NEXT_MEETING, "seats", Move.AGENDA, NOW, TODAY)
    with pytest.raises(UnknownName, match="no longer stands there"):
        actions.move(own_demo_store, SINGLE_USER, NEXT_MEETING, "nothing", Move.UP, NOW, TODAY)
    with pytest.raises(UnknownName, match="no such meeting"):
        actions.move(own_demo_store, SINGLE_USER, "1999-01", "seats", Move.UP, NOW, TODAY)


def test_a_recorded_decision_stands_at_its_issue(own_demo_store: Store) -> None:
    texts = {"meeting_id": NEXT_MEETING, "title": "Assistants", "decision": "We answer it.", "owner": "Priya Nair",
             "item_id": "signals assistants"}  # fmt: skip
    records.save(own_demo_store, SINGLE_USER, "decisions", texts, NOW)
    page = meetings.report(own_demo_store, TODAY)
    assert page.agenda
    (card,) = [one for one in page.agenda.decisions if one.key == "signals assistants"]
    assert card.decided == "Decided: We answer it. Priya Nair"


def test_a_meeting_without_minutes_is_said_once_its_day_has_passed(demo_store: Store) -> None:
    page = meetings.report(demo_store, date(2026, 12, 20))
    assert page.headline.sentence.startswith("The meeting of 8 Dec 2026 has no minutes yet")


def test_what_a_decision_is_about_is_chosen_by_name_and_nobody_types_an_id(demo_store: Store) -> None:
    offered = {field.name: field for field in form(demo_store, "decisions").fields}
    assert "People who start new customers" in [choice.label for choice in offered["project_id"].choices]
    assert not any(offered[name].free for name in ("meeting_id", "item_id", "project_id"))
    of_an_issue = {one.name: one for one in form(demo_store, "decisions", (), (("item_id", "seats"),)).fields}
    assert of_an_issue["item_id"].fixed, "an issue that the page found is no record to choose"
