"""The scorecard: readings on 0 to 100, weighted means, and gaps of like with like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.book import compile_book
from cx.domain.errors import BadValue
from cx.domain.indicators import DEFAULTS, Dimension, Direction, Indicator, on_scale, with_defaults
from cx.domain.readings import Grade, Reading, check_reading, error_of, is_stale, provenance_of
from cx.domain.scorecard import (
    NOTHING_ALIKE,
    UNMEASURED,
    DimensionGap,
    Standing,
    Word,
    gap,
    gap_comparison,
    gap_key,
    scorecard,
)
from cx.domain.verdict import Relation

TODAY = date(2026, 9, 30)
NPS = Indicator("nps", Dimension.CUSTOMERS, "NPS", low=-100, high=100)
WAIT = Indicator("wait", Dimension.CUSTOMERS, "Days to an answer", high=20, direction=Direction.LOWER, weight=3)
SKILLS = Indicator("skills", Dimension.INTERNAL, "Skills", high=10)
READY = Indicator("ready", Dimension.INTERNAL, "Ready", high=10)
INDICATORS = (NPS, WAIT, SKILLS, READY)


def read(indicator: Indicator, brand: str, value: float, **more: object) -> Reading:
    told = {"grade": Grade.A, "standard_error": None, "provenance": "double_blind", "read_on": TODAY, **more}
    return Reading(indicator.indicator_id, brand, value=value, **told)  # type: ignore[arg-type]


def judged(indicator: Indicator, brand: str, value: float) -> Reading:
    return read(indicator, brand, value, grade=Grade.C, provenance="judgement")


def standing(brand: str, *readings: Reading, dimension: Dimension = Dimension.CUSTOMERS) -> Standing:
    return scorecard(INDICATORS, readings, "Us", ("Us", "Them"), TODAY).standings[dimension, brand]


def the_gap(*readings: Reading, dimension: Dimension = Dimension.CUSTOMERS) -> DimensionGap:
    made = scorecard(INDICATORS, readings, "Us", ("Us", "Them"), TODAY)
    return next(one for one in made.gaps() if one.dimension is dimension)


# On 0 to 100 ----------------------------------------------------------------------------------------------------------


@given(low=st.floats(-1e3, 1e3), width=st.floats(0.1, 1e3), share=st.floats(0, 1))
def test_a_reading_and_its_mirror_image_add_up_to_100(low: float, width: float, share: float) -> None:
    up = Indicator("i", Dimension.CUSTOMERS, "I", low=low, high=low + width)
    down = replace(up, direction=Direction.LOWER)
    value = low + share * width
    assert on_scale(up, value).value + on_scale(down, value).value == pytest.approx(100, abs=1e-6)


@given(value=st.floats(-1e6, 1e6))
def test_nothing_leaves_the_scale_and_what_would_is_said(value: float) -> None:
    placed = on_scale(NPS, value)
    assert 0 <= placed.value <= 100
    assert placed.clipped == (not -100 <= value <= 100)


def test_the_ends_of_a_scale_are_worth_0_and_100() -> None:
    assert [on_scale(NPS, value).value for value in (-100, 0, 50, 100)] == [0, 50, 75, 100]
    assert [on_scale(WAIT, value).value for value in (0, 5, 20)] == [100, 75, 0]


# A brand in a dimension -----------------------------------------------------------------------------------------------


def test_a_score_is_the_weighted_mean_of_what_was_read() -> None:
    found = standing("Us", read(NPS, "Us", 20), read(WAIT, "Us", 5))
    assert found.score == 71.25  # (60 · 1 + 75 · 3) / 4, by hand
    assert (len(found.placed), found.of) == (2, 2)


def test_a_brand_without_readings_has_no_score_rather_than_0() -> None:
    found = standing("Them", read(NPS, "Us", 20))
    assert (found.score, found.low, found.placed, found.judged) == (None, None, (), False)


def test_judgement_alone_makes_no_number_and_together_with_a_measure_it_does() -> None:
    alone = standing("Us", judged(SKILLS, "Us", 6), judged(READY, "Us", 4), dimension=Dimension.INTERNAL)
    assert (alone.score, alone.judged) == (None, True)
    mixed = standing("Us", read(SKILLS, "Us", 6), judged(READY, "Us", 4), dimension=Dimension.INTERNAL)
    assert (mixed.score, mixed.judged) == (50, False)


def test_the_newest_reading_counts() -> None:
    earlier = read(NPS, "Us", 60, read_on=date(2026, 1, 1))
    assert standing("Us", earlier, read(NPS, "Us", 20)).score == 60


def test_the_range_of_a_mean_is_the_widest_that_any_correlation_allows() -> None:
    found = standing("Us", read(NPS, "Us", 20, standard_error=2), read(WAIT, "Us", 5, standard_error=0.4))
    assert found.standard_error == pytest.approx(1.75)  # NPS: 2 of 200 is 1; wait: 0.4 of 20 is 2; (1 + 3 · 2) / 4
    assert found.low == pytest.approx(71.25 - 1.96 * 1.75, abs=0.01)
    independent = (1**2 + (3 * 2) ** 2) ** 0.5 / 4
    assert found.standard_error > independent


def test_a_reading_without_a_sample_leaves_the_mean_without_a_range() -> None:
    assert standing("Us", read(NPS, "Us", 20, standard_error=2), read(WAIT, "Us", 5)).low is None


@given(values=st.lists(st.floats(-100, 100), min_size=1, max_size=6), weights=st.lists(st.floats(0.1, 9), min_size=6))
def test_a_mean_lies_between_its_readings(values: list[float], weights: list[float]) -> None:
    members = tuple(replace(NPS, indicator_id=f"i{n}", weight=weights[n]) for n in range(len(values)))
    found = scorecard(members, [read(i, "Us", v) for i, v in zip(members, values, strict=True)], "Us", ("Us",), TODAY)
    score = found.standings[Dimension.CUSTOMERS, "Us"].score
    scaled = [50 + value / 2 for value in values]
    assert score is not None
    assert min(scaled) - 1e-9 <= score <= max(scaled) + 1e-9


def test_an_indicator_of_no_weight_is_left_out() -> None:
    found = scorecard((NPS, replace(WAIT, weight=0)), [read(NPS, "Us", 20)], "Us", ("Us",), TODAY)
    assert found.standings[Dimension.CUSTOMERS, "Us"].of == 1


# Two brands -----------------------------------------------------------------------------------------------------------


def test_a_gap_counts_only_what_both_have() -> None:
    found = the_gap(read(NPS, "Us", 20), read(WAIT, "Us", 0), read(NPS, "Them", 40))
    assert (found.value, len(found.pairs), found.of) == (-10, 1, 2)


@pytest.mark.parametrize("other", [{"provenance": "own"}, {"basis": "another survey"}])
def test_readings_of_another_kind_are_not_compared(other: dict[str, str]) -> None:
    found = the_gap(read(NPS, "Us", 20), read(NPS, "Them", 40, **other))
    assert (found.value, found.pairs) == (None, ())
    assert gap_comparison(found).not_compared == NOTHING_ALIKE


@given(ours=st.floats(-100, 100), theirs=st.floats(-100, 100))
def test_a_gap_seen_from_the_other_side_has_the_other_sign(ours: float, theirs: float) -> None:
    us, them = standing("Us", read(NPS, "Us", ours)), standing("Them", read(NPS, "Them", theirs))
    assert gap(us, them).value == pytest.approx(-gap(them, us).value)


@pytest.mark.parametrize(
    ("ours", "theirs", "word"),
    [(5, 7.1, "well behind"), (5, 6, "behind"), (5, 5.5, "level"), (6, 5, "ahead"), (9, 5, "well ahead")],
)
def test_judgement_says_a_word_and_the_other_side_says_its_opposite(ours: float, theirs: float, word: str) -> None:
    found = the_gap(judged(SKILLS, "Us", ours), judged(SKILLS, "Them", theirs), dimension=Dimension.INTERNAL)
    assert found.word(5) == word
    assert found.judged
    back = the_gap(judged(SKILLS, "Us", theirs), judged(SKILLS, "Them", ours), dimension=Dimension.INTERNAL)
    assert back.word(5) == Word(word).turned


def test_a_measured_gap_has_a_verdict_and_no_word() -> None:
    readings = [read(NPS, "Us", 20, standard_error=2, n=900), read(NPS, "Them", 60, standard_error=2, n=900)]
    found = the_gap(*readings)
    book = compile_book([gap_comparison(found)], margin=5, thin_below=30)
    verdict = book.find(gap_key(Dimension.CUSTOMERS, "Them"))
    assert found.word(5) is None
    assert verdict is not None
    assert (verdict.relation, verdict.difference and verdict.difference.value) == (Relation.BEHIND, -20)
    assert verdict.difference is not None
    assert verdict.difference.standard_error == pytest.approx(2**0.5)


def test_a_gap_with_a_judgement_in_it_is_not_tested() -> None:
    found = the_gap(
        read(SKILLS, "Us", 5, standard_error=0.1),
        read(SKILLS, "Them", 9, standard_error=0.1),
        judged(READY, "Us", 5),
        judged(READY, "Them", 5),
        dimension=Dimension.INTERNAL,
    )
    assert gap_comparison(found).not_compared == UNMEASURED
    assert (found.word(5), found.value) == (None, -20)


def test_few_answers_carry_no_verdict() -> None:
    readings = [read(NPS, "Us", 20, standard_error=2, n=900), read(NPS, "Them", 60, standard_error=2, n=29)]
    book = compile_book([gap_comparison(the_gap(*readings))], margin=5, thin_below=30)
    verdict = book.find(gap_key(Dimension.CUSTOMERS, "Them"))
    assert verdict is not None
    assert (verdict.relation, verdict.reason) == (None, "few answers")


# What is shipped, and what may be entered -----------------------------------------------------------------------------


def test_every_dimension_ships_with_indicators_and_an_own_one_takes_the_place_of_its_namesake() -> None:
    assert {one.dimension for one in DEFAULTS} == set(Dimension)
    own = replace(DEFAULTS[0], name="Our NPS")
    merged = with_defaults([own])
    assert len(merged) == len(DEFAULTS)
    assert own in merged


def test_a_reading_is_stale_the_day_after_its_shelf_life() -> None:
    assert not is_stale(date(2024, 11, 5), 22, date(2026, 9, 5))
    assert is_stale(date(2024, 11, 5), 22, date(2026, 9, 6))
    assert standing("Us", read(NPS, "Us", 20, read_on=date(2025, 9, 29))).stale == 1


def test_who_asked_follows_the_grade_where_nobody_says() -> None:
    assert [provenance_of(grade) for grade in Grade] == ["own", "published", "judgement"]
    assert provenance_of(Grade.A, "double_blind") == "double_blind"
    assert provenance_of(Grade.C, "own") == "judgement"


def test_a_range_gives_its_standard_error() -> None:
    assert error_of(30, 50) == pytest.approx(10 / 1.96, abs=0.001)
    assert error_of(30, None) is None


def test_a_reading_in_order_is_taken() -> None:
    check_reading(NPS, value=-100, grade="B", source="annual report", low=-100, high=-90)
    with pytest.raises(BadValue, match="grade is missing"):
        check_reading(NPS, value=0, grade="", source="")
