"""Scores over time: lines with their likely range, targets, events and changes of method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cx.charts import axes, occasions, vega, wording
from cx.charts.axes import EndLabel
from cx.charts.drawing import Drawing, Layer, Row, Value, layer
from cx.charts.theme import BAND_OPACITY, LINE_WIDTHS, Palette
from cx.charts.wording import answers, likely, note, whole
from cx.domain.score import Score
from cx.domain.series import Point, Role, Series, Shown
from cx.domain.surveys import Event

MANY_POINTS = 24
"""From here on points shrink, so that a line of months still reads as a line."""
CROWDED = 0.3
"""Share of the axis within which a second change of method goes without a label."""
_SAID = ("Who", "Period", "Score", "Likely range", "Heard from", "Note")


@dataclass(frozen=True, slots=True)
class _Scored:
    """A point that has a score. stretch: names the line that it may be joined to."""

    one: Series
    step: int
    point: Point
    score: Score
    stretch: str

    def row(self, palette: Palette) -> dict[str, Value]:
        colour = palette.of(self.one.role)
        hollow = self.point.shown is Shown.FEW or self.point.to_date
        return {
            "step": self.step,
            "value": self.score.value,
            "stretch": self.stretch,
            "colour": colour,
            "fill": palette.background if hollow else colour,
            "width": LINE_WIDTHS[self.one.role],
        }

    def said(self) -> dict[str, Value]:
        figures = (whole(self.score.value), likely(self.score), answers(self.score.n, self.one.counts))
        return dict(zip(_SAID, (self.one.name, self.point.label, *figures, note(self.point) or "none"), strict=True))


def line(
    series: Sequence[Series],
    *,
    palette: Palette,
    events: Sequence[Event] = (),
    height: int = 300,
    domain: tuple[float, float] | None = None,
    footnotes: bool = False,
    restated: Sequence[str] = (),
) -> Drawing:
    """The series over the same periods, each named at the end of its line.

    A line breaks where a figure is hidden or missing and where the method changes; a point is hollow where answers are
    few or the period is not over, and the line to the latter is dashed. The target is that of the first series.
    A closed figure that today's answers no longer give has a hollow diamond where they would put it.
    domain: the y axis in points where several charts share it; else wide enough for every likely range.
    footnotes: say under the axis what is marked, for a picture that leaves the page; restated: lines to say there, too.
    """
    axis = domain or y_domain(series)
    periods = series[0].points if series else ()
    notes = (*occasions.footnotes(periods, events), *restated) if footnotes else ()
    labels = [*_names(series, palette), *_target_name(periods, palette)]
    x = axes.periods([p.label for p in periods], palette, footnotes=notes)
    y = axes.points(axis)
    # Ours last, so that it lies on top.
    scored = _scored(sorted(series, key=lambda one: LINE_WIDTHS[one.role]))
    return Drawing(
        layers=(
            *axes.zero(axis, palette),
            *_bands(scored, palette, x, y),
            *_breaks(periods, palette, x),
            _target(periods, palette, x, y),
            *_lines(scored, palette, x, y),
            *_points(scored, palette, x, y),
            *_restated(scored, palette, x, y),
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
    today = [p.restated.score.value for p in shown if p.restated and p.restated.score]
    return axes.domain([*ends, *today, *(p.target for p in shown if p.target is not None)])


def _told(one: Series) -> str:
    scored = [(p, p.score) for p in one.points if p.score]
    if not scored:
        return f"{one.name}: no figure to show."
    (first, start), (last, end) = scored[0], scored[-1]
    since = f"{whole(start.value)} in {first.label}, " if len(scored) > 1 else ""
    missing = sum(p.shown is Shown.HIDDEN for p in one.points)
    changed = [f"{p.label} {wording.restated(p)}" for p in one.points if p.restated]
    since_closing = f" Since closing: {'; '.join(changed)}." if changed else ""
    hidden = f" {missing} of {len(one.points)} periods are hidden: too few answers." if missing else ""
    now = f"{whole(end.value)} in {last.label}, likely {likely(end)}, from {answers(end.n, one.counts)}."
    return f"{one.name}: {since}{now}{hidden}{since_closing}"


def _scored(series: Sequence[Series]) -> list[_Scored]:
    """Every point with a score. A stretch ends where a score is missing and where the method changes."""
    found = []
    for number, one in enumerate(series):
        runs = groupby(enumerate(one.points), key=lambda pair: (pair[1].score is not None, pair[1].method))
        for stretch, (_, run) in enumerate(runs):
            found += [_Scored(one, step, p, p.score, f"{number}.{stretch}") for step, p in run if p.score]
    return found


def _bands(scored: Sequence[_Scored], palette: Palette, x: vega.X, y: vega.Y) -> Iterator[Layer]:
    """Likely ranges of us and the main competitor; those of others would bury the lines. A lone point has a bar."""
    alone = len({each.one.name for each in scored}) == 1
    rows: list[Row] = [
        each.row(palette) | {"value": each.score.low, "high": each.score.high}
        for each in scored
        if alone or each.one.role is not Role.OTHER
    ]
    top, colour = vega.Y2(field="high"), axes.own_colour()
    mark = vega.MarkDef(type="area", opacity=BAND_OPACITY, clip=True)
    yield layer(rows, mark, x=x, y=y, y2=top, color=colour, detail=axes.by("stretch"))
    sizes = Counter(row["stretch"] for row in rows)
    lone = [row for row in rows if sizes[row["stretch"]] == 1]
    yield layer(
        lone, vega.MarkDef(type="rule", opacity=2 * BAND_OPACITY, strokeWidth=10), x=x, y=y, y2=top, color=colour
    )


def _lines(scored: Sequence[_Scored], palette: Palette, x: vega.X, y: vega.Y) -> Iterator[Layer]:
    """A full line over whole periods; a dashed one from the last of them to a period that is not over."""
    full: list[Row] = []
    dashed: list[Row] = []
    for _, run in groupby(scored, key=lambda each: each.stretch):
        drawn = list(run)
        over = [each for each in drawn if not each.point.to_date]
        full += [each.row(palette) for each in over]
        if over and len(over) < len(drawn):
            dashed += [each.row(palette) for each in drawn[len(over) - 1 :]]
    width = vega.StrokeWidth(field="width", type="quantitative", scale=None, legend=None)
    part = axes.by("stretch")
    for rows, dash in ((full, [1, 0]), (dashed, [3, 3])):
        mark = vega.MarkDef(type="line", strokeDash=dash, strokeCap="butt", clip=True)
        yield layer(rows, mark, x=x, y=y, color=axes.own_colour(), strokeWidth=width, detail=part)


def _points(scored: Sequence[_Scored], palette: Palette, x: vega.X, y: vega.Y) -> Iterator[Layer]:
    """The visible points, and round each a larger one that nobody sees but every pointer finds."""
    rows = [each.row(palette) | each.said() for each in scored]
    many = max((each.step for each in scored), default=0) >= MANY_POINTS
    mark = vega.MarkDef(type="point", filled=True, size=22 if many else 52, strokeWidth=1.75, opacity=1, clip=True)
    yield layer(rows, mark, x=x, y=y, fill=axes.fill(), stroke=axes.stroke())
    around = vega.MarkDef(type="point", filled=True, size=420, opacity=0)
    yield layer(rows, around, x=x, y=y, tooltip=axes.tooltip(*_SAID))


def _restated(scored: Sequence[_Scored], palette: Palette, x: vega.X, y: vega.Y) -> Iterator[Layer]:
    """A hollow diamond where today's answers would put a closed figure; on the figure where that may not be shown."""
    rows: list[Row] = []
    for each in scored:
        told = each.point.restated
        if told is not None:
            value = told.score.value if told.score else each.score.value
            colour = palette.of(each.one.role)
            rows.append(
                {"step": each.step, "value": value, "colour": colour, "fill": palette.background, **each.said()}
            )
    mark = vega.MarkDef(type="point", shape="diamond", filled=True, size=110, strokeWidth=1.5, opacity=1, clip=True)
    yield layer(rows, mark, x=x, y=y, fill=axes.fill(), stroke=axes.stroke(), tooltip=axes.tooltip(*_SAID))


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


