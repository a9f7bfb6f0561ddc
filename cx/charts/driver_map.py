"""Drivers by how well they are rated and by how much of the score's differences goes with them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import Palette
from cx.domain.drivers import Driver, Drivers

HEIGHT = 420
PLOT_HEIGHT = 340
"""Pixels of it that are left for the plot, at least."""
LONGEST_NAME, LONGEST_WHERE_WIDE = 18, 26
"""Letters, on a phone half of its plot: a label beside its point stays inside on one side or the other."""
WIDE = 380
"""Pixels of the plot from which there is room for the longer names."""
NARROW = 250
"""Pixels of the plot on a phone, for which labels are placed: on a wider one they only move apart."""
FOOT = 0.05
"""Part of the axis below zero, so that what weighs nothing stands clear of the axis' words."""
HEADROOM = 44
"""Pixels above the highest interval, for the words that say what a side means."""
POINT_SIZE = 110
INTERVAL_OPACITY = 0.45
LABEL_GAP = 9
STEP = 8
"""Pixels that a label moves up or down at a time where it would cover something."""
POINT_RADIUS = 8
LEAST_LENGTH = 0.1
"""Part of the scale that the axis of ratings shows at least: a tenth of a point must not look like a gulf."""
Side = Literal["left", "right"]
SIDES: tuple[tuple[Side, int], ...] = (("left", 1), ("right", -1))
"""How a label beside its point is aligned, and which way it stands off."""
_SAID = ("Rating", "Goes with", "Likely", "Rated", "Likely rated", "Answers", "Note")


def scatter(drivers: Drivers, *, palette: Palette) -> Drawing:
    """One point a driver, with both its intervals; hollow where it is not shown to go with the score.

    Right: rated higher. Up: more of the score's differences goes with it. The dashed lines are the mean of the ratings
    and the weight that each would have if all weighed alike.
    """
    found = drivers.drivers
    low, high, unit = _scale(found)
    places = {driver.names: _place(driver, low, high) for driver in found}
    across = _across([place for triple in places.values() for place in triple], low, high)
    top = max([*(100 * driver.importance.high for driver in found), 1.0]) * PLOT_HEIGHT / (PLOT_HEIGHT - HEADROOM)
    rows = [_row(driver, places[driver.names], unit, palette) for driver in found]
    return Drawing(
        layers=tuple(_layers(rows, drivers, _Axes(across, top, unit), palette)),
        palette=palette,
        description=alt_text(drivers),
        height=HEIGHT,
        padding_right=12,
    )


def alt_text(drivers: Drivers) -> str:
    """Each driver's weight and rating, the weightiest first."""
    told = "; ".join(
        f"{_name(one)} {_percent(one.importance.value)}, rated {one.rating.value:.1f}"
        f"{'' if one.shown else ', not shown to go with the score'}"
        for one in drivers.drivers
    )
    return f"Share of the score's differences that goes with each rating, and its mean rating: {told}."


# Values ---------------------------------------------------------------------------------------------------------------


def _scale(found: Sequence[Driver]) -> tuple[float, float, str]:
    """The ends of the axis' scale and its words: the drivers' own where they share one, else 0 to 100."""
    scales = {(driver.question.low, driver.question.high) for driver in found}
    low, high = next(iter(scales)) if len(scales) == 1 else (0.0, 100.0)
    words = f"{low:g} to {high:g}" if len(scales) == 1 else "0 to 100 of each one's own scale"
    return low, high, words


def _place(driver: Driver, low: float, high: float) -> tuple[float, float, float]:
    """Its rating and both ends of its interval on the axis' scale."""
    question, rating = driver.question, driver.rating
    length = question.high - question.low
    at = (low + (high - low) * (one - question.low) / length for one in (rating.value, rating.low, rating.high))
    value, lower, upper = at
    return value, lower, upper


def _across(values: Sequence[float], low: float, high: float) -> tuple[float, float]:
    """The span of the axis of ratings: every interval with some air, at least a part of the scale, never beyond it."""
    first, last = min(values), max(values)
    missing = max(0.0, LEAST_LENGTH * (high - low) - (last - first)) / 2
    air = 0.08 * (last - first + 2 * missing)
    return max(low - air, first - missing - air), min(high + air, last + missing + air)


