"""The tiles of the first page: each score with its likely range, its verdict, eight periods and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cx.domain.book import Against, Book, Key, Verdict
from cx.domain.periods import Period
from cx.domain.rounding import ends_or_change
from cx.domain.score import Score
from cx.domain.series import Point, Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.surveys import BrandKind, Provenance, Survey, SurveyKind
from cx.domain.verdict import Difference, Relation
from cx.narrative import badges, numbers, restating, sowhat
from cx.reports import captions
from cx.reports.answering import rates_of
from cx.reports.book import Windows, against_target, change, windows_of
from cx.reports.figures import Figures
from cx.reports.headlines import Opened
from cx.reports.parts import Link, Tile
from cx.store import catalog

SPARK_PERIODS = 8
NOTHING = "–"


def tiles(opened: Opened) -> Iterator[Tile]:
    """The chosen survey first; then the market's gap, partners and journeys, which have surveys of their own."""
    chosen = opened.figures
    yield _score_tile(opened, chosen, opened.windows, opened.scope)
    period = opened.windows.now.period
    for survey in sorted(opened.programme.surveys, key=_tile_order):
        if survey == chosen.survey or _of_partners_market(survey):
            continue
        figures = opened.programme.figures(survey)
        windows = windows_of(figures, period)
        if windows is None:
            continue
        if figures.survey.kind is SurveyKind.COMPETITIVE:
            yield from _gap_tiles(opened, figures, windows)
        elif figures.survey.provenance is Provenance.OWN:
            yield _score_tile(opened, figures, windows, EVERYBODY)


def _of_partners_market(survey: Survey) -> bool:
    """Partners' view of other brands has its place on the Benchmarks page; the gap tile is customers'."""
    return survey.kind is SurveyKind.COMPETITIVE and survey.audience == "partner"


def _tile_order(survey: Survey) -> tuple[int, str]:
    kinds = (SurveyKind.COMPETITIVE, SurveyKind.RELATIONSHIP, SurveyKind.TRANSACTIONAL)
    return kinds.index(survey.kind), survey.name


def _score_tile(opened: Opened, figures: Figures, windows: Windows, scope: Slice) -> Tile:
    """One survey's score of a group with its response rate."""
    spark = figures.series(figures.windows(windows.now.period, SPARK_PERIODS), scope, "").points
    verdict = change(figures, opened.book, windows, scope, Against.PREVIOUS)
    target = against_target(figures, opened.book, windows, scope)
    (rate,) = rates_of(figures, [windows.now], scope)
    now = spark[-1].score
    return Tile(
        name=_tile_name(figures.survey, scope),
        value=numbers.score(now.value) if now else NOTHING,
        range=_likely(spark[-1]),
        badges=(
            *([badges.change(verdict, windows.previous.label)] if now else []),
            *([badges.target(target)] if now and target else []),
        ),
        so_what=sowhat.response(rate) if now else "",
        caption=captions.heard(now.n if now else None, windows.now.label, closed=spark[-1].closed is not None),
        survey=figures.survey.name,
        asked=captions.asked(figures.survey),
        spark=spark,
        link=trend_link(figures.survey, windows.now.period, scope),
        restated=restating.brief(spark[-1]),
        metric=figures.cited(windows.now.span.last),
    )


def _tile_name(survey: Survey, scope: Slice) -> str:
    kind = {"customer": "Customer NPS", "partner": "Partner NPS"}.get(survey.audience, "NPS")
    name = f"{survey.journey} NPS" if survey.journey else kind
    return f"{name}: {scope.text()}" if scope else name


def _gap_tiles(opened: Opened, figures: Figures, windows: Windows) -> Iterator[Tile]:
    """The gap to the main competitor, and to an entrant that is ahead anywhere."""
    company = figures.company
    kinds = catalog.brands(figures.connection)
    if company.main_competitor:
        yield from _gap_tile(opened.book, figures, windows, EVERYBODY, company.main_competitor, "Gap to")
    entrants = sorted(brand for brand, kind in kinds.items() if kind is BrandKind.ENTRANT)
    for entrant in entrants:
        ahead = [
            key
            for key, verdict in opened.book.verdicts.items()
            if key.brand == entrant
            and key.survey_id == figures.survey.survey_id
            and verdict.relation is Relation.BEHIND
        ]
        if ahead:
            scope = min((key.scope for key in ahead), key=lambda scope: (len(scope.values), scope.canonical()))
            yield from _gap_tile(opened.book, figures, windows, scope, entrant, "Entrant:")


