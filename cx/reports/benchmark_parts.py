"""The parts that the Benchmarks page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from cx.domain.dots import Cell, Dot, Path
from cx.domain.tables import Table
from cx.narrative.badges import Badge
from cx.reports.parts import TrendPart


@dataclass(frozen=True, slots=True)
class ScorecardPart:
    """Every brand in every dimension. brands: ours first; cells: row by row."""

    title: str
    caption: str
    alt: str
    dimensions: tuple[str, ...]
    brands: tuple[str, ...]
    cells: tuple[Cell, ...]
    table: Table
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DotsPart:
    """Figures beside each other. dots: none where there is nothing to draw, `reason` then says why.

    zero: whether the line of nothing belongs on the chart.
    """

    title: str
    caption: str
    alt: str
    dots: tuple[Dot, ...]
    table: Table
    zero: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NeedsPart:
    """Needs by importance and performance. paths: of us, the main competitor and the others. legend: by number."""

    title: str
    caption: str
    alt: str
    paths: tuple[Path, ...]
    legend: Table
    table: Table
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GapPart:
    """The gap to a brand over time, with what may be said of it."""

    badges: tuple[Badge, ...]
    trend: TrendPart


@dataclass(frozen=True, slots=True)
class CellPart:
    """What stands behind one cell: the indicators on 0 to 100, and every reading."""

    dots: DotsPart
    readings: Table
    finding: str
