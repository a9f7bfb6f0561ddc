"""NPS trends: any group over time, what moved it, whether it is more than noise, and how it splits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.book import Against, Verdict
from cx.domain.periods import Grain, Window
from cx.domain.process import limits
from cx.domain.series import Point, Role, Series, Shown
from cx.domain.slices import NOT_GIVEN
from cx.domain.surveys import SurveyKind
from cx.domain.tables import Table
from cx.narrative import badges, restating, titles
from cx.narrative.badges import Badge
from cx.narrative.wording import Spoken
from cx.reports import captions, tables
from cx.reports.accounts import heard, renewals_part, votes_part
from cx.reports.answering_parts import groups_part, rate_part
from cx.reports.book import against_target, change, group_changes
from cx.reports.bridges import best_field, bridge_part
from cx.reports.headlines import NO_STORE, Opened, headline, open_view
from cx.reports.parts import (
    BridgePart,
    Choice,
    DistributionPart,
    GridPart,
    GroupRatesPart,
    Headline,
    ProcessPart,
    RatePart,
    RenewalsPart,
    State,
    TrendPart,
)
from cx.reports.rolling import rolling_part
from cx.reports.view import View
from cx.store import tallies
from cx.store.opening import Store

MOST = {Grain.MONTH: 36, Grain.QUARTER: 16, Grain.YEAR: 10}
GRID_MOST = {Grain.MONTH: 13, Grain.QUARTER: 9, Grain.YEAR: 5}
MOST_GROUPS = 12
MOST_RATES = 8
MOST_BRANDS = 6


@dataclass(frozen=True, slots=True)
class Trends:
    """The parts are None where the headline's state has no figures.

    badges: against the previous period, a year ago and the target. by_choices: fields to split by.
    chosen_by: the field used.
    """

    headline: Headline
    badges: tuple[Badge, ...] = ()
    trend: TrendPart | None = None
    bridge: BridgePart | None = None
    grid: GridPart | None = None
    distribution: DistributionPart | None = None
    process: ProcessPart | None = None
    rate: RatePart | None = None
    answering: GroupRatesPart | None = None
    votes: TrendPart | None = None
    renewals: RenewalsPart | None = None
    by_choices: tuple[Choice, ...] = ()
    chosen_by: str = ""


def report(store: Store, view: View, today: date, *, by: str = "", rolling: int = 0) -> Trends:
    """by: the field to split by, '' picks one. rolling: 0 shows periods, 3 or 12 pool as many months."""
    if not store.exists():
        return Trends(NO_STORE)
    with store.reading() as connection:
        opened = open_view(store, connection, view, today)
        if isinstance(opened, Headline):
            return Trends(opened)
        top = headline(opened)
        if top.state is not State.READY:
            return Trends(top)
        splits = opened.figures.splits(opened.scope)
        chosen = by if by in splits else best_field(opened.figures, opened.scope)
        windows = opened.figures.windows(opened.windows.now.period, MOST[view.grain])
        series = opened.figures.series(windows, opened.scope, opened.label)
        verdict = change(opened.figures, opened.book, opened.windows, opened.scope, Against.PREVIOUS)
        return Trends(
            headline=top,
            badges=_badges(opened, verdict),
            trend=rolling_part(opened, rolling) if rolling else trend_part(opened, verdict, MOST[view.grain]),
            bridge=bridge_part(opened.figures, opened.windows, chosen, opened.scope, verdict) if chosen else None,
            grid=_grid(opened, chosen, windows[-GRID_MOST[view.grain] :]) if chosen else None,
            distribution=_distribution(opened, series.points[-1]),
            process=_process(opened, series),
            rate=rate_part(opened, windows[-MOST_RATES:]),
            answering=groups_part(opened, chosen),
            votes=votes_part(opened, windows),
            renewals=renewals_part(opened, heard(opened)),
            by_choices=tuple(Choice(field, opened.figures.company.label(field)) for field in splits),
            chosen_by=chosen,
        )


def trend_part(opened: Opened, verdict: Verdict, most: int) -> TrendPart:
    """The trend up to the period, with its events and changes of method; in a market survey beside competitors."""
    figures, now = opened.figures, opened.windows.now
    windows = figures.windows(now.period, most)
    market = figures.survey.kind is SurveyKind.COMPETITIVE
    series = _brands(opened, windows) if market else (figures.series(windows, opened.scope, opened.label),)
    title = titles.trend(opened.label, verdict, now.label, opened.windows.previous.label)
    caption = captions.of_points([point for one in series for point in one.points], figures.survey)
    events = figures.events_in(windows[0].span.first, windows[-1].span.last, opened.scope)
    return TrendPart(
        title=title,
        caption=caption,
        alt=titles.trend_alt(series),
        series=series,
        events=tuple(event for event in events if event not in figures.method_changes()),
        breaks=tuple(event for event in events if event in figures.method_changes()),
        table=tables.of_series(series, title, caption, "Brand" if market else "Group"),
        restated=restating.footnotes(series[0].points) if series else (),
    )


def _brands(opened: Opened, windows: Sequence[Window]) -> tuple[Series, ...]:
    """Every brand of a market survey, ours first, then the main competitor."""
    company = opened.programme.company
    roles = {company.own_brand: Role.US, company.main_competitor: Role.MAIN_COMPETITOR}
    brands = opened.figures.grid(windows, "brand", opened.scope)
    order = sorted(brands, key=lambda brand: (list(Role).index(roles.get(brand, Role.OTHER)), brand))
    return tuple(
        Series(brand or NOT_GIVEN, roles.get(brand, Role.OTHER), brands[brand]) for brand in order[:MOST_BRANDS]
    )


def _badges(opened: Opened, verdict: Verdict) -> tuple[Badge, ...]:
    figures, windows = opened.figures, opened.windows
    year_ago = change(figures, opened.book, windows, opened.scope, Against.YEAR_AGO)
    target = against_target(figures, opened.book, windows, opened.scope)
    return (
        badges.change(verdict, windows.previous.label),
        *([badges.change(year_ago, windows.year_ago.label)] if windows.year_ago != windows.previous else []),
        *([badges.target(target)] if target else []),
    )


def _grid(opened: Opened, field: str, windows: Sequence[Window]) -> GridPart:
    figures = opened.figures
    label = figures.company.label(field)
    named = list(figures.grid(windows, field, opened.scope).items())[:MOST_GROUPS]
    verdicts = group_changes(figures, opened.book, opened.windows, field, opened.scope)
    series = tuple(Series(value or NOT_GIVEN, Role.US, points) for value, points in named)
    spoken = [Spoken(value, verdicts[value]) for value, points in named if value in verdicts and points[-1].score]
    title = titles.groups(label, spoken)
    caption = captions.of_points([points[-1] for _, points in named], figures.survey)
    return GridPart(
        title=title,
        caption=caption,
        alt=titles.trend_alt(series),
        field=field,
        field_label=label,
        series=series,
        badges=tuple((one.name, badges.change(one.verdict, opened.windows.previous.label)) for one in spoken),
        table=tables.of_series(series, title, caption, label),
    )


def _distribution(opened: Opened, point: Point) -> DistributionPart | None:
    """By today's answers; None where none are left, or where they would tell too much beside the closed figure."""
    if point.restated and point.restated.score is None:
        return None
    figures, window = opened.figures, opened.windows.now
    found = tallies.distributions(
        figures.connection,
        figures.survey.survey_id,
        [window.span],
        where=opened.scope,
        own_brand=figures.company.own_brand,
    )
    counts = found[0, ()]
    title = titles.distribution(counts)
    caption = captions.caption(sum(counts), window.label, figures.survey)
    rows = tuple(enumerate(counts))
    return DistributionPart(
        title, caption, titles.distribution_alt(counts), counts, Table(("Score", "Answers"), rows, title, (caption,))
    )


def _process(opened: Opened, series: Series) -> ProcessPart:
    """Whole periods of enough answers by the newest method only: a change of method is no signal, few answers none."""
    method = series.points[-1].method
    points = [
        point for point in series.points if point.shown is Shown.FULL and not point.to_date and point.method == method
    ]
    labels = tuple(point.label for point in points)
    values = tuple(point.score.value for point in points if point.score)
    made = limits(values)
    reason = (
        ""
        if made
        else "From eight whole periods of enough answers on, this shows which stand out from the usual swing."
    )
    title = titles.process(made, labels) if made else "Too few periods to tell signal from noise"
    caption = captions.of_points(points or series.points, opened.figures.survey)
    rows = tuple(
        (label, value, "stands out" if made and i in made.signals else "")
        for i, (label, value) in enumerate(zip(labels, values, strict=True))
    )
    table = Table(("Period", "NPS", "Signal"), rows, title, (caption,))
    return ProcessPart(title, caption, title, labels, values, made, reason, table)
