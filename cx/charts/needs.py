"""Needs by how much they matter and how well they are met, and the way they came."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import LINE_WIDTHS, Palette
from cx.domain.dots import Path
from cx.domain.series import Role

_SAID = ("Need", "Whose", "When", "Importance", "Performance")


def plot(paths: Sequence[Path], *, palette: Palette, height: int = 420) -> Drawing:
    """Importance to the right, performance upwards; a numbered dot where each need stands now.

    We and the main competitor trail the way since the first period; others stand where they are now.
    """
    rows = [_row(path, step, palette) for path in paths for step in range(len(path.places))]
    latest = [_row(path, len(path.places) - 1, palette) for path in paths]
    places = [place for path in paths for place in path.places]
    x = vega.X(
        field="importance",
        type="quantitative",
        axis=_axis("Importance to those asked, 0 to 10"),
        scale=_scale([place.importance for place in places]),
    )
    y = vega.Y(
        field="performance",
        type="quantitative",
        axis=_axis("How well it is met, 0 to 10"),
        scale=_scale([place.performance for place in places]),
    )
    return Drawing(
        layers=tuple(_layers(rows, latest, x, y, palette)),
        palette=palette,
        description=alt_text(paths),
        height=height,
    )


def alt_text(paths: Sequence[Path]) -> str:
    told = []
    for path in paths:
        now, then = path.places[-1], path.places[0]
        since = f", from {then.performance:.1f} in {then.label}" if len(path.places) > 1 else ""
        told.append(
            f"{path.number}. {path.need}, {path.name}: importance {now.importance:.1f},"
            f" performance {now.performance:.1f} in {now.label}{since}"
        )
    return f"{'; '.join(told)}." if told else "No need has been rated."


def _row(path: Path, step: int, palette: Palette) -> Row:
    place = path.places[step]
    said = (path.need, path.name, place.label, f"{place.importance:.1f}", f"{place.performance:.1f}")
    return {
        "path": f"{path.number} {path.name}",
        "step": step,
        "importance": place.importance,
        "performance": place.performance,
        "colour": palette.of(path.role),
        "width": LINE_WIDTHS[path.role],
        "text": str(path.number),
        "role": path.role.value,
        "long": len(path.places) > 1,
        **dict(zip(_SAID, said, strict=True)),
    }


def _layers(rows: Sequence[Row], latest: Sequence[Row], x: vega.X, y: vega.Y, palette: Palette) -> Iterator[Layer]:
    trailing = [row for row in rows if row["role"] != Role.OTHER.value and row["long"]]
    width = vega.StrokeWidth(field="width", type="quantitative", scale=None, legend=None)
    order = vega.Order(field="step", type="quantitative")
    trail = vega.MarkDef(type="line", opacity=0.45, interpolate="monotone")
    yield layer(
        trailing, trail, x=x, y=y, color=axes.own_colour(), strokeWidth=width, detail=axes.by("path"), order=order
    )
    begun = [row for row in trailing if row["step"] == 0]
    yield layer(begun, vega.MarkDef(type="point", filled=True, size=24, opacity=0.7), x=x, y=y, color=axes.own_colour())
    others = [row for row in latest if row["role"] == Role.OTHER.value]
    small = vega.MarkDef(type="point", filled=True, size=40, opacity=0.8)
    yield layer(others, small, x=x, y=y, color=axes.own_colour(), tooltip=axes.tooltip(*_SAID))
    for role, shape in ((Role.MAIN_COMPETITOR, "square"), (Role.US, "circle")):
        ends = [row for row in latest if row["role"] == role.value]
        mark = vega.MarkDef(type="point", filled=True, size=330, opacity=1, shape=shape)
        yield layer(ends, mark, x=x, y=y, color=axes.own_colour(), tooltip=axes.tooltip(*_SAID))
        number = vega.MarkDef(type="text", color=palette.background, fontWeight="bold")
        yield layer(ends, number, x=x, y=y, text=axes.text())


def _axis(title: str) -> vega.Axis:
    return vega.Axis(title=title, tickCount=6, domain=False, ticks=False, grid=True)


def _scale(values: Sequence[float]) -> vega.Scale:
    """Half points that hold every value, at least three of ten long."""
    low, high = min(values, default=0.0), max(values, default=10.0)
    low, high = math.floor(2 * low - 0.5) / 2, math.ceil(2 * high + 0.5) / 2
    missing = max(0.0, 3 - (high - low))
    ends = [max(0.0, low - missing / 2), min(10.0, high + missing / 2)]
    return vega.Scale(domain=ends, nice=False, zero=False)
