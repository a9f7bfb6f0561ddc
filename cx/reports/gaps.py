"""How far behind the main competitor we are in each dimension, as the scorecard has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cx.domain.allocation import Gap
from cx.domain.book import Verdict
from cx.domain.dimensions import Dimension
from cx.domain.scorecard import DimensionGap, Word, gap_key
from cx.domain.verdict import Relation
from cx.reports.compared import compare
from cx.store.opening import Connection, Store

NOT_TESTED = "not tested"
"""Some reading has no likely range."""
NO_CLEAR_GAP = "no clear gap"
_SEVERITIES = {Word.WELL_BEHIND: 2, Word.BEHIND: 1}


@dataclass(frozen=True, slots=True)
class Gaps:
    """by_dimension: a dimension about which nothing is known is absent. competitor: beside whom."""

    by_dimension: Mapping[Dimension, Gap] = field(default_factory=dict)
    competitor: str = ""


def gaps_of(store: Store, connection: Connection, today: date) -> Gaps:
    """The newest gaps to the main competitor, by the scorecard's own verdicts; none where no competitor is named."""
    found = compare(store, connection, today, "")
    company = found.programme.company
    beside = [gap for gap in found.card.gaps() if gap.brand == company.main_competitor and gap.ours]
    return Gaps(
        {
            gap.dimension: _gap(gap, found.tested.find(gap_key(gap.dimension, gap.brand)), company.margin)
            for gap in beside
        },
        company.main_competitor,
    )


def _gap(found: DimensionGap, verdict: Verdict | None, margin: float) -> Gap:
    """Points only of a gap that is one; what is not tested, or not clear, is said in words."""
    if word := found.word(margin):
        return Gap(word=str(word), severity=_SEVERITIES.get(word, 0), judged=True)
    relation = verdict.relation if verdict else None
    if relation in (Relation.BEHIND, Relation.AHEAD) and found.value is not None:
        return Gap(-found.value)
    if relation is None:
        return Gap(word=NOT_TESTED)
    return Gap(word="level" if relation is Relation.LEVEL else NO_CLEAR_GAP, severity=0)
