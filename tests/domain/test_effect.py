"""A project's effect: a real one is found, and luck, fashion and the choice of the worst are not taken for one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from cx.domain.effect import Evidence, Found, Pair, compared, effects, months_in, points_per_money, times
from cx.domain.periods import Span
from cx.domain.score import Score, score
from cx.domain.tally import Tally

ANSWERED = Span(date(2023, 1, 1), date(2026, 9, 30))
SHARES = np.array([0.45, 0.30, 0.25])
MARGIN = 5.0
TRIALS = 600

Counts = NDArray[np.int64]


def scored(counts: Counts) -> Score:
    made = score(Tally.counts(*(int(count) for count in counts)))
    assert made is not None
    return made


def pair(counts: Counts, group: int, first: int, last: int) -> Pair:
    """counts: by quarter, group and class."""
    mine = counts[first:last, group].sum(axis=0)
    return Pair(scored(mine), scored(counts[first:last].sum(axis=(0, 1)) - mine))


def evidence(counts: Counts, group: int) -> Evidence:
    """Four quarters earlier, four before the choice, one until going live, four after it."""
    return Evidence(
        pair(counts, group, 4, 8), pair(counts, group, 9, 13), pair(counts, group, 8, 9), pair(counts, group, 0, 4)
    )


def drawn(seed: int, points: float = 0.0, answers: int = 150) -> list[Counts]:
    """Years of twelve groups alike; from going live on the first gains so many points."""
    rng = np.random.default_rng(seed)
    gained = SHARES + np.array([points / 200, 0, -points / 200])
    made = []
    for _ in range(TRIALS):
        counts = rng.multinomial(answers, SHARES, size=(13, 12))
        counts[9:, 0] = rng.multinomial(answers, gained, size=4)
        made.append(counts)
    return made


def worst(counts: Counts, first: int, last: int) -> int:
    points = counts[first:last, :, 0] - counts[first:last, :, 2]
    return int(points.sum(axis=0).argmin())


def share(found: Found, tried: list[Evidence]) -> float:
    """Each project alone: nothing is gained from being tested with others."""
    return float(np.mean([effects({"p": one}, MARGIN)["p"].found is found for one in tried]))


@pytest.mark.parametrize(("first", "last"), [(4, 8), (7, 8), (0, 8)], ids=["year", "quarter", "two years"])
def test_the_worst_of_twelve_without_any_effect_is_called_working_in_at_most_one_case_of_twenty(
    first: int, last: int
) -> None:
    chosen = [(counts, worst(counts, first, last)) for counts in drawn(seed=first)]
    assert share(Found.WORKED, [evidence(*one) for one in chosen]) <= 0.05
    bare = [compared_with_itself(*one) for one in chosen]
    assert np.mean(bare) > 0.10, "a bare before-and-after is fooled by the same choice"


def compared_with_itself(counts: Counts, group: int) -> bool:
    """What somebody would say who looks at the quarter of the choice and at one a year later."""
    before, after = (counts[quarter, group, 0] - counts[quarter, group, 2] for quarter in (7, 12))
    return bool(after - before > 0.1 * 150)


def test_a_real_effect_is_found_and_lies_in_its_interval() -> None:
    tried = [evidence(counts, 0) for counts in drawn(seed=3, points=25)]
    assert share(Found.WORKED, tried) > 0.8
    found = [compared(one.before, one.after) for one in tried if one.before and one.after]
    assert np.mean([one.low <= 25 <= one.high for one in found]) == pytest.approx(0.95, abs=0.03)


def test_a_rise_of_everybody_is_nobodys_effect() -> None:
    everywhere = [counts.copy() for counts in drawn(seed=4)]
    rng = np.random.default_rng(5)
    for counts in everywhere:
        counts[9:] = rng.multinomial(150, SHARES + np.array([0.1, 0, -0.1]), size=(4, 12))
    assert share(Found.WORKED, [evidence(counts, 0) for counts in everywhere]) <= 0.05


def test_a_group_that_was_rising_before_is_told_apart() -> None:
    counts = np.tile(np.array([450, 300, 250]), (13, 12, 1))
    counts[4:, 0] = [520, 300, 180]
    counts[9:, 0] = [600, 300, 100]
    effect = effects({"p": evidence(counts, 0)}, MARGIN)["p"]
    assert effect.found is Found.MOVED_BEFORE
    assert effect.difference is None


def test_an_exact_effect_is_the_difference_of_differences() -> None:
    counts = np.tile(np.array([450, 300, 250]), (13, 12, 1))
    counts[9:] = [470, 300, 230]
    counts[9:, 0] = [550, 300, 150]
    effect = effects({"p": evidence(counts, 0)}, MARGIN)["p"]
    assert effect.found is Found.WORKED
    assert effect.difference is not None
    assert effect.difference.value == pytest.approx(16)
    spoilt = effects({"p": evidence(counts, 0), **{f"n{i}": Found.TOO_EARLY for i in range(3)}}, MARGIN)
    assert spoilt["p"] == effect
    assert spoilt["n0"].found is Found.TOO_EARLY


def test_an_effect_that_surely_does_not_matter_is_called_nothing() -> None:
    counts = np.tile(np.array([4500, 3000, 2500]), (13, 12, 1))
    assert effects({"p": evidence(counts, 0)}, MARGIN)["p"].found is Found.NOTHING


def test_without_answers_from_before_the_choice_nothing_is_told() -> None:
    counts = np.tile(np.array([450, 300, 250]), (13, 12, 1))
    held = evidence(counts, 0)
    alone = Evidence(held.before, held.after, None, None)
    assert effects({"p": alone}, MARGIN)["p"].found is Found.UNCHECKED
    assert effects({"p": Evidence(held.before, None, held.between, held.earlier)}, MARGIN)["p"].found is Found.TOO_FEW


def test_what_is_gained_for_money_is_told_of_what_worked_only() -> None:
    counts = np.tile(np.array([450, 300, 250]), (13, 12, 1))
    assert points_per_money(effects({"p": evidence(counts, 0)}, MARGIN)["p"], 2e6, 1e6) is None
    counts[9:, 0] = [550, 300, 150]
    gained = points_per_money(effects({"p": evidence(counts, 0)}, MARGIN)["p"], 2e6, 1e6)
    assert gained is not None
    assert gained[0] == pytest.approx(10)
    assert gained[1] < gained[0] < gained[2]


def test_the_months_of_the_choice_and_of_going_live_belong_to_neither_side() -> None:
    found = times(date(2025, 10, 6), date(2026, 1, 19), ANSWERED)
    assert (found.before.first, found.before.last) == (date(2024, 10, 1), date(2025, 9, 30))
    assert (found.earlier.first, found.earlier.last) == (date(2023, 10, 1), date(2024, 9, 30))
    assert found.between == Span(date(2025, 11, 1), date(2025, 12, 31))
    assert found.after == Span(date(2026, 2, 1), date(2026, 9, 30))
    assert months_in(found.after) == 8


def test_after_is_a_year_at_most_and_an_open_month_does_not_count() -> None:
    long_ago = times(date(2024, 1, 1), date(2024, 3, 1), ANSWERED)
    assert long_ago.after == Span(date(2024, 4, 1), date(2025, 3, 31))
    cut = times(date(2026, 5, 1), date(2026, 7, 15), Span(ANSWERED.first, date(2026, 9, 12)))
    assert cut.after == Span(date(2026, 8, 1), date(2026, 8, 31))
    assert times(date(2026, 8, 1), date(2026, 9, 2), ANSWERED).after is None
