"""What each project did to the score of its group, from the answers: the months, the group and the rest beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cx.domain.effect import (
    FEWEST_MONTHS_AFTER,
    Effect,
    Evidence,
    Found,
    Pair,
    Times,
    effects,
    months_in,
    overlap,
    times,
)
from cx.domain.periods import Span
from cx.domain.projects import OVER, Project, Stage
from cx.domain.series import Shown
from cx.domain.slices import FIELDS, Slice
from cx.domain.tally import EMPTY, Tally
from cx.reports.figures import Figures
from cx.reports.programme import Programme


@dataclass(frozen=True, slots=True)
class Measured:
    """A project's effect with what it was measured on, None where nothing was. survey: its name."""

    effect: Effect
    times: Times | None = None
    evidence: Evidence | None = None
    survey: str = ""


@dataclass(slots=True)
class _Counted:
    """One survey's tallies by the fields that projects name, for the spans asked for."""

    figures: Figures
    fields: tuple[str, ...]
    groups: tuple[Slice, ...]
    spans: dict[Span, dict[tuple[str, ...], Tally]] = field(default_factory=dict)

    def pair(self, span: Span, group: Slice) -> Pair | None:
        """The scores of a group and of the rest without any project's group; None where either has few answers."""
        mine, rest = EMPTY, EMPTY
        claimed = [one.as_dict() for one in self.groups]
        for values, tally in self._tallies(span).items():
            named = dict(zip(self.fields, values, strict=True))
            if overlap([group.as_dict()], named):
                mine += tally
            elif not overlap(claimed, named):
                rest += tally
        if any(self.figures.shown(one) is not Shown.FULL for one in (mine, rest)):
            return None
        scores = [self.figures.score(one, span) for one in (mine, rest)]
        return Pair(*scores) if None not in scores else None  # type: ignore[arg-type] # the same question

    def has_rest(self, span: Span, group: Slice) -> bool:
        claimed = [one.as_dict() for one in (*self.groups, group)]
        return any(not overlap(claimed, dict(zip(self.fields, values, strict=True))) for values in self._tallies(span))

    def _tallies(self, span: Span) -> dict[tuple[str, ...], Tally]:
        if span not in self.spans:
            found = self.figures.tallies([span], self.fields)
            self.spans[span] = {values: tally for (_, values), tally in found.items()}
        return self.spans[span]


def measured(programme: Programme, projects: Sequence[Project]) -> dict[str, Measured]:
    """Every project's effect, or why it has none that may be told; tested as one family."""
    counted: dict[str, _Counted] = {}
    held: dict[str, tuple[Times | None, str]] = {}
    tried: dict[str, Evidence | Found] = {}
    for project in projects:
        when, evidence, survey = _evidence(programme, projects, project, counted)
        tried[project.project_id] = evidence
        held[project.project_id] = when, counted[survey].figures.survey.name if survey else ""
    return {
        project: Measured(effect, when, evidence if isinstance(evidence := tried[project], Evidence) else None, survey)
        for project, effect in effects(tried, programme.company.margin).items()
        for when, survey in (held[project],)
    }


def _evidence(
    programme: Programme, projects: Sequence[Project], project: Project, counted: dict[str, _Counted]
) -> tuple[Times | None, Evidence | Found, str]:
    """The months, what was scored in them, and the survey's id; or why nothing was."""
    if project.went_live_on is None or project.chosen_on is None:
        return None, Found.NOT_LIVE, ""
    survey = _survey_of(programme, project)
    if not project.scope or not survey:
        return None, Found.NO_GROUP, ""
    if survey not in counted:
        counted[survey] = _counted(programme, projects, survey)
    held = counted[survey]
    if held.figures.answered is None:
        return None, Found.TOO_FEW, survey
    when = times(project.chosen_on, project.went_live_on, held.figures.answered)
    if when.after is None or months_in(when.after) < FEWEST_MONTHS_AFTER:
        return when, Found.TOO_EARLY, survey
    if not held.has_rest(when.after, project.scope):
        return when, Found.NO_REST, survey
    held.figures.prepare([span for span in (when.before, when.after, when.between, when.earlier) if span])
    starts = held.figures.answered.first
    pairs = [
        held.pair(span, project.scope) if span and span.first >= starts.replace(day=1) else None
        for span in (when.before, when.after, when.between, when.earlier)
    ]
    return when, Evidence(*pairs), survey


def _counted(programme: Programme, projects: Sequence[Project], survey: str) -> _Counted:
    groups = tuple(project.scope for project in projects if _claims(project, survey, programme))
    fields = tuple(sorted({name for group in groups for name, _ in group}, key=FIELDS.index))
    chosen = next(one for one in programme.surveys if one.survey_id == survey)
    return _Counted(programme.figures(chosen), fields, groups)


def _claims(project: Project, survey: str, programme: Programme) -> bool:
    """Whether a project may have moved a group of that survey: its answers are no yardstick for others."""
    decided = project.stage is not Stage.PROPOSED and (project.stage not in OVER or project.went_live_on is not None)
    return bool(survey) and decided and bool(project.scope) and _survey_of(programme, project) == survey


def _survey_of(programme: Programme, project: Project) -> str:
    """The project's survey, else the one that is the company's headline; '' where there is neither."""
    if project.survey_id:
        return project.survey_id if any(one.survey_id == project.survey_id for one in programme.surveys) else ""
    return programme.headline.survey_id if programme.headline else ""