def _gap_tile(book: Book, figures: Figures, windows: Windows, scope: Slice, brand: str, name: str) -> Iterator[Tile]:
    verdict = book.find(Key(figures.survey.survey_id, scope, Against.COMPETITOR, brand))
    if verdict is None:
        return
    ours, theirs = _both_series(figures, windows, scope, brand)
    own = figures.company.own_brand or "We"
    where = f", {scope.text()}" if scope else ""
    value = _gap_value(verdict)
    yield Tile(
        name=f"{name} {brand}{where}",
        value=value,
        range=sowhat.gap_range(verdict, both=" vs " in value),
        badges=(badges.gap(verdict, brand),),
        so_what=sowhat.both_scores(verdict, own, brand),
        caption=captions.heard(_both(verdict), windows.now.label, closed=ours[-1].closed is not None),
        survey=figures.survey.name,
        asked=captions.asked(figures.survey),
        spark=tuple(_gap_points(ours, theirs)),
        link=_gap_link(figures.survey, windows.now.period, scope, brand),
        restated=restating.gap(own, ours[-1], brand, theirs[-1]),
        metric=figures.cited(windows.now.span.last),
    )


def _gap_value(verdict: Verdict) -> str:
    """The gap where it adds up with the two rounded scores beside it, else the two scores."""
    ours, theirs = verdict.current, verdict.reference
    if not isinstance(ours, Score) or not isinstance(theirs, Score):
        return NOTHING
    rounded = ends_or_change(theirs.value, ours.value)
    return numbers.signed(rounded.change) if rounded.adds_up else f"{rounded.after} vs {rounded.before}"


def _both(verdict: Verdict) -> int | None:
    """Answers behind the two scores together."""
    ours, theirs = verdict.current, verdict.reference
    return ours.n + theirs.n if isinstance(ours, Score) and isinstance(theirs, Score) else None


def _both_series(
    figures: Figures, windows: Windows, scope: Slice, brand: str
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Our points and another brand's, over eight periods."""
    periods = figures.windows(windows.now.period, SPARK_PERIODS)
    ours = figures.series(periods, scope.narrowed("brand", figures.company.own_brand), "").points
    return ours, figures.series(periods, scope.narrowed("brand", brand), "").points


def _gap_points(ours: tuple[Point, ...], theirs: tuple[Point, ...]) -> Iterator[Point]:
    """The gap over eight periods, each drawn as a score with the gap's own interval."""
    for mine, other in zip(ours, theirs, strict=True):
        if mine.score is None or other.score is None:
            yield replace(mine, score=None, shown=Shown.HIDDEN if mine.shown is Shown.HIDDEN else other.shown)
            continue
        gap = Difference.between(mine.score, other.score)
        yield replace(mine, score=replace(mine.score, value=gap.value, low=gap.low, high=gap.high))


def _likely(point: Point) -> str:
    if point.score is None:
        return "too few answers to show" if point.shown is Shown.HIDDEN else "no answers"
    few = "; few answers" if point.shown is Shown.FEW else ""
    return f"likely {numbers.score(point.score.low)} to {numbers.score(point.score.high)}{few}"


def trend_link(survey: Survey, period: Period, scope: Slice) -> Link:
    query = (("survey", survey.survey_id), ("grain", period.grain.value), ("period", period.key), *scope.values)
    return Link("trends", query)


def _gap_link(survey: Survey, period: Period, scope: Slice, brand: str) -> Link:
    """The benchmarks beside that brand; a part of the company has its own trend instead."""
    if scope:
        return trend_link(survey, period, scope)
    return Link("benchmarks", (("period", period.key), ("to", brand)))
