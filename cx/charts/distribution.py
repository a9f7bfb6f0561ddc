"""How many gave each score from 0 to 10."""

from __future__ import annotations

from collections.abc import Sequence

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Row, layer
from cx.charts.theme import Palette
from cx.domain import rounding
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM

HEADROOM = 1.35
"""The axis over the tallest bar, which leaves room for the names of the classes."""
_CLASSES = ("detractors", "passives", "promoters")


def bars(counts: Sequence[int], *, palette: Palette, height: int = 240) -> Drawing:
    """One bar a score, coloured by class, with each class and its share named above its bars.

    counts: eleven, of the scores 0 to 10, at least one answer among them.
    """
    total = sum(counts)
    colours = dict(zip(_CLASSES, (palette.worse, palette.steady, palette.better), strict=True))
    rows: list[Row] = [
        {"score": score, "count": count, "share": _percent(count, total), "colour": colours[_class(score)],
         "Score": str(score), "Answers": f"{count:,}", "Share": _percent(count, total), "Class": _class(score)}
        for score, count in enumerate(counts)
    ]  # fmt: skip
    x = vega.X(
        field="score", type="ordinal", axis=vega.Axis(title=None, labelAngle=0, ticks=False, domainColor=palette.grid)
    )
    y = vega.Y(field="count", type="quantitative", axis=None, scale=vega.Scale(domain=[0, HEADROOM * max(counts)]))
    tooltip = axes.tooltip("Score", "Class", "Answers", "Share")
    label = vega.MarkDef(type="text", baseline="bottom", dy=-3, color=palette.ink)
    heading = vega.MarkDef(type="text", baseline="top", fontWeight="bold", lineBreak="\n")
    return Drawing(
        layers=(
            layer(rows, vega.MarkDef(type="bar"), x=x, y=y, color=axes.own_colour(), tooltip=tooltip),
            layer([row for row in rows if row["count"]], label, x=x, y=y, text=axes.text("share")),
            layer(
                _headings(counts, palette),
                heading,
                x=x,
                y=axes.pixels_down(0),
                text=axes.text(),
                color=axes.own_colour(),
            ),
        ),
        palette=palette,
        description=alt_text(counts),
        height=height,
    )


def alt_text(counts: Sequence[int]) -> str:
    total = sum(counts)
    shares = "; ".join(f"{score}: {_percent(count, total)}" for score, count in enumerate(counts))
    classes = ", ".join(f"{_percent(count, total)} {name}" for name, count in _by_class(counts).items())
    return f"Scores given by {total:,} answers: {classes}. {shares}."


def _class(score: int) -> str:
    return _CLASSES[(score >= PASSIVE_FROM) + (score >= PROMOTER_FROM)]


def _by_class(counts: Sequence[int]) -> dict[str, int]:
    return {name: sum(count for score, count in enumerate(counts) if _class(score) == name) for name in _CLASSES}


def _headings(counts: Sequence[int], palette: Palette) -> list[Row]:
    """Each class with its share, over the middle of its bars; the grey of passives is too pale for text."""
    colours = (palette.worse, palette.muted, palette.better)
    middles = (3, 7, 9)
    total = sum(counts)
    return [
        {"score": middle, "text": f"{_percent(count, total)}\n{name}", "colour": colour}
        for (name, count), colour, middle in zip(_by_class(counts).items(), colours, middles, strict=True)
    ]


def _percent(count: int, total: int) -> str:
    share = 100 * count / total
    return "<1%" if 0 < share < 0.5 else f"{rounding.whole(share)}%"
