"""The demo company's answers as drawn, without a store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cx.demo import company
from cx.demo.answers import Answers
from cx.domain.design_effect import Clusters, design_effect
from cx.domain.score import Score, score
from cx.domain.tally import Tally
from cx.domain.verdict import Difference


@dataclass(frozen=True)
class Drawn:
    """Every survey by its id, with scores of quarters and groups that know of their accounts."""

    surveys: dict[str, Answers]

    def tally(self, survey_id: str, quarter: str = "", **where: str) -> Tally:
        columns = self.surveys[survey_id].columns
        wanted = within(self, survey_id, quarter)
        for field, value in where.items():
            wanted = wanted[columns[field][wanted] == value]
        scores = columns["score"][wanted]
        promoters, detractors = int((scores >= 9).sum()), int((scores <= 6).sum())
        return Tally.counts(promoters, len(scores) - promoters - detractors, detractors)

    def groups(self, survey_id: str, quarter: str, field: str, **where: str) -> dict[str, Tally]:
        values = sorted(set(self.surveys[survey_id].columns[field]))
        tallies = {value: self.tally(survey_id, quarter, **where, **{field: value}) for value in values}
        return {value: tally for value, tally in tallies.items() if tally.n}

    def score(self, survey_id: str, quarter: str, **where: str) -> Score:
        found = score(self.tally(survey_id, quarter, **where), account_effect(self, survey_id, quarter))
        assert found is not None
        return found

    def change(self, survey_id: str, before: str, after: str, **where: str) -> Difference:
        return Difference.between(self.score(survey_id, after, **where), self.score(survey_id, before, **where))

    def __hash__(self) -> int:
        return id(self)


@lru_cache
def within(drawn: Drawn, survey_id: str, quarter: str) -> NDArray[np.int64]:
    """Places of a quarter's answers; of all answers for ''."""
    days = drawn.surveys[survey_id].columns["responded_at"].astype("datetime64[D]")
    if not quarter:
        return np.arange(len(days))
    span = company.CALENDAR.parse(quarter).span
    return np.flatnonzero((days >= np.datetime64(span.first)) & (days <= np.datetime64(span.last)))


@lru_cache
def account_effect(drawn: Drawn, survey_id: str, quarter: str) -> float:
    columns = drawn.surveys[survey_id].columns
    if "account_id" not in columns:
        return 1.0
    wanted = within(drawn, survey_id, quarter)
    scores: dict[str, list[int]] = {}
    for account, given in zip(columns["account_id"][wanted], columns["score"][wanted].tolist(), strict=True):
        scores.setdefault(account, []).append(given)
    return design_effect(Clusters.of_accounts(Tally.of_scores(given) for given in scores.values()))
