"""How partners see us and others: their scores by type, over time, and what they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cx.domain.dots import Dot
from cx.domain.indicators import PARTNER_TYPES, audience_slice
from cx.domain.series import Series, Shown
from cx.domain.slices import Slice
from cx.domain.surveys import Survey
from cx.domain.tables import Table
from cx.narrative import benchmarks as words
from cx.narrative import numbers, titles
from cx.reports import captions, tables
from cx.reports.benchmark_parts import DotsPart, GapPart
from cx.reports.compared import Compared, compare
from cx.reports.needs import NeedsMap, needs_map, partner_group
from cx.reports.parts import Choice, TrendPart
from cx.reports.rivals import gap_part
from cx.store.opening import Store

NO_PARTNERS = "No survey has asked partners about several brands. Import one with kind competitive, audience partner."
EVERY_TYPE = Choice("partner", "All partners")


@dataclass(frozen=True, slots=True)
class Partners:
    """by_type: every brand's score with each type of partner. trend: one type over time. gap: to the main competitor.

    own: our own survey of partners, which stands apart. needs: what that type needs.
    """

    by_type: DotsPart
    own: DotsPart | None
    trend: TrendPart | None
    gap: GapPart | None
    needs: NeedsMap | None
    types: tuple[Choice, ...]
    chosen: str


def report(store: Store, today: date, *, period: str = "", partner_type: str = "") -> Partners:
    """partner_type: 'distributor', 'reseller' or 'implementation_partner'; '' is all of them."""
    with store.reading() as connection:
        found = compare(store, connection, today, period)
        chosen = partner_type if partner_type in PARTNER_TYPES else "partner"
        market, mine = found.evidence.market_survey("partner"), found.programme.asking("partner")
        scope = audience_slice(chosen)
        main = found.programme.company.main_competitor
        needs = needs_map(found, "partner", partner_group(chosen))
        return Partners(
            by_type=_by_type(found, market) if market else _nothing(),
            own=_by_type(found, mine) if mine else None,
            trend=_trend(found, market, scope) if market else None,
            gap=gap_part(found, market, scope, main) if market and main else None,
            needs=needs if needs.chosen_audience == "partner" else None,
            types=(EVERY_TYPE, *(Choice(key, f"{name}s") for key, name in PARTNER_TYPES.items())),
            chosen=chosen,
        )


def _nothing() -> DotsPart:
    return DotsPart("Partners' view of us and of others", "", NO_PARTNERS, (), Table((), ()), reason=NO_PARTNERS)


def _by_type(found: Compared, survey: Survey) -> DotsPart:
    dots = tuple(_dots(found, survey))
    main = found.programme.company.main_competitor
    verdicts = [(name, found.market_gap(survey, audience_slice(key), main)) for key, name in PARTNER_TYPES.items()]
    own_only = all(dot.name == found.we for dot in dots)
    title = "Partner NPS by type, in our own survey" if own_only else words.partners_title(verdicts, main)
    caption = f"{found.period.label} · {captions.asked(survey)}"
    rows = tuple(_rows(found, survey))
    columns = ("Partner type", "Brand", "NPS", "Likely from", "Likely to", "Answers", "Beside us", "Gap within a year")
    reason = "" if dots else f"No answers of {survey.name} in {found.period.label}."
    alt = "; ".join(f"{dot.row}, {dot.name}: {dot.figure}" for dot in dots) or reason
    return DotsPart(title, caption, alt, dots, Table(columns, rows, title, (caption,)), reason=reason)


def _dots(found: Compared, survey: Survey) -> Iterator[Dot]:
    for key, row in PARTNER_TYPES.items():
        _, points = found.evidence.points(survey, audience_slice(key))
        for brand in (found.own, *found.others):
            last = points.get(brand, ())[-1:]
            if last and last[0].score:
                score, few = last[0].score, last[0].shown is Shown.FEW
                likely = (
                    f"likely {numbers.score(score.low)} to {numbers.score(score.high)}; {captions.answers(score.n)}"
                )
                yield Dot(
                    row=f"{row}s",
                    name=found.name(brand),
                    role=found.role(brand),
                    value=score.value,
                    low=score.low,
                    high=score.high,
                    figure=numbers.score(score.value),
                    note=f"{likely}; few answers" if few else likely,
                    faded=few,
                )


def _rows(found: Compared, survey: Survey) -> Iterator[tuple[str | float | int | None, ...]]:
    for key, row in PARTNER_TYPES.items():
        scope = audience_slice(key)
        windows, points = found.evidence.points(survey, scope)
        ago = windows[-5].label if len(windows) > 4 else "a year ago"
        for brand in (found.own, *found.others):
            last = points.get(brand, ())[-1:]
            if not last:
                continue
            score = last[0].score
            other = brand != found.own
            yield (
                row,
                found.name(brand),
                score.value if score else None,
                score.low if score else None,
                score.high if score else None,
                score.n if score else None,
                words.beside(found.market_gap(survey, scope, brand)) if other else "",
                words.gap_moved(found.gap_change(survey, scope, brand), ago) if other else "",
            )


def _trend(found: Compared, survey: Survey, scope: Slice) -> TrendPart | None:
    """Every brand's score with one type of partner, quarter by quarter."""
    _, points = found.evidence.points(survey, scope)
    series = tuple(
        Series(found.name(brand), found.role(brand), tuple(points[brand]))
        for brand in (found.own, *found.others)
        if brand in points
    )
    if not any(point.score for one in series for point in one.points):
        return None
    title = f"{scope.text('All partners')}{'s' if scope else ''}: how they score each brand"
    caption = captions.of_points([point for one in series for point in one.points], survey)
    return TrendPart(
        title, caption, titles.trend_alt(series), series, (), (), tables.of_series(series, title, caption, "Brand")
    )
