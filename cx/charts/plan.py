"""What was planned and what came of it: one row each, from the planned day to the day that stands now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cx.charts import axes, days, vega
from cx.charts.drawing import Drawing, Layer, Row, layer
from cx.charts.theme import Palette

ROW_HEIGHT = 40
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
    known = [day for one in plan for day in (one.planned, one.stands, one.first) if day]
    first, last = min([today, *known]), max([today, *known])
    air = max((last - first).days, 30) * 0.04
    domain = ((first - today).days - air, (last - today).days + air)
    return Drawing(
        layers=tuple(_layers([_row(i, one, today, palette) for i, one in enumerate(plan)], domain, today, palette)),
        palette=palette,
        description=alt_text(plan),
        height=ROW_HEIGHT * max(len(plan), 1) + 48,
    )


def alt_text(plan: Sequence[Step]) -> str:
    told = [f"{one.name}: planned for {days.said(one.planned)}, {_stands(one)}" for one in plan]
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
        "Planned": days.said(one.planned),
        "Stands": _stands(one),
        "Late by": f"{one.late} days" if one.late else "on time",
    }


def _layers(rows: Sequence[Row], domain: tuple[float, float], today: date, palette: Palette) -> Iterator[Layer]:
    def across(field: str) -> vega.X:
        return days.across(field, domain, today)

    y, above = days.down("row", len(rows)), days.down("above", len(rows))
    yield from days.now(across("days"), y, palette)
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


def _stands(one: Step) -> str:
    return f"{'reached' if one.done else 'expected'} {days.said(one.stands)}"
