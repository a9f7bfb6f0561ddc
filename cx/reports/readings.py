"""Readings that are worked out of what is stored: scores, served needs and rates of improvement, brand by brand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from cx.domain import needs as needed
from cx.domain.improvement import Rate, rate
from cx.domain.indicators import PARTNER_TYPES, Indicator, audience_slice
from cx.domain.needs import Need, Rating
from cx.domain.periods import Period, Span, Window
from cx.domain.projects import kept
from cx.domain.readings import Grade, Reading
from cx.domain.samples import hidden_parts
from cx.domain.series import Point
from cx.domain.slices import Slice
from cx.domain.surveys import Provenance, Survey, SurveyKind
from cx.reports import captions, training
from cx.reports.figures import Figures
from cx.reports.programme import Programme
from cx.store import benchmarks
from cx.store.projects import projects

HISTORY = 8
"""Quarters that a history, and a rate of improvement, look back over."""

Points = Mapping[str, Sequence[Point]]


@dataclass(slots=True)
class Evidence:
    """What can be worked out up to a quarter, over one open connection.

    ratings: as they may be shown: those of few answers, and what would give them away, are left out.
    """

    programme: Programme
    period: Period
    needs: tuple[Need, ...]
    ratings: tuple[Rating, ...]
    _points: dict[tuple[str, Slice], tuple[tuple[Window, ...], Points]] = field(default_factory=dict)

    @classmethod
    def open(cls, programme: Programme, period: Period) -> Evidence:
        found = benchmarks.ratings(programme.connection)
        shown = tuple(_shown(found, programme.company.hide_below))
        return cls(programme, period, benchmarks.needs(programme.connection), shown)

    @property
    def own(self) -> str:
        return self.programme.company.own_brand

    @property
    def day(self) -> date:
        """The quarter's last day, or today while it lasts."""
        return min(self.period.span.last, self.programme.today)

    # Surveys ----------------------------------------------------------------------------------------------------

    def market_survey(self, audience: str) -> Survey | None:
        """The survey in which the market was asked about several brands; None where there is none."""
        asked = whom(audience)
        wanted = (asked, "") if asked == "customer" else (asked,)
        found = [one for one in self.programme.surveys if one.kind is SurveyKind.COMPETITIVE and one.audience in wanted]
        return min(found, key=lambda one: wanted.index(one.audience), default=None)

    def points(self, survey: Survey, scope: Slice) -> tuple[tuple[Window, ...], Points]:
        """The last quarters of a survey, and each brand's points over them."""
        if (survey.survey_id, scope) not in self._points:
            figures = self.programme.figures(survey)
            windows = figures.windows(self.period, HISTORY)
            self._points[survey.survey_id, scope] = windows, _brand_points(figures, windows, scope, self.own)
        return self._points[survey.survey_id, scope]

    # Readings ---------------------------------------------------------------------------------------------------

    def of(self, indicator: Indicator) -> tuple[Reading, ...]:
        """Every reading of a computed indicator, oldest first; none where nothing can be worked out."""
        kind, _, audience = indicator.computed_from.partition("_")
        made = _COMPUTING[kind](self, indicator, audience)
        return tuple(sorted(made, key=lambda reading: (reading.read_on, reading.brand)))

    def served(self, audience: str) -> Iterator[tuple[Period, str, str, needed.Served]]:
        """Quarter or year, brand, who asked, and how well its needs are met, by everybody's importances."""
        members = {need.need_id for need in self.needs if need.audience == whom(audience)}
        scope = audience_slice(audience)
        mine = [one for one in self.ratings if one.need_id in members and one.scope == scope]
        for period in self.rated_periods(mine):
            now = [one for one in mine if one.period == period.key]
            for asked in sorted({one.provenance for one in now}):
                alike = [one for one in now if one.provenance == asked]
                matters = needed.importance(alike)
                for brand in sorted({one.brand for one in alike}):
                    found = needed.served([one for one in alike if one.brand == brand], matters)
                    if found:
                        yield period, brand, asked, found

    def rated_periods(self, ratings: Sequence[Rating]) -> list[Period]:
        """The periods of ratings up to the quarter, oldest first."""
        calendar = self.programme.calendar
        periods = {calendar.parse(one.period) for one in ratings}
        return sorted(one for one in periods if one.span.last <= self.period.span.last)

    def rates(self, audience: str) -> dict[str, tuple[Rate, Window]]:
        """Each brand's rate of improvement in the market survey, and the last quarter behind it."""
        survey = self.market_survey(audience)
        if survey is None:
            return {}
        windows, points = self.points(survey, audience_slice(audience))
        found = {}
        for brand, each in points.items():
            told = [(window, point) for window, point in zip(windows, each, strict=True) if point.score]
            alike = [(w, p) for w, p in told if p.method == told[-1][1].method and not p.to_date]
            made = rate([(_middle(window.span), point.score) for window, point in alike if point.score])
            if made:
                found[brand] = made, alike[-1][0]
        return found


