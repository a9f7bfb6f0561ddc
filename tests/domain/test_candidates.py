"""Which problems are candidates for a project: those of several areas that nobody is at work on."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cx.domain.candidates import Area, Problem, candidates, serves
from cx.domain.projects import Project, Stage
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tally import Tally
from cx.domain.taxonomy import Theme
from cx.domain.themes import Effect, Spoken, effects

WAITING = Problem.of_theme(Theme("waiting", "Waiting", ("wait*", "slow")))
BILLS = Problem.of_theme(Theme("bills", "Bills", ("invoice*",)))
EMEA = Area("EMEA", "Ana", Slice.of(region="EMEA"))
GERMANY = Area("Germany", "Ute", Slice.of(region="EMEA", segment="Germany"))
CLOUD = Area("Cloud", "Priya", Slice.of(business_unit="Cloud"))
SUPPORT = Area("Support", "Samuel", Slice.of(journey="Support"))

LOW = Spoken(Tally.counts(10, 10, 60), Tally.counts(200, 100, 50))
LOWER = Spoken(Tally.counts(5, 5, 150), Tally.counts(200, 100, 50))
USUAL = Spoken(Tally.counts(40, 20, 10), Tally.counts(200, 100, 50))
FEW = Spoken(Tally.counts(0, 0, 12), Tally.counts(200, 100, 50))


def judged(spoken: Mapping[str, Spoken]) -> dict[str, Effect]:
    return effects(spoken, design_effect=1.0, margin=5.0, thin_below=30, explored=False)


def in_areas(spoken: Mapping[tuple[str, Area], Spoken]) -> dict[tuple[str, Area], Effect]:
    keys = {str(place): key for place, key in enumerate(spoken)}
    return {keys[place]: one for place, one in judged({place: spoken[key] for place, key in keys.items()}).items()}


def names(*, company: Spoken = LOW, areas: Mapping[Area, Spoken], projects: tuple[Project, ...] = ()) -> list[str]:
    """The units of the one candidate; empty where there is none."""
    by_area = in_areas({(WAITING.key, area): one for area, one in areas.items()})
    found = candidates((WAITING,), judged({WAITING.key: company}), by_area, projects)
    return [area.unit for one in found for area, _ in one.touched]


def project(stage: Stage = Stage.RUNNING, scope: Slice = EVERYBODY, problem: str = "") -> Project:
    return Project("one", "A project", stage, problem=problem, scope=scope)


def test_a_problem_of_two_areas_is_a_candidate_and_the_area_that_suffers_most_is_named_first() -> None:
    assert names(areas={EMEA: LOW, CLOUD: LOWER}) == ["Cloud", "EMEA"]


@pytest.mark.parametrize("other", [USUAL, FEW])
def test_a_problem_of_one_area_is_its_own_to_mend(other: Spoken) -> None:
    assert names(areas={EMEA: LOW, CLOUD: other}) == []


def test_a_theme_that_goes_with_the_usual_scores_in_the_company_is_no_candidate() -> None:
    assert names(company=USUAL, areas={EMEA: LOW, CLOUD: LOW}) == []


def test_a_part_of_an_area_does_not_count_beside_it() -> None:
    assert names(areas={EMEA: LOW, GERMANY: LOWER}) == []


def test_two_areas_of_one_unit_are_one_unit() -> None:
    billing = Area("Support", "Samuel", Slice.of(journey="Billing"))
    assert names(areas={SUPPORT: LOW, billing: LOW}) == []


def test_an_area_within_the_group_of_a_project_is_left_to_it() -> None:
    moving = project(scope=SUPPORT.scope)
    assert names(areas={EMEA: LOW, CLOUD: LOWER, SUPPORT: LOW}, projects=(moving,)) == ["Cloud", "EMEA"]
    assert names(areas={EMEA: LOW, SUPPORT: LOW}, projects=(moving,)) == []
    part = project(scope=SUPPORT.scope.narrowed("region", "EMEA"))
    assert names(areas={EMEA: LOW, SUPPORT: LOW}, projects=(part,)) == ["EMEA", "Support"]


@pytest.mark.parametrize(
    ("stage", "found"),
    [(Stage.PROPOSED, False), (Stage.RUNNING, False), (Stage.LIVE, False), (Stage.CLOSED, True), (Stage.STOPPED, True)],
)
def test_a_project_serves_a_theme_until_it_is_over(stage: Stage, found: bool) -> None:
    at_work = project(stage, problem="I wait for weeks.")
    assert bool(names(areas={EMEA: LOW, CLOUD: LOW}, projects=(at_work,))) is found


def test_a_project_serves_a_theme_by_its_words_only() -> None:
    assert serves(project(problem="Why am I waiting?"), WAITING)
    assert serves(Project("b", "Waíting", Stage.PLANNED), WAITING)
    assert not serves(project(problem="My bill is wrong."), WAITING)


def ranked(*problems: Problem, spoken: Mapping[str, Spoken]) -> list[str]:
    by_area = in_areas({(one.key, area): LOW for one in problems for area in (EMEA, CLOUD)})
    return [one.problem.name for one in candidates(problems, judged(spoken), by_area, ())]


def test_what_pulls_the_score_down_most_comes_first() -> None:
    assert ranked(WAITING, BILLS, spoken={WAITING.key: LOW, BILLS.key: LOWER}) == ["Bills", "Waiting"]


def test_a_rating_counts_for_its_share_of_what_all_ratings_explain() -> None:
    """LOWER pulls the score down by more than LOW does, but not by twice as much."""
    half, most = Problem.of_rating(["Invoices"], 0.2), Problem.of_rating(["Invoices"], 0.9)
    for rating, expected in ((half, ["Waiting", "Invoices"]), (most, ["Invoices", "Waiting"])):
        assert ranked(WAITING, rating, spoken={WAITING.key: LOW, rating.key: LOWER}) == expected


def test_what_moves_less_than_a_point_is_no_candidate() -> None:
    assert ranked(Problem.of_rating(["Invoices"], 0.01), spoken={"rating Invoices": LOWER}) == []


def test_a_project_serves_a_rating_that_it_names_by_any_of_its_names() -> None:
    rating = Problem.of_rating(["Easy to use", "Simple to work with"], 0.5)
    assert serves(project(problem="It should be simple to work with."), rating)
    assert not serves(project(problem="Work is simple."), rating)
