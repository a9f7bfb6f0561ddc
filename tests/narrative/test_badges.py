"""A badge is a shape and a word; neither stands without a verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cx.domain.book import Against, Verdict
from cx.domain.verdict import Question, Relation
from cx.narrative import badges
from cx.narrative.badges import Tone
from tests.narrative.verdicts import FELL, FEW, FORTY, MANY_FORTY, ROSE, STEADY, THIRTY, UNCLEAR, verdict


@pytest.mark.parametrize(
    ("found", "tone", "words"),
    [
        (ROSE, Tone.BETTER, "Rose from 30 in Q2 2026"),
        (FELL, Tone.WORSE, "Fell from 40 in Q2 2026"),
        (STEADY, Tone.STEADY, "Steady, from 40 in Q2 2026"),
        (UNCLEAR, Tone.UNCLEAR, "No clear change from 40 in Q2 2026"),
        (verdict(FEW, FORTY), Tone.NONE, "Not compared with Q2 2026"),
        (verdict(FORTY, None), Tone.NONE, "Not compared with Q2 2026"),
    ],
)
def test_a_change_is_told_as_the_book_has_it(found: Verdict, tone: Tone, words: str) -> None:
    badge = badges.change(found, "Q2 2026")
    assert (badge.tone, badge.words) == (tone, words)


@pytest.mark.parametrize(
    ("found", "brief"),
    [
        (FELL, "Fell from 40"),
        (UNCLEAR, "No clear change"),
        (verdict(FEW, FORTY), "Not compared"),
    ],
)
def test_a_change_is_told_in_brief_by_the_same_word(found: Verdict, brief: str) -> None:
    assert badges.change(found, "Q2 2026").brief == brief
    assert badges.change(found, "Q2 2026").words.startswith(brief)


def test_every_tone_has_a_shape_of_its_own() -> None:
    assert len({tone.shape for tone in Tone}) == len(Tone)
    assert [Tone.BETTER.shape, Tone.WORSE.shape, Tone.STEADY.shape, Tone.UNCLEAR.shape] == ["▲", "▼", "■", "≈"]


@pytest.mark.parametrize(
    ("ours", "relation", "words"),
    [
        (FORTY, Relation.AHEAD, "Ahead of Northwind"),
        (THIRTY, Relation.UNCLEAR, "Too close to Northwind to call"),
        (FEW, None, "Not compared with Northwind"),
    ],
)
def test_a_gap_names_the_brand(ours: object, relation: Relation | None, words: str) -> None:
    found = verdict(ours, THIRTY, question=Question.GAP, against=Against.COMPETITOR, brand="Northwind")  # type: ignore[arg-type]
    assert found.relation is relation
    assert badges.gap(found, "Northwind").words == words


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (50.0, "Below target 50"),
        (30.0, "Above target 30"),
        (40.0, "Too close to target 40 to call"),
    ],
)
def test_a_target_is_told_with_its_figure(target: float, words: str) -> None:
    found = verdict(MANY_FORTY, target, question=Question.TARGET, against=Against.TARGET)
    assert badges.target(found).words == words


def test_the_detail_tells_the_range_what_could_be_seen_and_how_it_was_tested() -> None:
    told = badges.detail(UNCLEAR)
    assert told.startswith("Likely between ")
    assert "four times out of five" in told
    assert told.endswith("Tested together with no other comparisons.")


def test_a_clear_range_that_many_comparisons_make_doubtful_says_so() -> None:
    doubtful = replace(FELL, relation=Relation.UNCLEAR, looked_at=61)
    assert badges.detail(doubtful).endswith("Alone it would look clear; among 60 other comparisons, it may be chance.")


def test_an_explored_verdict_says_that_it_is_not_for_quoting() -> None:
    assert "not for quoting" in badges.change(verdict(THIRTY, FORTY, explored=True), "Q2 2026").detail


def test_where_nothing_is_compared_the_detail_says_why() -> None:
    assert badges.change(verdict(FEW, FORTY), "Q2 2026").detail == "few answers"
