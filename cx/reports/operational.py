"""Operational metrics at a quarter's close: which come before the council, which their departments keep, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.evidence_across import FEWEST_UNITS, Across, across
from cx.domain.evidence_gate import Case, Judged, Link, Reading, changes, gate, link, missed
from cx.domain.indicators import Direction
from cx.domain.periods import FiscalCalendar, Grain, Period
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.standards import Metric, MetricValue, in_force
from cx.domain.tables import Table
from cx.narrative import standards as words
from cx.narrative.badges import Badge
from cx.reports.figures import Figures
from cx.reports.programme import Programme
from cx.store import standards as stored
from cx.store import training
from cx.store.once import once
from cx.store.opening import Connection

NO_QUARTER = "No metric has monthly values yet. Load them on the Imports page, or add one here."
NO_SURVEY = "No survey is the company's headline: no metric can be held against NPS. Choose one on the Settings page."


@dataclass(frozen=True, slots=True)
class OperationalLine:
    """One metric of one group. why: a sentence. rests: n and p behind it, '' where there are too few to tell."""

    name: str
    badge: Badge
    why: str
    rests: str = ""


@dataclass(frozen=True, slots=True)
class ChangesPart:
    """Its changes beside those of NPS, at the best lag, or its units. which: month of NPS' change, or unit, of each."""

    title: str
    caption: str
    alt: str
    pairs: tuple[tuple[float, float], ...]
    which: tuple[str, ...]
    across: str
    up: str
    table: Table


@dataclass(frozen=True, slots=True)
class Operational:
    """quarter: whose close it is, '' where no metric has values. moved: admitted and retired since the one before."""

    quarter: str = ""
    lines: tuple[OperationalLine, ...] = ()
    parts: tuple[tuple[str, ChangesPart], ...] = ()
    moved: tuple[str, ...] = ()
    reason: str = NO_QUARTER


NOTHING = Operational()


@dataclass(frozen=True, slots=True)
class Place:
    """A metric and where it was measured: a group, or across the groups of a field. by: what that field is called."""

    metric_id: str
    scope: Slice = EVERYBODY
    field: str = ""
    by: str = ""

    def holds(self, value: MetricValue) -> bool:
        named = tuple(name for name, _ in value.scope)
        return value.metric_id == self.metric_id and (
            named == (self.field,) if self.field else value.scope == self.scope
        )

    def name(self, metric: Metric) -> str:
        where = f"by {self.by}" if self.by else ", ".join(value for _, value in self.scope)
        return f"{metric.name}, {where}" if where else metric.name


