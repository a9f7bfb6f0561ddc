"""Operational metrics at a quarter's close: which come before the council, which their departments keep, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.evidence_gate import Case, Judged, Link, Reading, changes, gate, link, missed
from cx.domain.periods import FiscalCalendar, Grain, Period
from cx.domain.series import Shown
from cx.domain.slices import Slice
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

NO_QUARTER = "No metric has monthly values yet. Load metric_values on the Imports page, or add one below."
NO_SURVEY = "No survey is the company's headline: no metric can be held against NPS. Choose one on the Settings page."


@dataclass(frozen=True, slots=True)
class OperationalLine:
    """One metric of one group. why: a sentence with n, p and lag."""

    name: str
    badge: Badge
    why: str


@dataclass(frozen=True, slots=True)
class ChangesPart:
    """Its changes beside those of NPS, at the best lag. months: of NPS' change, as labels."""

    title: str
    caption: str
    alt: str
    pairs: tuple[tuple[float, float], ...]
    months: tuple[str, ...]
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
class Admitted:
    """A metric that comes before the council at a quarter's close. department: by name, '' is the company.

    value, target: means over the months of the quarter that have both. p: of its link with NPS, after all metrics.
    """

    metric: Metric
    department: str
    scope: Slice
    value: float
    target: float
    link: Link
    p: float

    @property
    def name(self) -> str:
        return _name(self.metric, self.scope)


@dataclass(frozen=True, slots=True)
class _Held:
    """What is known of every metric: its versions and its values, by metric and group."""

    metrics: tuple[Metric, ...]
    values: Mapping[tuple[str, Slice], Sequence[MetricValue]]
    figures: Figures
    calendar: FiscalCalendar

    def on(self, quarter: Period) -> dict[tuple[str, Slice], tuple[Metric, Case]]:
        """Every metric with a direction and a value by then."""
        known = {one.metric_id: one for one in in_force(self.metrics, quarter.span.last)}
        found = {}
        for (metric_id, scope), values in self.values.items():
            metric = known.get(metric_id)
            by_then = [one for one in values if one.month <= quarter.span.last]
            if metric and metric.better and by_then:
                case = Case(
                    link(changes(self._metric(by_then)), changes(self._nps(scope, quarter)), metric.better),
                    missed([(one.value, one.target) for one in by_then if one.month in quarter.span], metric.better),
                )
                found[metric_id, scope] = metric, case
        return found

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
        points = self.figures.series(windows, scope, "").points
        return {
            _number(point.first): Reading(point.score.value, point.method)
            for point in points
            if point.score and point.shown is Shown.FULL and not point.to_date
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
    return _told(quarter, calendar, now, before)


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
    for key, (metric, case) in cases.items():
        if judged[_key(key)].standing.admitted and case.link:
            months = [
                (one.value, one.target)
                for one in within
                if (one.metric_id, one.scope) == key and one.target is not None
            ]
            value, target = (math.fsum(column) / len(months) for column in zip(*months, strict=True))
            department = departments.get(metric.department, metric.department)
            found.append(Admitted(metric, department, key[1], value, target, case.link, judged[_key(key)].p))
    return tuple(sorted(found, key=lambda one: one.name))


def _held(programme: Programme, metrics: Sequence[Metric], values: Sequence[MetricValue]) -> _Held | None:
    """None where no survey is the company's headline."""
    if programme.headline is None:
        return None
    grouped: dict[tuple[str, Slice], list[MetricValue]] = {}
    for one in sorted(values, key=lambda one: one.month):
        grouped.setdefault((one.metric_id, one.scope), []).append(one)
    return _Held(tuple(metrics), grouped, programme.figures(programme.headline), programme.calendar)


Cases = Mapping[tuple[str, Slice], tuple[Metric, Case]]


def _told(quarter: Period, calendar: FiscalCalendar, now: Cases, before: Cases) -> Operational:
    judged, earlier = (_judged(cases) for cases in (now, before))
    names = {_key(key): _name(metric, key[1]) for key, (metric, _) in (*before.items(), *now.items())}
    order = sorted(judged, key=lambda key: (not judged[key].standing.admitted, names[key]))
    metrics = {_key(key): metric for key, (metric, _) in now.items()}
    lines = (
        OperationalLine(names[key], words.gate_badge(judged[key]), words.gate_why(judged[key], quarter.label))
        for key in order
    )
    parts = (
        (names[key], _part(metrics[key], names[key], found, judged[key], calendar))
        for key in order
        if (found := judged[key].case.link)
    )
    admitted = {key for key, one in judged.items() if one.standing.admitted}
    then = {key for key, one in earlier.items() if one.standing.admitted}
    moved = words.gate_moved(
        sorted(names[key] for key in admitted - then),
        sorted(names[key] for key in then - admitted),
        calendar.previous(quarter).label,
    )
    return Operational(quarter.label, tuple(lines), tuple(parts), (moved,), "")


def _judged(cases: Cases) -> dict[str, Judged]:
    return gate({_key(key): case for key, (_, case) in cases.items()})


def _key(key: tuple[str, Slice]) -> str:
    return f"{key[0]} {key[1].canonical()}"


def _name(metric: Metric, scope: Slice) -> str:
    return f"{metric.name}, {', '.join(value for _, value in scope)}" if scope else metric.name


def _part(metric: Metric, name: str, found: Link, judged: Judged, calendar: FiscalCalendar) -> ChangesPart:
    title = words.gate_title(name, judged)
    months = tuple(_label(month, calendar) for month in found.months)
    caption = words.gate_caption(found, judged.p, months)
    across = f"Change of {name}{f', {metric.unit}' if metric.unit else ''} →"
    up = "Change of NPS, points →"
    rows = tuple((month, x, y) for month, (x, y) in zip(months, found.pairs, strict=True))
    table = Table(("Month of NPS", f"Change of {name}", "Change of NPS"), rows, title, (caption,))
    return ChangesPart(title, caption, f"{title}. {caption}.", found.pairs, months, across, up, table)


def _number(day: date) -> int:
    return 12 * day.year + day.month - 1


def _label(month: int, calendar: FiscalCalendar) -> str:
    return calendar.period_of(date(month // 12, month % 12 + 1, 1), Grain.MONTH).label
