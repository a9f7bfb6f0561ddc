"""Every fact of a leader's own area, from the period's book, and the draft that is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from cx.domain.book import Against, Book, Key, Verdict
from cx.domain.errors import UnknownName
from cx.domain.people import Leader
from cx.domain.periods import Period
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.surveys import Event, Provenance, Survey, SurveyKind
from cx.narrative import restating
from cx.narrative.disclosure import Standing
from cx.narrative.drafts import Draft, compose
from cx.narrative.facts import Audience, Fact, Kind, Silence, Source, When, of_verdict
from cx.narrative.speech import spoken_name, spoken_period, spoken_when
from cx.reports import area_facts, area_projects, captions, operational, training
from cx.reports.answering import rates_of
from cx.reports.benchmark_facts import need_facts
from cx.reports.book import Windows, period_book, windows_of
from cx.reports.causes import cause
from cx.reports.closings import closed_figure
from cx.reports.drivers import driver_facts
from cx.reports.figures import Figures
from cx.reports.headlines import Opened
from cx.reports.programme import Programme
from cx.reports.project_facts import ProjectFact, project_facts
from cx.reports.strategy_facts import strategy_facts
from cx.store import catalog, strategy
from cx.store.opening import Store
from cx.store.rated_answers import has_ratings

__all__ = ["Audience", "Draft", "leader_ids", "report"]

K = TypeVar("K")
V = TypeVar("V")

_MOST_KEPT = 64
_OF_PARTNERS = frozenset({Kind.CHANGE, Kind.CAUSE, Kind.TARGET, Kind.GAP, Kind.ASKED})
"""What the whole company's leader hears of partners; the rest is for who leads them."""
_RATED_BY = frozenset({"audience", "segment", "partner_type"})
"""Fields by which needs are rated."""


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
        return _draft(programme, store.state(connection), found[leader], audience, period)


def of_leader(programme: Programme, state: str, leader: Leader, audience: Audience, period: str) -> Draft:
    """The draft over a connection that is open already. state: names the store and its version. Raises as `report`."""
    return _draft(programme, state, leader, audience, period)


def leader_ids(store: Store) -> tuple[str, ...]:
    with store.reading() as connection:
        return tuple(one.leader_id for one in catalog.leaders(connection))


@dataclass(frozen=True, slots=True)
class _Found:
    """What one leader's draft for any audience is made of."""

    facts: tuple[Fact, ...]
    method_changes: tuple[Event, ...]
    standing: Standing


_kept: dict[tuple[str, date, str, Period], _Found] = {}


def _draft(programme: Programme, state: str, leader: Leader, audience: Audience, key: str) -> Draft:
    period = programme.calendar.parse(key)
    found = _found(programme, state, leader, period)
    return compose(
        found.facts,
        audience,
        leader=leader.leader_id,
        leader_name=leader.name,
        period=period.key,
        as_of=programme.today,
        standing=found.standing,
        method_changes=found.method_changes,
    )


def _found(programme: Programme, state: str, leader: Leader, period: Period) -> _Found:
    """The leader's facts, kept for the next audience. state: names the store and its version."""
    key = state, programme.today, leader.leader_id, period
    if key not in _kept:
        area = _Area(programme, state, period_book(programme, state, period), leader, period)
        facts = tuple(replace(fact, id=f"f{number}") for number, fact in enumerate(area.facts(), 1))
        over, closed = period.span.last < programme.today, programme.closed.closing(period.span) is not None
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = _Found(facts, area.method_changes(), Standing(over=over, closed=closed))
    return _kept[key]


def forget() -> None:
    """Work out every leader's facts anew: for whoever measures that the same answers make the same words."""
    _kept.clear()


_projects_kept: dict[tuple[str, date], tuple[ProjectFact, ...]] = {}
_admitted_kept: dict[tuple[str, date, Period], tuple[operational.Admitted, ...]] = {}


