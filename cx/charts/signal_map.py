"""Signals by likelihood and impact: each stands in its cell under the one before, so that none covers another."""

from __future__ import annotations

import json
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import TEXT_SIZE, Palette
from cx.domain.signals import Effect, Ranked, effect_of

STEPS = 5
LINE = 34
"""Pixels that one signal takes in its cell: two lines of text."""
LETTERS = 24
"""Of a title's line; what is longer than two lines ends in dots."""
FEWEST_LINES = 2
MOST_LINES = 4
"""Signals that a cell names; of more, its last line says how many."""
NARROW = 620
"""Pixels of the plot below which signals are shown by their number alone; the list beside has their titles."""
TINTS = {Effect.SLIGHT: 0.0, Effect.CONSIDERABLE: 0.07, Effect.SEVERE: 0.17}
_SAID = ("Signal", "Likelihood", "Impact", "Response")


def board(
    ranked: Sequence[Ranked],
    material_from: int,
    *,
    likelihoods: Sequence[str],
    impacts: Sequence[str],
    palette: Palette,
) -> Drawing:
    """likelihoods, impacts: the words of the five steps, the least first. Numbers are ranks."""
    cells: dict[tuple[int, int], list[Ranked]] = defaultdict(list)
    for one in ranked:
        cells[one.signal.likelihood, one.signal.impact].append(one)
    lines = min(MOST_LINES, max([FEWEST_LINES, *map(len, cells.values())]))
    placed = [row for found in cells.values() for row in _stacked(found, lines, likelihoods, impacts, palette)]
    return Drawing(
        layers=tuple(_layers(placed, material_from, likelihoods, impacts, palette)),
        palette=palette,
        description=alt_text(ranked, likelihoods, impacts),
        height=STEPS * (LINE * lines + 8) + 70,
    )


def alt_text(ranked: Sequence[Ranked], likelihoods: Sequence[str], impacts: Sequence[str]) -> str:
    told = [
        f"{one.rank} {one.signal.title}: {likelihoods[one.signal.likelihood - 1].lower()},"
        f" {impacts[one.signal.impact - 1]}"
        for one in ranked
    ]
    return f"Signals by likelihood and impact. {'; '.join(told)}." if told else "No signal to place."


def _layers(
    placed: Sequence[Row], material_from: int, likelihoods: Sequence[str], impacts: Sequence[str], palette: Palette
) -> Iterator[Layer]:
    x = _axis(vega.X, "x", [name.split(" ") for name in likelihoods], "Likelihood, 1 to 5", palette)
    y = _axis(vega.Y, "y", list(impacts), "Impact, 1 to 5", palette)
    ground: list[Row] = [
        {"x": i - 0.5, "x2": i + 0.5, "y": j - 0.5, "y2": j + 0.5, "fill": palette.worse,
         "tint": TINTS[effect_of(i * j, material_from)]}
        for i in range(1, STEPS + 1)
        for j in range(1, STEPS + 1)
    ]  # fmt: skip
    opacity = vega.FillOpacity(field="tint", type="quantitative", scale=None, legend=None)
    square = vega.MarkDef(type="rect", stroke=palette.grid, strokeWidth=1)
    yield layer(ground, square, x=x, x2=vega.X2(field="x2"), y=y, y2=vega.Y2(field="y2"), fill=axes.fill(),
                fillOpacity=opacity)  # fmt: skip
    for shape, waits in (("diamond", True), ("circle", False)):
        mark = vega.MarkDef(type="point", filled=True, shape=shape, size=70, opacity=1)
        yield layer([row for row in placed if row["waits"] is waits], mark, x=x, y=y, color=axes.own_colour(),
                    tooltip=axes.tooltip(*_SAID))  # fmt: skip
    name = vega.MarkDef(
        type="text",
        align="left",
        baseline="middle",
        dx=8,
        color=palette.ink,
        lineBreak="\n",
        text=vega.ExprRef(expr=f"width < {NARROW} ? datum.number : datum.text"),
        limit=vega.ExprRef(expr=f"width < {NARROW} ? 40 : width / {STEPS} - 22"),
    )
    yield layer(placed, name, x=x, y=y, tooltip=axes.tooltip(*_SAID))


def _stacked(
    found: Sequence[Ranked], lines: int, likelihoods: Sequence[str], impacts: Sequence[str], palette: Palette
) -> Iterator[Row]:
    """One row a signal, below each other from the top of the cell."""
    shown = list(found) if len(found) <= lines else list(found[: lines - 1])
    for line, one in enumerate(shown):
        signal = one.signal
        yield {
            **_place(signal.likelihood, signal.impact, line, lines),
            "number": str(one.rank),
            "text": _two_lines(f"{one.rank} {signal.title}"),
            "waits": one.unanswered,
            "colour": palette.worse if one.unanswered else palette.us,
            "Signal": signal.title,
            "Likelihood": likelihoods[signal.likelihood - 1],
            "Impact": impacts[signal.impact - 1],
            "Response": signal.response or ("none" if not signal.answered else signal.response_link),
        }
    if rest := found[len(shown) :]:
        first = rest[0].signal
        names = "; ".join(one.signal.title for one in rest)
        yield {
            **_place(first.likelihood, first.impact, lines - 1, lines),
            "number": f"+{len(rest)}",
            "text": f"and {len(rest)} more",
            "waits": any(one.unanswered for one in rest),
            "colour": palette.worse if any(one.unanswered for one in rest) else palette.us,
            **dict(zip(_SAID, (names, "", "", ""), strict=True)),
        }


def _two_lines(text: str) -> str:
    lines = textwrap.wrap(text, LETTERS, max_lines=2, placeholder="…")
    return "\n".join(lines)


def _place(likelihood: int, impact: int, line: int, lines: int) -> Row:
    return {"x": likelihood - 0.43, "y": impact + 0.5 - (line + 0.6) / (lines + 0.2)}


def _axis(kind: type, field: str, names: Sequence[object], title: str, palette: Palette) -> vega.X | vega.Y:
    axis = vega.Axis(
        values=list(range(1, STEPS + 1)),
        labelExpr=f"width < {NARROW} ? datum.value : {json.dumps(names)}[datum.value - 1]",
        labelAngle=0,
        labelOverlap=False,
        ticks=False,
        grid=False,
        domain=False,
        title=title,
        titleColor=palette.muted,
        titleFontSize=TEXT_SIZE,
        titlePadding=10,
    )
    scale = vega.Scale(domain=[0.5, STEPS + 0.5], nice=False, zero=False)
    made: vega.X | vega.Y = kind(field=field, type="quantitative", axis=axis, scale=scale)
    return made
