"""A change taken apart into how groups scored and who answered."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cx.domain.bridge import bridge
from cx.domain.errors import BadValue
from cx.domain.score import score
from cx.domain.tally import EMPTY, Tally, total
from tests.domain.strategies import law, tallies, weighted

names = st.sampled_from(("EMEA", "Americas", "Asia", "India", "(not given)"))
plain = st.dictionaries(names, tallies, max_size=5)
weighed = st.dictionaries(
    names, st.lists(st.tuples(st.integers(0, 10), st.floats(0.1, 10)), max_size=8).map(weighted), max_size=5
)
halves = plain | weighed


def value(groups: dict[str, Tally]) -> float | None:
    made = score(total(groups.values()))
    return made.value if made else None


@law
@given(halves, halves, st.none() | st.floats(-20, 20))
def test_the_parts_sum_to_the_change_exactly(
    before: dict[str, Tally], after: dict[str, Tally], method: float | None
) -> None:
    then, now = value(before), value(after)
    assume(then is not None and now is not None)
    made = bridge(before, after, method_change=method)
    assert (made.before, made.after) == pytest.approx((then, now), abs=1e-9)
    assert made.before + made.rate + made.mix + made.method == pytest.approx(made.after, abs=1e-9)
    assert sum(part.rate for part in made.parts) == pytest.approx(made.rate, abs=1e-9)
    assert sum(part.mix for part in made.parts) == pytest.approx(made.mix, abs=1e-9)


@law
@given(plain, plain)
def test_the_way_back_is_the_way_there_turned_round(before: dict[str, Tally], after: dict[str, Tally]) -> None:
    assume(value(before) is not None and value(after) is not None)
    there, back = bridge(before, after), bridge(after, before)
    assert (back.rate, back.mix) == pytest.approx((-there.rate, -there.mix), abs=1e-9)


@law
@given(plain)
def test_nothing_moves_between_a_period_and_itself(groups: dict[str, Tally]) -> None:
    assume(value(groups) is not None)
    made = bridge(groups, groups)
    assert all(part.rate == part.mix == 0 for part in made.parts)


@law
@given(plain, plain)
def test_the_largest_bars_come_first(before: dict[str, Tally], after: dict[str, Tally]) -> None:
    assume(value(before) is not None and value(after) is not None)
    sizes = [abs(part.rate) + abs(part.mix) for part in bridge(before, after).parts]
    assert sizes == sorted(sizes, reverse=True)


def test_the_figures_worked_out_by_hand() -> None:
    """Shares of 50, 30 and 20 percent become 40, 30 and 30; scores of 50, 30 and 0 become 52, 33 and 2."""
    before = {"a": Tally.counts(250, 250, 0), "b": Tally.counts(90, 210, 0), "c": Tally.counts(50, 100, 50)}
    after = {"a": Tally.counts(208, 192, 0), "b": Tally.counts(99, 201, 0), "c": Tally.counts(56, 194, 50)}
    made = bridge(before, after)
    assert (made.before, made.after) == pytest.approx((34.0, 31.3))
    assert round(made.rate, 1) == 2.3
    assert round(made.mix, 1) == -5.0


def test_a_fall_that_is_pure_mix_has_no_rate() -> None:
    before = {"happy": Tally.counts(80, 10, 10), "unhappy": Tally.counts(10, 10, 80)}
    after = {"happy": Tally.counts(40, 5, 5), "unhappy": Tally.counts(15, 15, 120)}
    made = bridge(before, after)
    assert made.rate == pytest.approx(0, abs=1e-9)
    assert made.mix == pytest.approx(-35)


def test_a_group_that_enters_or_leaves_moves_the_mix_only() -> None:
    stays = {"stays": Tally.counts(50, 30, 20)}
    newcomer = {**stays, "newcomer": Tally.counts(5, 0, 45)}
    entering, leaving = bridge(stays, newcomer), bridge(newcomer, stays)
    assert entering.rate == leaving.rate == 0
    assert entering.mix < 0 < leaving.mix


def test_a_group_without_answers_in_both_periods_is_left_out() -> None:
    groups = {"a": Tally.counts(5, 3, 2), "nobody": EMPTY}
    assert [part.group for part in bridge(groups, groups).parts] == ["a"]


def test_a_measured_change_of_method_is_a_bar_of_its_own() -> None:
    before = {"a": Tally.counts(50, 30, 20), "b": Tally.counts(20, 60, 20)}
    after = {"a": Tally.counts(55, 30, 15), "b": Tally.counts(25, 60, 15)}
    made = bridge(before, after, method_change=10)
    assert made.method == 10
    assert made.rate == pytest.approx(0, abs=1e-9)
    assert made.mix == pytest.approx(0, abs=1e-9)


def test_a_group_that_enters_with_the_new_method_is_placed_by_the_old_one() -> None:
    before = {"a": Tally.counts(50, 30, 20)}
    after = {"a": Tally.counts(60, 30, 10), "new": Tally.counts(60, 30, 10)}
    made = bridge(before, after, method_change=20)
    assert all(part.rate == part.mix == pytest.approx(0, abs=1e-9) for part in made.parts)


@pytest.mark.parametrize(("before", "after"), [({}, {"a": Tally.counts(1, 0, 0)}), ({"a": Tally.counts(1, 0, 0)}, {})])
def test_a_period_without_answers_has_nothing_to_take_apart(before: dict[str, Tally], after: dict[str, Tally]) -> None:
    with pytest.raises(BadValue, match="both have answers"):
        bridge(before, after)