def _once(kept: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What is the same for the next leader, kept until another state, day or period is asked for."""
    if key not in kept:
        found = make()
        kept.clear()
        kept[key] = found
    return kept[key]


@dataclass(frozen=True, slots=True)
class _Area:
    """A leader's slices in one period."""

    programme: Programme
    state: str
    book: Book
    leader: Leader
    period: Period

    def facts(self) -> Iterator[Fact]:
        """In the order of their ids."""
        scored = [*self._scored()]
        yield from scored
        yield from self._beyond()
        yield area_facts.next_step(scored, self.leader, self._when_alone())

    def _beyond(self) -> Iterator[Fact]:
        """Strategy, money and people that name the leader, projects that touch them, needs of their customers."""
        connection, today, when = self.programme.connection, self.programme.today, self._when_alone()
        yield from area_facts.of_strategy(strategy_facts(connection, today), self.leader, when)
        currency = self.programme.company.currency
        projects = _once(_projects_kept, (self.state, today), lambda: project_facts(connection, today))
        allocations, embargoed = strategy.allocations(connection), area_projects.embargoed(projects)
        funding = [*area_facts.of_allocations(allocations, self.leader, currency, when, embargoed)]
        yield from funding
        funded = {fact.name for fact in funding}
        if EVERYBODY in self.leader.scopes or self.leader.unit:
            key = self.state, today, self.period
            admitted = _once(_admitted_kept, key, lambda: operational.admitted(self.programme, self.period))
            yield from area_facts.of_metrics(admitted, self.leader, when)
        trained = training.of_unit_named(connection, self.leader.unit, today)
        yield from area_facts.of_training(trained, self.leader, when)
        asking = area_projects.Asking(self.leader, currency, when, self.period.span.first, funded)
        yield from area_projects.of_projects(projects, asking)
        if any({field for field, _ in scope} <= _RATED_BY for scope in self.leader.scopes):
            needs = need_facts(self.state, connection, today, self.period.key)
            yield from area_facts.of_needs(needs, self.leader, when)

    def _scored(self) -> Iterator[Fact]:
        if not self.leader.scopes:
            yield self._silent(EVERYBODY, Silence.NOT_THEIRS, self.leader.unit or self.leader.name)
            return
        for scope in self.leader.scopes:
            yield from self._of_scope(scope, own=True)
        if EVERYBODY in self.leader.scopes:
            yield from self._partners()
        else:
            yield from self._context()
        yield from self._methods()

    def method_changes(self) -> tuple[Event, ...]:
        surveys = [figures for figures, _ in self._surveys()]
        found = {event for figures in surveys for event in figures.method_changes()}
        past = (event for event in found if event.starts_on <= self.period.span.last)
        return tuple(sorted(past, key=lambda event: (event.starts_on, event.event_id)))

    # One scope ---------------------------------------------------------------------------------------------------

    def _partners(self) -> Iterator[Fact]:
        """What partners say beside what customers do: who answers for the whole company answers for them, too."""
        survey, partners = self.programme.asking("partner"), Slice.of(audience="partner")
        if partners in self.leader.scopes:
            return
        if survey is None or survey == self.programme.headline:
            yield from self._gap(partners, own=True)
            return
        named = self.book.find(Key(survey.survey_id, partners, Against.PREVIOUS))
        found = self._of_scope(partners if named else EVERYBODY, own=True, survey=survey)
        yield from (fact for fact in found if fact.kind in _OF_PARTNERS)

    def _of_scope(self, scope: Slice, *, own: bool, survey: Survey | None = None) -> Iterator[Fact]:
        survey = survey or self.programme.answering_for(scope)
        if survey is None:
            several = any(one.provenance is Provenance.OWN for one in self.programme.surveys)
            yield self._silent(scope, Silence.UNDECIDED if several else Silence.NO_SURVEY, own=own)
            return
        figures = self.programme.figures(survey)
        windows = windows_of(figures, self.period)
        if why := self._why_silent(figures, windows, scope):
            yield self._silent(scope, why, figures=figures, own=own)
            return
        if windows is None:
            return
        spoken = _Spoken(self, figures, windows, scope, own)
        change = spoken.verdict(Against.PREVIOUS)
        if change is None:
            yield self._silent(scope, Silence.NOBODY, figures=figures, own=own)
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
        if own:
            yield from spoken.drivers()

    def _gap(self, scope: Slice, *, own: bool) -> Iterator[Fact]:
        """Against the main competitor, in the survey that asked the market about both."""
        competitor = self.programme.company.main_competitor
        for survey in self.programme.surveys:
            if not competitor or survey.kind is not SurveyKind.COMPETITIVE:
                continue
            figures = self.programme.figures(survey)
            windows = windows_of(figures, self.period)
            asked_here = scope.without("audience")
            of_others = survey.audience not in ("", scope.get("audience") or "customer")
            if windows is None or windows.now.period != self.period or of_others:
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
        """How the score of the surveys behind the leader's own slices is measured, once for all of them."""
        found = [_Spoken(self, figures, windows, EVERYBODY, own=True) for figures, windows in self._surveys()]
        asked = dict.fromkeys(f"{one.source.audience or 'customer'}s" for one in found)
        for first in found[:1]:
            when, asked_of = first.when(), " and ".join(asked)
            yield Fact(
                "", Kind.METHOD, EVERYBODY, "", own=True, when=when, source=first.source, metric="", detail=asked_of
            )

    def _surveys(self) -> Iterator[tuple[Figures, Windows]]:
        surveys = [self.programme.answering_for(scope) for scope in self.leader.scopes]
        if EVERYBODY in self.leader.scopes:
            surveys.append(self.programme.asking("partner"))
        for survey in filter(None, dict.fromkeys(surveys)):
            figures = self.programme.figures(survey)
            windows = windows_of(figures, self.period)
            if windows is not None:
                yield figures, windows

    def _why_silent(self, figures: Figures, windows: Windows | None, scope: Slice) -> Silence | None:
        """Why there is no figure at all; None where there may be one."""
        if figures.answered is None:
            return Silence.NOT_OURS if any(figures.known.get("brand", ())) else Silence.NO_SURVEY
        if figures.missing(scope):
            return Silence.NOBODY
        return Silence.NOT_THEN if windows is None or windows.now.period != self.period else None

    def _silent(
        self, scope: Slice, why: Silence, name: str = "", *, figures: Figures | None = None, own: bool = True
    ) -> Fact:
        source = _source(figures.survey, scope, self.period) if figures else None
        name = name or spoken_name(scope, self.programme.company.company_name)
        return Fact(
            "", Kind.SILENCE, scope, name, own=own, when=self._when_alone(), source=source, metric="", detail=why
        )

    def _when_alone(self) -> When:
        return When(self.period.key, spoken_period(self.period, self.programme.today))


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
        today = self.area.programme.today
        if against in (Against.PREVIOUS, Against.YEAR_AGO):
            year_ago = against is Against.YEAR_AGO
            return spoken_when(self.windows.now, today, self.windows.reference(against), year_ago=year_ago)
        return spoken_when(self.windows.now, today)

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
        """What carries most of a rise or a fall; nothing where that cannot be told from chance."""
        found = cause(self.figures, self.windows, self.scope, verdict) if change.moved else None
        if found:
            yield replace(
                change,
                kind=Kind.CAUSE,
                metric="effect",
                relation=None,
                value=found.effect,
                against=found.change,
                difference=None,
                low=None,
                high=None,
                p=found.p,
                z=found.z,
                detail=found.group,
            )

    def drivers(self) -> Iterator[Fact]:
        """What goes with the score, where answers have ratings beside it."""
        if not has_ratings(self.figures.connection, self.figures.survey.survey_id):
            return
        opened = Opened(self.area.programme, self.figures, self.windows, self.area.book, self.scope, self.name)
        when, before = self.when(Against.PREVIOUS), self.windows.previous.label
        yield from area_facts.of_drivers(driver_facts(opened), self.scope, self.source, when, before)

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
