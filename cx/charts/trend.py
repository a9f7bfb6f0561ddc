"""Scores over time: lines with their likely range, targets, events and changes of method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import altair as alt

from cx.charts import axes, occasions
from cx.charts.axes import EndLabel
from cx.charts.drawing import Drawing, Layer, Row, chart, layer
from cx.charts.theme import BAND_OPACITY, LINE_WIDTHS, Palette
from cx.charts.wording import answers, likely, note, whole
from cx.domain.series import Point, Role, Series, Shown
from cx.domain.surveys import Event

COLOUR = "colour"
MANY_POINTS = 24
"""From here on points shrink, so that a line of months still reads as a line."""


@chart
def line(
    series: Sequence[Series],
    *,
    palette: Palette,
    events: Sequence[Event] = (),
    height: int = 300,
    domain: tuple[float, float] | None = None,
) -> Drawing:
    """The series over the same periods, each named at the end of its line.

    A line breaks where a figure is hidden or missing and where the method changes; a point is hollow where answers are
    few or the period is not over, and the line to the latter is dashed. The target is that of the first series.
    domain: the y axis in points where several charts share it; else wide enough for every likely range.
    """
    axis = domain or y_domain(series)
    periods = series[0].points if series else ()
    notes = occasions.footnotes(periods, events)
    labels = [*_names(series, palette), *_target_name(periods, palette)]
    x = axes.periods([p.label for p in periods], palette, footnotes=notes)
    y = axes.points(axis)
    return Drawing(
        layers=(
            *axes.zero(axis, palette),
            _band(series, palette, x, y),
            *_breaks(periods, palette, x),
            _target(periods, palette, x, y),
            *_lines(series, palette, x, y),
            *_points(series, palette, x, y),
            *_marks(occasions.marks(periods, events), palette, x),
            axes.end_labels(labels, len(periods), axis, height, x, y),
        ),
        palette=palette,
        description=alt_text(series, events=events),
        height=height + axes.LINE_HEIGHT * len(notes),
    )


def alt_text(series: Sequence[Series], *, events: Sequence[Event] = ()) -> str:
    """What the chart says to those who cannot see it: first and last score of each line, and what is marked."""
    marked = occasions.said(series[0].points if series else (), events)
    told = ["Net Promoter Score over time.", *(_told(one) for one in series)]
    return " ".join([*told, f"Marked: {'; '.join(marked)}."] if marked else told)


def y_domain(series: Sequence[Series]) -> tuple[float, float]:
    """One axis for all of them: every likely range and every target is on it."""
    shown = [p for one in series for p in one.points]
    ends = [end for p in shown if p.score for end in (p.score.low, p.score.high, p.score.value)]
    return axes.domain([*ends, *(p.target for p in shown if p.target is not None)])


def _told(one: Series) -> str:
    scored = [p for p in one.points if p.score]
    if not scored:
        return f"{one.name}: no figure to show."
    first, last = scored[0], scored[-1]
    start = f"{whole(first.score.value)} in {first.label}, " if first.score and first is not last else ""
    missing = sum(p.shown is Shown.HIDDEN for p in one.points)
    hidden = f" {missing} of {len(one.points)} periods are hidden: too few answers." if missing else ""
    assert last.score is not None
    return (
        f"{one.name}: {start}{whole(last.score.value)} in {last.label}{' to date' if last.to_date else ''}, "
        f"likely {likely(last.score)}, from {answers(last.score.n)}.{hidden}"
    )


def _stretches(points: Sequence[Point]) -> Iterator[list[tuple[int, Point]]]:
    """Runs of periods that one line may join: all with a score, all by one method."""
    numbered = enumerate(points)
    for (has_score, _), run in groupby(numbered, key=lambda pair: (pair[1].score is not None, pair[1].method)):
        if has_score:
            yield list(run)


def _band(series: Sequence[Series], palette: Palette, x: alt.X, y: alt.Y) -> Layer:
    rows: list[Row] = [
        {"step": step, "value": p.score.low, "high": p.score.high, "part": f"{number}.{stretch}", COLOUR: palette.of(one.role)}
        for number, one in enumerate(series)
        if one.role is not Role.OTHER or len(series) == 1
        for stretch, run in enumerate(_stretches(one.points))
        for step, p in run
        if p.score
    ]
    mark = alt.MarkDef(type="area", opacity=BAND_OPACITY, clip=True)
    return layer(rows, mark, x=x, y=y, y2=alt.Y2(field="high"), color=axes.own_colour(), detail=axes.by("part"))


def _lines(series: Sequence[Series], palette: Palette, x: alt.X, y: alt.Y) -> Iterator[Layer]:
    """Whole periods joined by a full line, the last whole one and one that is not over by a dashed line."""
    full: list[Row] = []
    dashed: list[Row] = []
    for number, one in enumerate(series):
        for stretch, run in enumerate(_stretches(one.points)):
            whole_periods = [pair for pair in run if not pair[1].to_date]
            for rows, pairs in ((full, whole_periods), (dashed, run[max(len(whole_periods) - 1, 0) :])):
                if len(pairs) > 1:
                    rows += [_line_row(one, step, p, f"{number}.{stretch}", palette) for step, p in pairs]
    width = alt.StrokeWidth(field="width", type="quantitative", scale=None, legend=None)
    for rows, dash in ((full, [1, 0]), (dashed, [3, 3])):
        mark = alt.MarkDef(type="line", strokeDash=dash, strokeCap="butt", clip=True)
        yield layer(rows, mark, x=x, y=y, color=axes.own_colour(), strokeWidth=width, detail=axes.by("part"))


def _line_row(one: Series, step: int, point: Point, part: str, palette: Palette) -> Row:
    assert point.score is not None
    look = {"part": part, COLOUR: palette.of(one.role), "width": LINE_WIDTHS[one.role]}
    return {"step": step, "value": point.score.value, **look}


def _points(series: Sequence[Series], palette: Palette, x: alt.X, y: alt.Y) -> Iterator[Layer]:
    """The visible points, and round each a larger one that nobody sees but every pointer finds."""
    rows = [
        _point_row(one, step, point, palette)
        for one in series
        for step, point in enumerate(one.points)
        if point.score is not None
    ]
    many = max((len(one.points) for one in series), default=0) > MANY_POINTS
    mark = alt.MarkDef(type="point", filled=True, size=22 if many else 52, strokeWidth=1.75, opacity=1, clip=True)
    fill = alt.Fill(field="fill", type="nominal", scale=None, legend=None)
    stroke = alt.Stroke(field=COLOUR, type="nominal", scale=None, legend=None)
    yield layer(rows, mark, x=x, y=y, fill=fill, stroke=stroke)
    tooltip = [alt.Tooltip(field=name, type="nominal") for name in ("Who", *_SAID)]
    yield layer(rows, alt.MarkDef(type="point", filled=True, size=420, opacity=0), x=x, y=y, tooltip=tooltip)


_SAID = ("Period", "Score", "Likely range", "Heard from", "Note")


def _point_row(one: Series, step: int, point: Point, palette: Palette) -> Row:
    assert point.score is not None
    colour = palette.of(one.role)
    hollow = point.shown is Shown.FEW or point.to_date
    said = (point.label, whole(point.score.value), likely(point.score), answers(point.score.n), note(point) or "none")
    look = {COLOUR: colour, "fill": palette.background if hollow else colour}
    return {"step": step, "value": point.score.value, **look, "Who": one.name, **dict(zip(_SAID, said, strict=True))}


def _names(series: Sequence[Series], palette: Palette) -> Iterator[EndLabel]:
    """The last score of each line, with its name where there are several."""
    for one in series:
        scores = [p.score.value for p in one.points if p.score]
        if scores:
            name = f" {axes.shortened(one.name)}" if len(series) > 1 else ""
            yield EndLabel(whole(scores[-1]) + name, scores[-1], palette.text_of(one.role), bold=one.role is Role.US)


def _target_name(periods: Sequence[Point], palette: Palette) -> Iterator[EndLabel]:
    targets = [p.target for p in periods if p.target is not None]
    if targets:
        yield EndLabel(f"target {whole(targets[-1])}", targets[-1], palette.ink)


def _target(periods: Sequence[Point], palette: Palette, x: alt.X, y: alt.Y) -> Layer:
    """A dashed line over each run of periods that have the same target."""
    rows: list[Row] = []
    left, right = axes.reach(len(periods))
    for target, run in groupby(enumerate(periods), key=lambda pair: pair[1].target):
        steps = [step for step, _ in run]
        if target is not None:
            rows.append({"step": max(steps[0] - 0.5, left), "end": min(steps[-1] + 0.5, right), "value": target})
    mark = alt.MarkDef(type="rule", color=palette.ink, strokeDash=[6, 4], strokeWidth=1.25, clip=True)
    return layer(rows, mark, x=x, x2=alt.X2(field="end"), y=y)


def _breaks(periods: Sequence[Point], palette: Palette, x: alt.X) -> Iterator[Layer]:
    """A dotted line between the periods where the method changes, labelled at its foot on the side with more room."""
    steps = [i - 0.5 for i in range(1, len(periods)) if periods[i].method != periods[i - 1].method]
    rows: list[Row] = [{"step": step, "text": "new method"} for step in steps]
    yield layer(rows, alt.MarkDef(type="rule", color=palette.ink, strokeDash=[1.5, 3], strokeWidth=1.5), x=x)
    middle = (len(periods) - 1) / 2
    sides: tuple[tuple[list[Row], str, int], ...] = (
        ([row for row, step in zip(rows, steps, strict=True) if step <= middle], "left", 5),
        ([row for row, step in zip(rows, steps, strict=True) if step > middle], "right", -5),
    )
    for side, align, shift in sides:
        mark = alt.MarkDef(type="text", align=align, dx=shift, dy=-4, baseline="bottom", color=palette.ink)
        yield layer(side, mark, x=x, y=alt.YValue("height"), text=axes.text())


def _marks(on_chart: Sequence[occasions.Mark], palette: Palette, x: alt.X) -> Iterator[Layer]:
    """A short tick at the top for each event, with its number over it; the footnotes say what the numbers mean."""
    rows: list[Row] = [{"step": mark.step, "text": mark.numbers} for mark in on_chart]
    tick = alt.MarkDef(type="rule", color=palette.muted, strokeWidth=1.5)
    yield layer(rows, tick, x=x, y=alt.YValue(-6), y2=alt.Y2Value(8))
    number = alt.MarkDef(type="text", color=palette.ink, baseline="bottom", fontWeight="bold")
    yield layer(rows, number, x=x, y=alt.YValue(-8), text=axes.text())