def _row(driver: Driver, place: tuple[float, float, float], unit: str, palette: Palette) -> Row:
    weight = driver.importance
    colour = palette.us if driver.shown else palette.muted
    said = (
        _name(driver),
        f"{_percent(weight.value)} of the score's differences",
        f"{_percent(weight.low)} to {_percent(weight.high)}",
        f"{driver.rating.value:.1f} ({driver.question.low:g} to {driver.question.high:g})",
        f"{driver.rating.low:.1f} to {driver.rating.high:.1f}",
        f"{driver.rated:,}",
        "association, not proof of cause" if driver.shown else "not shown to go with the score",
    )
    return {
        "rated": place[0],
        "from": place[1],
        "to": place[2],
        "weight": 100 * weight.value,
        "low": 100 * weight.low,
        "high": 100 * weight.high,
        "colour": colour,
        "fill": palette.us if driver.shown else palette.background,
        "name": _label(driver, LONGEST_NAME),
        "full": _label(driver, LONGEST_WHERE_WIDE),
        "bold": 600 if driver.shown else 400,
        **dict(zip(_SAID, said, strict=True)),
    }


def _name(driver: Driver) -> str:
    return " / ".join(driver.names)


def _label(driver: Driver, longest: int) -> str:
    more = f" +{len(driver.names) - 1}" if len(driver.names) > 1 else ""
    return axes.shortened(driver.names[0], longest - len(more)) + more


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%" if share >= 0.0995 else f"{100 * share:.1f}%"


@dataclass(frozen=True, slots=True)
class _Axes:
    """across: both ends of the axis of ratings. top: percent at the upper end of the other. unit: of the ratings."""

    across: tuple[float, float]
    top: float
    unit: str

    @property
    def foot(self) -> float:
        return -FOOT * self.top

    def pixels(self, rated: float, weight: float) -> tuple[float, float]:
        """From the left and from the top of the narrow plot."""
        x = NARROW * (rated - self.across[0]) / (self.across[1] - self.across[0])
        return x, PLOT_HEIGHT * (self.top - weight) / (self.top - self.foot)

    def weight_at(self, line: float) -> float:
        return self.top - line / PLOT_HEIGHT * (self.top - self.foot)

    def x(self, field: str) -> vega.X:
        title = f"Rated, {self.unit} →"
        axis = vega.Axis(title=title, titleAnchor="end", tickCount=5, grid=False, ticks=False)
        scale = vega.Scale(domain=list(self.across), nice=False, zero=False)
        return vega.X(field=field, type="quantitative", axis=axis, scale=scale)

    def y(self, field: str) -> vega.Y:
        title = "Share of the score's differences →"
        axis = vega.Axis(
            title=title,
            titleAnchor="start",
            tickCount=4,
            domain=False,
            ticks=False,
            labelExpr="datum.value < 0 ? '' : datum.value + '%'",
        )
        return vega.Y(
            field=field, type="quantitative", axis=axis, scale=vega.Scale(domain=[self.foot, self.top], nice=False)
        )


# Marks ----------------------------------------------------------------------------------------------------------------


def _layers(rows: list[Row], drivers: Drivers, axis: _Axes, palette: Palette) -> Iterator[Layer]:
    x, y = axis.x("rated"), axis.y("weight")
    yield from _middle(rows, drivers, x, y, palette)
    yield from _sides(palette)
    colour = axes.own_colour()
    rule = vega.MarkDef(type="rule", strokeWidth=2, opacity=INTERVAL_OPACITY)
    yield layer(rows, rule, x=axis.x("from"), x2=vega.X2(field="to"), y=y, color=colour)
    yield layer(rows, rule, x=x, y=axis.y("low"), y2=vega.Y2(field="high"), color=colour)
    labels = _labels(rows, axis)
    for side, sign in SIDES:
        moved = [row for row in labels if row["side"] == side and row["moved"]]
        leader = vega.MarkDef(type="rule", strokeWidth=1, opacity=0.6, x2Offset=sign * (LABEL_GAP - 2))
        yield layer(moved, leader, x=x, x2=vega.X2(field="rated"), y=y, y2=vega.Y2(field="at"), color=colour)
    point = vega.MarkDef(type="point", size=POINT_SIZE, strokeWidth=2, opacity=1, filled=True)
    yield layer(rows, point, x=x, y=y, fill=axes.fill(), stroke=axes.stroke(), tooltip=axes.tooltip(*_SAID))
    for side, sign in SIDES:
        beside = [row for row in labels if row["side"] == side]
        yield from _words(beside, side, sign * LABEL_GAP, x, axis.y("at"), palette)


