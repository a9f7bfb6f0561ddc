"""What carries a change: found where it is planted, not where two groups fell alike."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cx.domain.carrying import apart, shift
from cx.domain.score import Score, score
from cx.domain.tally import Tally


def scored(promoters: int, passives: int, detractors: int) -> Score:
    found = score(Tally.counts(promoters, passives, detractors))
    assert found is not None
    return found


def test_groups_that_fell_alike_are_not_apart() -> None:
    before, after = scored(500, 300, 200), scored(400, 300, 300)
    assert apart(after, before, after, before).z == 0


def test_a_group_that_fell_alone_is_apart_by_what_it_fell() -> None:
    before, after = scored(500, 300, 200), scored(400, 300, 300)
    found = apart(after, before, before, before)
    assert found.value == pytest.approx(-20)
    assert found.p < 1e-4


def test_who_answered_is_found_where_only_that_changed() -> None:
    high, low = (600, 200, 200), (200, 300, 500)
    before = {"high": Tally.counts(*high), "low": Tally.counts(*low)}
    after = {"high": Tally.counts(*(count // 2 for count in high)), "low": Tally.counts(*low)}
    found = shift(before, after)
    assert found is not None
    assert found.value == pytest.approx(-70 / 6)
    assert found.p < 1e-3


def test_nothing_is_said_of_who_answered_where_all_score_alike_or_nobody_did() -> None:
    alike = {"a": Tally.counts(5, 3, 2), "b": Tally.counts(50, 30, 20)}
    assert shift(alike, {"a": Tally.counts(50, 30, 20), "b": Tally.counts(5, 3, 2)}) is None
    assert shift({}, alike) is None


def test_chance_alone_passes_for_a_shift_of_who_answered_as_rarely_as_it_should() -> None:
    chance = np.random.default_rng(11)
    shares, levels = (0.5, 0.3, 0.2), ((6, 2, 2), (5, 2, 3), (3, 3, 4))
    found = []
    for _ in range(400):
        periods = [
            {f"{i}": Tally.counts(*(int(n) * part for part in levels[i])) for i, n in enumerate(drawn) if n}
            for drawn in chance.multinomial(100, shares, size=2)
        ]
        """Ten answers come as one, so that only shares differ between the periods: the error is √10 times larger."""
        moved = shift(*periods, design_effect=10.0)
        assert moved is not None
        found.append(moved.z)
    assert math.sqrt(np.mean(np.square(found))) == pytest.approx(1.0, abs=0.12)
