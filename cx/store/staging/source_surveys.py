"""Which surveys the good rows of a file say that they are answers to."""

from __future__ import annotations

from dataclasses import dataclass

from cx.store.staging.plan import Plan
from cx.store.staging.scratch import Scratch


@dataclass(frozen=True, slots=True)
class SourceSurvey:
    """id: as the file has it, '' for answers that name none. name: of its latest answer, '' where the file has none."""

    id: str
    name: str
    answers: int


def source_surveys(scratch: Scratch, plan: Plan) -> list[SourceSurvey]:
    """Those with most answers first; none where the file has no such column."""
    if plan.survey is None:
        return []
    name = "''" if plan.survey_name is None else "arg_max(source_survey_name, responded_at)"
    found = scratch.execute(
        f"SELECT source_survey, {name}, count(*) AS answers FROM staged WHERE reason = 0"  # noqa: S608 - names of ours
        " GROUP BY source_survey ORDER BY answers DESC, source_survey"
    ).fetchall()
    return [SourceSurvey(str(survey), str(called or ""), int(answers)) for survey, called, answers in found]
