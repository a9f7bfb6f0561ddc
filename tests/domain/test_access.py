"""Which role opens which page, and which rows."""

from __future__ import annotations

import pytest

from cx.domain.access import EVERY_ROW, NO_ROW, narrowed, rows_of
from cx.domain.roles import ALLOWED, NOBODY, PAGES, SINGLE_USER, Action, Actor, Role
from cx.domain.slices import EVERYBODY, Slice
from cx.ui.navigation import PLACES

EMEA, CLOUD = Slice.of(region="EMEA"), Slice.of(product="Cloud")


def actor(role: Role, *areas: Slice) -> Actor:
    return Actor("p-1", frozenset({role}), "ruiz" if areas else "", areas)


def test_every_page_of_the_menu_is_in_the_table_of_roles() -> None:
    assert {place.address for place in PLACES} <= set(PAGES)


def test_every_action_is_in_the_table_of_roles() -> None:
    assert set(ALLOWED) == set(Action)


def test_a_page_that_is_not_listed_is_denied_to_everybody() -> None:
    assert not any(actor(role).may_open("unheard-of") for role in Role)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_opens_nothing_and_the_cx_leader_everything(page: str) -> None:
    assert not NOBODY.may_open(page)
    assert SINGLE_USER.may_open(page)


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (Role.EMPLOYEE, {"for-everyone"}),
        (Role.AUDITOR, {"access"}),
        (Role.LEGAL, {"speaking-points", "for-everyone"}),
        (Role.IR, {"speaking-points", "for-everyone"}),
        (Role.OWNER, {"overview", "trends", "benchmarks", "projects", "for-everyone"}),
        (Role.EXECUTIVE, set(PAGES) - {"speaking-points", "imports", "settings", "access"}),
        (Role.LEADER, set(PAGES) - {"imports", "settings", "access"}),
        (Role.ANALYST, set(PAGES) - {"speaking-points", "settings", "access"}),
    ],
)
def test_each_role_opens_its_pages_and_no_other(role: Role, pages: set[str]) -> None:
    assert {page for page in PAGES if actor(role).may_open(page)} == pages


def test_an_executive_has_five_pages_at_hand_and_the_rest_under_more() -> None:
    chief = actor(Role.EXECUTIVE)
    assert {page for page in PAGES if chief.may_open(page) and chief.has_at_hand(page)} == {
        "overview",
        "trends",
        "benchmarks",
        "projects",
        "for-everyone",
    }
    assert all(SINGLE_USER.has_at_hand(page) for page in PAGES)


def test_a_leader_reads_their_own_area_and_their_own_drafts() -> None:
    rows = rows_of(actor(Role.LEADER, EMEA))
    assert rows.groups == (EMEA,)
    assert rows.may_read_draft("ruiz", "team")
    assert not rows.may_read_draft("chen", "team")
    assert rows_of(actor(Role.LEADER, EVERYBODY)).groups is None


def test_legal_and_investor_relations_read_drafts_for_outside_only() -> None:
    for role in (Role.LEGAL, Role.IR):
        assert rows_of(actor(role)).may_read_draft("ruiz", "external")
        assert not rows_of(actor(role)).may_read_draft("ruiz", "council")


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.OWNER, Role.AUDITOR])
def test_others_read_no_comment_and_no_draft(role: Role) -> None:
    assert rows_of(actor(role, EMEA)) == NO_ROW
    assert rows_of(SINGLE_USER) == EVERY_ROW


def test_an_area_and_a_view_meet_where_they_agree() -> None:
    assert narrowed([EMEA], CLOUD) == (Slice.of(region="EMEA", product="Cloud"),)
    assert narrowed([EMEA], Slice.of(region="APAC")) == ()
