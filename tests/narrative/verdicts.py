"""Verdicts that the book gives on made-up counts."""

from __future__ import annotations

from cx.domain.book import Against, Comparison, Family, Key, Verdict, compile_book, explore
from cx.domain.score import Score, score
from cx.domain.slices import Slice
from cx.domain.tally import Tally
from cx.domain.verdict import Question
from cx.narrative.wording import Spoken

MARGIN, THIN_BELOW = 5.0, 30.0


def scored(promoters: int, passives: int, detractors: int) -> Score:
    found = score(Tally.counts(promoters, passives, detractors))
    assert found is not None
    return found


THIRTY, FORTY = scored(500, 300, 200), scored(600, 200, 200)
THIRTY_NINE = scored(590, 210, 200)
MANY_FORTY = scored(60_000, 20_000, 20_000)
FEW = scored(10, 5, 2)


def verdict(
    now: Score | None,
    then: Score | float | None,
    *,
    question: Question = Question.CHANGE,
    against: Against = Against.PREVIOUS,
    brand: str = "",
    why_not: str = "",
    explored: bool = False,
) -> Verdict:
    """What the book says of one comparison that stands alone in its family."""
    key = Key("survey", Slice(), against, brand)
    comparison = Comparison(key, Family.CATALOGUE, question, now, then, why_not)
    if explored:
        return explore(comparison, margin=MARGIN, thin_below=THIN_BELOW)
    return compile_book([comparison], margin=MARGIN, thin_below=THIN_BELOW).verdicts[key]


def spoken(name: str, now: Score | None, then: Score | None, *, why_not: str = "", explored: bool = False) -> Spoken:
    return Spoken(name, verdict(now, then, why_not=why_not, explored=explored))


FELL = verdict(THIRTY, FORTY)
ROSE = verdict(FORTY, THIRTY)
UNCLEAR = verdict(THIRTY_NINE, FORTY)
STEADY = verdict(MANY_FORTY, MANY_FORTY)
