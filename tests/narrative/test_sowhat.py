"""One line under a tile and in the list of what needs attention."""

from __future__ import annotations

from cx.domain.book import Against
from cx.domain.rates import response_rate
from cx.domain.verdict import Question
from cx.narrative import sowhat
from tests.narrative.verdicts import FELL, FEW, FORTY, MANY_FORTY, THIRTY, verdict

GAP = verdict(THIRTY, FORTY, question=Question.GAP, against=Against.COMPETITOR, brand="Northwind")


def test_a_fall_that_needs_attention_tells_both_ends() -> None:
    assert sowhat.attention(FELL, "Q2 2026", "") == "fell from 40 in Q2 2026 to 30."


def test_a_missed_target_tells_score_and_target() -> None:
    found = verdict(MANY_FORTY, 50.0, question=Question.TARGET, against=Against.TARGET)
    assert sowhat.attention(found, "", "Partner survey") == "at 40, below its target of 50 (Partner survey)."


def test_a_gap_shows_both_scores_of_the_same_survey() -> None:
    assert sowhat.both_scores(GAP, "Meridian", "Northwind") == "Meridian 30, Northwind 40"
    assert sowhat.attention(GAP, "", "") == "at 30, behind Northwind at 40."


def test_a_gap_of_few_answers_says_so_instead_of_a_range() -> None:
    few = verdict(FEW, FORTY, question=Question.GAP, against=Against.COMPETITOR, brand="Northwind")
    assert sowhat.gap_range(few) == "few answers"
    assert sowhat.gap_range(GAP).startswith("likely −")


def test_how_many_were_asked_is_told_or_said_to_be_unknown() -> None:
    assert sowhat.response(response_rate(1180, 4900)) == "24% of 4,900 answered"
    assert sowhat.response(None) == "Number asked not known"
