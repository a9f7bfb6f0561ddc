"""Slides of a pack, and how parts of pages become charts that a presentation draws by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cx.domain.dots import Cell
from cx.domain.series import Role
from cx.domain.tables import Table
from cx.reports.parts import BridgePart, TrendPart
from cx.reports.themes import ThemesPart
from cx.reports.training import SharePart

MOST_BARS = 10
LIKELY = "likely {}"
Values = tuple[float | None, ...]


class Form(StrEnum):
    LINES = "lines"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Line:
    """One series, as unrounded as its page has it; None where nothing may be shown. faint: an end of a likely range, a
    target or an earlier way of asking."""

    name: str
    role: Role
    values: Values
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """unit: what the values are, as the axis says."""

    form: Form
    categories: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Slide:
    """title: the finding. caption: how many answered, when, which survey, who asked. notes: for whoever speaks."""

    title: str
    caption: str
    chart: Chart | None = None
    table: Table | None = None
    lines: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """logo: PNG as base64, '' for none. confidential: who may read it, '' where anybody inside may."""

    company: str
    logo: str
    title: str
    told: str
    as_of: str
    finding: str
    confidential: str
    slides: tuple[Slide, ...]


def trend_chart(part: TrendPart) -> Chart:
    """Scores over time with the ends of our likely range; a change of the way of asking begins another line."""
    first = part.series[0]
    labels = tuple(f"{point.label} to date" if point.to_date else point.label for point in first.points)
    lines: list[Line] = []
    for series in part.series:
        methods = sorted({point.method for point in series.points})
        for method in methods:
            own = [point if point.method == method else None for point in series.points]
            values = tuple(point.score.value if point and point.score else None for point in own)
            old = method != methods[-1]
            name = f"{series.name}, as asked before" if old else series.name
            if any(value is not None for value in values):
                lines.append(Line(name, series.role, values, faint=old))
    for end in ("low", "high"):
        ends = tuple(getattr(point.score, end) if point.score else None for point in first.points)
        lines.append(Line(LIKELY.format("from" if end == "low" else "to"), Role.OTHER, ends, faint=True))
    targets = tuple(point.target for point in first.points)
    if any(value is not None for value in targets):
        lines.append(Line("Target", Role.MAIN_COMPETITOR, targets, faint=True))
    return Chart(Form.LINES, labels, tuple(lines), "NPS")


def moved_chart(part: BridgePart) -> Chart:
    """How each group scored and who answered, in points of the change."""
    parts = part.bridge.parts[:MOST_BARS] if part.bridge else ()
    scored = Line("How they scored", Role.US, tuple(one.rate for one in parts))
    answered = Line("Who answered", Role.OTHER, tuple(one.mix for one in parts))
    return Chart(Form.BARS, tuple(one.group for one in parts), (scored, answered), "Points of the change")


def effects_chart(part: ThemesPart) -> Chart:
    """How those who mention a theme score against the others, most mentioned first."""
    drawn = [line for line in part.drawn if line.effect][:MOST_BARS]
    values = tuple(line.effect.difference.value if line.effect else None for line in drawn)
    line = Line("NPS of those who mention it, less that of the others", Role.US, values)
    return Chart(Form.BARS, tuple(one.name for one in drawn), (line,), "Points")


def shares_chart(part: SharePart) -> Chart:
    target = Line("Target", Role.MAIN_COMPETITOR, tuple(part.target for _ in part.labels), faint=True)
    return Chart(Form.LINES, part.labels, (Line("Completed", Role.US, part.shares), target), "Percent of people")


def cells(cell: Cell) -> tuple[str, str]:
    """A cell of the scorecard as two lines: its figure, and where the brand stands beside us."""
    drawn = cell.shape if cell.shape and not any(letter.isalnum() for letter in cell.shape) else ""
    return cell.figure, f"{drawn} {cell.word}".strip() if cell.word else ""
