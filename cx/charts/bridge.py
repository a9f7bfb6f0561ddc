"""What moved a score: a waterfall from one period to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Row, layer
from cx.charts.theme import Palette
from cx.charts.wording import signed, whole
from cx.domain import rounding
from cx.domain.bridge import Bridge

MOST_STEPS = 6
"""Steps with a bar of their own; the rest share one."""
SCORED = "how they scored"
ANSWERED = "who answered"
REST = ("all the rest", "smaller effects")
METHOD = ("new method", "as measured")
ROW_HEIGHT = 38
LINE_HEIGHT = 15
LONGEST_NAME = 26
"""Letters of one of a row's two lines; 'the first 273 days of 2025' fits."""
SHORTEST_AXIS = 20.0
"""Points. On a shorter axis a change of two points would look like a landslide."""
SMALLEST = 0.005
"""Points. What is left over below this is the noise of adding up."""


@dataclass(frozen=True, slots=True)
class Step:
    """One bar. lines: its name, on two lines. start, end: points on the axis."""

    lines: tuple[str, str]
    start: float
    end: float

    @property
    def size(self) -> float:
        return self.end - self.start


def steps(made: Bridge) -> tuple[Step, ...]:
    """The largest effects first, each from where the one before ended; together they lead from before to after."""
    effects = [
        ((part.group, words), size)
        for part in made.parts
        for words, size in ((SCORED, part.rate), (ANSWERED, part.mix))
    ]
    effects.sort(key=lambda effect: -abs(effect[1]))
    named = [effect for effect in effects[:MOST_STEPS] if rounding.whole(effect[1])]
    rest = made.after - made.before - made.method - sum(size for _, size in named)
    sizes = list(named)
    if abs(rest) > SMALLEST or not named:
        sizes.append((REST, rest))
    if made.method:
        sizes.append((METHOD, made.method))
    found: list[Step] = []
    level = made.before
    for lines, size in sizes:
        found.append(Step(lines, level, level + size))
        level += size
    return tuple(found)


def waterfall(made: Bridge, *, before: str, after: str, palette: Palette, moved: bool = True) -> Drawing:
    """Steps below one another, so that names have room on a phone; the scores at both ends are marks, not bars cut off.

    before, after: labels of the two periods. moved: whether the change is clear; the steps of one that is not are grey,
    as they are no news, good or bad.
    """
    bars = steps(made)
    names = [(before, "the score then"), *(bar.lines for bar in bars), (after, "the score now")]
    scale = vega.Scale(domain=_reach(made, bars), zero=False, nice=False)
    footnote = _footnote(made, bars, palette)
    x = vega.X(field="start", type="quantitative", axis=footnote, scale=scale)
    right = vega.X(field="right", type="quantitative", axis=footnote, scale=scale)
    y = vega.Y(field="row", type="ordinal", axis=_names(names), scale=vega.Scale(paddingInner=0.35, paddingOuter=0.2))
    label = vega.MarkDef(type="text", align="left", dx=7, fontWeight="bold", color=palette.ink)
    joint = vega.MarkDef(type="rule", color=palette.muted)
    ends = ((0, made.before), (len(names) - 1, made.after))
    end_rows: list[Row] = [{"row": row, "start": score, "text": whole(score)} for row, score in ends]
    bar_rows = [_bar_row(number, bar, palette, moved) for number, bar in enumerate(bars, start=1)]
    tooltip = axes.tooltip("Step", "Points")
    return Drawing(
        layers=(
            layer(_joints(made, bars), joint, x=x, y=y, y2=vega.Y2(field="next")),
            layer(bar_rows, vega.MarkDef(type="bar"), x=x, x2=vega.X2(field="end"), y=y, color=axes.own_colour(),
                  tooltip=tooltip),
            layer(end_rows, vega.MarkDef(type="point", filled=True, size=90, color=palette.us, opacity=1), x=x, y=y),
            layer(end_rows, label, x=x, y=y, text=axes.text()),
            layer(bar_rows, label, x=right, y=y, text=axes.text("Points")),
        ),
        palette=palette,
        description=alt_text(made, before=before, after=after),
        height=ROW_HEIGHT * len(names) + 30,
    )  # fmt: skip


def alt_text(made: Bridge, *, before: str, after: str) -> str:
    told = "; ".join(f"{', '.join(step.lines)}, {signed(step.size)}" for step in steps(made))
    return f"From {whole(made.before)} in {before} to {whole(made.after)} in {after}: {told}."


def _names(names: Sequence[Sequence[str]]) -> vega.Axis:
    """Rows are numbered, as a group may be called like a period; the axis says what the numbers stand for."""
    shortened = [[axes.shortened(line, LONGEST_NAME) for line in lines] for lines in names]
    return vega.Axis(
        title=None,
        labelExpr=f"{json.dumps(shortened)}[datum.value]",
        labelLineHeight=LINE_HEIGHT,
        labelOffset=-LINE_HEIGHT / 2,
        labelPadding=8,
        ticks=False,
        domain=False,
    )


def _footnote(made: Bridge, bars: Sequence[Step], palette: Palette) -> vega.Axis:
    """An axis of nothing but a warning where the whole points, as written, do not add up."""
    written = rounding.whole(made.before) + sum(rounding.whole(bar.size) for bar in bars)
    adds_up = written == rounding.whole(made.after)
    notes = [] if adds_up else ["Each is rounded by itself,", "so they need not add up."]
    return vega.Axis(**axes.under(notes, palette), labels=False, ticks=False, domain=False, grid=False)


def _reach(made: Bridge, bars: Sequence[Step]) -> list[float]:
    ends = [made.before, made.after, *(end for bar in bars for end in (bar.start, bar.end))]
    middle, half = (min(ends) + max(ends)) / 2, max(max(ends) - min(ends), SHORTEST_AXIS) / 2 + 1
    return [middle - half, middle + half]


def _bar_row(number: int, bar: Step, palette: Palette, moved: bool) -> Row:
    judged = moved and bar.lines != METHOD
    colour = (palette.better if bar.size > 0 else palette.worse) if judged else palette.steady
    said = {"Step": ", ".join(bar.lines), "Points": signed(bar.size), "colour": colour}
    return {"row": number, "start": bar.start, "end": bar.end, "right": max(bar.start, bar.end), **said}


def _joints(made: Bridge, bars: Sequence[Step]) -> list[Row]:
    """Thin lines that carry each level down to the next row."""
    levels = [made.before, *(bar.end for bar in bars)]
    return [{"start": level, "row": row, "next": row + 1} for row, level in enumerate(levels)]
