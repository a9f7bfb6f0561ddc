"""Every fact of a leader's own area, from the period's book, and the draft that is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from cx.domain.book import Against, Book, Key, Verdict
from cx.domain.bridge import Part
from cx.domain.errors import UnknownName
from cx.domain.people import Leader
from cx.domain.periods import FiscalCalendar, Period
from cx.domain.series import Shown
from cx.domain.slices import EVERYBODY, NOT_GIVEN, Slice
from cx.domain.surveys import Event, Survey, SurveyKind
from cx.narrative import restating
from cx.narrative.disclosure import Standing
from cx.narrative.drafts import Draft, compose
from cx.narrative.facts import Audience, Fact, Kind, Source, When, of_verdict
from cx.narrative.speech import spoken_name, spoken_when
from cx.reports import captions
from cx.reports.answering import rates_of
from cx.reports.book import Windows, period_book, windows_of
from cx.reports.bridges import POOLED, bridge_part
from cx.reports.closings import closed_figure
from cx.reports.figures import Figures
from cx.reports.programme import Programme
from cx.store import catalog
from cx.store.opening import Store

__all__ = ["Audience", "Draft", "leader_ids", "report"]

MOST_OF_IT = 0.5
"""Share of a change that one group carries before a sentence says so."""
NEARLY_ALL = 0.8
"""Share of the answers above which a group is nearly the whole, and naming it explains nothing."""


def report(store: Store, leader: str, audience: Audience, period: str, today: date, as_of: date | None = None) -> Draft:
    """The draft of one leader. as_of: the day that counts as today; period: a key, such as 2026Q3.

    Raises UnknownName for a leader who does not exist, BadValue for a period that is none.
    """
    with store.reading() as connection:
        programme = Programme.open(connection, as_of or today)
        found = {one.leader_id: one for one in catalog.leaders(connection)}
        if leader not in found:
            named = ", ".join(found) or "none yet; import them: python -m cx import leaders FILE"
            raise UnknownName(f"There is no leader '{leader}'. The leaders are: {named}.")
        return _draft(programme, f"{store.location} {store.version()}", found[leader], audience, period)


def leader_ids(store: Store) -> tuple[str, ...]:
    with store.reading() as connection:
        return tuple(one.leader_id for one in catalog.leaders(connection))


def _draft(programme: Programme, state: str, leader: Leader, audience: Audience, key: str) -> Draft:
    period = FiscalCalendar(programme.company.fiscal_year_first_month).parse(key)
    area = _Area(programme, period_book(programme, state, period), leader, period)
    facts = tuple(replace(fact, id=f"f{number}") for number, fact in enumerate(area.facts(), 1))
    return compose(
        facts,
        audience,
        leader=leader.leader_id,
        leader_name=leader.name,
        period=period.key,
        as_of=programme.today,
        standing=Standing(
            over=period.span.last < programme.today, closed=programme.closed.closing(period.span) is not None
        ),
        method_changes=area.method_changes(),
    )


@dataclass(frozen=True, slots=True)
class _Area:
    """A leader's slices in one period."""

    programme: Programme
    book: Book
    leader: Leader
    period: Period

    def facts(self) -> Iterator[Fact]:
        """In the order of their ids."""
        if not self.leader.scopes:
            name = self.leader.unit or self.leader.name
            yield Fact("", Kind.SILENCE, EVERYBODY, name, own=True, when=self._when_alone(), source=None, metric="")
            return
        for scope in self.leader.scopes:
            yield from self._of_scope(scope, own=True)
        if EVERYBODY not in self.leader.scopes:
            yield from self._context()
        yield from self._methods()

    def method_changes(self) -> tuple[Event, ...]:
        surveys = [figures for figures, _ in self._surveys()]
        found = {event for figures in surveys for event in figures.method_changes()}
        past = (event for event in found if event.starts_on <= self.period.span.last)
        return tuple(sorted(past, key=lambda event: (event.starts_on, event.event_id)))

    # One scope ---------------------------------------------------------------------------------------------------

    def _of_scope(self, scope: Slice, *, own: bool) -> Iterator[Fact]:
        survey = self.programme.answering_for(scope)
        figures = self.programme.figures(survey) if survey else None
        windows = windows_of(figures, self.period) if figures else None
        if figures is None or windows is None or windows.now.period != self.period:
            yield self._no_answers(scope, figures, own=own)
            return
        spoken = _Spoken(self, figures, windows, scope, own)
        change = spoken.verdict(Against.PREVIOUS)
        if change is None or figures.missing(scope):
            yield self._no_answers(scope, figures, own=own)
            return
        first = spoken.fact(change)
        yield first
        if first.kind is Kind.SILENCE:
            return
        yield from spoken.cause(first, change)
        for against in (Against.YEAR_AGO, Against.TARGET, Against.REST):
            verdict = spoken.verdict(against)
            if verdict and verdict.relation:
                yield spoken.fact(verdict)
        yield from self._gap(scope, own=own)
        yield from spoken.asked()

    def _gap(self, scope: Slice, *, own: bool) -> Iterator[Fact]:
        """Against the main competitor, in the survey that asked the market about both."""
        competitor = self.programme.company.main_competitor
        for survey in self.programme.surveys:
            if not competitor or survey.kind is not SurveyKind.COMPETITIVE:
                continue
            figures = self.programme.figures(survey)
            windows = windows_of(figures, self.period)
            asked_here = scope.without("audience") if scope.get("audience") in (None, survey.audience) else None
            if windows is None or windows.now.period != self.period or asked_here is None:
                continue
            verdict = self.book.find(Key(survey.survey_id, asked_here, Against.COMPETITOR, competitor))
            if verdict and verdict.relation:
                yield _Spoken(self, figures, windows, asked_here, own).fact(verdict)

    def _context(self) -> Iterator[Fact]:
        """The whole company beside the leader's own: its change and its gap."""
        whole = [fact for fact in self._of_scope(EVERYBODY, own=False) if fact.kind in (Kind.CHANGE, Kind.GAP)]
        yield from (fact for fact in whole if fact.kind is Kind.CHANGE)
        yield from (fact for fact in whole if fact.kind is Kind.GAP)

    def _methods(self) -> Iterator[Fact]:
        """How the score of each survey behind the leader's own slices is measured."""
        for figures, windows in self._surveys():
            spoken = _Spoken(self, figures, windows, EVERYBODY, own=True)
            yield Fact("", Kind.METHOD, EVERYBODY, "", own=True, when=spoken.when(), source=spoken.source, metric="")

    def _surveys(self) -> Iterator[tuple[Figures, Windows]]:
        surveys = dict.fromkeys(self.programme.answering_for(scope) for scope in self.leader.scopes)
        for survey in filter(None, surveys):
            figures = self.programme.figures(survey)
            windows = windows_of(figures, self.period)
            if windows is not None:
                yield figures, windows

    def _no_answers(self, scope: Slice, figures: Figures | None, *, own: bool) -> Fact:
        source = _source(figures.survey, scope, self.period) if figures else None
        name = spoken_name(scope, self.programme.company.company_name)
        return Fact("", Kind.SILENCE, scope, name, own=own, when=self._when_alone(), source=source, metric="")

    def _when_alone(self) -> When:
        return When(self.period.key, self.period.label)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """One group of one survey, ready to be spoken of."""

    area: _Area
    figures: Figures
    windows: Windows
    scope: Slice
    own: bool

    @property
    def name(self) -> str:
        return spoken_name(self.scope, self.figures.company.company_name)

    @property
    def source(self) -> Source:
        return _source(self.figures.survey, self.scope, self.area.period)

    def when(self, against: Against | None = None) -> When:
        if against in (Against.PREVIOUS, Against.YEAR_AGO):
            year_ago = against is Against.YEAR_AGO
            return spoken_when(self.windows.now, self.windows.reference(against), year_ago=year_ago)
        return spoken_when(self.windows.now)

    def verdict(self, against: Against) -> Verdict | None:
        return self.area.book.find(Key(self.figures.survey.survey_id, self.scope, against))

    def fact(self, verdict: Verdict) -> Fact:
        made = of_verdict(
            verdict,
            fact_id="",
            name=self.name,
            own=self.own,
            when=self.when(verdict.key.against),
            source=self.source,
            thin_below=self.figures.company.thin_below,
        )
        return replace(made, restated=self._restated()) if made.kind in (Kind.CHANGE, Kind.SILENCE) else made

    def _restated(self) -> str:
        """What today's answers say of the group's figure where its period is closed."""
        point = closed_figure(self.figures, self.scope, self.windows.now.period)
        return restating.sentence(point) if point else ""

    def cause(self, change: Fact, verdict: Verdict) -> Iterator[Fact]:
        """The one group that carries most of a rise or fall by how it scored, else who answered; nothing else."""
        if not change.moved:
            return
        found = sorted(self._carrying(verdict), key=lambda carried: (-carried[0], carried[1]))
        for _, group, effect, total in found[:1]:
            yield replace(
                change,
                kind=Kind.CAUSE,
                metric="effect",
                relation=None,
                value=effect,
                against=total,
                difference=None,
                low=None,
                high=None,
                p=None,
                z=0.0,
                detail=group,
            )

    def _carrying(self, verdict: Verdict) -> Iterator[tuple[float, str, float, float]]:
        """Share of the change, group ('' for who answered), its points and the change's, over every field."""
        for field in self.figures.splits(self.scope):
            made = bridge_part(self.figures, self.windows, field, self.scope, verdict).bridge
            total = made.after - made.before if made else 0.0
            if made is None or not total:
                continue
            if made.mix / total > MOST_OF_IT:
                yield made.mix / total, "", made.mix, total
            for part in made.parts[:1]:
                share = part.rate / total
                if share > MOST_OF_IT and self._explains(field, part):
                    yield share, part.group, part.rate, total

    def _explains(self, field: str, part: Part) -> bool:
        """Whether a group has a name of its own and is less than nearly everybody."""
        if part.group in (POOLED, NOT_GIVEN):
            return False
        found = self.figures.tallies([self.windows.now.span], (field,), self.scope)
        counted = sum(tally.n for tally in found.values())
        (point,) = self.figures.series((self.windows.now,), self.scope.narrowed(field, part.group), "").points
        return point.shown is Shown.FULL and point.score is not None and point.score.n < NEARLY_ALL * counted

    def asked(self) -> Iterator[Fact]:
        (rate,) = rates_of(self.figures, [self.windows.now], self.scope)
        if rate is not None:
            yield Fact(
                "",
                Kind.ASKED,
                self.scope,
                self.name,
                own=self.own,
                when=self.when(),
                source=self.source,
                metric="response_rate",
                value=rate.rate,
                low=rate.low,
                high=rate.high,
                n=rate.answered,
                n_against=rate.invited,
            )


def _source(survey: Survey, scope: Slice, period: Period) -> Source:
    where = "".join(f' --where "{field}={value}"' for field, value in scope)
    return Source(
        survey_id=survey.survey_id,
        audience=survey.audience,
        survey=survey.name,
        asked_by=captions.asked(survey).removeprefix(f"{survey.name}; "),
        question=survey.question,
        method=survey.method,
        provenance=survey.provenance,
        query=f"python -m cx nps --survey {survey.survey_id} --period {period.grain.value}{where}",
    )
