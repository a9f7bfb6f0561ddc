"""What is said aloud: whole points, no word of comparison without its verdict, no fall left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.score import score
from cx.domain.tally import Tally
from cx.domain.verdict import Relation
from cx.narrative.wording import Spoken, clause, headline
from tests.narrative.verdicts import (
    FELL,
    FEW,
    FORTY,
    MANY_FORTY,
    ROSE,
    STEADY,
    THIRTY,
    THIRTY_NINE,
    UNCLEAR,
    scored,
    spoken,
    verdict,
)

COMPANY = Spoken("the company", UNCLEAR)
COMPARATIVE = re.compile(r"\b(rose|fell|steady|more|less|ahead|behind|better|worse|up|down)\b")
tallies = st.builds(Tally.counts, st.integers(0, 900), st.integers(0, 900), st.integers(1, 900))


def test_the_headline_has_the_tone_aimed_at() -> None:
    assert headline(COMPANY, [Spoken("EMEA", FELL)]) == (
        "EMEA fell ten points, to 30; the company, at 39, shows no clear change."
    )


def test_what_moved_comes_first() -> None:
    assert headline(Spoken("the company", ROSE), [Spoken("EMEA", FELL)]) == (
        "The company rose ten points, to 40; EMEA fell ten points, to 30."
    )


def test_a_fall_is_told_before_any_rise() -> None:
    rises = [Spoken(name, ROSE) for name in ("Americas", "Asia", "Africa")]
    assert "EMEA fell ten points" in headline(COMPANY, [*rises, Spoken("EMEA", FELL)])


def test_falls_beyond_those_named_are_counted() -> None:
    falls = [Spoken(name, FELL) for name in ("Americas", "Asia", "Africa", "EMEA")]
    assert headline(COMPANY, falls).endswith("; two more groups fell, too.")


def test_groups_that_did_not_move_are_not_in_the_headline() -> None:
    assert headline(COMPANY, [Spoken("EMEA", UNCLEAR), Spoken("Asia", STEADY)]) == (
        "The company, at 39, shows no clear change."
    )


def test_steady_is_said_only_of_what_surely_lies_within_the_margin() -> None:
    assert clause(Spoken("EMEA", STEADY)) == "EMEA is steady at 40"
    assert clause(Spoken("EMEA", UNCLEAR)) == "EMEA, at 39, shows no clear change"


def test_ends_are_said_where_the_rounded_change_would_contradict_them() -> None:
    """40.4 and 29.6 are 40 and 30, and 11 apart."""
    now, then = scored(494, 308, 198), scored(604, 196, 200)
    assert (round(now.value, 1), round(then.value, 1)) == (29.6, 40.4)
    assert clause(spoken("EMEA", now, then)) == "EMEA fell from 40 to 30"


@given(tallies, tallies)
def test_what_is_said_adds_up(now: Tally, then: Tally) -> None:
    after, before = score(now), score(then)
    said = clause(spoken("EMEA", after, before))
    if found := re.search(r"(rose|fell) (\w+) points?, to (−?\d+)$", said):
        words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
        size = words.index(found[2]) if found[2] in words else int(found[2])
        end = int(found[3].replace("−", "-"))
        assert after is not None
        assert before is not None
        start = end - size if found[1] == "rose" else end + size
        assert abs(start - before.value) <= 0.5 + 1e-9
        assert abs(end - after.value) <= 0.5 + 1e-9


@given(tallies, tallies, st.booleans())
def test_no_comparative_word_without_a_verdict_that_backs_it(now: Tally, then: Tally, explored: bool) -> None:
    one = spoken("EMEA", score(now), score(then), explored=explored)
    backed = {Relation.ROSE: {"rose", "less"}, Relation.FELL: {"fell", "less"}, Relation.STEADY: {"steady"}}
    allowed = set() if explored or one.verdict.relation is None else backed.get(one.verdict.relation, set())
    assert set(COMPARATIVE.findall(clause(one))) <= allowed


def test_an_explored_change_is_never_spoken() -> None:
    one = spoken("EMEA, Cloud", THIRTY, FORTY, explored=True)
    assert one.verdict.relation is Relation.FELL
    assert not one.moved
    assert clause(one) == "EMEA, Cloud scored 30"


@pytest.mark.parametrize(("now", "then"), [(FEW, FORTY), (FORTY, FEW), (FEW, FEW)])
def test_few_answers_carry_no_figure_into_a_sentence(now: object, then: object) -> None:
    said = headline(spoken("EMEA", now, then))  # type: ignore[arg-type]
    assert said == "EMEA has too few answers, now or before, to say whether it moved."


def test_a_hidden_figure_is_not_said() -> None:
    assert headline(spoken("EMEA", None, FORTY)) == "EMEA has too few answers to show."


def test_a_first_period_is_said_without_a_comparison() -> None:
    assert headline(spoken("the company", FORTY, None)) == (
        "The company scored 40; there is no earlier score to compare it with."
    )


def test_a_change_of_method_is_said_instead_of_a_change_of_score() -> None:
    why = "the way the survey is asked changed on 1 January 2026"
    assert headline(spoken("the company", THIRTY, FORTY, why_not=why)) == (
        f"The company scored 30; not compared, because {why}."
    )


def test_scores_below_nothing_have_a_true_minus_sign() -> None:
    now = scored(200, 300, 500)
    assert clause(spoken("EMEA", now, FORTY)) == "EMEA fell 70 points, to −30"


def test_the_same_verdicts_give_the_same_words() -> None:
    parts = [Spoken("EMEA", FELL), Spoken("Asia", verdict(THIRTY_NINE, MANY_FORTY))]
    assert headline(COMPANY, parts) == headline(COMPANY, list(parts))
