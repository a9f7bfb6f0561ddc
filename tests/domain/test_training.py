from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cx.domain.training import (
    Assignment,
    Completion,
    Course,
    Exemption,
    Headcount,
    Level,
    Register,
    Standing,
)

TODAY = date(2026, 10, 1)
BASICS = Course("basics", "Basics", due_by=date(2026, 9, 1))
LEADING = Course("leading", "Leading", levels=(Level.BOARD, Level.MANAGER), due_by=date(2026, 12, 31))
COUNTED = date(2026, 1, 1)


def took(employee: str, course: str = "basics", done: str = "", due: str = "2026-06-30", **said: object) -> Assignment:
    told = {"unit": "support", "level": Level.STAFF, "assigned": date(2026, 3, 1)} | said
    return Assignment(
        employee=employee,
        course=course,
        due=date.fromisoformat(due) if due else None,
        completed=date.fromisoformat(done) if done else None,
        **told,  # type: ignore[arg-type]
    )


def heads(people: int, level: Level = Level.STAFF, counted_on: date = COUNTED) -> Headcount:
    return Headcount("support", level, counted_on, people)


def test_people_whom_nobody_assigned_are_not_done() -> None:
    register = Register(
        (BASICS,), (took("a", done="2026-05-01"), took("b", done="2026-07-02"), took("c")), (heads(10),)
    )
    assert register.on(TODAY).whole == Completion(
        people=10, listed=3, due=3, done=2, on_time=1, overdue=1, left_out=7, counted=True
    )


def test_a_person_is_done_when_every_course_of_their_level_is() -> None:
    records = (
        took("a", "basics", done="2026-05-01", level=Level.MANAGER),
        took("a", "leading", level=Level.MANAGER, due=""),
        took("b", "basics", done="2026-05-01"),
    )
    register = Register((BASICS, LEADING), records, (heads(1), heads(1, Level.MANAGER)))
    found = register.on(TODAY)
    assert (found.of_level(Level.MANAGER).done, found.of_level(Level.STAFF).done) == (0, 1)
    assert found.whole.overdue == 0, "leading is due at the end of the year"
    assert register.on(date(2027, 1, 1)).whole.overdue == 1
    assert register.on(TODAY, "basics").whole.done == 2


def test_a_course_that_is_repeated_counts_by_its_latest_assignment() -> None:
    again = took("a", assigned=date(2026, 9, 10), due="2026-12-31")
    register = Register((BASICS,), (took("a", done="2026-05-01"), again), (heads(1),))
    assert register.on(date(2026, 9, 9)).whole.done == 1
    assert register.on(date(2026, 9, 10)).whole.done == 0


def test_a_completion_in_the_future_is_none_yet() -> None:
    register = Register((BASICS,), (took("a", done="2026-10-02"),), (heads(1),))
    assert (register.on(TODAY).whole.done, register.on(TODAY + timedelta(days=1)).whole.done) == (0, 1)


def test_who_is_exempt_is_left_out_of_the_people() -> None:
    records = (took("a", done="2026-05-01"), took("b", exempt="long leave"))
    excused = Exemption("support", Level.STAFF, 3, "trainers", until=date(2026, 10, 31))
    register = Register((BASICS,), records, (heads(10),), (excused,))
    whole = register.on(TODAY).whole
    assert (whole.people, whole.exempt, whole.overdue) == (6, 4, 0)
    assert register.on(date(2026, 11, 1)).whole.people == 9


def test_who_is_exempt_from_one_course_still_must_take_the_others() -> None:
    excused = Exemption("support", Level.MANAGER, 2, "they teach it", course="basics")
    register = Register((BASICS, LEADING), (), (heads(5, Level.MANAGER), heads(5)), (excused,))
    assert register.on(TODAY).of_level(Level.MANAGER).people == 5
    assert register.on(TODAY, "basics").of_level(Level.MANAGER).people == 3
    alone = Exemption("support", Level.STAFF, 2, "they teach it", course="basics")
    assert Register((BASICS, LEADING), (), (heads(5),), (alone,)).on(TODAY).whole.people == 3


def test_a_headcount_older_than_the_list_is_said_and_never_gives_more_than_all() -> None:
    register = Register((BASICS,), (took("a", done="2026-05-01"), took("b", done="2026-05-01")), (heads(1),))
    found = register.on(TODAY)
    assert found.whole.share == 100
    assert found.short == {("support", Level.STAFF)}


def test_without_headcount_the_list_is_all_that_is_known() -> None:
    found = Register((BASICS,), (took("a"), took("b", done="2026-05-01"))).on(TODAY).whole
    assert (found.people, found.counted, found.share) == (2, False, 50)


def test_the_headcount_of_the_time_counts() -> None:
    register = Register((BASICS,), (took("a", done="2026-05-01"),), (heads(2), heads(4, counted_on=date(2026, 8, 1))))
    assert [register.on(day).whole.people for day in (date(2025, 12, 1), date(2026, 7, 31), date(2026, 8, 1))] == [
        2,
        2,
        4,
    ]


def test_a_closed_course_and_one_that_has_not_begun_are_required_of_nobody() -> None:
    closed, later = Course("a", "A", open=False), Course("b", "B", starts_on=date(2027, 1, 1))
    assert Register((closed, later), (took("x", "a"),), (heads(5),)).on(TODAY).groups == {}


def test_behind_is_where_too_many_are_late_to_reach_the_target() -> None:
    assert Completion(people=100, done=90).standing(90) is Standing.MET
    assert Completion(people=100, done=50, overdue=4, left_out=6).standing(90) is Standing.UNDER_WAY
    assert Completion(people=100, done=50, overdue=4, left_out=7).standing(90) is Standing.BEHIND
    assert Completion().standing(90) is Standing.NOBODY


def test_the_overdue_come_longest_first() -> None:
    records = (took("a", due="2026-08-01"), took("b", due="2026-07-01"), took("c", due="2026-10-01"))
    found = Register((BASICS,), records, (heads(3),)).on(TODAY)
    assert [(one.employee, one.days) for one in found.overdue] == [("b", 92), ("a", 61)]


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
assignments = st.lists(
    st.builds(
        Assignment,
        employee=st.sampled_from("abcdefgh"),
        unit=st.sampled_from(["support", "finance"]),
        level=st.sampled_from(list(Level)),
        course=st.sampled_from(["basics", "leading"]),
        assigned=days,
        due=st.none() | days,
        completed=st.none() | days,
        exempt=st.sampled_from(["", "", "leave"]),
    ),
    max_size=30,
).map(tuple)
counts = st.lists(
    st.builds(
        Headcount, st.sampled_from(["support", "finance"]), st.sampled_from(list(Level)), days, st.integers(0, 9)
    ),
    max_size=12,
).map(tuple)


@given(records=assignments, headcounts=counts, day=days)
def test_counts_hold_together_in_any_register(
    records: tuple[Assignment, ...], headcounts: tuple[Headcount, ...], day: date
) -> None:
    found = Register((BASICS, LEADING), records, headcounts).on(day)
    whole = found.whole
    assert whole.on_time <= whole.done <= whole.listed <= whole.people
    assert whole.done + whole.overdue <= whole.listed
    assert whole.late <= whole.people - whole.done
    assert whole.listed + whole.exempt >= len({one.employee for one in found.overdue}) == whole.overdue
    assert sum((found.of_level(level) for level in Level), Completion()) == whole
    assert found.of_unit("support") + found.of_unit("finance") == whole
