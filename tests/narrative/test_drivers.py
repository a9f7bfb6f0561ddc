"""Sentences on drivers claim an association, and nothing that the answers cannot tell."""

from __future__ import annotations

import pytest

from cx.domain.driver_changes import DriverChange, Measure
from cx.domain.driver_questions import LeftOut, Question
from cx.domain.drivers import Driver, Drivers, Estimate
from cx.narrative import drivers as wording


def driver(
    name: str, *, shown: bool = True, rating: float = 7.0, width: float = 0.1, correlation: float = 0.5
) -> Driver:
    rated = Estimate(rating, rating - width, rating + width)
    return Driver(Question((name,), 0, 10), Estimate(0.1, 0.08, 0.12), 0.3, rated, 90, correlation, 0.01, shown)


def made(*found: Driver, leading: int = 1) -> Drivers:
    return Drivers(found, Estimate(0.46, 0.43, 0.49), 300, 0.75, 400, False, leading)


def change(name: str, then: float, now: float, measure: Measure = Measure.IMPORTANCE, *, changed: bool = True):
    return DriverChange((name,), measure, then, now, Estimate(now - then, now - then, now - then), 0.001, changed)


@pytest.mark.parametrize(
    ("found", "leading", "words"),
    [
        ([driver("Speed"), driver("Price")], 1, "“Speed” goes with the score most"),
        (
            [driver("Speed"), driver("Music", shown=False)],
            1,
            "“Speed” goes with the score; no other rating is shown to",
        ),
        (
            [driver("Speed"), driver("Price")],
            2,
            "“Speed” and “Price” go with the score most; which of them most is too close to call",
        ),
        ([driver(str(i)) for i in range(5)], 5, "Five ratings go with the score alike, too close to call"),
        ([driver("Music", shown=False)], 0, "No rating is shown to go with the score"),
    ],
)
def test_the_finding_says_most_only_of_one_that_leads(found: list[Driver], leading: int, words: str) -> None:
    assert wording.finding(made(*found, leading=leading), explored=False) == words


def test_a_group_filtered_together_on_the_spot_is_said_to_be_explored() -> None:
    assert "explored" in wording.finding(made(driver("Speed"), driver("Price")), explored=True)


def test_what_all_explain_comes_with_its_range_and_is_no_proof() -> None:
    told = wording.together(made(driver("Speed"), driver("Price")))
    assert told == (
        "Together two ratings go with 46% of the differences in the score, likely 43% to 49%."
        " This is an association, not proof of cause."
    )


def test_lowest_is_said_only_where_the_ranges_are_apart() -> None:
    apart = made(driver("Speed"), driver("Music", shown=False, rating=5.0))
    close = made(driver("Speed"), driver("Music", shown=False, rating=6.9))
    assert "Music is rated lowest" in wording.not_shown(apart)
    assert "lowest" not in wording.not_shown(close)
    assert "Music" in wording.not_shown(close)


def test_a_change_names_every_period_it_holds_against_and_says_both_ends() -> None:
    told = wording.moved([("Q2 2026", [change("Price", 0.013, 0.077)]), ("Q3 2025", [change("Price", 0.01, 0.077)])])
    assert told == [
        "Price goes with more of the differences in the score than in Q2 2026 (7.7%, from 1.3%)"
        " and in Q3 2025 (7.7%, from 1.0%)."
    ]


def test_ends_that_round_alike_are_told_apart() -> None:
    (told,) = wording.moved([("Q2 2026", [change("Price", 7.04, 6.96, Measure.RATING)])])
    assert told == "Price is rated lower than in Q2 2026 (6.96, from 7.04)."


def test_what_is_no_change_is_not_called_one() -> None:
    (told,) = wording.moved([("Q2 2026", [change("Price", 0.1, 0.3, changed=False)])])
    assert told == "No rating is shown to weigh or to be rated otherwise than in Q2 2026."


def test_what_is_left_out_is_named_with_its_reason() -> None:
    left_out = [LeftOut("Wifi", "rated alike"), LeftOut("Art", "rated by few"), LeftOut("Signs", "rated by few")]
    assert wording.left_out(left_out) == "Not weighed: Wifi (rated alike); Art and Signs (rated by few)."
    assert wording.left_out([]) == ""


def test_a_rating_that_goes_the_other_way_is_said_to() -> None:
    assert wording.backwards(made(driver("Waiting", correlation=-0.4))) == "The higher, the lower the score: Waiting."
