"""Competitors: the gap to one over time, how fast each improves, and the whole market side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cx.domain.dots import Dot
from cx.domain.indicators import audience_slice
from cx.domain.periods import Window
from cx.domain.series import Point, Role, Series, Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.surveys import Survey
from cx.domain.tables import Table
from cx.narrative import badges, numbers
from cx.narrative import benchmarks as words
from cx.reports import captions, tables
from cx.reports.benchmark_parts import DotsPart, GapPart
from cx.reports.compared import Compared, compare, gap_figure, rate_key
from cx.reports.parts import TrendPart
from cx.store.opening import Store

NO_MARKET = "No survey has asked the market about several brands. Import one, and describe it with kind competitive."


@dataclass(frozen=True, slots=True)
class Rivals:
    """gap: None where no survey has scores of us and of that brand. rates, entrants: apart, as entrants start low."""

    gap: GapPart | None
    rates: DotsPart
    entrants: DotsPart | None
    reason: str = ""


def report(store: Store, today: date, *, period: str = "", brand: str = "") -> Rivals:
    """brand: whom the gap is to; the main competitor, else the first other brand, where it is not known."""
    with store.reading() as connection:
        found = compare(store, connection, today, period)
        survey = found.evidence.market_survey("customer")
        other = brand if brand in found.others else next(iter(found.others), "")
        gap = gap_part(found, survey, EVERYBODY, other) if survey and other else None
        settled = [one for one in found.evidence.rates("customer") if not found.is_entrant(one)]
        new = [one for one in found.evidence.rates("customer") if found.is_entrant(one)]
        return Rivals(
            gap,
            _rates(found, survey, settled, "us and traditional competitors"),
            _rates(found, survey, new, "new entrants") if new else None,
            "" if survey else NO_MARKET,
        )


def gap_part(found: Compared, survey: Survey, scope: Slice, brand: str) -> GapPart | None:
    """Our gap to a brand over the last quarters of one survey; None where it never had scores of both."""
    windows, points = found.evidence.points(survey, scope)
    ours, theirs = points.get(found.own, ()), points.get(brand, ())
    gaps = tuple(gap_point(*pair) for pair in zip(ours, theirs, strict=False))
    if not any(point.score for point in gaps):
        return None
    verdict, change = found.market_gap(survey, scope, brand), found.gap_change(survey, scope, brand)
    ago = _ago(windows)
    title = words.gap_title(verdict, change, found.we, brand, ago)
    caption = captions.of_points([*ours, *theirs], survey)
    series = Series(f"Gap to {brand}", Role.US, gaps)
    marks = [badges.gap(verdict, brand)] if verdict else []
    marks += [words.gap_badge(change, ago)] if change and change.relation else []
    told = [f"{numbers.signed(point.score.value)} in {point.label}" for point in gaps if point.score]
    return GapPart(
        tuple(marks),
        TrendPart(
            title=title,
            caption=f"{caption} · below 0 we are behind",
            alt=f"Gap to {brand}, ours less theirs: {', '.join(told)}.",
            series=(series,),
            events=(),
            breaks=(),
            table=tables.of_series((*_both(found, brand, ours, theirs), series), title, caption, "Figure"),
        ),
    )


def _both(found: Compared, brand: str, ours: Sequence[Point], theirs: Sequence[Point]) -> tuple[Series, Series]:
    return Series(found.we, Role.US, tuple(ours)), Series(brand, found.role(brand), tuple(theirs))


def gap_point(mine: Point, other: Point) -> Point:
    """The gap of one quarter as a point, with the gap's own interval; no figure where one of the two is not shown."""
    figure = gap_figure(mine.score, other.score)
    if figure is None:
        told = (Shown.HIDDEN, Shown.EMPTY)
        return replace(
            mine, score=None, target=None, shown=next((s for s in told if s in (mine.shown, other.shown)), mine.shown)
        )
    few = Shown.FEW if Shown.FEW in (mine.shown, other.shown) else Shown.FULL
    return replace(mine, score=figure, shown=few, target=None)


def _ago(windows: Sequence[Window]) -> str:
    """The label of the quarter a year before the last."""
    return windows[-5].label if len(windows) > 4 else "a year ago"


def _rates(found: Compared, survey: Survey | None, brands: Sequence[str], whom: str) -> DotsPart:
    rates = found.evidence.rates("customer")
    moved = [(found.name(brand), found.tested.find(rate_key("customer", brand))) for brand in brands]
    title = words.rates_title([(name, verdict) for name, verdict in moved if verdict])
    answers = sum(rates[brand][0].n for brand in brands)
    asked = captions.asked(survey) if survey else ""
    caption = f"Points of NPS a year, {whom} · {captions.answers(answers)} · {asked}"
    order = sorted(brands, key=lambda brand: -rates[brand][0].per_year)
    dots = tuple(_rate_dot(found, brand) for brand in order)
    rows = tuple(
        (
            found.name(b),
            r.per_year,
            r.low,
            r.high,
            r.periods,
            r.n,
            words.changed(found.tested.find(rate_key("customer", b))),
        )
        for b, (r, _) in ((brand, rates[brand]) for brand in order)
    )
    columns = ("Brand", "Points a year", "Likely from", "Likely to", "Quarters", "Answers", "Verdict")
    reason = "" if dots else "From four quarters of a market survey on, this shows how fast each brand improves."
    alt = "; ".join(f"{dot.name} {dot.figure}" for dot in dots) or reason
    return DotsPart(title, caption, alt, dots, Table(columns, rows, title, (caption,)), zero=True, reason=reason)


