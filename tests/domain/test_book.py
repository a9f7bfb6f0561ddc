"""One verdict everywhere: a period's comparisons are tested together, once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from cx.domain.book import (
    FALSE_DISCOVERY_RATE,
    FEW_ANSWERS,
    NO_SCORE,
    Against,
    Comparison,
    Family,
    Key,
    Verdict,
    compile_book,
    explore,
)
from cx.domain.errors import BadValue
from cx.domain.score import Score, score
from cx.domain.slices import Slice
from cx.domain.tally import Tally
from cx.domain.verdict import Difference, Question, Relation
from tests.domain.strategies import law, scored

MOVES = {Relation.ROSE, Relation.FELL, Relation.AHEAD, Relation.BEHIND, Relation.ABOVE_TARGET, Relation.BELOW_TARGET}

solid = st.builds(scored, st.integers(20, 400), st.integers(20, 400), st.integers(20, 400))
thin = st.builds(scored, st.integers(1, 9), st.integers(0, 9), st.integers(0, 9))
families = st.sampled_from((Family.HEADLINES, Family.CATALOGUE))


@st.composite
def comparison_lists(draw: st.DrawFn, family: Family | None = None, prefix: str = "group") -> list[Comparison]:
    """Comparisons of different names, some of which nothing may be said of."""
    return [
        Comparison(
            Key("relationship", Slice.of(region=f"{prefix} {i}"), Against.PREVIOUS),
            family or draw(families),
            draw(st.sampled_from(Question)),
            draw(solid | thin | st.none()),
            draw(solid | thin | st.none() | st.floats(-100, 100)),
            draw(st.sampled_from(("", "", "", "the way the survey is asked changed"))),
        )
        for i in range(draw(st.integers(0, 12)))
    ]


def compiled(comparisons: list[Comparison], margin: float = 5.0) -> dict[Key, Verdict]:
    return dict(compile_book(comparisons, margin=margin, thin_below=30).verdicts)


def change(name: str, current: Score | None, reference: Score | None, family: Family = Family.CATALOGUE) -> Comparison:
    key = Key("relationship", Slice.of(region=name), Against.PREVIOUS)
    return Comparison(key, family, Question.CHANGE, current, reference)


@law
@given(comparison_lists())
def test_every_comparison_has_one_verdict_with_words_or_a_reason(comparisons: list[Comparison]) -> None:
    verdicts = compiled(comparisons)
    assert set(verdicts) == {comparison.key for comparison in comparisons}
    for verdict in verdicts.values():
        assert (verdict.relation is None) == bool(verdict.reason)
        assert (verdict.difference is None) == (verdict.relation is None) == (verdict.adjusted_p is None)


@law
@given(comparison_lists(), st.floats(0.1, 20))
def test_rises_have_a_positive_z_and_falls_a_negative_one(comparisons: list[Comparison], margin: float) -> None:
    for verdict in compiled(comparisons, margin).values():
        if verdict.difference is None:
            continue
        if verdict.relation in (Relation.ROSE, Relation.AHEAD, Relation.ABOVE_TARGET):
            assert verdict.difference.z > 0
        if verdict.relation in (Relation.FELL, Relation.BEHIND, Relation.BELOW_TARGET):
            assert verdict.difference.z < 0


@law
@given(comparison_lists())
def test_each_family_is_tested_as_statsmodels_tests_it(comparisons: list[Comparison]) -> None:
    verdicts = compiled(comparisons).values()
    for family in (Family.HEADLINES, Family.CATALOGUE):
        tested = [verdict for verdict in verdicts if verdict.family is family and verdict.difference]
        if not tested:
            continue
        p_values = [verdict.difference.p for verdict in tested if verdict.difference]
        rejected, adjusted, *_ = multipletests(p_values, alpha=FALSE_DISCOVERY_RATE, method="fdr_bh")
        assert [verdict.adjusted_p for verdict in tested] == pytest.approx(list(adjusted))
        assert {verdict.looked_at for verdict in tested} == {len(tested)}
        for verdict, discovered in zip(tested, rejected, strict=True):
            assert discovered or verdict.relation not in MOVES


@law
@given(comparison_lists(Family.HEADLINES), comparison_lists(Family.CATALOGUE, "noise"))
def test_whatever_else_is_looked_at_the_headlines_stand(headlines: list[Comparison], noise: list[Comparison]) -> None:
    alone, crowded = compiled(headlines), compiled(noise + headlines)
    assert all(crowded[key] == verdict for key, verdict in alone.items())


@law
@given(comparison_lists(), st.randoms(use_true_random=False))
def test_the_order_of_comparisons_changes_no_verdict(comparisons: list[Comparison], chance: object) -> None:
    shuffled = sorted(comparisons, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert compiled(shuffled) == compiled(comparisons)


@pytest.mark.parametrize(
    ("current", "reference", "why_not", "reason"),
    [
        (None, scored(100, 50, 50), "", NO_SCORE),
        (scored(100, 50, 50), None, "", NO_SCORE),
        (scored(10, 5, 5), scored(100, 50, 50), "", FEW_ANSWERS),
        (scored(100, 50, 50), scored(10, 5, 5), "", FEW_ANSWERS),
        (scored(100, 50, 50), scored(100, 50, 50), "asked by post since May", "asked by post since May"),
    ],
)
def test_what_may_not_be_said_has_a_reason_and_is_not_looked_at(
    current: Score | None, reference: Score | None, why_not: str, reason: str
) -> None:
    silent = replace(change("silent", current, reference), not_compared=why_not)
    spoken = change("spoken", scored(300, 50, 50), scored(100, 50, 250))
    verdicts = compiled([silent, spoken])
    assert (verdicts[silent.key].relation, verdicts[silent.key].reason) == (None, reason)
    assert verdicts[spoken.key].relation is Relation.ROSE
    assert verdicts[spoken.key].looked_at == 1


def test_thirty_answers_speak_and_unequal_weights_can_silence_them() -> None:
    spoken, base = scored(15, 10, 5), scored(100, 50, 50)
    uneven = score(Tally(15, 10, 5, 30.0, 10.0, 5.0, 75.0))
    verdicts = compiled([change("thirty", spoken, base), change("uneven", uneven, base)])
    assert [verdict.reason for verdict in verdicts.values()] == ["", FEW_ANSWERS]


def test_a_headline_that_the_catalogue_holds_too_is_tested_among_the_headlines_only() -> None:
    headline = change("EMEA", scored(200, 50, 150), scored(250, 50, 100), Family.HEADLINES)
    others = [change(f"other {i}", scored(200, 50, 150), scored(200, 50, 150)) for i in range(50)]
    doubled = compiled([*others, replace(headline, family=Family.CATALOGUE), headline])
    assert doubled[headline.key].family is Family.HEADLINES
    assert doubled[headline.key] == compiled([headline])[headline.key]
    assert doubled[others[0].key].looked_at == 50


def test_two_different_comparisons_of_one_name_are_refused() -> None:
    one = change("EMEA", scored(200, 50, 150), scored(250, 50, 100))
    with pytest.raises(BadValue, match="one name"):
        compiled([one, replace(one, current=scored(100, 50, 50))])
    assert len(compiled([one, one])) == 1


def test_an_explored_group_is_tested_by_itself_at_one_in_a_hundred() -> None:
    base = scored(200, 100, 100)
    by_p = {
        made.difference.p: made
        for extra in range(60)
        if (made := explored(change("x", scored(200 + extra, 100, 100 - extra), base))).difference
    }
    assert {made.family for made in by_p.values()} == {Family.EXPLORED}
    assert {made.looked_at for made in by_p.values()} == {1}
    assert all((made.relation in MOVES) == (p <= 0.01) for p, made in by_p.items())
    assert any(0.01 < p < 0.025 for p in by_p)


def test_an_explored_group_in_a_book_gets_the_same_verdict_and_counts_in_no_family() -> None:
    tried = change("tried", scored(260, 100, 40), scored(200, 100, 100), Family.EXPLORED)
    kept = change("kept", scored(260, 100, 40), scored(200, 100, 100))
    verdicts = compiled([tried, kept])
    assert verdicts[tried.key] == explored(tried)
    assert verdicts[kept.key].looked_at == 1


def test_a_rise_a_gap_and_a_target_have_words_of_their_own() -> None:
    high, low = scored(300, 50, 50), scored(100, 50, 250)
    said = [
        explored(replace(change("x", current, reference), question=question)).relation
        for question in Question
        for current, reference in ((high, low), (low, high))
    ]
    assert said == [
        Relation.ROSE,
        Relation.FELL,
        Relation.AHEAD,
        Relation.BEHIND,
        Relation.ABOVE_TARGET,
        Relation.BELOW_TARGET,
    ]


def explored(comparison: Comparison) -> Verdict:
    return explore(comparison, margin=0.01, thin_below=30)


def test_among_many_books_no_more_discoveries_are_false_than_promised() -> None:
    """300 periods of 30 groups that did not move and 10 that moved by 20 points; 500 answers each."""
    chance = np.random.default_rng(20260715)
    still, moved = (0.5, 0.25, 0.25), (0.6, 0.25, 0.15)
    false_shares, found = [], 0
    for _ in range(300):
        before = chance.multinomial(500, still, size=40).tolist()
        after = [*chance.multinomial(500, still, size=30).tolist(), *chance.multinomial(500, moved, size=10).tolist()]
        family = [change(str(i), scored(*after[i]), scored(*before[i])) for i in range(40)]
        verdicts = compiled(family, margin=0.01)
        discovered = [verdicts[comparison.key].relation in MOVES for comparison in family]
        false_shares.append(sum(discovered[:30]) / max(1, sum(discovered)))
        found += sum(discovered[30:])
    assert np.mean(false_shares) < FALSE_DISCOVERY_RATE
    assert found > 0.9 * 300 * 10


@law
@given(comparison_lists(Family.HEADLINES))
def test_a_verdict_is_made_of_the_two_scores_it_names(comparisons: list[Comparison]) -> None:
    for verdict in compiled(comparisons).values():
        if isinstance(verdict.reference, Score) and verdict.current and verdict.difference:
            assert verdict.difference == Difference.between(verdict.current, verdict.reference)