def _middle(rows: Sequence[Row], drivers: Drivers, x: vega.X, y: vega.Y, palette: Palette) -> Iterator[Layer]:
    """Where the mean of the ratings and an equal share of the weight lie."""
    if len(rows) < 2:
        return
    mean = math.fsum(float(row["rated"] or 0) for row in rows) / len(rows)
    alike = 100 * drivers.explained.value / len(rows)
    dashed = vega.MarkDef(type="rule", color=palette.other, strokeDash=[3, 3], strokeWidth=1)
    yield layer([{"rated": mean}], dashed, x=x)
    yield layer([{"weight": alike}], dashed, y=y)


def _sides(palette: Palette) -> Iterator[Layer]:
    """What the two upper corners hold, in words that claim no more than the axes do."""
    for (align, _), words, at in zip(SIDES, ("rated lower", "rated higher"), (4, "width"), strict=True):
        text = ["Stronger link,", words]
        mark = vega.MarkDef(
            type="text", align=align, baseline="top", text=text, color=palette.muted, fontStyle="italic"
        )
        yield layer([{}], mark, x=vega.XValue(at), y=vega.YValue(2))


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a label may stand, in pixels of the narrow plot: from left to right, and its line from the top."""

    side: Side
    anchor: float
    left: float
    right: float
    line: float

    def clears(self, other: _Spot) -> bool:
        """Whether neither covers the other, on this width and on any wider one."""
        if abs(self.line - other.line) >= axes.LINE_HEIGHT:
            return True
        first, second = (self, other) if self.anchor <= other.anchor else (other, self)
        return first.right + 4 <= second.left

    def covers(self, x: float, y: float) -> bool:
        beside = self.left - POINT_RADIUS < x < self.right + POINT_RADIUS
        return beside and abs(y - self.line) < axes.LINE_HEIGHT / 2 + POINT_RADIUS


def _labels(rows: Sequence[Row], axis: _Axes) -> list[Row]:
    """A name beside each point, moved up or down where it would cover another name or a point."""
    points = [axis.pixels(float(row["rated"] or 0), float(row["weight"] or 0)) for row in rows]
    taken: list[_Spot] = []
    for row, point in zip(rows, points, strict=True):
        spots = list(_spots(point, len(str(row["name"])) * axes.LETTER))
        free = [spot for spot in spots if all(spot.clears(other) for other in taken)]
        clear = [spot for spot in free if not any(spot.covers(*other) for other in points if other != point)]
        taken.append((clear or free or spots)[0])
    return [
        {
            **{name: row[name] for name in ("rated", "weight", "name", "full", "colour", "bold")},
            "at": axis.weight_at(spot.line),
            "side": spot.side,
            "moved": abs(spot.line - point[1]) > STEP / 2,
        }
        for row, point, spot in zip(rows, points, taken, strict=True)
    ]


def _spots(point: tuple[float, float], width: float) -> Iterator[_Spot]:
    """Every spot for a label of that width, the nearest first; those within the plot before those beyond its sides."""
    x, y = point
    found = []
    for distance in range(0, PLOT_HEIGHT, STEP):
        for line in dict.fromkeys((y - distance, y + distance)):
            for side, sign in SIDES:
                near, far = x + sign * LABEL_GAP, x + sign * (LABEL_GAP + width)
                spot = _Spot(side, x, min(near, far), max(near, far), line)
                beyond = max(0.0, -spot.left) + max(0.0, spot.right - NARROW)
                if HEADROOM <= line <= PLOT_HEIGHT - axes.LINE_HEIGHT / 2:
                    found.append((beyond, distance, spot))
    return (spot for _, _, spot in sorted(found, key=lambda one: one[:2]))


def _words(rows: Sequence[Row], align: Side, dx: int, x: vega.X, y: vega.Y, palette: Palette) -> Iterator[Layer]:
    """Names, on a rim of the page's own colour that keeps lines behind them from crossing the letters."""
    text = vega.ExprRef(expr=f"width < {WIDE} ? datum.name : datum.full")
    bold = vega.ExprRef(expr="datum.bold")
    rim = vega.MarkDef(
        type="text", align=align, dx=dx, text=text, fontWeight=bold, stroke=palette.background, strokeWidth=4
    )
    yield layer(rows, rim, x=x, y=y)
    mark = vega.MarkDef(type="text", align=align, dx=dx, text=text, fontWeight=bold)
    yield layer(rows, mark, x=x, y=y, color=axes.own_colour())