def _target(periods: Sequence[Point], palette: Palette, x: vega.X, y: vega.Y) -> Layer:
    """A dashed line over each run of periods that have the same target."""
    rows: list[Row] = []
    left, right = axes.reach(len(periods))
    for target, run in groupby(enumerate(periods), key=lambda pair: pair[1].target):
        steps = [step for step, _ in run]
        if target is not None:
            rows.append({"step": max(steps[0] - 0.5, left), "end": min(steps[-1] + 0.5, right), "value": target})
    mark = vega.MarkDef(type="rule", color=palette.ink, strokeDash=[6, 4], strokeWidth=1.25, clip=True)
    return layer(rows, mark, x=x, x2=vega.X2(field="end"), y=y)


def _breaks(periods: Sequence[Point], palette: Palette, x: vega.X) -> Iterator[Layer]:
    """A dotted line between the periods where the method changes, labelled at its foot on the side with more room."""
    steps = [i - 0.5 for i in range(1, len(periods)) if periods[i].method != periods[i - 1].method]
    rows: list[Row] = [{"step": step, "text": "new method"} for step in steps]
    yield layer(rows, vega.MarkDef(type="rule", color=palette.ink, strokeDash=[1.5, 3], strokeWidth=1.5), x=x)
    apart = [i for i, step in enumerate(steps) if i == 0 or step - steps[i - 1] > CROWDED * len(periods)]
    middle = (len(periods) - 1) / 2
    left, right = [rows[i] for i in apart if steps[i] <= middle], [rows[i] for i in apart if steps[i] > middle]
    foot, text = axes.pixels_down("height"), axes.text()
    look = vega.MarkDef(type="text", dy=-4, baseline="bottom", color=palette.ink, align="left", dx=5)
    yield layer(left, look, x=x, y=foot, text=text)
    look = vega.MarkDef(type="text", dy=-4, baseline="bottom", color=palette.ink, align="right", dx=-5)
    yield layer(right, look, x=x, y=foot, text=text)


def _marks(on_chart: Sequence[occasions.Mark], palette: Palette, x: vega.X) -> Iterator[Layer]:
    """A short tick at the top for each event, with its number over it; the footnotes say what the numbers mean."""
    rows: list[Row] = [{"step": mark.step, "text": mark.numbers} for mark in on_chart]
    tick = vega.MarkDef(type="rule", color=palette.muted, strokeWidth=1.5)
    yield layer(rows, tick, x=x, y=axes.pixels_down(-6), y2=vega.Y2Value(8))
    number = vega.MarkDef(type="text", color=palette.ink, baseline="bottom", fontWeight="bold")
    yield layer(rows, number, x=x, y=axes.pixels_down(-8), text=axes.text())
