"""No small group can be read, nor worked out from what stands beside it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.samples import Hidden, hidden_parts, hidden_table, shown
from cx.domain.series import Shown
from cx.domain.tally import EMPTY, Tally
from tests.domain.strategies import law, weighted

HIDE_BELOW = 5
QUARTERS = {f"month {i}": f"quarter {i // 3}" for i in range(6)}
YEARS = QUARTERS | {"quarter 0": "year", "quarter 1": "year"}

some = st.sampled_from((0, 0, 1, 2, 3, 4, 5, 6, 9, 17, 60, 400))
grids = st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from(sorted(QUARTERS))), some, max_size=24)
wholes = st.sampled_from(({}, QUARTERS, YEARS))
spared_periods = st.sampled_from(((), ("month 5", "quarter 1", "year"), ("month 4", "month 5")))


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (0, Shown.EMPTY),
        (1, Shown.HIDDEN),
        (4, Shown.HIDDEN),
        (5, Shown.FEW),
        (29, Shown.FEW),
        (30, Shown.FULL),
    ],
)
def test_fewer_than_five_answers_are_hidden_and_fewer_than_thirty_are_few(n: int, told: Shown) -> None:
    assert shown(Tally.counts(n, 0, 0), 5, 30) is told


def test_unequal_weights_can_make_many_answers_few() -> None:
    assert shown(weighted([(9, 1.0)] * 40), 5, 30) is Shown.FULL
    assert shown(weighted([(9, 1.0)] * 39 + [(9, 100.0)]), 5, 30) is Shown.FEW


def test_answers_that_weigh_nothing_show_nothing() -> None:
    assert shown(weighted([(9, 0.0)] * 40), 5, 30) is Shown.EMPTY
    assert shown(EMPTY, 5, 30) is Shown.EMPTY


@law
@given(grids, wholes, spared_periods)
def test_who_sees_every_page_cannot_work_out_a_hidden_figure(
    counts: dict[tuple[str, str], int], longer: dict[str, str], spared: tuple[str, ...]
) -> None:
    hidden = hidden_table(counts, HIDE_BELOW, longer, spared=spared)
    attacker = Attacker(counts, longer, hidden)
    assert attacker.hidden >= {figure for figure, n in attacker.counts.items() if 0 < n < HIDE_BELOW}
    assert attacker.worked_out() == set()


@law
@given(grids, wholes, spared_periods)
def test_no_sum_beside_a_shown_total_is_that_of_a_small_group(
    counts: dict[tuple[str, str], int], longer: dict[str, str], spared: tuple[str, ...]
) -> None:
    attacker = Attacker(counts, longer, hidden_table(counts, HIDE_BELOW, longer, spared=spared))
    assert all(left == 0 or left >= HIDE_BELOW for left in attacker.left_by_totals())


@law
@given(grids, wholes, spared_periods)
def test_no_two_small_figures_can_be_worked_out_together(
    counts: dict[tuple[str, str], int], longer: dict[str, str], spared: tuple[str, ...]
) -> None:
    attacker = Attacker(counts, longer, hidden_table(counts, HIDE_BELOW, longer, spared=spared))
    small = [figure for figure in attacker.hidden if attacker.counts[figure] < HIDE_BELOW]
    for one, other in combinations(small, 2):
        apart = not (attacker.rows[one] * attacker.rows[other]).any()
        if apart and attacker.counts[one] + attacker.counts[other] < HIDE_BELOW:
            assert not attacker.knows(attacker.rows[one] + attacker.rows[other]), (one, other)


@law
@given(grids, wholes)
def test_the_order_of_cells_decides_nothing(counts: dict[tuple[str, str], int], longer: dict[str, str]) -> None:
    turned = dict(reversed(counts.items()))
    assert hidden_table(turned, HIDE_BELOW, longer) == hidden_table(counts, HIDE_BELOW, longer)


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    counts = {(group, month): 5 for group in "abcd" for month in QUARTERS}
    assert hidden_table(counts, HIDE_BELOW, YEARS) == Hidden(frozenset(), frozenset())


def test_one_small_cell_takes_three_others_with_it_and_the_smallest() -> None:
    counts = {
        (group, month): n
        for group, row in {"a": (3, 20, 90), "b": (30, 40, 95), "c": (80, 85, 99)}.items()
        for month, n in zip(("Jan", "Feb", "Mar"), row, strict=True)
    }
    table = hidden_table(counts, HIDE_BELOW, dict.fromkeys(("Jan", "Feb", "Mar"), "Q1"))
    assert table.cells == {("a", "Jan"), ("a", "Feb"), ("b", "Jan"), ("b", "Feb")}


def test_a_spared_period_is_hidden_only_where_no_other_protects() -> None:
    quarters = {("a", "Q1"): 90, ("a", "Q2"): 80, ("a", "Q3"): 20, ("a", "Q4"): 2}
    others = {("b", period): n + 10 for (_, period), n in quarters.items()}
    year = dict.fromkeys(("Q1", "Q2", "Q3", "Q4"), "year")
    assert ("a", "Q3") in hidden_table(quarters | others, HIDE_BELOW, year).cells
    table = hidden_table(quarters | others, HIDE_BELOW, year, spared=("Q3", "Q4", "year"))
    assert table.cells == {(group, period) for group in "ab" for period in ("Q2", "Q4")}
    groups = {((group,), period): n for (group, period), n in quarters.items()}
    assert hidden_parts(groups, HIDE_BELOW, year, [], spared=("Q3", "Q4")) == {(("a",), "Q2"), (("a",), "Q4")}
    two = {cell: groups[cell] for cell in groups if cell[1] in ("Q3", "Q4")}
    assert hidden_parts(two, HIDE_BELOW, year, [], spared=("Q3", "Q4")) == set(two)


def test_a_group_hidden_in_its_quarter_is_not_the_sum_of_its_months() -> None:
    months = {("a", "Jan"): 1, ("a", "Feb"): 1, ("b", "Jan"): 10, ("b", "Feb"): 30, ("c", "Jan"): 30, ("c", "Feb"): 12}
    table = hidden_table(months, HIDE_BELOW, {"Jan": "Q1", "Feb": "Q1"})
    (partner,) = {group for group, period in table.cells if period == "Q1"} - {"a"}
    assert any((partner, month) in table.cells for month in ("Jan", "Feb"))
    assert table.totals == frozenset()


class Attacker:
    """Knows which cells are empty and every shown figure, and solves the equations."""

    def __init__(self, counts: dict[tuple[str, str], int], longer: dict[str, str], hidden: Hidden[str, str]) -> None:
        cells = [cell for cell, n in counts.items() if n]
        self.longer = longer
        self.counts: dict[tuple[str, str], int] = {}
        self.rows: dict[tuple[str, str], np.ndarray] = {}
        for index, (group, month) in enumerate(cells):
            for period in self._periods(month):
                for figure in ((group, period), ("*", period)):
                    self.rows.setdefault(figure, np.zeros(len(cells)))[index] = 1
                    self.counts[figure] = self.counts.get(figure, 0) + counts[group, month]
        unseen = hidden.cells | {("*", period) for period in hidden.totals}
        self.hidden = {figure for figure in self.rows if figure in unseen}

    def _periods(self, month: str) -> list[str]:
        periods = [month]
        while periods[-1] in self.longer:
            periods.append(self.longer[periods[-1]])
        return periods

    def knows(self, combination: np.ndarray) -> bool:
        """Whether a combination of cells is one of the shown figures' too."""
        shown_figures = [self.rows[figure] for figure in self.rows if figure not in self.hidden]
        if not shown_figures:
            return False
        rank = np.linalg.matrix_rank(np.array(shown_figures))
        return bool(np.linalg.matrix_rank(np.array([*shown_figures, combination])) == rank)

    def worked_out(self) -> set[tuple[str, str]]:
        """Hidden figures that are a combination of the shown ones."""
        return {figure for figure in self.hidden if self.knows(self.rows[figure])}

    def left_by_totals(self) -> list[int]:
        """What each shown total leaves when its shown parts are taken off."""
        groups = {group for group, _ in self.rows} - {"*"}
        sums = [(("*", period), [(group, period) for group in groups]) for _, period in self.rows]
        for group, whole in self.rows:
            sums.append(((group, whole), [(group, part) for part, holder in self.longer.items() if holder == whole]))
        return [
            sum(self.counts[part] for part in parts if part in self.hidden)
            for figure, parts in sums
            if figure in self.rows and figure not in self.hidden
        ]


