"""Brands of one survey beside each other: each score with its likely range."""

from __future__ import annotations

import json
from collections.abc import Sequence

import altair as alt

from cx.charts import axes
from cx.charts.drawing import Drawing, Row, chart, layer
from cx.charts.theme import Palette
from cx.charts.wording import answers, likely, note, whole
from cx.domain.score import Score
from cx.domain.series import Point, Series, Shown

ROW_HEIGHT = 34
_SAID = ("Who", "Score", "Likely range", "Heard from", "Note")


@chart
def dots(series: Sequence[Series], *, palette: Palette) -> Drawing:
    """The last point of each brand, the best first; hollow where answers are few, left out where hidden.

    All of one survey: scores of different provenance never share an axis.
    """
    latest = _latest(series)
    ends = [end for _, _, score in latest for end in (score.low, score.high)]
    low, high = axes.domain(ends)
    rows = [_row(number, *each, palette) for number, each in enumerate(latest)]
    x_axis = alt.Axis(title=None, tickCount=5, ticks=False, domain=False, format="d")
    x = alt.X(
        field="value", type="quantitative", axis=x_axis, scale=alt.Scale(domain=[low, high], zero=False, nice=False)
    )
    names = json.dumps([axes.shortened(one.name) for one, _, _ in latest])
    y_axis = alt.Axis(title=None, labelExpr=f"{names}[datum.value]", labelPadding=8, ticks=False, domain=False)
    y = alt.Y(field="row", type="ordinal", axis=y_axis)
    fill = axes.fill()
    stroke = axes.stroke()
    figure = alt.MarkDef(type="text", dy=-13, fontWeight="bold", color=palette.ink)
    tooltip = axes.tooltip(*_SAID)
    return Drawing(
        layers=(
            layer(rows, alt.MarkDef(type="rule", strokeWidth=6, opacity=0.3, strokeCap="round"),
                  x=alt.X(field="low", type="quantitative", title=None), x2=alt.X2(field="high"), y=y,
                  color=axes.own_colour()),
            layer(rows, alt.MarkDef(type="point", filled=True, size=90, strokeWidth=2, opacity=1),
                  x=x, y=y, fill=fill, stroke=stroke, tooltip=tooltip),
            layer(rows, figure, x=x, y=y, text=axes.text("Score")),
        ),
        palette=palette,
        description=alt_text(series),
        height=ROW_HEIGHT * max(len(latest), 1) + 40,
    )  # fmt: skip


def alt_text(series: Sequence[Series]) -> str:
    told = [f"{one.name} {whole(score.value)}, likely {likely(score)}" for one, _, score in _latest(series)]
    return f"Scores of the same survey, best first: {'; '.join(told) or 'none to show'}."


def _latest(series: Sequence[Series]) -> list[tuple[Series, Point, Score]]:
    last = [(one, one.points[-1]) for one in series if one.points]
    scored = [(one, point, point.score) for one, point in last if point.score]
    return sorted(scored, key=lambda each: -each[2].value)


def _row(number: int, one: Series, point: Point, score: Score, palette: Palette) -> Row:
    colour = palette.of(one.role)
    said = (one.name, whole(score.value), likely(score), answers(score.n), note(point) or "none")
    look = {"colour": colour, "fill": palette.background if point.shown is Shown.FEW else colour}
    place = {"row": number, "value": score.value, "low": score.low, "high": score.high}
    return {**place, **look, **dict(zip(_SAID, said, strict=True))}
