"""Series, events and the rest that the tests of charts draw."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from cx.charts.drawing import Drawing, Row
from cx.domain.allocation import Allocation, Gap, fundings
from cx.domain.bridge import Bridge, bridge
from cx.domain.dimensions import Dimension
from cx.domain.periods import FiscalCalendar, Grain
from cx.domain.score import Score, score
from cx.domain.series import Point, Role, Series, Shown
from cx.domain.signals import Signal, SignalKind, rank
from cx.domain.surveys import Event, EventKind
from cx.domain.tally import Tally

EVENTS = (
    Event("launch", date(2024, 5, 3), EventKind.LAUNCH, "Portal 3"),
    Event("outage", date(2025, 8, 3), EventKind.OUTAGE, "Outage"),
    Event("second", date(2025, 8, 29), EventKind.OUTAGE, "Second outage"),
    Event("web", date(2025, 1, 1), EventKind.METHOD_CHANGE, "Asked on the web"),
    Event("long ago", date(2019, 1, 1), EventKind.OTHER, "Merger"),
)

SIGNALS_TODAY = date(2026, 10, 1)
SIGNALS = rank(
    (
        Signal(f"s{i}", SignalKind.INDUSTRY, f"Signal number {i} with a long name", "", 1 + i % 5, 1 + i // 6,
               SIGNALS_TODAY + timedelta(days=40 * i - 60) if i % 7 else None, response="a plan" if i % 3 else "")
        for i in range(20)
    ),
    SIGNALS_TODAY,
    8,
)  # fmt: skip
"""Twenty in all corners, some without a date, some without a response."""
FUNDINGS = fundings(
    [Allocation("a", Dimension.PARTNERS, "A desk", "", 4.0, 1.0, 14.0, 6.0)],
    {Dimension.PARTNERS: Gap(9.0), Dimension.CUSTOMERS: Gap(-3.0), Dimension.INDUSTRY: Gap(word="behind", severity=1)},
)


def scored(value: int, n: int = 1000) -> Score:
    """A score of that many points, from -40 to 90."""
    detractors = n * (100 - value) // 300
    promoters = detractors + n * value // 100
    found = score(Tally.counts(promoters, n - promoters - detractors, detractors))
    assert found is not None
    return found


def series(
    values: Sequence[int],
    name: str = "Meridian",
    role: Role = Role.US,
    *,
    few: Collection[int] = (),
    hidden: Collection[int] = (),
    method_from: int | None = None,
    target: float | None = None,
    to_date: bool = False,
) -> Series:
    """Quarters from the first of 2024."""
    calendar = FiscalCalendar()
    day, points = date(2024, 1, 1), []
    for i, value in enumerate(values):
        period = calendar.period_of(day, Grain.QUARTER)
        day = period.span.last + timedelta(days=1)
        is_open = to_date and i == len(values) - 1
        points.append(
            Point(
                label=period.label + " to date" * is_open,
                first=period.span.first,
                last=period.span.last,
                score=None if i in hidden else scored(value, 20 if i in few else 1000),
                shown=Shown.HIDDEN if i in hidden else Shown.FEW if i in few else Shown.FULL,
                to_date=is_open,
                target=target,
                method=int(method_from is not None and i >= method_from),
            )
        )
    return Series(name, role, tuple(points))


def moved() -> Bridge:
    """A fall by how some scored and by who answered, with a measured change of method."""
    before = {
        "Large": Tally.counts(300, 150, 50),
        "Small": Tally.counts(60, 80, 60),
        "Partners": Tally.counts(50, 30, 20),
    }
    after = {
        "Large": Tally.counts(220, 130, 50),
        "Small": Tally.counts(130, 160, 130),
        "Partners": Tally.counts(50, 25, 15),
    }
    return bridge(before, after, method_change=1.7)


def rows(drawing: Drawing, mark: str) -> list[Row]:
    """Everything that marks of that type show."""
    layers = drawing.to_dict()["layer"]
    return [row for layer in layers if layer["mark"]["type"] == mark for row in layer["data"]["values"]]


def texts(drawing: Drawing) -> list[str]:
    """Every text that stands in the plot."""
    layers = [layer for layer in drawing.to_dict()["layer"] if layer["mark"]["type"] == "text"]
    return [str(row[layer["encoding"]["text"]["field"]]) for layer in layers for row in layer["data"]["values"]]
