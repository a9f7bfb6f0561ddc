"""The company's surveys over one open connection, each with its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cx.domain.errors import ChoiceNeeded, UnknownName
from cx.domain.periods import FiscalCalendar
from cx.domain.slices import Slice
from cx.domain.standards import Metric, of_score, redefinitions
from cx.domain.surveys import Event, EventKind, Provenance, Survey, SurveyKind, Target
from cx.reports.closed import Closed
from cx.reports.figures import Figures
from cx.settings import Company
from cx.store import catalog, standards, tallies
from cx.store import company as companies
from cx.store.once import once
from cx.store.opening import Connection


@dataclass(slots=True)
class Programme:
    """What every report begins with; each survey's figures are made once.

    events: also the days on which the registry gives a score another definition. metrics: every version of each.
    """

    connection: Connection
    company: Company
    today: date
    surveys: tuple[Survey, ...]
    events: tuple[Event, ...]
    targets: tuple[Target, ...]
    closed: Closed
    metrics: tuple[Metric, ...] = ()
    _figures: dict[tuple[str, bool], Figures] = field(default_factory=dict)

    @classmethod
    def open(cls, connection: Connection, today: date) -> Programme:
        return once(connection, (cls, today), lambda: cls._read(connection, today))

    @classmethod
    def _read(cls, connection: Connection, today: date) -> Programme:
        surveys, metrics = catalog.surveys(connection), standards.metrics(connection)
        return cls(
            connection,
            companies.load(connection),
            today,
            surveys,
            tuple(_with_redefinitions(catalog.events(connection), surveys, metrics)),
            catalog.targets(connection),
            Closed.open(connection),
            metrics,
        )

    @property
    def calendar(self) -> FiscalCalendar:
        return FiscalCalendar(self.company.fiscal_year_first_month)

    def figures(self, survey: Survey, *, every_brand: bool = False) -> Figures:
        """The figures of one survey. every_brand: days with answers of any brand count, not only of our own."""
        every_brand = every_brand or survey.kind is SurveyKind.COMPETITIVE
        key = survey.survey_id, every_brand
        if key not in self._figures:
            own_brand = None if every_brand else self.company.own_brand
            self._figures[key] = Figures(
                connection=self.connection,
                company=self.company,
                survey=survey,
                today=self.today,
                answered=self.closed.reach(
                    survey.survey_id,
                    tallies.answered_days(self.connection, survey.survey_id, own_brand=own_brand),
                ),
                known=catalog.field_values(self.connection, survey.survey_id),
                is_headline=survey == self.headline,
                events=self.events,
                definitions=of_score(self.metrics, survey.survey_id),
                targets=self.targets,
                closed=self.closed,
            )
        return self._figures[key]

    def choose(self, wanted: str = "") -> Survey | None:
        """The survey asked for, else the primary survey, else the only one of our own; None where there is none at all.

        Raises UnknownName for a survey that does not exist, ChoiceNeeded where several could be meant.
        """
        by_id: Mapping[str, Survey] = {survey.survey_id: survey for survey in self.surveys}
        if wanted:
            if wanted not in by_id:
                named = ", ".join(sorted(by_id)) or "none yet"
                raise UnknownName(f"There is no survey '{wanted}'. The surveys are: {named}.")
            return by_id[wanted]
        if self.company.primary_survey in by_id:
            return by_id[self.company.primary_survey]
        candidates = self._own or self.surveys
        if len(candidates) > 1:
            named = ", ".join(sorted(survey.survey_id for survey in candidates))
            raise ChoiceNeeded(
                f"There are {len(candidates)} surveys and none is the primary one: {named}. "
                "Set it once: cx settings primary_survey=ID, or name one with --survey ID.",
                ("--survey",),
            )
        return candidates[0] if candidates else None

    @property
    def headline(self) -> Survey | None:
        """The survey whose score is the company's: one of our own, the primary one or the only one."""
        primary = [survey for survey in self._own if survey.survey_id == self.company.primary_survey]
        found = primary or self._own
        return found[0] if len(found) == 1 else None

    def answering_for(self, scope: Slice) -> Survey | None:
        """The survey that answers for a leader's scope: partners are asked in a survey of their own."""
        audience = scope.get("audience")
        if self.headline is None or audience in (None, self.headline.audience):
            return self.headline
        return next((one for one in self._own if self._is_relationship(one, audience)), self.headline)

    def asking(self, audience: str) -> Survey | None:
        """The survey of ours that asks customers, or partners; None where there is none."""
        headline = self.headline
        if headline and headline.audience in (audience, "" if audience == "customer" else audience):
            return headline
        return next((one for one in self._own if self._is_relationship(one, audience)), None)

    @staticmethod
    def _is_relationship(survey: Survey, audience: str) -> bool:
        return survey.kind is SurveyKind.RELATIONSHIP and survey.audience == audience

    @property
    def _own(self) -> list[Survey]:
        return [survey for survey in self.surveys if survey.provenance is Provenance.OWN]


def _with_redefinitions(
    events: Sequence[Event], surveys: Sequence[Survey], metrics: Sequence[Metric]
) -> Iterator[Event]:
    """One break a day and survey: a change of method that somebody wrote down says more than the registry."""
    yield from events
    told = {(one.survey_id, one.starts_on) for one in events if one.kind is EventKind.METHOD_CHANGE}
    for survey in surveys:
        for one in redefinitions(of_score(metrics, survey.survey_id), survey.survey_id):
            if not told & {("", one.starts_on), (survey.survey_id, one.starts_on)}:
                yield one
