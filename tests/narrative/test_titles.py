"""Titles are findings, and only findings."""

from __future__ import annotations

from cx.domain.bridge import bridge
from cx.domain.process import Limits
from cx.domain.tally import Tally
from cx.narrative import titles
from cx.narrative.wording import Spoken
from tests.narrative.verdicts import FELL, FEW, FORTY, ROSE, STEADY, THIRTY, UNCLEAR, verdict

WHEN = ("Q3 2026", "Q2 2026")
LARGE, SMALL = Tally.counts(600, 300, 100), Tally.counts(100, 100, 200)


def test_a_trend_is_titled_by_its_verdict() -> None:
    assert titles.trend("EMEA", FELL, *WHEN) == "EMEA fell from 40 in Q2 2026 to 30 in Q3 2026"
    assert titles.trend("EMEA", STEADY, *WHEN) == "EMEA is steady: 40 in Q2 2026, 40 in Q3 2026"
    assert titles.trend("EMEA", UNCLEAR, *WHEN) == "EMEA shows no clear change: 40 in Q2 2026, 39 in Q3 2026"


def test_a_trend_without_an_earlier_score_is_titled_by_its_score() -> None:
    assert titles.trend("EMEA", verdict(FORTY, None), *WHEN) == (
        "EMEA scored 40 in Q3 2026; there is no score of Q2 2026 to compare it with"
    )


def test_few_answers_carry_no_finding() -> None:
    assert "40" not in titles.trend("EMEA", verdict(FEW, FORTY), *WHEN)


def test_an_explored_finding_is_labelled_so() -> None:
    explored = verdict(THIRTY, FORTY, explored=True)
    assert titles.trend("EMEA, Cloud", explored, *WHEN).endswith("(explored, not for quoting)")
    assert titles.groups("Region", [Spoken("EMEA", explored)]) == "By region: EMEA fell (explored, not for quoting)"


def test_a_fall_by_who_answered_is_not_laid_at_how_they_scored() -> None:
    made = bridge({"Large": LARGE, "Small": SMALL}, {"Large": LARGE, "Small": SMALL + SMALL + SMALL})
    assert titles.bridge(made, FELL, "Segment", *WHEN) == "Most of the fall is who answered, not how they scored"


def test_a_fall_of_one_group_names_it() -> None:
    made = bridge({"Large": LARGE, "Small": SMALL}, {"Large": Tally.counts(400, 300, 300), "Small": SMALL})
    assert titles.bridge(made, FELL, "Segment", *WHEN) == "Most of the fall is Large: how they scored"


def test_without_a_change_nothing_is_said_to_explain_one() -> None:
    made = bridge({"Large": LARGE, "Small": SMALL}, {"Large": LARGE, "Small": SMALL})
    for found in (UNCLEAR, STEADY, verdict(FEW, FORTY), FELL):
        assert titles.bridge(made, found, "Segment", *WHEN) == (
            "What the difference between Q2 2026 and Q3 2026 is made of, by segment"
        )


def test_without_a_change_the_title_tells_the_largest_part_of_a_difference() -> None:
    made = bridge({"Large": LARGE, "Small": SMALL}, {"Large": Tally.counts(400, 300, 300), "Small": SMALL})
    said = "by segment, Large weighs most in the difference, −29"  # 40 points of 1,000 in 1,400 answers
    assert titles.bridge(made, UNCLEAR, "Segment", *WHEN) == f"No clear change; {said}"
    assert titles.bridge(made, STEADY, "Segment", *WHEN) == f"Steady; {said}"


def test_groups_that_fell_are_named_before_those_that_rose() -> None:
    spoken = [Spoken("Asia", ROSE), Spoken("EMEA", FELL), Spoken("Africa", STEADY)]
    assert titles.groups("Region", spoken) == "By region: EMEA fell; Asia rose"


def test_where_no_group_moved_the_title_says_so() -> None:
    assert titles.groups("Region", [Spoken("Asia", UNCLEAR)]) == "By region: no group shows a clear rise or fall"


def test_many_groups_are_counted_beyond_three() -> None:
    spoken = [Spoken(name, FELL) for name in ("A", "B", "C", "D", "E")]
    assert titles.groups("Region", spoken) == "By region: A, B, C and two more fell"


def test_a_distribution_is_titled_by_its_ends() -> None:
    assert titles.distribution((1, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2)) == "40% gave 9 or 10; 20% gave 0 to 6"


def test_signals_are_named_by_their_period() -> None:
    labels = ("Q1", "Q2", "Q3")
    assert titles.process(Limits(35, 25.5, 44.5, (1,)), labels) == "Q2 lies outside the usual swing, 26 to 45"
    assert titles.process(Limits(35, 25, 45, ()), labels) == "Every period lies within the usual swing, 25 to 45"