parts = st.dictionaries(
    st.tuples(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.sampled_from(sorted(QUARTERS))),
    some,
    max_size=40,
)


@law
@given(parts, wholes, spared_periods)
def test_of_groups_of_two_fields_no_single_one_is_left_beside_a_total_that_is_shown(
    counts: dict[tuple[tuple[str, ...], str], int], longer: dict[str, str], spared: tuple[str, ...]
) -> None:
    """Over both fields and over time, with the totals hidden as their own tables decide."""

    def over(*places: int) -> dict[tuple[tuple[str, ...], str], int]:
        added: dict[tuple[tuple[str, ...], str], int] = {}
        for (group, month), n in counts.items():
            for period in (month, *([longer[month]] if month in longer else []), *longest(month, longer)):
                cell = tuple(group[place] for place in places), period
                added[cell] = added.get(cell, 0) + n
        return added

    def shortest(cells: dict[tuple[tuple[str, ...], str], int]) -> dict[tuple[tuple[str, ...], str], int]:
        return {cell: n for cell, n in cells.items() if cell[1] in QUARTERS}

    everybody = hidden_parts(shortest(over()), HIDE_BELOW, longer, [], spared=spared)
    single = [hidden_parts(shortest(over(place)), HIDE_BELOW, longer, [everybody], spared=spared) for place in (0, 1)]
    hidden = hidden_parts(counts, HIDE_BELOW, longer, [single[1], single[0]], spared=spared)
    known = over(0, 1)
    assert {cell for cell, n in known.items() if 0 < n < HIDE_BELOW} <= hidden
    for place, totals in ((0, single[1]), (1, single[0])):
        for others, period in over(1 - place):
            if (others, period) not in totals:
                line = [cell for cell in known if cell[1] == period and cell[0][1 - place] == others[0]]
                assert_protected(line, known, hidden)
    for group in {group for group, _ in known}:
        for whole in set(longer.values()):
            if (group, whole) not in hidden:
                line = [(group, period) for period in longer if longer[period] == whole and (group, period) in known]
                assert_protected(line, known, hidden)


def longest(month: str, longer: dict[str, str]) -> list[str]:
    year = longer.get(longer.get(month, ""))
    return [year] if year else []


def assert_protected(
    line: list[tuple[tuple[str, ...], str]],
    known: dict[tuple[tuple[str, ...], str], int],
    hidden: frozenset[tuple[tuple[str, ...], str]],
) -> None:
    answered = [cell for cell in line if known[cell]]
    unseen = [cell for cell in answered if cell in hidden]
    if unseen and unseen != answered:
        assert len(unseen) > 1
        assert sum(known[cell] for cell in unseen) >= HIDE_BELOW