Cases = Mapping[Place, tuple[Metric, Case]]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A metric that comes before the council at a quarter's close. department: by name, '' is the company.

    scope: everybody where it is linked across groups. value, target: means over the months of the quarter that have
    both. p: of its link with NPS, after all metrics.
    """

    metric: Metric
    name: str
    department: str
    scope: Slice
    value: float
    target: float
    link: Link | Across
    p: float


@dataclass(frozen=True, slots=True)
class _Held:
    """What is known of every metric: its versions and its values, by metric and group."""

    metrics: tuple[Metric, ...]
    values: Mapping[tuple[str, Slice], Sequence[MetricValue]]
    figures: Figures
    calendar: FiscalCalendar

    def on(self, quarter: Period) -> dict[Place, tuple[Metric, Case]]:
        """Every metric with a direction and a value by then, over months and across units."""
        found: dict[Place, tuple[Metric, Case]] = {}
        for (metric_id, fields), groups in self._families(quarter).items():
            metric = self._known(quarter)[metric_id]
            if metric.better is None:
                continue
            together = self._across(groups, quarter, metric.better) if fields else None
            if together:
                place = Place(metric_id, field=fields[0], by=self.figures.company.label(fields[0]).lower())
                every = [one for values in groups.values() for one in values]
                found[place] = metric, Case(together, self._missed(every, quarter, metric.better))
            for scope, values in groups.items():
                over_time = link(changes(self._metric(values)), changes(self._nps(scope, quarter)), metric.better)
                if over_time or not together:
                    found[Place(metric_id, scope)] = (
                        metric,
                        Case(over_time, self._missed(values, quarter, metric.better)),
                    )
        return found

    def unjudged(self, quarter: Period) -> list[tuple[str, str]]:
        """Names of metrics that have values, or are worked out from a rating, and cannot be judged, each with why."""
        known = self._known(quarter)
        names = {one.metric_id: one.name for one in self.metrics}
        ids = dict.fromkeys(metric_id for metric_id, _ in self.values)
        waiting = [(names.get(one, one), words.not_in_force(quarter.label)) for one in ids if one not in known]
        blind = [(known[one].name, words.NO_DIRECTION) for one in ids if one in known and known[one].better is None]
        rated = [(one.name, words.NO_TARGET) for one in known.values() if one.rating and one.metric_id not in ids]
        return sorted((*waiting, *blind, *rated))

    def _known(self, quarter: Period) -> dict[str, Metric]:
        return {one.metric_id: one for one in in_force(self.metrics, quarter.span.last)}

    def _families(self, quarter: Period) -> dict[tuple[str, tuple[str, ...]], dict[Slice, Sequence[MetricValue]]]:
        """What each metric in force came to by then, by the fields that its groups are of."""
        known = self._known(quarter)
        found: dict[tuple[str, tuple[str, ...]], dict[Slice, Sequence[MetricValue]]] = {}
        for (metric_id, scope), values in self.values.items():
            by_then = [one for one in values if one.month <= quarter.span.last]
            if metric_id in known and by_then:
                found.setdefault((metric_id, tuple(name for name, _ in scope)), {})[scope] = by_then
        return found

    def _across(
        self, groups: Mapping[Slice, Sequence[MetricValue]], quarter: Period, better: Direction
    ) -> Across | None:
        """Of groups of one field, in months of the newest version alone."""
        if len(groups) < FEWEST_UNITS or any(len(scope.values) != 1 for scope in groups):
            return None
        named = {scope.values[0][1]: scope for scope in groups}
        metric = {name: self._metric(groups[scope]) for name, scope in named.items()}
        newest = max(one.kind for by_month in metric.values() for one in by_month.values())
        return across(
            {
                name: {month: one.value for month, one in by_month.items() if one.kind == newest}
                for name, by_month in metric.items()
            },
            {
                name: {month: one.value for month, one in self._nps(scope, quarter).items()}
                for name, scope in named.items()
            },
            better,
        )

    def _missed(self, values: Sequence[MetricValue], quarter: Period, better: Direction) -> bool | None:
        return missed([(one.value, one.target) for one in values if one.month in quarter.span], better)

    def _metric(self, values: Sequence[MetricValue]) -> dict[int, Reading]:
        return {
            _number(one.month): Reading(
                one.value,
                sum(each.metric_id == one.metric_id and each.effective_on <= one.month for each in self.metrics),
            )
            for one in values
        }

    def _nps(self, scope: Slice, quarter: Period) -> dict[int, Reading]:
        key = "months beside metrics", self.figures.survey.survey_id, scope, quarter
        return once(self.figures.connection, key, lambda: self._months(scope, quarter))

    def _months(self, scope: Slice, quarter: Period) -> dict[int, Reading]:
        windows = self.figures.windows(self.calendar.period_of(quarter.span.last, Grain.MONTH))
        return {
            _number(window.span.first): Reading(value, self.figures.method_of(window.span))
            for window, value in self.figures.values([one for one in windows if not one.to_date], scope)
        }


def report(
    connection: Connection, today: date, metrics: Sequence[Metric], values: Sequence[MetricValue]
) -> Operational:
    """The gate at the close of the last quarter that is over and has values, beside the one before."""
    if not values:
        return Operational()
    programme = Programme.open(connection, today)
    held = _held(programme, metrics, values)
    if held is None:
        return Operational(reason=NO_SURVEY)
    calendar = programme.calendar
    over = calendar.previous(calendar.period_of(today, Grain.QUARTER))
    quarter = min(over, calendar.period_of(max(one.month for one in values), Grain.QUARTER))
    now, before = (held.on(one) for one in (quarter, calendar.previous(quarter)))
    return _told(quarter, calendar, now, before, held.unjudged(quarter))


def admitted(programme: Programme, quarter: Period) -> tuple[Admitted, ...]:
    """The metrics that come before the council at the close of a quarter; none before it is over."""
    connection = programme.connection
    values = stored.values(connection)
    within = [one for one in values if one.month in quarter.span and one.target is not None]
    held = _held(programme, stored.metrics(connection), values) if within else None
    if held is None or quarter.grain is not Grain.QUARTER or quarter.span.last >= programme.today:
        return ()
    departments = training.unit_names(connection)
    cases = held.on(quarter)
    judged = _judged(cases)
    found = []
    for place, (metric, case) in cases.items():
        if judged[place].standing.admitted and case.link:
            months = [(one.value, one.target) for one in within if place.holds(one) and one.target is not None]
            value, target = (math.fsum(column) / len(months) for column in zip(*months, strict=True))
            department = departments.get(metric.department, metric.department)
            p = judged[place].p
            found.append(Admitted(metric, place.name(metric), department, place.scope, value, target, case.link, p))
    return tuple(sorted(found, key=lambda one: one.name))


def _held(programme: Programme, metrics: Sequence[Metric], values: Sequence[MetricValue]) -> _Held | None:
    """None where no survey is the company's headline."""
    if programme.headline is None:
        return None
    grouped: dict[tuple[str, Slice], list[MetricValue]] = {}
    for one in sorted(values, key=lambda one: one.month):
        grouped.setdefault((one.metric_id, one.scope), []).append(one)
    return _Held(tuple(metrics), grouped, programme.figures(programme.headline), programme.calendar)