def _rate_dot(found: Compared, brand: str) -> Dot:
    made, window = found.evidence.rates("customer")[brand]
    name = found.name(brand)
    likely = f"likely {numbers.signed(made.low)} to {numbers.signed(made.high)}"
    note = f"{likely}; {made.periods} quarters to {window.label}"
    return Dot(
        name,
        name,
        found.role(brand),
        made.per_year,
        made.low,
        made.high,
        f"{numbers.signed(made.per_year)} a year",
        note,
    )


# The whole market ---------------------------------------------------------------------------------------------------

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Peers:
    """We among the brands of the market survey with enough answers.

    mean, spread: of the peers' scores, each brand counting once; None below two. rank: ours, from 1, None without ours.
    """

    ours: float | None
    mean: float | None
    spread: float | None
    rank: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Market:
    part: DotsPart
    peers: Peers


def market(store: Store, today: date, *, period: str = "") -> Market:
    """Every brand of the market survey in the quarter, best first."""
    with store.reading() as connection:
        found = compare(store, connection, today, period)
        survey = found.evidence.market_survey("customer")
        if survey is None:
            nothing = DotsPart("The market", "", "", (), Table((), ()), reason=NO_MARKET)
            return Market(nothing, Peers(None, None, None, None, 0))
        return _market(found, survey)


def _market(found: Compared, survey: Survey) -> Market:
    windows, points = found.evidence.points(survey, audience_slice("customer"))
    fewest = found.programme.company.peer_from
    now = {brand: each[-1] for brand, each in points.items() if each and each[-1].score}
    peers = {b: p for b, p in now.items() if b == found.own or (p.score and p.score.n >= fewest)}
    order = sorted(peers, key=lambda brand: -_value(peers[brand]))
    told = _peers(found, {brand: _value(point) for brand, point in peers.items()}, order)
    label = windows[-1].label if windows else found.period.label
    title = _market_title(found, told, label)
    answers = sum(point.score.n for point in peers.values() if point.score)
    caption = (
        f"{captions.answers(answers)} · {label} · {captions.asked(survey)} · brands with at least {fewest} answers"
    )
    dots = tuple(_market_dot(found, brand, peers[brand]) for brand in order[:MOST_ROWS])
    rows = tuple(
        (place, found.name(b), p.score.value, p.score.low, p.score.high, p.score.n)
        for place, (b, p) in enumerate(((brand, peers[brand]) for brand in order), 1)
        if p.score
    )
    table = Table(("Place", "Brand", "NPS", "Likely from", "Likely to", "Answers"), rows, title, (caption,))
    reason = "" if dots else f"No brand has {fewest} answers in {label}."
    alt = "; ".join(f"{dot.name} {dot.figure}" for dot in dots) or reason
    return Market(DotsPart(title, caption, alt, dots, table, reason=reason), told)


def _value(point: Point) -> float:
    return point.score.value if point.score else 0.0


def _peers(found: Compared, values: dict[str, float], order: Sequence[str]) -> Peers:
    others = [value for brand, value in values.items() if brand != found.own]
    middle = sum(others) / len(others) if others else None
    spread = None
    if len(others) > 1 and middle is not None:
        spread = (sum((value - middle) ** 2 for value in others) / (len(others) - 1)) ** 0.5
    rank = list(order).index(found.own) + 1 if found.own in order else None
    return Peers(values.get(found.own), middle, spread, rank, len(others))


def _market_title(found: Compared, peers: Peers, label: str) -> str:
    """Our score beside the mean of the others, without a word of comparison: a rank is no verdict."""
    if peers.ours is None or peers.mean is None:
        return f"Brands of the market survey in {label}"
    mean = f"the mean of {numbers.counted(peers.count, 'other brand')} is {numbers.score(peers.mean)}"
    return f"{found.we} scores {numbers.score(peers.ours)}; {mean}"


def _market_dot(found: Compared, brand: str, point: Point) -> Dot:
    score, name = point.score, found.name(brand)
    assert score is not None  # noqa: S101 - only brands with a score are drawn
    few = point.shown is Shown.FEW
    note = f"likely {numbers.score(score.low)} to {numbers.score(score.high)}; {captions.answers(score.n)}"
    note += "; few answers" if few else ""
    return Dot(
        name, name, found.role(brand), score.value, score.low, score.high, numbers.score(score.value), note, faded=few
    )
