"""Sentences about what customers say."""

from __future__ import annotations

import pytest

from cx.narrative import hearing
from cx.narrative.wording import EXPLORED


def test_the_finding_says_what_matters_and_what_changed_and_no_more() -> None:
    assert hearing.finding(("support goes with the score most", "", "delays rose"), 9, "Q3 2026") == (
        "Support goes with the score most. Delays rose."
    )


def test_what_somebody_explored_is_labelled_once() -> None:
    told = hearing.finding((f"speed leads{EXPLORED}", f"delays rose{EXPLORED}"), 9, "Q3 2026")
    assert told == "Speed leads. Delays rose. All of this is explored, not for quoting."
    assert hearing.finding((f"speed leads{EXPLORED}", ""), 9, "Q3 2026") == f"Speed leads{EXPLORED}."


@pytest.mark.parametrize(
    ("comments", "said"),
    [
        (0, "Nobody wrote a comment in Q3 2026."),
        (1, "1 comment of Q3 2026 says why they scored as they did."),
        (1595, "1,595 comments of Q3 2026 say why they scored as they did."),
    ],
)
def test_without_a_finding_it_says_what_there_is_to_read(comments: int, said: str) -> None:
    assert hearing.finding((), comments, "Q3 2026") == said


def test_how_many_were_found_is_counted_as_people_count() -> None:
    assert hearing.found(1, "Q3", searched=True) == "1 comment in Q3 holds these words"
    assert hearing.found(0, "Q3", scores="promoters") == "No comments of promoters in Q3"
    assert hearing.found(5000, "Q3", searched=True, at_least=True) == "Over 5,000 comments in Q3 hold these words"
    assert hearing.hidden("Q3", "3") == "Too few answers from those who gave 3 in Q3 to show what they wrote"


def test_one_voice_is_quoted_word_for_word() -> None:
    assert hearing.example("Half of us still cannot sign in. ") == (
        "An unhappy customer: “Half of us still cannot sign in.”"
    )