def _line(name: str, judged: Judged, quarter: Period) -> OperationalLine:
    why = words.gate_why(judged, quarter.label)
    return OperationalLine(name, words.gate_badge(judged), why, words.gate_rests(judged))


def _told(
    quarter: Period, calendar: FiscalCalendar, now: Cases, before: Cases, unjudged: Sequence[tuple[str, str]]
) -> Operational:
    judged, earlier = (_judged(cases) for cases in (now, before))
    names = {place: place.name(metric) for place, (metric, _) in (*before.items(), *now.items())}
    order = sorted(judged, key=lambda place: (not judged[place].standing.admitted, names[place]))
    lines = (
        *(_line(names[place], judged[place], quarter) for place in order),
        *(OperationalLine(name, words.NOT_JUDGED, why) for name, why in unjudged),
    )
    parts = (
        (names[place], _part(now[place][0], names[place], found, judged[place], calendar))
        for place in order
        if (found := judged[place].case.link)
    )
    admitted = {place for place, one in judged.items() if one.standing.admitted}
    then = {place for place, one in earlier.items() if one.standing.admitted}
    moved = words.gate_moved(
        sorted(names[place] for place in admitted - then),
        sorted(names[place] for place in then - admitted),
        calendar.previous(quarter).label,
    )
    return Operational(quarter.label, lines, tuple(parts), (moved,), "")


def _judged(cases: Cases) -> dict[Place, Judged]:
    return dict(zip(cases, gate({str(i): case for i, (_, case) in enumerate(cases.values())}).values(), strict=True))


def _part(metric: Metric, name: str, found: Link | Across, judged: Judged, calendar: FiscalCalendar) -> ChangesPart:
    title, unit = words.gate_title(name, judged), f", {metric.unit}" if metric.unit else ""
    if isinstance(found, Across):
        which, caption = found.units, words.across_caption(found, judged.p)
        axes = f"{metric.name} beside the mean of all{unit}", "NPS beside the mean of all, points"
        columns = "Unit", metric.name, "NPS"
    else:
        which = tuple(_label(month, calendar) for month in found.months)
        caption = words.gate_caption(found, judged.p, which)
        axes = f"Change of {name}{unit}", "Change of NPS, points"
        columns = "Month of NPS", f"Change of {name}", "Change of NPS"
    rows = tuple((one, x, y) for one, (x, y) in zip(which, found.pairs, strict=True))
    table = Table(columns, rows, title, (caption,), one_decimal=columns[1:])
    across_, up = (f"{axis} →" for axis in axes)
    return ChangesPart(title, caption, f"{title}. {caption}.", found.pairs, which, across_, up, table)


def _number(day: date) -> int:
    return 12 * day.year + day.month - 1


def _label(month: int, calendar: FiscalCalendar) -> str:
    return calendar.period_of(date(month // 12, month % 12 + 1, 1), Grain.MONTH).label
