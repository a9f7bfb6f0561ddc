"""Benchmarks: we beside every other brand in six dimensions, and what each cell rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.dots import Cell, Dot
from cx.domain.indicators import Dimension
from cx.domain.readings import Reading
from cx.domain.score import Z95
from cx.domain.scorecard import Placed, Standing, gap, gap_key, place
from cx.domain.slices import EVERYBODY
from cx.domain.tables import Table
from cx.domain.verdict import Relation
from cx.narrative import benchmarks as words
from cx.narrative import numbers
from cx.reports import captions
from cx.reports.benchmark_parts import CellPart, DotsPart, ScorecardPart
from cx.reports.compared import Compared, compare
from cx.reports.headlines import NO_STORE
from cx.reports.parts import Choice, Headline, State
from cx.store.opening import Store

MOST_BRANDS = 6
"""Other brands beside each other on a screen; the table has every one."""

NOTHING = Headline(
    State.NO_ANSWERS,
    "There is nothing to compare yet.",
    "Import a market survey, or enter readings of yourselves and of others.",
)


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """headline: its state says whether there is any evidence. scorecard: None where there is none.

    periods: quarters to choose from; dimensions, brands: what a cell is chosen by, ours first. main: main competitor.
    """

    headline: Headline
    periods: tuple[Choice, ...] = ()
    period: str = ""
    scorecard: ScorecardPart | None = None
    dimensions: tuple[Choice, ...] = ()
    brands: tuple[Choice, ...] = ()
    main: str = ""


def report(store: Store, today: date, *, period: str = "") -> Benchmarks:
    """As of a quarter by its key; '' is the last one with answers of the market."""
    if not store.exists():
        return Benchmarks(NO_STORE)
    with store.reading() as connection:
        found = compare(store, connection, today, period)
        brands = (found.own, *found.others)
        offered = {
            "periods": found.periods,
            "period": found.period.key,
            "dimensions": tuple(Choice(one.value, one.label) for one in Dimension),
            "brands": tuple(Choice(brand, found.name(brand)) for brand in brands),
            "main": found.programme.company.main_competitor,
        }
        if not found.readings and not found.evidence.ratings:
            return Benchmarks(NOTHING, **offered)  # type: ignore[arg-type]
        return Benchmarks(_headline(found), scorecard=_scorecard(found), **offered)  # type: ignore[arg-type]


def cell(store: Store, today: date, *, period: str = "", dimension: str = "", brand: str = "") -> CellPart:
    """What stands behind one cell; the first dimension and our own brand where what is asked for does not exist."""
    with store.reading() as connection:
        found = compare(store, connection, today, period)
        wanted = next((one for one in Dimension if one == dimension), Dimension.CUSTOMERS)
        chosen = brand if brand in found.others else found.own
        return _cell(found, wanted, chosen)


def _headline(found: Compared) -> Headline:
    main = found.programme.company.main_competitor
    survey = found.evidence.market_survey("customer")
    verdict = found.market_gap(survey, EVERYBODY, main) if survey and main else None
    behind = {
        brand: [one.label for one in Dimension if _relation(found, one, brand) is Relation.BEHIND]
        for brand in found.others
    }
    order = sorted(found.others, key=lambda brand: not found.is_entrant(brand))
    ahead = [(brand, behind[brand]) for brand in order if behind[brand]]
    stale = [
        f"{one.indicator.name}, {found.name(one.reading.brand)} ({captions.day(one.reading.read_on)})"
        for standing in found.card.standings.values()
        for one in standing.placed
        if one.stale
    ]
    return Headline(
        State.READY,
        words.finding(verdict, found.we, main, ahead, alike=any(one.pairs for one in found.card.gaps())),
        as_of=f"{found.period.label}; readings up to {captions.day(found.as_of)}",
        asked=captions.asked(survey) if survey else "",
        warnings=(words.past_shelf_life(stale),) if stale else (),
    )


def _relation(found: Compared, dimension: Dimension, brand: str) -> Relation | None:
    verdict = found.tested.find(gap_key(dimension, brand))
    return verdict.relation if verdict else None


def _scorecard(found: Compared) -> ScorecardPart:
    brands = (found.own, *found.others)
    margin = found.programme.company.margin
    gaps = {(one.dimension, one.brand): one for one in found.card.gaps()}
    cells: dict[tuple[Dimension, str], Cell] = {}
    for dimension in Dimension:
        for brand in brands:
            standing, name = found.card.standings[dimension, brand], found.name(brand)
            if brand == found.own:
                cells[dimension, brand] = words.own_cell(standing, name, dimension.label)
            else:
                verdict = found.tested.find(gap_key(dimension, brand))
                pair = gaps[dimension, brand]
                cells[dimension, brand] = words.cell(standing, pair, verdict, name, dimension.label, margin)
    shown = brands[: MOST_BRANDS + 1]
    main = found.programme.company.main_competitor
    beside = [(one.label, cells[one, main], gaps[one, main].judged) for one in Dimension if main in found.others]
    title = words.scorecard_title(found.name(main) if beside else "", beside)
    more = f" · {len(brands) - len(shown)} more brands in the table" if len(brands) > len(shown) else ""
    caption = f"0 to 100 · as of {captions.day(found.as_of)} · {words.SCORECARD_KEY}{more}"
    return ScorecardPart(
        title=title,
        caption=caption,
        alt=words.scorecard_alt([cells[dimension, brand] for dimension in Dimension for brand in shown]),
        dimensions=tuple(one.label for one in Dimension),
        brands=tuple(found.name(brand) for brand in shown),
        cells=tuple(cells[dimension, brand] for dimension in Dimension for brand in shown),
        table=_table(found, cells, title, caption),
    )


def _table(found: Compared, cells: dict[tuple[Dimension, str], Cell], title: str, caption: str) -> Table:
    columns = ("Dimension", "Brand", "Score", "Likely from", "Likely to", "Beside us", "Gap", "Alike", "Rests on")
    rows = []
    for (dimension, brand), shown in cells.items():
        standing = found.card.standings[dimension, brand]
        pair = gap(found.card.standings[dimension, found.own], standing)
        alone = brand == found.own or pair.judged
        rows.append(
            (
                dimension.label,
                found.name(brand),
                standing.score,
                standing.low,
                standing.high,
                shown.word if standing.placed else words.NO_EVIDENCE,
                None if alone else pair.value,
                None if brand == found.own else f"{len(pair.pairs)} of {pair.of}",
                shown.note,
            )
        )
    notes = ("A gap is ours less theirs, over indicators that are read alike for both.",)
    return Table(columns, tuple(rows), title, (caption, *notes))


# Behind a cell ------------------------------------------------------------------------------------------------------


def _cell(found: Compared, dimension: Dimension, brand: str) -> CellPart:
    standing = found.card.standings[dimension, brand]
    ours = found.card.standings[dimension, found.own]
    compared = None if brand == found.own else gap(ours, standing)
    name = found.name(brand)
    sides = [(ours, found.we)] if brand == found.own else [(ours, found.we), (standing, name)]
    title = f"{dimension.label}: the indicators behind {name}"
    caption = f"Each on 0 to 100 · as of {captions.day(found.as_of)}"
    dots = tuple(_dots(found, dimension, sides))
    readings = _readings(found, dimension, brand)
    reason = "" if dots else words.cell_finding(standing, compared, name, dimension.label)
    alt = f"{title}, with ranges where a sample stands behind a reading."
    finding = words.cell_finding(standing, compared, name, dimension.label)
    counting = Table(readings.columns, tuple(row for row in readings.rows if COUNTS in row), title, (caption,))
    return CellPart(DotsPart(title, caption, alt, dots, counting, reason=reason), readings, finding)


def _dots(found: Compared, dimension: Dimension, sides: Sequence[tuple[Standing, str]]) -> list[Dot]:
    made = []
    for indicator in (one for one in found.indicators if one.dimension is dimension):
        for standing, name in sides:
            placed = next((one for one in standing.placed if one.indicator == indicator), None)
            if placed:
                made.append(_dot(placed, name, found))
    return made


def _dot(placed: Placed, name: str, found: Compared) -> Dot:
    error = placed.standard_error
    reading = placed.reading
    notes = [
        f"{reading.value:,.4g} {placed.indicator.unit}".strip(),
        f"grade {reading.grade.value}, {reading.grade.words}",
        captions.day(reading.read_on),
        *(["past its shelf life"] if placed.stale else []),
        *(["beyond its scale, taken for its end"] if placed.clipped else []),
    ]
    return Dot(
        row=placed.indicator.name,
        name=name,
        role=found.role(reading.brand),
        value=placed.value,
        low=None if error is None else max(0.0, placed.value - Z95 * error),
        high=None if error is None else min(100.0, placed.value + Z95 * error),
        figure=numbers.score(placed.value),
        note="; ".join(notes),
        faded=placed.stale or error is None,
    )


COUNTS = "counts"
"""The newest reading of an indicator and brand; the others are history."""
READING_COLUMNS = (
    "Indicator", "Brand", "Read on", "Value", "Unit", "On 0 to 100", "Likely from", "Likely to", "Answers",
    "Grade", "Use", "Note", "Who asked", "Source", "Evidence", "Entered by",
)  # fmt: skip


def _readings(found: Compared, dimension: Dimension, brand: str) -> Table:
    """Every reading of the dimension, of the brand and of ours, the newest of each indicator first."""
    rows = []
    for indicator in (one for one in found.indicators if one.dimension is dimension):
        mine = [one for one in found.readings if one.indicator_id == indicator.indicator_id]
        mine = [one for one in mine if one.brand in (brand, found.own)]
        newest = {one.brand: one for one in mine}
        for reading in reversed(mine):
            placed = place(indicator, reading, found.as_of)
            rows.append(_row(found, placed, newest=newest[reading.brand] is reading))
    return Table(
        READING_COLUMNS,
        tuple(rows),
        "Readings, newest first",
        two_decimals=("Value", "Likely from", "Likely to"),
    )


def _row(found: Compared, placed: Placed, *, newest: bool) -> tuple[str | float | int | None, ...]:
    reading = placed.reading
    error = reading.standard_error
    notes = ["past its shelf life"] if newest and placed.stale else []
    notes += ["beyond its scale"] if placed.clipped else []
    return (
        placed.indicator.name,
        found.name(reading.brand),
        captions.day(reading.read_on),
        reading.value,
        placed.indicator.unit,
        placed.value,
        None if error is None else reading.value - Z95 * error,
        None if error is None else reading.value + Z95 * error,
        reading.n,
        reading.grade.value,
        COUNTS if newest else "earlier",
        ", ".join(notes),
        _who(reading),
        reading.source,
        reading.evidence,
        reading.entered_by or "worked out",
    )


def _who(reading: Reading) -> str:
    return {
        "own": "we asked",
        "double_blind": "a third party asked the market",
        "published": "published by others",
        "judgement": "nobody: judgement",
    }.get(reading.provenance, "")
