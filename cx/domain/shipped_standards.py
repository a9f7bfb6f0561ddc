"""The standards that hold until a company registers its own: what NPS is, and the words that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cx.domain.indicators import Direction
from cx.domain.standards import Metric, Term

NPS = Metric(
    metric_id="net-promoter-score",
    version=1,
    name="Net Promoter Score",
    definition="How many more customers would recommend us than would not",
    formula="100 · (answers of 9 and 10 - answers of 0 to 6) / answers",
    unit="points",
    owner="",
    effective_on=date.min,
    used_in=("Overview", "NPS trends", "Benchmarks", "Council pack"),
    primary=True,
    better=Direction.HIGHER,
    scale=(0, 10),
    shipped=True,
)

TERMS = (
    Term("Detractor", "A customer who answers 0 to 6", "a customer who is leaving", "detractor"),
    Term("Few answers", "So few that no sentence is built on the figure; how few is a setting", "", "few-answers"),
    Term(
        "Likely range",
        "Where the score of everybody would lie, in 95 of 100 such samples",
        "the range of single answers",
        "likely-range",
    ),
    Term("Passive", "A customer who answers 7 or 8; counted, but neither added nor taken away", "", "passive"),
    Term("Promoter", "A customer who answers 9 or 10", "", "promoter"),
    Term(
        "Response rate",
        "Answered out of those who were asked, in the same months",
        "how many answers there are",
        "response-rate",
    ),
    Term("Steady", "Surely within the margin that matters, which is set on the Settings page", "unchanged", "steady"),
)


def with_nps(metrics: Iterable[Metric]) -> tuple[Metric, ...]:
    """Those registered; beside them the shipped NPS, until a brand metric or an NPS of the company's own is there."""
    own = tuple(metrics)
    taken = any(one.primary or one.metric_id == NPS.metric_id for one in own)
    return own if taken else (NPS, *own)


def with_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Those written down, and of the shipped ones those that nobody wrote anew, by name."""
    own = tuple(terms)
    taken = {one.term_id for one in own} | {one.term.casefold() for one in own}
    shipped = (one for one in TERMS if one.term_id not in taken and one.term.casefold() not in taken)
    return tuple(sorted((*own, *shipped), key=lambda one: one.term.casefold()))
