"""The first page: where the score stands, whether it moved, how far the main competitor is, what needs attention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from cx.domain.book import Against, Book, Family, Key, Verdict
from cx.domain.periods import Period
from cx.domain.score import Score
from cx.domain.series import Point, Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.surveys import BrandKind, Provenance, Survey, SurveyKind
from cx.domain.verdict import Difference, Relation
from cx.narrative import badges, numbers, sowhat
from cx.narrative.badges import Tone
from cx.reports import captions
from cx.reports.book import Windows, against_target, change, windows_of
from cx.reports.bridges import best_field, bridge_part
from cx.reports.figures import Figures, open_figures
from cx.reports.headlines import NO_STORE, Opened, headline, open_view, rates_of
from cx.reports.parts import BridgePart, Headline, Link, Notice, State, Tile, TrendPart
from cx.reports.trends import MOST, trend_part
from cx.reports.view import View
from cx.store import catalog
from cx.store.opening import Store

SPARK_PERIODS = 8
MOST_NOTICES = 5
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Overview:
    """The parts are empty where the headline's state has no figures. attention: at most five, each with a link."""

    headline: Headline
    tiles: tuple[Tile, ...] = ()
    trend: TrendPart | None = None
    bridge: BridgePart | None = None
    attention: tuple[Notice, ...] = ()


def report(store: Store, view: View, today: date) -> Overview:
    if not store.exists():
        return Overview(NO_STORE)
    with store.reading() as connection:
        opened = open_view(store, connection, view, today)
        if isinstance(opened, Headline):
            return Overview(opened)
        top = headline(opened)
        if top.state is not State.READY:
            return Overview(top)
        known = catalog.field_values(connection, opened.figures.survey.survey_id)
        verdict = change(opened.figures, opened.book, opened.windows, opened.scope, Against.PREVIOUS)
        field = best_field(opened.figures, known, opened.scope)
        windows = opened.figures.windows(opened.windows.now.period, MOST[view.grain])
        return Overview(
            headline=top,
            tiles=tuple(_tiles(opened, today)),
            trend=trend_part(opened, opened.figures.series(windows, opened.scope, opened.label), verdict),
            bridge=bridge_part(opened.figures, opened.windows, field, opened.scope, verdict) if field else None,
            attention=tuple(_attention(opened))[:MOST_NOTICES],
        )


# Tiles --------------------------------------------------------------------------------------------------------------


def _tiles(opened: Opened, today: date) -> Iterator[Tile]:
    """The chosen survey first; then the market's gap, partners and journeys, which have surveys of their own."""
    chosen = opened.figures
    yield _score_tile(opened, chosen, opened.windows, opened.scope)
    period = opened.windows.now.period
    others = (
        open_figures(chosen.connection, chosen.company, survey, today)
        for survey in sorted(catalog.surveys(chosen.connection), key=_tile_order)
        if survey != chosen.survey
    )
    for figures in others:
        windows = windows_of(figures, period)
        if windows is None:
            continue
        if figures.survey.kind is SurveyKind.COMPETITIVE:
            yield from _gap_tiles(opened, figures, windows)
        elif figures.survey.provenance is Provenance.OWN:
            yield _score_tile(opened, figures, windows, EVERYBODY)


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
        caption=captions.caption(now.n if now else None, windows.now.label, figures.survey),
        spark=spark,
        link=_link(figures.survey, windows.now.period, scope),
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
    ours, theirs = verdict.current, verdict.reference
    shown = isinstance(ours, Score) and isinstance(theirs, Score) and verdict.difference is not None
    spark = tuple(_gap_points(figures, windows, scope, brand))
    where = f", {scope.text()}" if scope else ""
    yield Tile(
        name=f"{name} {brand}{where}",
        value=numbers.signed(verdict.difference.value) if shown and verdict.difference else NOTHING,
        range=sowhat.gap_range(verdict),
        badges=(badges.gap(verdict, brand),),
        so_what=sowhat.both_scores(verdict, figures.company.own_brand or "We", brand),
        caption=captions.caption(_both(ours, theirs), windows.now.label, figures.survey),
        spark=spark,
        link=_link(figures.survey, windows.now.period, scope),
    )


def _both(ours: Score | None, theirs: Score | float | None) -> int | None:
    return ours.n + theirs.n if isinstance(ours, Score) and isinstance(theirs, Score) else None


def _gap_points(figures: Figures, windows: Windows, scope: Slice, brand: str) -> Iterator[Point]:
    """The gap over eight periods, each drawn as a score with the gap's own interval."""
    periods = figures.windows(windows.now.period, SPARK_PERIODS)
    ours = figures.series(periods, scope.narrowed("brand", figures.company.own_brand), "").points
    theirs = figures.series(periods, scope.narrowed("brand", brand), "").points
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


def _link(survey: Survey, period: Period, scope: Slice) -> Link:
    query = (("survey", survey.survey_id), ("grain", period.grain.value), ("period", period.key), *scope.values)
    return Link("trends", query)


# What needs attention -------------------------------------------------------------------------------------------------


def _attention(opened: Opened) -> Iterator[Notice]:
    """What got worse, by size over noise: falls, targets missed, competitors ahead where they are not the headline."""
    found = [verdict for verdict in opened.book.verdicts.values() if _bad(verdict)]
    seen = {(opened.figures.survey.survey_id, opened.scope)}
    for verdict in sorted(found, key=_urgency):
        group = (verdict.key.survey_id, verdict.key.scope)
        if group in seen:
            continue
        seen.add(group)
        yield _notice(opened, verdict)


def _bad(verdict: Verdict) -> bool:
    if verdict.relation in (Relation.FELL, Relation.BELOW_TARGET):
        return verdict.family is not Family.EXPLORED
    return verdict.relation is Relation.BEHIND and verdict.key.against is Against.COMPETITOR


def _urgency(verdict: Verdict) -> tuple[int, float]:
    """Falls of what somebody answers for first, then other falls, then targets and gaps."""
    falls = verdict.relation is Relation.FELL
    order = 0 if falls and verdict.family is Family.HEADLINES else 1 if falls else 2
    return order, -abs(verdict.difference.z) if verdict.difference else 0.0


def _notice(opened: Opened, verdict: Verdict) -> Notice:
    surveys = {survey.survey_id: survey for survey in catalog.surveys(opened.figures.connection)}
    survey = surveys[verdict.key.survey_id]
    name = verdict.key.scope.text() or opened.figures.company.company_name or "The company"
    reference = opened.windows.reference(verdict.key.against).label
    text = sowhat.attention(verdict, name, reference, survey.name if survey != opened.figures.survey else "")
    period = opened.windows.now.period
    return Notice(Tone.WORSE, text, _link(survey, period, verdict.key.scope))