def whom(audience: str) -> str:
    """'customer' or 'partner': whom a survey asks to hear that audience."""
    return "partner" if audience == "partner" or audience in PARTNER_TYPES else "customer"


def _middle(span: Span) -> date:
    return span.first + timedelta(days=span.days // 2)


def _brand_points(figures: Figures, windows: Sequence[Window], scope: Slice, own: str) -> Points:
    if figures.survey.kind is SurveyKind.COMPETITIVE:
        return figures.grid(windows, "brand", scope)
    return {own: figures.series(windows, scope, own).points}


def _nps(evidence: Evidence, indicator: Indicator, audience: str) -> Iterator[Reading]:
    """Scores: of the market survey, which has competitors in it, where there is one; else of our own."""
    audience, own_only = audience.removesuffix("_own"), audience.endswith("_own")
    survey = (None if own_only else evidence.market_survey(audience)) or evidence.programme.asking(whom(audience))
    if survey is None:
        return
    scope = audience_slice(audience)
    windows, points = evidence.points(survey, scope)
    for brand, each in points.items():
        for window, point in zip(windows, each, strict=True):
            if point.score:
                yield Reading(
                    indicator_id=indicator.indicator_id,
                    brand=brand,
                    read_on=window.span.last,
                    value=point.score.value,
                    grade=Grade.A,
                    source=captions.asked(survey),
                    standard_error=point.score.standard_error,
                    n=point.score.n,
                    provenance=survey.provenance.value,
                    basis=f"{survey.survey_id}, {scope.canonical()}, method {point.method}",
                )


def _needs(evidence: Evidence, indicator: Indicator, audience: str) -> Iterator[Reading]:
    for period, brand, asked, found in evidence.served(audience):
        yield Reading(
            indicator_id=indicator.indicator_id,
            brand=brand,
            read_on=period.span.last,
            value=found.value,
            grade=Grade.A,
            source=f"ratings of {len(found.needs)} need{'' if len(found.needs) == 1 else 's'}",
            standard_error=found.standard_error,
            n=found.n,
            provenance=asked,
            basis=", ".join(found.needs),
        )


def _rates(evidence: Evidence, indicator: Indicator, audience: str) -> Iterator[Reading]:
    survey = evidence.market_survey(audience)
    for brand, (found, window) in evidence.rates(audience).items():
        if survey:
            yield Reading(
                indicator_id=indicator.indicator_id,
                brand=brand,
                read_on=window.span.last,
                value=found.per_year,
                grade=Grade.A,
                source=f"{captions.asked(survey)}; {found.periods} quarters",
                standard_error=found.standard_error,
                n=found.n,
                provenance=survey.provenance.value,
                basis=survey.survey_id,
            )


def _training(evidence: Evidence, indicator: Indicator, _audience: str) -> Iterator[Reading]:
    found = training.share_trained(evidence.programme.connection, evidence.day)
    if found and found.share is not None:
        told = f"{found.done:,} of {found.people:,} people completed what was agreed"
        yield _of_ourselves(evidence, indicator, found.share, told)


def _delivery(evidence: Evidence, indicator: Indicator, _audience: str) -> Iterator[Reading]:
    every = [one for project in projects(evidence.programme.connection) for one in project.milestones]
    on_time, due = kept(every, evidence.day)
    if due:
        told = f"{on_time} of {due} milestones of projects were reached by their day"
        yield _of_ourselves(evidence, indicator, 100 * on_time / due, told)


def _of_ourselves(evidence: Evidence, indicator: Indicator, value: float, source: str) -> Reading:
    """Counted in full, so without a sampling error."""
    return Reading(
        indicator_id=indicator.indicator_id,
        brand=evidence.own,
        read_on=evidence.day,
        value=value,
        grade=Grade.A,
        source=source,
        provenance=Provenance.OWN.value,
    )


_COMPUTING: Mapping[str, Callable[[Evidence, Indicator, str], Iterator[Reading]]] = {
    "nps": _nps,
    "needs": _needs,
    "rate": _rates,
    "training": _training,
    "delivery": _delivery,
}
"""By the first word of `computed_from`."""


def _shown(ratings: Sequence[Rating], hide_below: int) -> Iterator[Rating]:
    """Ratings without those of few answers; beside everybody's, a second group of the same field goes, too."""
    tables: dict[tuple[str, str, str], list[Rating]] = {}
    for one in ratings:
        tables.setdefault((one.need_id, one.brand, ",".join(one.scope.as_dict())), []).append(one)
    for (_, _, named), table in tables.items():
        counts = {(tuple(one.scope.as_dict().values()), one.period): one.n or 0 for one in table if one.n is not None}
        totals: list[tuple[()]] = [() for _ in named.split(",")] if named else []
        few = any(0 < n < hide_below for n in counts.values())
        hidden = hidden_parts(counts, hide_below, {}, totals) if few else frozenset()
        for one in table:
            if (tuple(one.scope.as_dict().values()), one.period) not in hidden:
                yield one
