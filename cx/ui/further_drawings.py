"""Parts of a report that only further pages show become charts."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from cx.charts import (
    answering,
    changes,
    distribution,
    driver_map,
    due,
    funding,
    heat,
    matrix,
    needs,
    plan,
    process,
    ranges,
    rate,
    renewals,
    scorecard,
    shares,
    signal_map,
)
from cx.charts import themes as themes_chart
from cx.charts import words as words_chart
from cx.charts.drawing import Drawing
from cx.charts.theme import Palette
from cx.reports.benchmark_parts import DotsPart, NeedsPart, ScorecardPart
from cx.reports.drivers import DriversPart
from cx.reports.operational import ChangesPart
from cx.reports.parts import (
    DistributionPart,
    GridPart,
    GroupRatesPart,
    ProcessPart,
    RatePart,
    RenewalsPart,
    Tone,
)
from cx.reports.project_parts import PlanPart
from cx.reports.strategy_parts import FundingPart, MatrixPart, SignalMapPart, TimelinePart
from cx.reports.themes import ThemesPart
from cx.reports.training import SharePart
from cx.reports.words import WordLine, WordsPart


@singledispatch
def drawing(part: Any, palette: Palette) -> Drawing | None:
    """The part's chart; None where there is nothing to draw."""
    raise TypeError(f"No chart is known for {type(part).__name__}.")


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
    return changes.changes(part.pairs, part.which, part.across, part.up, palette=palette)
