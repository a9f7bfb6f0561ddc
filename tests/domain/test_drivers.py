"""Drivers: what is shown, what is not, what is left out, and how sure it is."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from cx.domain.driver_changes import Measure, changes
from cx.domain.driver_questions import CONSTANT, RARE, questions
from cx.domain.drivers import fit, weigh
from tests.domain.rated import drawn, rated


def fitted(ratings: np.ndarray, scores: np.ndarray, **options):
    answers = rated(ratings, scores, **options)
    asked = questions(answers)
    return fit(answers, asked.used, asked.left_out)


def by_name(made) -> dict:
    return {driver.names[0]: driver for driver in made.drivers.drivers}


def test_what_the_drivers_explain_is_what_regression_explains():
    ratings, scores = drawn(1, 600, [0.6, 0.3, 0.1])
    made = fitted(ratings, scores).drivers
    expected = sm.OLS(scores, sm.add_constant(ratings)).fit().rsquared
    assert made.explained.value == pytest.approx(expected)
    assert sum(driver.importance.value for driver in made.drivers) == pytest.approx(expected)
    assert sum(driver.share for driver in made.drivers) == pytest.approx(1.0)


def test_a_weighted_answer_counts_as_often_as_its_weight():
    ratings, scores = drawn(2, 200, [0.6, 0.2])
    twice = np.arange(200) % 3 == 0
    weighted = fitted(ratings, scores, weights=1.0 + twice).drivers
    repeated = fitted(np.concatenate([ratings, ratings[twice]]), np.concatenate([scores, scores[twice]])).drivers
    assert weighted.explained.value == pytest.approx(repeated.explained.value)
    assert [d.rating.value for d in weighted.drivers] == pytest.approx([d.rating.value for d in repeated.drivers])


def test_the_same_answers_give_the_same_intervals_every_time():
    ratings, scores = drawn(3, 150, [0.5, 0.0])
    assert fitted(ratings, scores).drivers == fitted(ratings, scores).drivers


def test_every_interval_holds_its_value():
    ratings, scores = drawn(4, 80, [0.3, 0.0, 0.0, 0.1])
    made = fitted(ratings, scores).drivers
    for one in (made.explained, *(d.importance for d in made.drivers), *(d.rating for d in made.drivers)):
        assert one.low <= one.value <= one.high


def test_a_rating_without_any_link_is_hardly_ever_shown_to_matter():
    shown = 0
    for seed in range(20):
        ratings, scores = drawn(100 + seed, 150, [0.5, 0.4])
        unrelated = np.random.default_rng(seed).integers(2, 9, (150, 2))
        made = by_name(fitted(np.column_stack([ratings, unrelated]), scores))
        shown += made["q2"].shown + made["q3"].shown
    assert shown <= 2  # of 40; a level of 5% over all drivers allows two on average at the very most


def test_drivers_with_a_link_are_shown_and_the_strongest_leads():
    ratings, scores = drawn(5, 1500, [0.8, 0.4, 0.1])
    made = fitted(ratings, scores).drivers
    assert [driver.names for driver in made.drivers] == [("q0",), ("q1",), ("q2",)]
    assert all(driver.shown for driver in made.drivers)
    assert made.leading == 1


def test_drivers_that_cannot_be_told_apart_lead_together():
    ratings, scores = drawn(6, 400, [0.5, 0.5, 0.05])
    assert fitted(ratings, scores).drivers.leading == 2


def test_intervals_of_the_weight_cover_the_truth_about_as_often_as_they_say():
    big_ratings, big_scores = drawn(7, 200_000, [0.6, 0.3])
    truth = {name: d.importance.value for name, d in by_name(fitted(big_ratings, big_scores)).items()}
    held = []
    for seed in range(25):
        for name, driver in by_name(fitted(*drawn(1000 + seed, 300, [0.6, 0.3]))).items():
            held.append(driver.importance.low <= truth[name] <= driver.importance.high)
    assert np.mean(held) >= 0.87  # 50 trials of 95%: below that by chance in fewer than one run of a hundred


def test_answers_of_one_account_do_not_count_as_independent():
    ratings, scores = drawn(8, 100, [0.5, 0.2])
    alone = fitted(ratings, scores).drivers
    repeated = fitted(np.repeat(ratings, 9, axis=0), np.repeat(scores, 9), clusters=np.repeat(np.arange(100) * 7919, 9))
    width = alone.explained.high - alone.explained.low
    assert repeated.drivers.explained.high - repeated.drivers.explained.low == pytest.approx(width, rel=0.05)


def test_a_rating_that_everybody_gave_alike_is_left_out_and_named():
    ratings, scores = drawn(9, 100, [0.5])
    made = questions(rated(np.column_stack([ratings, np.full(100, 7)]), scores, names=("Food", "Music")))
    assert [one.names for one in made.used] == [("Food",)]
    assert [(one.name, one.reason) for one in made.left_out] == [("Music", CONSTANT)]


def test_a_copy_and_a_near_copy_are_one_driver_under_all_their_names():
    ratings, scores = drawn(10, 400, [0.6, 0.4])
    nearly = np.clip(ratings[:, 0] + (np.arange(400) % 9 == 0), 0, 10)
    three = np.column_stack([ratings, ratings[:, 0], nearly])
    made = fitted(three, scores, names=("Ease", "Price", "Ease again", "Simple"))
    assert {driver.names for driver in made.drivers.drivers} == {("Ease", "Ease again", "Simple"), ("Price",)}
    alone = by_name(fitted(ratings, scores, names=("Ease", "Price")))
    assert by_name(made)["Price"].importance.value == pytest.approx(alone["Price"].importance.value, abs=0.01)


def test_a_predictor_made_of_others_breaks_nothing():
    ratings, scores = drawn(11, 300, [0.6, 0.4])
    three = np.column_stack([ratings / 2, ratings.sum(axis=1) / 2])
    made = fitted(three, scores).drivers
    assert made.explained.value == pytest.approx(sm.OLS(scores, sm.add_constant(ratings)).fit().rsquared)
    assert all(np.isfinite([d.importance.value, d.importance.low, d.importance.high]).all() for d in made.drivers)


def test_the_rarest_ratings_go_until_half_of_the_answers_are_complete():
    ratings, scores = drawn(12, 400, [0.5, 0.3, 0.2])
    ratings[:300, 2] = np.nan
    answers = rated(ratings, scores)
    made = questions(answers)
    assert [one.names for one in made.used] == [("q0",), ("q1",)]
    assert [(one.name, one.reason) for one in made.left_out] == [("q2", RARE)]


def test_a_missing_rating_is_never_a_zero():
    ratings, scores = drawn(13, 400, [0.5, 0.3])
    ratings[::5, 1] = np.nan
    made = fitted(ratings, scores)
    whole = fitted(ratings[~np.isnan(ratings).any(axis=1)], scores[~np.isnan(ratings).any(axis=1)])
    assert made.drivers.n == 320
    assert made.drivers.complete == pytest.approx(0.8)
    assert made.drivers.explained.value == pytest.approx(whole.drivers.explained.value)
    assert by_name(made)["q0"].rated == 400
    assert by_name(made)["q0"].rating.value == pytest.approx(ratings[:, 0].mean())


@pytest.mark.parametrize(("n", "p"), [(29, 2), (34, 7), (0, 0)])
def test_too_few_answers_have_no_drivers(n, p):
    assert fitted(*drawn(14, n, [0.3] * p)) is None


def test_scores_that_are_all_the_same_have_no_drivers():
    ratings, _ = drawn(15, 100, [0.5, 0.2])
    assert fitted(ratings, np.full(100, 9.0)) is None


def test_a_rating_that_goes_the_other_way_has_a_negative_correlation():
    ratings, scores = drawn(16, 500, [0.6, 0.3])
    made = by_name(fitted(np.column_stack([10 - ratings[:, 0], ratings[:, 1]]), scores))
    assert made["q0"].correlation < 0 < made["q1"].correlation


def test_weights_that_are_only_compared_are_those_of_the_fit():
    answers = rated(*drawn(17, 400, [0.6, 0.3, 0.0]))
    used = questions(answers).used
    whole, alone = fit(answers, used), weigh(answers, used)
    for name in ("importance", "rating", "value_importance", "value_rating"):
        assert getattr(alone, name) == pytest.approx(getattr(whole, name), abs=1e-12)
    assert weigh(rated(*drawn(18, 4, [0.6])), used[:1]) is None


# Changes ------------------------------------------------------------------------------------------------------------


def compared(then, now, **options):
    then_answers, now_answers = rated(*then), rated(*now)
    used = questions(now_answers).used
    (found,) = changes(fit(now_answers, used), [fit(then_answers, used)], **options)
    return found


def test_a_driver_that_came_to_matter_more_is_called_so_and_the_others_are_not_in_their_rating():
    found = compared(drawn(20, 2000, [0.5, 0.1, 0.3]), drawn(21, 2000, [0.5, 0.6, 0.3]))
    changed = {(one.names[0], one.measure): one for one in found}
    assert changed["q1", Measure.IMPORTANCE].changed
    assert changed["q1", Measure.IMPORTANCE].difference.low > 0
    assert not any(one.changed for one in found if one.measure is Measure.RATING)


def test_a_driver_that_is_rated_lower_is_called_so():
    then, now = drawn(22, 1000, [0.5, 0.3]), drawn(23, 1000, [0.5, 0.3])
    now[0][:, 1] = np.clip(now[0][:, 1] - 1, 0, 10)
    changed = [one for one in compared(then, now) if one.changed]
    assert [(one.names[0], one.measure) for one in changed] == [("q1", Measure.RATING)]
    assert changed[0].difference.value == pytest.approx(-1, abs=0.25)


def test_what_did_not_change_is_hardly_ever_called_a_change():
    called = [
        any(one.changed for one in compared(drawn(40 + s, 300, [0.5, 0.3]), drawn(80 + s, 300, [0.5, 0.3])))
        for s in range(12)
    ]
    assert sum(called) <= 2


def test_more_periods_looked_at_make_a_change_harder_to_call():
    now, then = rated(*drawn(26, 300, [0.5, 0.3])), [rated(*drawn(seed, 300, [0.5, 0.3])) for seed in (27, 28)]
    used = questions(now).used
    fits = [fit(one, used) for one in then]
    (alone,) = changes(fit(now, used), fits[:1])
    together, _ = changes(fit(now, used), fits)
    assert min(one.p for one in together) >= min(one.p for one in alone)


def test_an_explored_change_needs_a_stricter_level_by_itself():
    then, now = drawn(24, 400, [0.5, 0.3]), drawn(25, 400, [0.5, 0.3])
    for one in compared(then, now, explored=True):
        assert one.changed == (one.p <= 0.01)
