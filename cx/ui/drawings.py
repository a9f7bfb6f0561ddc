"""Parts of a report become charts on the page, in the reader's own light or dark."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import streamlit as st

from cx.charts import (
    answering,
    bridge,
    changes,
    distribution,
    driver_map,
    due,
    funding,
    heat,
    matrix,
    multiples,
    needs,
    occasions,
    plan,
    process,
    ranges,
    rate,
    renewals,
    scorecard,
    shares,
    signal_map,
    trend,
)
from cx.charts import spark as sparkline
from cx.charts import themes as themes_chart
from cx.charts import words as words_chart
from cx.charts.drawing import Drawing
from cx.charts.theme import DARK, LIGHT, Palette
from cx.domain.series import Point, Series
from cx.domain.surveys import Event
from cx.reports.benchmark_parts import DotsPart, NeedsPart, ScorecardPart
from cx.reports.drivers import DriversPart
from cx.reports.operational import ChangesPart
from cx.reports.parts import (
    BridgePart,
    DistributionPart,
    GridPart,
    GroupRatesPart,
    ProcessPart,
    RatePart,
    RenewalsPart,
    Tone,
    TrendPart,
)
from cx.reports.project_parts import PlanPart
from cx.reports.strategy_parts import FundingPart, MatrixPart, SignalMapPart, TimelinePart
from cx.reports.themes import ThemesPart
from cx.reports.training import SharePart
from cx.reports.words import WordLine, WordsPart


def palette() -> Palette:
    """The palette of the mode that the reader's browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


@singledispatch
def drawing(part: Any, palette: Palette) -> Drawing | None:
    """The part's chart; None where there is nothing to draw."""
    raise TypeError(f"No chart is known for {type(part).__name__}.")


@drawing.register
def _(part: TrendPart, palette: Palette) -> Drawing | None:
    return trend.line(part.series, palette=palette, events=_marked(part))


@drawing.register
def _(part: BridgePart, palette: Palette) -> Drawing | None:
    if part.bridge is None:
        return None
    return bridge.waterfall(
        part.bridge, before=part.before_label, after=part.after_label, palette=palette, moved=part.moved
    )


@drawing.register
def _(part: GridPart, palette: Palette) -> Drawing | None:
    return heat.grid(part.series, palette=palette)


@drawing.register
def _(part: DistributionPart, palette: Palette) -> Drawing | None:
    return distribution.bars(part.counts, palette=palette) if part.counts else None


@drawing.register
def _(part: ProcessPart, palette: Palette) -> Drawing | None:
    return process.control(part.labels, part.values, part.limits, palette=palette) if part.limits else None


@drawing.register
def _(part: RatePart, palette: Palette) -> Drawing | None:
    return rate.line(part.labels, part.rates, palette=palette) if any(part.rates) else None


@drawing.register
def _(part: DriversPart, palette: Palette) -> Drawing | None:
    return driver_map.scatter(part.drivers, palette=palette) if part.drivers else None


@drawing.register
def _(part: GroupRatesPart, palette: Palette) -> Drawing | None:
    ways = {Tone.BETTER: 1, Tone.WORSE: -1}
    groups = [
        answering.Bar(group.name, group.rate, ways.get(group.badge.tone, 0) if group.badge else 0)
        for group in part.groups
    ]
    return answering.bars(groups, part.whole, palette=palette) if groups else None


@drawing.register
def _(part: ScorecardPart, palette: Palette) -> Drawing | None:
    return scorecard.grid(part.dimensions, part.brands, part.cells, palette=palette)


@drawing.register
def _(part: DotsPart, palette: Palette) -> Drawing | None:
    return ranges.dots(part.dots, palette=palette, zero=part.zero) if part.dots else None


@drawing.register
def _(part: NeedsPart, palette: Palette) -> Drawing | None:
    return needs.plot(part.paths, palette=palette) if part.paths else None


@drawing.register
def _(part: ThemesPart, palette: Palette) -> Drawing | None:
    dots = [
        themes_chart.Dot(line.name, line.share.rate, line.effect) for line in part.drawn if line.effect and line.share
    ]
    return themes_chart.dots(dots, palette=palette) if dots else None


