"""The council's own rules: which meeting is next, what is carried forward, who has no seat."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.agenda import MOST_DECISIONS, Item, Kind, Matter, arrange
from cx.domain.council import (
    ActionPoint,
    ActionStatus,
    Meeting,
    MeetingStatus,
    Member,
    Placement,
    Seat,
    Unit,
    closed_since,
    last_held,
    next_meeting,
    still_open,
    without_seat,
)

TODAY = date(2026, 10, 1)


def meeting(day: str, status: MeetingStatus = MeetingStatus.PLANNED) -> Meeting:
    return Meeting(day, "Council", date.fromisoformat(day), status=status)


def action(name: str, due: str, closed: str = "") -> ActionPoint:
    return ActionPoint(
        *(name, "m", name, "Ana", date.fromisoformat(due)),
        status=ActionStatus.DONE if closed else ActionStatus.OPEN,
        closed_on=date.fromisoformat(closed) if closed else None,
    )


# Meetings -----------------------------------------------------------------------------------------------------------


def test_the_next_meeting_is_the_first_planned_one_from_today_on() -> None:
    known = [meeting("2027-03-09"), meeting("2026-10-01"), meeting("2026-09-01"), meeting("2026-12-08")]
    assert next_meeting(known, TODAY) == known[1]


def test_a_planned_meeting_whose_day_has_passed_waits_for_its_minutes() -> None:
    known = [meeting("2026-08-01"), meeting("2026-09-01"), meeting("2026-11-01", MeetingStatus.CANCELLED)]
    assert next_meeting(known, TODAY) == known[1]
    assert next_meeting([meeting("2026-09-01", MeetingStatus.HELD)], TODAY) is None


def test_the_last_meeting_is_one_that_was_held() -> None:
    held = meeting("2026-09-08", MeetingStatus.HELD)
    earlier = meeting("2026-06-09", MeetingStatus.HELD)
    later = meeting("2026-12-08", MeetingStatus.HELD)
    assert last_held([earlier, held, later, meeting("2026-09-20")], TODAY) == held
    assert last_held([meeting("2026-09-20")], TODAY) is None


def test_actions_are_carried_forward_until_somebody_closes_them() -> None:
    late, later, soon = action("a", "2026-09-22"), action("b", "2026-08-01"), action("c", "2026-12-01")
    done = action("d", "2026-08-01", "2026-09-14")
    assert still_open([soon, late, done, later], TODAY) == (later, late, soon)
    assert [one.overdue(TODAY) for one in (later, late, soon, done)] == [61, 9, 0, 0]
    assert closed_since([late, done], date(2026, 9, 8)) == (done,)
    assert closed_since([late, done], date(2026, 9, 14)) == ()


# Seats --------------------------------------------------------------------------------------------------------------

UNITS = (
    Unit("all", "Company"),
    Unit("emea", "EMEA", "business", "all"),
    Unit("customer", "Customer Office", "function", "all"),
    Unit("support", "Support", "function", "customer"),
    Unit("product", "Product", "function", "all"),
)


def member(unit: str, **more: object) -> Member:
    return Member(unit, unit.title(), unit_id=unit, **more)  # type: ignore[arg-type]


def test_a_unit_below_speaks_for_the_one_above_it() -> None:
    missing = without_seat(UNITS, [member("emea"), member("support")], TODAY)
    assert [unit.name for unit in missing] == ["Product"]


def test_a_guest_and_somebody_who_left_fill_no_seat() -> None:
    members = [member("emea", seat=Seat.GUEST), member("product", until=date(2026, 9, 30)), member("customer")]
    assert [unit.name for unit in without_seat(UNITS, members, TODAY)] == ["EMEA", "Product"]


def test_without_one_unit_over_all_every_unit_at_the_top_should_have_a_seat() -> None:
    units = (Unit("a", "A"), Unit("b", "B"), Unit("c", "C", parent_id="b"))
    assert [unit.name for unit in without_seat(units, [], TODAY)] == ["A", "B"]


def test_units_that_stand_above_each_other_in_a_ring_do_no_harm() -> None:
    units = (Unit("a", "A", parent_id="b"), Unit("b", "B", parent_id="a"))
    assert without_seat(units, [member("a")], TODAY) == ()


# The agenda ---------------------------------------------------------------------------------------------------------


def matter(source: str, kind: Kind = Kind.GAP) -> Matter:
    return Matter(source, kind, source.title(), "", ("A: yes", "B: no"), "A")


matters = st.lists(st.sampled_from(Kind), max_size=20).map(
    lambda kinds: [matter(f"m{place}", kind) for place, kind in enumerate(kinds)]
)


@given(matters)
def test_nothing_is_lost_and_at_most_six_are_decided(found: list[Matter]) -> None:
    agenda = arrange((), found)
    assert len(agenda.decisions) == min(len(found), MOST_DECISIONS)
    assert sorted(one.source for one in agenda.all) == sorted(one.source for one in found)


@given(matters)
def test_no_kind_takes_a_third_place_while_another_kind_waits(found: list[Matter]) -> None:
    agenda = arrange((), found)
    counts = {kind: sum(one.kind is kind for one in agenda.decisions) for kind in Kind}
    waiting = {one.kind for one in agenda.annex if counts[one.kind] < 2}
    assert not (waiting and max(counts.values()) > 2)


@given(matters)
def test_the_order_is_that_of_the_kinds_and_within_one_as_given(found: list[Matter]) -> None:
    for part in (arrange((), found).decisions, arrange((), found).annex):
        places = [(list(Kind).index(one.kind), int(one.source[1:])) for one in part]
        assert places == sorted(places)


def test_what_somebody_placed_stays_there_and_new_matters_are_marked() -> None:
    found = [matter(f"m{place}", Kind.PROJECT) for place in range(7)]
    items = [
        Item("i6", "Seven", source="m6", placement=Placement.AGENDA, position=1),
        Item("i0", "Zero", source="m0", placement=Placement.AGENDA, position=2),
        Item("i1", "One", source="m1", placement=Placement.LEFT_OUT),
        Item("i2", "Two", source="m2", placement=Placement.ANNEX),
    ]
    agenda = arrange(items, found)
    assert [one.title for one in agenda.decisions] == ["Seven", "Zero", "M3", "M4", "M5"]
    assert [one.new for one in agenda.decisions] == [False, False, True, True, True]
    assert [one.title for one in agenda.annex] == ["Two"]
    assert [one.title for one in agenda.left_out] == ["One"]


def test_a_seventh_decision_goes_to_the_annex() -> None:
    items = [Item(f"i{n}", f"I{n}", placement=Placement.AGENDA, position=n) for n in range(1, 9)]
    agenda = arrange(items, [])
    assert [one.position for one in agenda.decisions] == [1, 2, 3, 4, 5, 6]
    assert [one.position for one in agenda.annex] == [7, 8]


@pytest.mark.parametrize(("placement", "where"), [(None, "annex"), (Placement.AGENDA, "decisions")])
def test_an_issue_whose_source_was_settled_meanwhile_waits_no_longer(placement: Placement | None, where: str) -> None:
    agenda = arrange([Item("i", "Settled", source="signals gone", placement=placement)], [])
    (issue,) = getattr(agenda, where)
    assert not issue.waits


def test_an_issue_that_somebody_wrote_takes_a_place_by_the_rule() -> None:
    agenda = arrange([Item("i", "Written")], [matter("m", Kind.SEAT)])
    assert [one.key for one in agenda.decisions] == ["m", "i"]
