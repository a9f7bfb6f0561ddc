from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from cx.domain.score import score
from cx.domain.tally import Tally
from cx.domain.themes import Spoken, Volume, effects, score_changes, share_change, volume_changes
from cx.domain.verdict import Relation
from tests.domain.strategies import tallies

SETTINGS = {"design_effect": 1.0, "margin": 5.0, "thin_below": 30.0, "explored": False}
LOW, HIGH = Tally.counts(20, 30, 150), Tally.counts(900, 500, 200)


@pytest.mark.parametrize(("now", "of", "then", "then_of"), [(56, 126, 34, 126), (3, 40, 9, 35), (0, 60, 0, 50)])
def test_a_change_of_share_has_the_interval_of_agresti_and_caffo(now: int, of: int, then: int, then_of: int) -> None:
    low, high = confint_proportions_2indep(now, of, then, then_of, method="agresti-caffo", compare="diff")
    change = share_change(now, of, then, then_of)
    assert (change.low, change.high) == pytest.approx((100 * low, 100 * high))


@given(tallies, tallies)
def test_the_pull_is_the_share_times_the_effect(mention: Tally, others: Tally) -> None:
    found = effects({"t": Spoken(mention, others)}, **SETTINGS).get("t")
    if found is None or mention.weight <= 0 or others.weight <= 0:
        return
    share = mention.weight / (mention.weight + others.weight)
    assert found.pull == pytest.approx(share * (found.mention.value - found.others.value), abs=1e-6)


def test_a_theme_that_goes_with_low_scores_is_behind_and_one_of_few_answers_is_not_compared() -> None:
    found = effects({"slow": Spoken(LOW, HIGH), "rare": Spoken(Tally.counts(0, 0, 6), HIGH)}, **SETTINGS)
    assert found["slow"].relation is Relation.BEHIND
    assert found["rare"].relation is None
    assert found["slow"].looked_at == 1


def test_a_theme_that_everybody_mentions_has_no_effect() -> None:
    assert effects({"all": Spoken(LOW, Tally())}, **SETTINGS) == {}


def test_more_themes_looked_at_make_each_harder_to_show() -> None:
    faint = Spoken(Tally.counts(60, 30, 45), Tally.counts(900, 500, 300))
    level = Spoken(Tally.counts(90, 50, 30), Tally.counts(900, 500, 300))
    alone = effects({"faint": faint}, **SETTINGS)["faint"].adjusted_p
    among = effects({"faint": faint, **{f"t{i}": level for i in range(20)}}, **SETTINGS)["faint"].adjusted_p
    assert alone is not None
    assert among is not None
    assert among > alone


def test_a_share_that_doubles_is_more_and_one_that_moves_a_little_is_steady() -> None:
    now = {"up": Spoken(Tally.counts(200, 0, 0), HIGH), "same": Spoken(Tally.counts(400, 0, 0), HIGH)}
    then = {"up": Spoken(Tally.counts(90, 0, 0), HIGH), "same": Spoken(Tally.counts(402, 0, 0), HIGH)}
    changes = volume_changes(now, then, design_effect=1.0, thin_below=30, explored=False)
    assert changes["up"].volume is Volume.MORE
    assert changes["same"].volume is Volume.STEADY


def test_a_theme_that_is_new_or_of_few_comments_is_not_called_more_frequent() -> None:
    few = {"t": Spoken(Tally.counts(9, 0, 0), Tally.counts(3, 0, 0))}
    assert volume_changes(few, {}, design_effect=1.0, thin_below=30, explored=False)["t"].volume is None
    changes = volume_changes(
        few, {"t": Spoken(Tally.counts(0, 0, 0), HIGH)}, design_effect=1.0, thin_below=30, explored=False
    )
    assert changes["t"].volume is None


def test_a_change_of_method_leaves_the_scores_of_themes_uncompared() -> None:
    scores = {"t": (score(HIGH), score(LOW))}
    settings = {"margin": 5.0, "thin_below": 30.0, "explored": False}
    assert score_changes(scores, **settings)["t"].relation is Relation.ROSE
    changed = score_changes(scores, **settings, not_compared="the survey changed")["t"]
    assert (changed.relation, changed.reason) == (None, "the survey changed")


@given(st.integers(1, 500), st.integers(0, 500))
def test_the_same_share_twice_is_no_change(of: int, held: int) -> None:
    held = min(held, of)
    change = share_change(held, of, held, of)
    assert change.value == 0
    assert change.low < 0 < change.high
