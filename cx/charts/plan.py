"""What was planned and what came of it: one row each, from the planned day to the day that stands now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cx.charts import axes, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import Palette

ROW_HEIGHT = 40
MOST_TICKS = 7
FEW_MONTHS = 8
_SAID = ("Step", "Planned", "Stands", "Late by")


@dataclass(frozen=True, slots=True)
class Step:
    """name: as it is shown. planned, stands: days; done: it was reached on the latter, else it is expected then.

    late: days by which it is behind, and whether that is bad. first: where its bar begins, if it has one.
    """

    name: str
    planned: date
    stands: date
    done: bool
    late: int
    bad: bool
    first: date | None = None


def steps(plan: Sequence[Step], today: date, *, palette: Palette) -> Drawing:
    """Hollow where it was planned, filled where it stands: a circle where reached, a diamond where expected."""
    days = [day for one in plan for day in (one.planned, one.stands, one.first) if day]
    first, last = min([today, *days]), max([today, *days])
    air = max((last - first).days, 30) * 0.04
    domain = ((first - today).days - air, (last - today).days + air)
    return Drawing(
        layers=tuple(_layers([_row(i, one, today, palette) for i, one in enumerate(plan)], domain, today, palette)),
        palette=palette,
        description=alt_text(plan),
        height=ROW_HEIGHT * max(len(plan), 1) + 48,
    )


def alt_text(plan: Sequence[Step]) -> str:
    told = [
        f"{one.name}: planned for {_day(one.planned)}, {'reached' if one.done else 'expected'} {_day(one.stands)}"
        for one in plan
    ]
    return f"{'; '.join(told)}." if told else "Nothing is planned."


def _row(place: int, one: Step, today: date, palette: Palette) -> Row:
    return {
        "row": place + 0.15,
        "above": place - 0.25,
        "planned": (one.planned - today).days,
        "stands": (one.stands - today).days,
        "begins": (one.first - today).days if one.first else None,
        "done": one.done,
        "colour": palette.worse if one.bad else palette.us,
        "text": one.name,
        "Step": one.name,
        "Planned": _day(one.planned),
        "Stands": f"{'reached' if one.done else 'expected'} {_day(one.stands)}",
        "Late by": f"{one.late} days" if one.late else "on time",
    }


def _layers(rows: Sequence[Row], domain: tuple[float, float], today: date, palette: Palette) -> Iterator[Layer]:
    ticks = _ticks(domain, today)
    axis = vega.Axis(
        values=list(ticks),
        labelExpr=f"{json.dumps({str(days): name for days, name in ticks.items()})}[datum.value]",
        labelAngle=0,
        labelOverlap="greedy",
        title=None,
    )
    scale = vega.Scale(domain=list(domain), nice=False)

    def across(field: str) -> vega.X:
        return vega.X(field=field, type="quantitative", axis=axis, scale=scale)

    down = vega.Scale(domain=[len(rows) - 0.4, -1.0], nice=False)
    y = vega.Y(field="row", type="quantitative", axis=None, scale=down)
    above = vega.Y(field="above", type="quantitative", axis=None, scale=down)
    now: list[Row] = [{"stands": 0, "row": -0.75, "text": "today"}]
    yield layer(now, vega.MarkDef(type="rule", color=palette.ink, strokeDash=[4, 4]), x=across("stands"))
    yield layer(now, vega.MarkDef(type="text", align="left", dx=4, color=palette.muted), x=across("stands"), y=y,
                text=axes.text())  # fmt: skip
    begun = [row for row in rows if row["begins"] is not None]
    yield layer(begun, vega.MarkDef(type="rule", color=palette.grid, strokeWidth=6), x=across("begins"),
                x2=vega.X2(field="stands"), y=y)  # fmt: skip
    late = [row for row in rows if row["planned"] != row["stands"]]
    yield layer(late, vega.MarkDef(type="rule", strokeWidth=2), x=across("planned"), x2=vega.X2(field="stands"), y=y,
                color=axes.own_colour())  # fmt: skip
    hollow = vega.MarkDef(type="point", filled=False, shape="circle", size=60, opacity=1, strokeWidth=1.5)
    yield layer(late, hollow, x=across("planned"), y=y, color=axes.own_colour(), tooltip=axes.tooltip(*_SAID))
    for shape, done in (("circle", True), ("diamond", False)):
        mark = vega.MarkDef(type="point", filled=True, shape=shape, size=90, opacity=1)
        yield layer([row for row in rows if row["done"] is done], mark, x=across("stands"), y=y,
                    color=axes.own_colour(), tooltip=axes.tooltip(*_SAID))  # fmt: skip
    names: list[Row] = [{**row, "edge": domain[0]} for row in rows]
    name = vega.MarkDef(type="text", align="left", dx=2, color=palette.ink, limit=vega.ExprRef(expr="width"))
    yield layer(names, name, x=across("edge"), y=above, text=axes.text())


def _ticks(domain: tuple[float, float], today: date) -> dict[int, str]:
    """First days of months, of quarters or of years, as days from today, as many as have room."""
    first, last = today + timedelta(days=int(domain[0])), today + timedelta(days=int(domain[1]))
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    if len(months) > FEW_MONTHS:
        months = [month for month in months if month.month in (1, 4, 7, 10)]
    if len(months) > MOST_TICKS:
        months = [month for month in months if month.month in (1, 7)]
    return {(month - today).days: f"{month:%b %Y}" for month in months}


def _day(when: date) -> str:
    return f"{when.day} {when:%b %Y}"