@drawing.register
def _(part: WordsPart, palette: Palette) -> Drawing | None:
    promoters, detractors = ([_bar(line) for line in lines] for lines in (part.promoters, part.detractors))
    return words_chart.lists(promoters, detractors, palette=palette) if promoters or detractors else None


def _bar(line: WordLine) -> words_chart.Bar:
    return words_chart.Bar(line.phrase, line.times, line.low, line.high, line.comments, line.sample)


@drawing.register
def _(part: RenewalsPart, palette: Palette) -> Drawing | None:
    amounts = [
        renewals.Amount(row.standing, row.name, row.held.revenue if row.held else None, row.told) for row in part.rows
    ]
    return renewals.bars(amounts, palette=palette) if amounts else None


@drawing.register
def _(part: MatrixPart, palette: Palette) -> Drawing | None:
    cells = {place: matrix.Cell(word.text, _SHADES[word.tone], word.said) for place, word in part.words.items()}
    return matrix.words(part.rows, part.columns, cells, palette=palette, description=part.alt) if part.rows else None


_SHADES = {
    Tone.BETTER: matrix.Shade.BETTER,
    Tone.WORSE: matrix.Shade.WORSE,
    Tone.STEADY: matrix.Shade.STEADY,
    Tone.UNCLEAR: matrix.Shade.NONE,
    Tone.NONE: matrix.Shade.NONE,
}


@drawing.register
def _(part: FundingPart, palette: Palette) -> Drawing | None:
    told = tuple(funding.Told(*words) for words in part.told)
    return funding.bars(part.fundings, told, palette=palette, description=part.alt)


@drawing.register
def _(part: SignalMapPart, palette: Palette) -> Drawing | None:
    return signal_map.board(
        part.ranked, part.material_from, likelihoods=part.likelihoods, impacts=part.impacts, palette=palette
    )


@drawing.register
def _(part: PlanPart, palette: Palette) -> Drawing | None:
    steps = [plan.Step(one.name, one.planned, one.stands, one.done, one.late, one.bad, one.first) for one in part.steps]
    return plan.steps(steps, part.today, palette=palette)


@drawing.register
def _(part: TimelinePart, palette: Palette) -> Drawing | None:
    return None if part.reason else due.timeline(part.ranked, part.today, palette=palette)


@drawing.register
def _(part: SharePart, palette: Palette) -> Drawing | None:
    if not any(share is not None for share in part.shares):
        return None
    return shares.line(part.labels, part.shares, part.told, part.target, palette=palette)


@drawing.register
def _(part: ChangesPart, palette: Palette) -> Drawing | None:
    return changes.changes(part.pairs, part.months, part.across, part.up, palette=palette)


def picture(part: Any) -> Drawing | None:
    """The part's chart as it leaves the page: in light colours, its finding above it, its events under it."""
    if isinstance(part, TrendPart):
        made: Drawing | None = trend.line(
            part.series, palette=LIGHT, events=_marked(part), footnotes=True, restated=(*part.restated, *part.notes)
        )
    else:
        made = drawing(part, LIGHT)
    return made.titled(part.title, part.caption) if made else None


def footnotes(part: Any) -> tuple[str, ...]:
    """What the numbers, dotted lines and diamonds on the part's chart stand for, and what follows from it."""
    if isinstance(part, GroupRatesPart | RenewalsPart):
        return part.notes
    if not isinstance(part, TrendPart) or not part.series:
        return ()
    return (*occasions.footnotes(part.series[0].points, _marked(part)), *part.restated, *part.notes)


def _marked(part: TrendPart) -> tuple[Event, ...]:
    return *part.events, *part.breaks


def panels(part: GridPart) -> tuple[tuple[Series, Drawing], ...]:
    """Each group with a small trend of it."""
    return tuple(zip(part.series, multiples.panels(part.series, palette=palette()), strict=True))


def draw(part: Any, key: str) -> bool:
    """Show the part's chart; whether there was one."""
    made = drawing(part, palette())
    if made is not None:
        show(made, part.alt, key)
    return made is not None


def spark(points: tuple[Point, ...], key: str) -> None:
    """Eight periods as a line without axes."""
    made = sparkline.line(points, palette=palette())
    if made is not None:
        show(made, made.description, key)


def show(made: Drawing, alt: str, key: str) -> None:
    st.vega_lite_chart(spec=made.to_dict(), width="stretch", theme=None, key=key, alt=alt)
