"""Answers that stand or do not, goals that something serves, and money beside gaps."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cx.domain.allocation import Allocation, Funding, Gap, Plan, fundings
from cx.domain.dimensions import Dimension
from cx.domain.evidence import Evidence
from cx.domain.strategy import Answer, Effort, Goal, Standing, align, days_overdue, gravest_first, standings

TODAY = date(2026, 10, 1)


def answer(dimension: Dimension, left: int = 30, evidence: int = 1) -> Answer:
    rests_on = (Evidence("a study"),) * evidence
    return Answer(dimension, "so", "Ana", rests_on, date(2025, 1, 1), TODAY + timedelta(days=left))


# Answers ------------------------------------------------------------------------------------------------------------


def test_an_answer_is_due_on_its_day_and_overdue_on_the_next() -> None:
    assert standings(answer(Dimension.CUSTOMERS, left=0), TODAY) == (Standing.STANDS,)
    assert standings(answer(Dimension.CUSTOMERS, left=-1), TODAY) == (Standing.OVERDUE,)
    assert days_overdue(TODAY - timedelta(days=3), TODAY) == 3
    assert days_overdue(None, TODAY) == 0


def test_an_answer_may_be_overdue_and_unsupported_at_once() -> None:
    assert standings(answer(Dimension.INTERNAL, left=-9, evidence=0), TODAY) == (
        Standing.OVERDUE,
        Standing.UNSUPPORTED,
    )
    assert standings(None, TODAY) == (Standing.MISSING,)


def test_the_gravest_answer_comes_first_and_none_is_left_out() -> None:
    answers = {
        Dimension.CUSTOMERS: answer(Dimension.CUSTOMERS),
        Dimension.PARTNERS: answer(Dimension.PARTNERS, evidence=0),
        Dimension.COMPETITORS: answer(Dimension.COMPETITORS, left=-5),
        Dimension.INDUSTRY: answer(Dimension.INDUSTRY, left=-50),
        Dimension.EXTERNAL: answer(Dimension.EXTERNAL),
    }
    assert gravest_first(answers, TODAY) == (
        Dimension.INTERNAL,
        Dimension.INDUSTRY,
        Dimension.COMPETITORS,
        Dimension.PARTNERS,
        Dimension.CUSTOMERS,
        Dimension.EXTERNAL,
    )


# Alignment ----------------------------------------------------------------------------------------------------------

FUNDED = Effort("Fast start", Dimension.CUSTOMERS, "easy-start")


def test_a_goal_that_names_nothing_is_served_by_nothing() -> None:
    alignment = align([Goal("g", "Grow")], [FUNDED])
    assert [goal.goal_id for goal in alignment.unserved] == ["g"]
    assert alignment.hollow == frozenset()
    assert alignment.aimless == ("Fast start",)


def test_a_dimension_with_nothing_committed_serves_a_goal_in_name_only() -> None:
    goal = Goal("g", "Grow", dimensions=(Dimension.PARTNERS,))
    alignment = align([goal], [Effort("Desk", Dimension.PARTNERS, committed=False)])
    assert (alignment.unserved, alignment.hollow) == ((goal,), {"g"})
    assert alignment.aimless == ()


def test_a_goal_is_served_by_what_is_committed_and_by_projects() -> None:
    goals = [Goal("a", "A", dimensions=(Dimension.CUSTOMERS,)), Goal("b", "B", projects=("portal",))]
    alignment = align(goals, [FUNDED, Effort("Portal", None, "portal"), Effort("Hobby", Dimension.INTERNAL, "hobby")])
    assert alignment.served == {"a": ("customers",), "b": ("portal",)}
    assert alignment.unserved == ()
    assert alignment.aimless == ("Hobby",)


# Money and people ---------------------------------------------------------------------------------------------------

shares = st.floats(0, 1)
points = st.floats(0.1, 100)


def allocation(dimension: Dimension, planned: float, committed: float, people: tuple[float, float]) -> Allocation:
    return Allocation("a", dimension, "x", "", planned, committed, *people)


def test_the_scarcer_of_money_and_people_decides() -> None:
    (first, *_) = fundings([allocation(Dimension.CUSTOMERS, 4, 3, (14, 7))], {Dimension.CUSTOMERS: Gap(20)})
    assert (first.dimension, first.covered, first.uncovered) == (Dimension.CUSTOMERS, 0.5, 0.5)
    assert (first.money.missing, first.people.missing) == (1, 7)


def test_more_than_planned_is_covered_and_lacks_nothing() -> None:
    plan = Plan(2, 3)
    assert (plan.covered, plan.missing) == (1, 0)
    assert Plan().covered is None


def test_a_gap_that_nobody_planned_for_is_wholly_uncovered() -> None:
    assert Funding(Dimension.PARTNERS, Plan(), Plan(), Gap(12)).uncovered == 1


@given(points, points, shares, shares)
def test_the_gap_with_more_points_uncovered_comes_first(ours: float, theirs: float, one: float, other: float) -> None:
    made = fundings(
        [allocation(Dimension.CUSTOMERS, 1, one, (0, 0)), allocation(Dimension.PARTNERS, 1, other, (0, 0))],
        {Dimension.CUSTOMERS: Gap(ours), Dimension.PARTNERS: Gap(theirs)},
    )
    place = {funding.dimension: i for i, funding in enumerate(made)}
    if ours * (1 - one) > theirs * (1 - other):
        assert place[Dimension.CUSTOMERS] < place[Dimension.PARTNERS]


@given(st.dictionaries(st.sampled_from(Dimension), st.builds(Gap, st.none() | st.floats(-100, 100))))
def test_every_dimension_stands_once(gaps: dict[Dimension, Gap]) -> None:
    assert sorted(funding.dimension for funding in fundings([], gaps)) == sorted(Dimension)


def test_where_we_are_ahead_or_all_is_covered_comes_last() -> None:
    made = fundings(
        [allocation(Dimension.CUSTOMERS, 1, 1, (0, 0)), allocation(Dimension.INTERNAL, 2, 1, (0, 0))],
        {
            Dimension.CUSTOMERS: Gap(40),
            Dimension.PARTNERS: Gap(-10),
            Dimension.COMPETITORS: Gap(5),
            Dimension.INDUSTRY: Gap(word="well behind", severity=2),
        },
    )
    assert [funding.dimension for funding in made[:3]] == [
        Dimension.COMPETITORS,
        Dimension.INDUSTRY,
        Dimension.INTERNAL,
    ]
