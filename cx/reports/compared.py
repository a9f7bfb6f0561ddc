"""We beside every other brand, as of one quarter: readings, scorecard, and the verdicts on all of its comparisons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.book import Against, Book, Comparison, Family, Key, Verdict, compile_book
from cx.domain.improvement import Rate
from cx.domain.indicators import PARTNER_TYPES, Indicator, audience_slice
from cx.domain.needs import Rating
from cx.domain.periods import Grain, Period, Span
from cx.domain.readings import Reading
from cx.domain.score import Score
from cx.domain.scorecard import Scorecard, as_figure, gap_comparison, scorecard
from cx.domain.series import Role
from cx.domain.slices import Slice
from cx.domain.surveys import BrandKind, Survey, SurveyKind
from cx.domain.verdict import Difference, Question
from cx.reports.book import period_book
from cx.reports.parts import Choice
from cx.reports.programme import Programme
from cx.reports.readings import Evidence
from cx.store import benchmarks, catalog
from cx.store.once import once
from cx.store.opening import Connection, Store

MOST_PERIODS = 24
A_YEAR = 4
"""Quarters."""
OUT_OF_TEN = 10.0
"""Points of 0 to 100 that one point of a need's rating is worth."""
VIEWS = ("customer", "partner", *PARTNER_TYPES)


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything the Benchmarks page is made of.

    as_of: the day up to which readings count: today, or the end of an earlier quarter. readings: oldest first.
    own: our brand as answers name it. others: main competitor, entrants, then the rest. gaps: the period's own book.
    tested: verdicts of the scorecard, of needs, of rates and of how gaps changed, compiled together.
    """

    programme: Programme
    evidence: Evidence
    period: Period
    as_of: date
    indicators: tuple[Indicator, ...]
    readings: tuple[Reading, ...]
    kinds: dict[str, BrandKind]
    own: str
    others: tuple[str, ...]
    card: Scorecard
    gaps: Book
    tested: Book
    periods: tuple[Choice, ...]

    @property
    def we(self) -> str:
        """Our name on a screen."""
        return self.own or self.programme.company.company_name or "We"

    def name(self, brand: str) -> str:
        return self.we if brand == self.own else brand

    def role(self, brand: str) -> Role:
        if brand == self.own:
            return Role.US
        return Role.MAIN_COMPETITOR if brand == self.programme.company.main_competitor else Role.OTHER

    def is_entrant(self, brand: str) -> bool:
        return self.kinds.get(brand) is BrandKind.ENTRANT

    def market_gap(self, survey: Survey, scope: Slice, brand: str) -> Verdict | None:
        """The verdict on our gap to a brand in a market survey: the same as on every other page."""
        return self.gaps.find(Key(survey.survey_id, scope, Against.COMPETITOR, brand))

    def gap_change(self, survey: Survey, scope: Slice, brand: str) -> Verdict | None:
        """The verdict on what became of that gap within a year."""
        return self.tested.find(gap_change_key(survey, scope, brand))


def gap_change_key(survey: Survey, scope: Slice, brand: str) -> Key:
    return Key(f"gap:{survey.survey_id}", scope, Against.YEAR_AGO, brand)


def rate_key(audience: str, brand: str) -> Key:
    return Key(f"rate:{audience}", audience_slice(audience), Against.YEAR_AGO, brand)


def need_key(rating: Rating, against: Against) -> Key:
    return Key(f"need:{rating.need_id}", rating.scope, against, rating.brand)


def compare(store: Store, connection: Connection, today: date, period: str = "") -> Compared:
    """As of a quarter by its key; of the last one where none is named or it is none."""
    return compare_in(store.state(connection), connection, today, period)


def compare_in(state: str, connection: Connection, today: date, period: str) -> Compared:
    """The same over a connection that is open already. state: names the store and its version."""
    return once(connection, (compare, today, period), lambda: _compared(state, connection, today, period))


def _compared(state: str, connection: Connection, today: date, period: str) -> Compared:
    programme = Programme.open(connection, today)
    quarters = _quarters(programme, today)
    chosen = next((one for one in quarters if one.key == period), quarters[-1])
    as_of = today if chosen == quarters[-1] else min(today, chosen.span.last)
    evidence = Evidence.open(programme, chosen)
    indicators = tuple(one for one in benchmarks.every_indicator(connection) if one.weight > 0)
    readings = tuple(_readings(evidence, indicators, as_of))
    kinds = catalog.brands(connection)
    own = programme.company.own_brand
    others = _others(programme, kinds, readings, evidence)
    card = scorecard(indicators, readings, own, (own, *others), as_of)
    company = programme.company
    tested = compile_book(_comparisons(evidence, card), margin=company.margin, thin_below=company.thin_below)
    return Compared(
        programme=programme,
        evidence=evidence,
        period=chosen,
        as_of=as_of,
        indicators=indicators,
        readings=readings,
        kinds=kinds,
        own=own,
        others=others,
        card=card,
        gaps=period_book(programme, state, chosen),
        tested=tested,
        periods=tuple(Choice(one.key, one.label) for one in reversed(quarters[-MOST_PERIODS:])),
    )


def _quarters(programme: Programme, today: date) -> tuple[Period, ...]:
    """The quarters that can be looked at: those of the market survey, else of our own, else the one of today."""
    market = [one for one in programme.surveys if one.kind is SurveyKind.COMPETITIVE]
    spans = [
        programme.figures(one).answered for one in (*market, *([programme.headline] if programme.headline else []))
    ]
    answered = next((span for span in spans if span), Span(today, today))
    calendar = programme.calendar
    first, last = (calendar.period_of(day, Grain.QUARTER) for day in (answered.first, answered.last))
    return calendar.sequence(first, last)


def _readings(evidence: Evidence, indicators: tuple[Indicator, ...], as_of: date) -> Iterator[Reading]:
    """Entered and computed readings up to the day, oldest first."""
    entered = [one for one in benchmarks.readings(evidence.programme.connection) if one.read_on <= as_of]
    computed = [one for indicator in indicators if indicator.computed_from for one in evidence.of(indicator)]
    yield from sorted((*entered, *computed), key=lambda one: one.read_on)


def _others(
    programme: Programme, kinds: dict[str, BrandKind], readings: tuple[Reading, ...], evidence: Evidence
) -> tuple[str, ...]:
    """The main competitor, entrants, then competitors; the more readings a brand has, the sooner it stands."""
    company = programme.company
    counts: dict[str, int] = {brand: 0 for brand, kind in kinds.items() if kind is not BrandKind.OWN}
    for brand in (*(one.brand for one in readings), *(one.brand for one in evidence.ratings)):
        counts[brand] = counts.get(brand, 0) + 1
    named = {*counts, company.main_competitor} - {"", company.own_brand}

    def order(brand: str) -> tuple[bool, bool, int, str]:
        entrant = kinds.get(brand) is BrandKind.ENTRANT
        return brand != company.main_competitor, entrant, -counts.get(brand, 0), brand

    return tuple(sorted(named, key=order))


# What is tested -----------------------------------------------------------------------------------------------------


def _comparisons(evidence: Evidence, card: Scorecard) -> Iterator[Comparison]:
    yield from map(gap_comparison, card.gaps())
    for audience in VIEWS:
        yield from _rates(evidence, audience)
        yield from _gap_changes(evidence, audience, card.own)
    yield from _needs(evidence, card.own)


def _rates(evidence: Evidence, audience: str) -> Iterator[Comparison]:
    """Whether a brand moves at all: its points a year against none."""
    for brand, (found, _) in evidence.rates(audience).items():
        yield Comparison(rate_key(audience, brand), Family.CATALOGUE, Question.CHANGE, _rate_figure(found), 0.0)


def _rate_figure(found: Rate) -> Score:
    return as_figure(found.per_year, found.standard_error, found.n)


def _gap_changes(evidence: Evidence, audience: str, own: str) -> Iterator[Comparison]:
    """Our gap to each brand now against the same gap a year ago, each from one survey."""
    survey, scope = evidence.market_survey(audience), audience_slice(audience)
    if survey is None or own == "":
        return
    _, points = evidence.points(survey, scope)
    ours = points.get(own, ())
    for brand, theirs in points.items():
        if brand != own and len(ours) > A_YEAR:
            now, then = (gap_figure(ours[place].score, theirs[place].score) for place in (-1, -1 - A_YEAR))
            alike = ours[-1].method == ours[-1 - A_YEAR].method
            reason = "" if alike else "the way the survey is asked changed in between"
            key = gap_change_key(survey, scope, brand)
            yield Comparison(key, Family.CATALOGUE, Question.CHANGE, now, then, reason)


def gap_figure(ours: Score | None, theirs: Score | None) -> Score | None:
    """The gap of two scores of one survey as a figure that can be compared; None where one of them is not shown."""
    if ours is None or theirs is None:
        return None
    found = Difference.between(ours, theirs)
    few = min((ours, theirs), key=lambda one: one.n_effective)
    return Score(
        found.value, found.low, found.high, ours.n + theirs.n, few.n_effective, ours.centre - theirs.centre,
        found.standard_error, found.value,
    )  # fmt: skip


def _needs(evidence: Evidence, own: str) -> Iterator[Comparison]:
    """Each audience's and group's needs, as of its own last ratings."""
    audiences = {need.need_id: need.audience for need in evidence.needs}
    groups: dict[tuple[str, Slice], list[Rating]] = {}
    for one in evidence.ratings:
        if one.need_id in audiences:
            groups.setdefault((audiences[one.need_id], one.scope), []).append(one)
    for ratings in groups.values():
        yield from _needs_of(evidence, own, ratings)


def _needs_of(evidence: Evidence, own: str, ratings: Sequence[Rating]) -> Iterator[Comparison]:
    """Each need: we beside each other brand now, and every brand against itself a year ago."""
    periods = evidence.rated_periods(ratings)
    by_period = {
        one.key: {(r.need_id, r.scope, r.brand, r.provenance): r for r in ratings if r.period == one.key}
        for one in periods
    }
    if not periods:
        return
    now = by_period[periods[-1].key]
    ago = by_period.get(evidence.programme.calendar.year_ago(periods[-1]).key, {})
    for (need_id, scope, brand, asked), rating in now.items():
        ours = now.get((need_id, scope, own, asked))
        if brand != own and ours:
            yield Comparison(
                need_key(rating, Against.COMPETITOR),
                Family.CATALOGUE,
                Question.GAP,
                rating_figure(ours),
                rating_figure(rating),
            )
        if earlier := ago.get((need_id, scope, brand, asked)):
            yield Comparison(
                need_key(rating, Against.YEAR_AGO),
                Family.CATALOGUE,
                Question.CHANGE,
                rating_figure(rating),
                rating_figure(earlier),
            )


def rating_figure(rating: Rating) -> Score | None:
    """A need's performance on 0 to 100; None where it is not rated, or nobody knows by how many."""
    if rating.performance is None or rating.standard_error is None:
        return None
    return as_figure(OUT_OF_TEN * rating.performance, OUT_OF_TEN * rating.standard_error, rating.n)
