from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.accounts import Held, Said, Standing, standing, vote, votes
from cx.domain.roles import Action, Actor, Role
from cx.domain.tally import Tally

people = st.builds(Said, *[st.integers(0, 30)] * 3)
PROMOTER, PASSIVE, DETRACTOR = Tally.counts(1, 0, 0), Tally.counts(0, 1, 0), Tally.counts(0, 0, 1)


@given(said=people)
def test_an_account_votes_for_the_class_that_its_mean_is_nearest_to(said: Said) -> None:
    if not said.people:
        assert vote(said) == Tally()
        return
    mean = Fraction(said.promoters - said.detractors, said.people)
    away = {abs(mean - 1): PROMOTER, abs(mean + 1): DETRACTOR}
    nearest = min(away) if min(away) < abs(mean) else None
    assert vote(said) == (away[nearest] if nearest is not None else PASSIVE)


@given(said=people)
def test_swapping_promoters_and_detractors_swaps_the_vote(said: Said) -> None:
    swapped = vote(Said(said.detractors, said.passives, said.promoters))
    assert (swapped.promoters, swapped.detractors) == (vote(said).detractors, vote(said).promoters)


@given(said=people, times=st.integers(1, 5))
def test_how_many_people_an_account_has_does_not_change_its_vote(said: Said, times: int) -> None:
    assert vote(Said(said.promoters * times, said.passives * times, said.detractors * times)) == vote(said)


@given(accounts=st.dictionaries(people, st.integers(1, 50), max_size=8))
def test_every_account_heard_from_has_one_vote(accounts: dict[Said, int]) -> None:
    assert votes(accounts).n == sum(many for said, many in accounts.items() if said.people)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said(), Standing.NOT_HEARD),
        (Said(1, 0, 0), Standing.PROMOTER),
        (Said(2, 1, 0), Standing.PROMOTER),
        (Said(1, 1, 0), Standing.PASSIVE),
        (Said(0, 1, 1), Standing.PASSIVE),
        (Said(0, 1, 2), Standing.DETRACTOR),
        (Said(9, 0, 1), Standing.MIXED),
    ],
)
def test_an_account_stands_where_its_people_do(said: Said, expected: Standing) -> None:
    assert standing(said) is expected


def test_what_accounts_pay_adds_up() -> None:
    assert Held(1, 5.0) + Held(2, 7.5) == Held(3, 12.5)


@pytest.mark.parametrize("role", list(Role))
def test_only_the_cx_leader_and_the_analyst_see_accounts_by_name(role: Role) -> None:
    allowed = Actor("somebody", frozenset({role})).may(Action.READ_ACCOUNTS)
    assert allowed == (role in (Role.CX_LEADER, Role.ANALYST))
