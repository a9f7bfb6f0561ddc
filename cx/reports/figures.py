"""Scores of groups and periods as they may be shown: whole or to date, with account effects, hidden where few."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cx.domain.book import Against
from cx.domain.design_effect import design_effect
from cx.domain.nonresponse import Judged
from cx.domain.periods import FiscalCalendar, Grain, Period, Span, Window
from cx.domain.rates import RateVerdict
from cx.domain.samples import hidden_parts, hidden_table, shown
from cx.domain.score import Score, score
from cx.domain.series import Point, Role, Series, Shown
from cx.domain.slices import EVERYBODY, GROUPING_FIELDS, Slice
from cx.domain.standards import Metric, in_force
from cx.domain.surveys import Event, EventKind, Redefinition, Survey, Target
from cx.domain.tally import EMPTY, Tally
from cx.reports.closed import Closed
from cx.reports.cube import Cube, Group, Monthly
from cx.reports.restating import closed_point, closed_shown
from cx.settings import Company
from cx.store import accounts, tallies
from cx.store.invitations import Invitations
from cx.store.opening import Connection

ALL_PERIODS = "all"

Counts = Mapping[tuple[Group, str], int]
"""Answers by group and period key."""


@dataclass(slots=True)
class Figures:
    """One survey's figures over one open connection.

    answered: first and last day with answers of our own brand (of any brand for a market survey); None where empty.
    known: the values that its answers have, by field. is_headline: whether its score is the company's.
    definitions: every version of the metric that its score is, oldest first.
    closed: the closed books; a closed figure is shown as it was closed, with its restatement.
    rate_books, what_ifs: what `answering` found of response rates, and of who did not answer, kept once made.
    """

    connection: Connection
    company: Company
    survey: Survey
    today: date
    answered: Span | None
    known: Mapping[str, tuple[str, ...]]
    is_headline: bool
    events: tuple[Event, ...]
    targets: tuple[Target, ...]
    closed: Closed
    definitions: tuple[Metric, ...] = ()
    _cube: Cube | None = None
    _invitations: Invitations | None = None
    rate_books: dict[Hashable, Mapping[tuple[Slice, Against], RateVerdict]] = field(default_factory=dict)
    what_ifs: dict[tuple[Window, Slice], Mapping[str, Judged]] = field(default_factory=dict)
    _effects: dict[Span, float] = field(default_factory=dict)
    _wholes: dict[str, str] = field(default_factory=dict)
    _hidden_groups: dict[tuple[str, ...], frozenset[tuple[tuple[str, ...], str]]] = field(default_factory=dict)

    @property
    def calendar(self) -> FiscalCalendar:
        return FiscalCalendar(self.company.fiscal_year_first_month)

    # Periods ----------------------------------------------------------------------------------------------------

    def window(self, period: Period) -> Window:
        last = self.answered.last if self.answered else self.today
        return self.calendar.window(period, last, self.today)

    def latest(self, grain: Grain) -> Window | None:
        """The last period of that grain with answers."""
        return self.window(self.calendar.period_of(self.answered.last, grain)) if self.answered else None

    def altogether(self, answered: Span) -> Window:
        """All days with answers as one window."""
        return Window(Period(answered, Grain.YEAR, ALL_PERIODS), answered, to_date=False)

    def windows(self, last: Period, most: int | None = None) -> tuple[Window, ...]:
        """Periods up to `last` from the first with answers, the latest `most` of them; each whole but an open one."""
        if self.answered is None:
            return ()
        first = self.calendar.period_of(self.answered.first, last.grain)
        if first > last:
            return ()
        return tuple(self.window(period) for period in self.calendar.sequence(first, last)[-most if most else None :])

    def method_of(self, span: Span) -> int:
        """Counts the survey's methods from 0; -1 where the method changes inside the span."""
        changes = [event.starts_on for event in self.method_changes()]
        if any(span.first < change <= span.last for change in changes):
            return -1
        return sum(change <= span.first for change in changes)

    def events_in(self, first: date, last: date, scope: Slice) -> tuple[Event, ...]:
        """Events that touch the group between two days, oldest first."""
        return tuple(
            sorted(
                (
                    event
                    for event in self.events
                    if event.touches(self.survey.survey_id, scope)
                    and event.starts_on <= last
                    and (event.ends_on or event.starts_on) >= first
                ),
                key=lambda event: (event.starts_on, event.event_id),
            )
        )

    def method_changes(self) -> tuple[Event, ...]:
        return tuple(
            event
            for event in self.events
            if event.kind is EventKind.METHOD_CHANGE and event.survey_id in ("", self.survey.survey_id)
        )

    def not_compared(self, current: Span, reference: Span) -> str:
        """Why two spans may not be compared, in words; '' where they may."""
        first, second = self.method_of(reference), self.method_of(current)
        if first == second != -1:
            return ""
        earliest = min(current.first, reference.first)
        change = next(event for event in self.method_changes() if event.starts_on > earliest)
        what = "what the score means" if isinstance(change, Redefinition) else "the way the survey is asked"
        return f"{what} changed on {change.starts_on:%-d %B %Y}"

    def cited(self, day: date) -> str:
        """The version of the metric that a score of that day is; '' where none is registered."""
        return next((one.citation for one in in_force(self.definitions, day)), "")

    # Tallies and scores -----------------------------------------------------------------------------------------

    def tallies(
        self, spans: Sequence[Span], by: tuple[str, ...] = (), where: Slice = EVERYBODY
    ) -> dict[tuple[int, tuple[str, ...]], Tally]:
        """The tally of each span (by its index) and group that has answers."""
        return self.cube.tallies(spans, by, where) if self.answered else {}

    def few_tallies(
        self, spans: Sequence[Span], by: tuple[str, ...], where: Slice = EVERYBODY
    ) -> dict[tuple[int, tuple[str, ...]], Tally]:
        """The same for whoever needs no other span of these groups."""
        return self.cube.few(spans, by, where) if self.answered else {}

    def ask(self, each: Iterable[Group]) -> None:
        """Ask in one question for what will be needed by each of several sets of fields."""
        if self.answered:
            self.cube.ask(each)

    def ask_few(self, spans: Sequence[Span], each: Iterable[Group], where: Slice) -> None:
        """The same for what `few_tallies` will be asked for."""
        if self.answered:
            self.cube.ask_few(spans, each, where)

    def invited(
        self, spans: Sequence[Span], by: tuple[str, ...] = (), where: Slice = EVERYBODY
    ) -> dict[tuple[int, tuple[str, ...]], int | None]:
        """How many were invited in each span and group; None, or no entry for a group, where it is not known."""
        return self.invitations.invited(spans, by=by, where=where, once=self._persons_count_once)

    def answers_to_invitations(
        self, spans: Sequence[Span], by: tuple[str, ...] = (), where: Slice = EVERYBODY
    ) -> dict[tuple[int, tuple[str, ...]], int]:
        """Answers of each span and group as its invitations are counted.

        Whoever was asked twice was invited twice, where invitations were sent as counts: there a person's earlier
        answers count, too. Where it is known who was invited, everybody counts once on either side.
        """
        found = {key: tally.n for key, tally in self.tallies(spans, by, where).items()}
        counted = [i for i, span in enumerate(spans) if not self.invitations.of_persons(span)]
        if self.answered and self._persons_count_once and counted:
            given = tallies.tallies(
                self.connection,
                self.survey.survey_id,
                [spans[i] for i in counted],
                by=by,
                where=where,
                own_brand=self.company.own_brand,
                every_answer=True,
            )
            found |= {(counted[i], group): tally.n for (i, group), tally in given.items()}
        return found

    @property
    def _persons_count_once(self) -> bool:
        return self.company.repeat_answers == "latest"

    @property
    def invitations(self) -> Invitations:
        if self._invitations is None:
            self._invitations = Invitations(self.connection, self.survey.survey_id)
        return self._invitations

    @property
    def cube(self) -> Cube:
        if self._cube is None:
            answered = self.answered or Span(self.today, self.today)
            self._cube = Cube(self.connection, self.survey.survey_id, self.company.own_brand, answered)
        return self._cube

    def missing(self, scope: Slice) -> str:
        """Why a group has no answers at all in this survey, in words; '' where each of its values is known."""
        for name, value in scope:
            own = name == "brand" and value in ("", self.company.own_brand)
            if not own and value not in self.known.get(name, ()):
                return f"No answer of this survey has {name.replace('_', ' ')} '{value}'."
        return ""

    def splits(self, scope: Slice) -> tuple[str, ...]:
        """The fields that split a group's answers."""
        return tuple(name for name in GROUPING_FIELDS if len(self.known.get(name, ())) > 1 and scope.get(name) is None)

    def score(self, tally: Tally, span: Span) -> Score | None:
        """The score with its account effect; the survey's effect over the span holds for every group in it."""
        return score(tally, self.design_effect(span))

    def design_effect(self, span: Span) -> float:
        self._find_effects([span])
        return self._effects[span]

    def _open(self, windows: Sequence[Window], scope: Slice) -> list[Span]:
        """The days of the windows whose figures by these fields are not frozen: only they need an account effect."""
        survey_id = self.survey.survey_id
        return [window.span for window in windows if self.closed.figure(survey_id, window.span, scope) is None]

    def prepare(self, spans: Sequence[Span]) -> None:
        """Ask for the account effects of many spans at once."""
        self._find_effects(spans)

    def _find_effects(self, spans: Sequence[Span]) -> None:
        """The survey's account effect over each span, asked for once."""
        unknown = [span for span in dict.fromkeys(spans) if span not in self._effects]
        if not unknown:
            return
        found = accounts.clusters(self.connection, self.survey.survey_id, unknown, own_brand=self.company.own_brand)
        for i, span in enumerate(unknown):
            self._effects[span] = design_effect(found[i]) if i in found else 1.0

    def shown(self, tally: Tally) -> Shown:
        return shown(tally, self.company.hide_below, self.company.thin_below)

    def target(self, scope: Slice, period: Period) -> float | None:
        """The group's own target for the period, or for the year that holds it."""
        year = self.calendar.period_of(period.span.first, Grain.YEAR)
        wanted = [(self.survey.survey_id, period.key), (self.survey.survey_id, year.key)]
        if self.is_headline:
            wanted += [("", period.key), ("", year.key)]
        known = {(target.survey_id, target.period): target.points for target in self.targets if target.scope == scope}
        return next((known[key] for key in wanted if key in known), None)

    # What may be shown ------------------------------------------------------------------------------------------

    def point(self, window: Window, tally: Tally, scope: Slice, *, hidden: bool = False) -> Point:
        """A group's point of one period: as it was closed, else as today's answers give it."""
        frozen = self.closed.figure(self.survey.survey_id, window.span, scope)
        if frozen is not None:
            return closed_point(self, frozen, window, tally, scope, hidden=hidden)
        return self.today_point(window, tally, scope, hidden=hidden)

    def today_point(self, window: Window, tally: Tally, scope: Slice, *, hidden: bool = False) -> Point:
        """The point by today's answers, hidden where it or a figure it would give away is too small."""
        visible = self._visible(window, tally, scope, hidden=hidden)
        told = visible in (Shown.FULL, Shown.FEW)
        return Point(
            label=window.label,
            first=window.span.first,
            last=window.span.last,
            score=self.score(tally, window.span) if told else None,
            shown=visible,
            to_date=window.to_date,
            target=self.target(scope, window.period),
            method=self.method_of(window.span),
        )

    def _visible(self, window: Window, tally: Tally, scope: Slice, *, hidden: bool = False) -> Shown:
        visible = self.shown(tally)
        concealed = visible is not Shown.EMPTY and (hidden or self.is_hidden(window.period, scope))
        return Shown.HIDDEN if concealed else visible

    def values(self, windows: Sequence[Window], scope: Slice) -> Iterator[tuple[Window, float]]:
        """One group's scores without their intervals, as `series` has them; only those that may be told in full."""
        found = self.tallies([window.span for window in windows], where=scope)
        for i, window in enumerate(windows):
            frozen = self.closed.figure(self.survey.survey_id, window.span, scope)
            tally = found.get((i, ()), EMPTY)
            visible = closed_shown(self, frozen, window, scope) if frozen else self._visible(window, tally, scope)
            value = frozen.score if frozen else score(tally)
            if value and visible is Shown.FULL:
                yield window, value.value

    def series(self, windows: Sequence[Window], scope: Slice, name: str, role: Role = Role.US) -> Series:
        """One group's points over the windows."""
        self._find_effects(self._open(windows, scope))
        found = self.tallies([window.span for window in windows], where=scope)
        points = (self.point(window, found.get((i, ()), EMPTY), scope) for i, window in enumerate(windows))
        return Series(name, role, tuple(points))

    def grid(self, windows: Sequence[Window], by: str, scope: Slice) -> dict[str, tuple[Point, ...]]:
        """Every group of one field over the windows, largest first."""
        self._find_effects(self._open(windows, scope.narrowed(by, "")))
        found = self.tallies([window.span for window in windows], (by,), scope)
        sizes: dict[str, int] = {}
        for (_, (value,)), tally in found.items():
            sizes[value] = sizes.get(value, 0) + tally.n
        for window in windows:
            for value in self.closed.groups(self.survey.survey_id, window.span, by, scope):
                sizes.setdefault(value, 0)
        return {
            value: tuple(
                self.point(window, found.get((i, (value,)), EMPTY), scope.narrowed(by, value))
                for i, window in enumerate(windows)
            )
            for value in sorted(sizes, key=lambda value: (-sizes[value], value))
        }

    def is_hidden(self, period: Period, scope: Slice) -> bool:
        """Whether the group's figure, or one that it would give away, has too few answers."""
        fields = tuple(name for name, _ in scope)
        return (tuple(value for _, value in scope), period.key) in self._hidden(fields)

    def _hidden(self, fields: tuple[str, ...]) -> frozenset[tuple[tuple[str, ...], str]]:
        """What is hidden of all groups that these fields make, in months, quarters and years alike.

        Totals over a field decide first, so that no page or filter gives away what another hides.
        """
        if fields not in self._hidden_groups:
            monthly = self.cube.parts(fields)
            counts = {
                (group, f"{month:%Y-%m}"): tally.n
                for group, by_month in monthly.items()
                for month, tally in by_month.answers.items()
            }
            longer = self._counts_of_longer(monthly) if any(found.repeated for found in monthly.values()) else {}
            few = any(n < self.company.hide_below for n in (*counts.values(), *longer.values()))
            self._hidden_groups[fields] = self._choose_hidden(counts, longer, fields) if few else frozenset()
        return self._hidden_groups[fields]

    def _choose_hidden(self, counts: Counts, longer: Counts, fields: tuple[str, ...]) -> frozenset[tuple[Group, str]]:
        fewest, wholes, spared = self.company.hide_below, self.wholes(), self.newest()
        totals = [self._hidden(fields[:place] + fields[place + 1 :]) for place in range(len(fields))]
        at_once = hidden_table(counts, fewest, wholes, longer, spared).cells if len(fields) == 1 else ()
        return hidden_parts(counts, fewest, wholes, totals, at_once, longer, spared)

    def _counts_of_longer(self, monthly: Mapping[Group, Monthly]) -> Counts:
        """Answers in quarters, years and altogether, where who answered in several months of one counts once."""
        wholes = self.wholes()
        longer = {month.span.first: tuple(_longer(month.key, wholes)) for month in self.cube.months}
        counts: dict[tuple[Group, str], int] = {}
        for group, found in monthly.items():
            for month, tally in found.answers.items():
                for whole in longer.get(month, ()):
                    counts[group, whole] = counts.get((group, whole), 0) + tally.n
            for (month, again), tally in found.repeated.items():
                for whole in set(longer.get(month, ())).intersection(longer.get(again, ())):
                    counts[group, whole] -= tally.n
        return counts

    def newest(self) -> frozenset[str]:
        """The last two periods of each grain, and all of them: an older one is hidden in their place where it can be.

        The first answers of a quarter are too few to be shown; the quarter that has just ended is what people look at.
        """
        last = [window for grain in Grain if (window := self.latest(grain))]
        both = [window.period.key for one in last for window in self.windows(one.period, 2)]
        return frozenset([*both, ALL_PERIODS])

    def wholes(self) -> Mapping[str, str]:
        """Months to their quarters, quarters to their years, and years to all of them."""
        if not self._wholes:
            for month in self.cube.months:
                day = month.span.first
                quarter, year = (self.calendar.period_of(day, grain) for grain in (Grain.QUARTER, Grain.YEAR))
                self._wholes |= {month.key: quarter.key, quarter.key: year.key, year.key: ALL_PERIODS}
        return self._wholes


def _longer(key: str, wholes: Mapping[str, str]) -> Iterator[str]:
    """The quarter, the year and all of them that hold a month."""
    while key in wholes:
        key = wholes[key]
        yield key
