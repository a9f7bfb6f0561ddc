"""Figures beside each other with their ranges, and how needs moved: ready to draw."""

from __future__ import annotations

from dataclasses import dataclass

from cx.domain.series import Role


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure on a row of a chart.

    row: what it is a figure of. name: whose. low, high: its 95% interval, None where it has none. faded: it is old, or
    rests on few answers or on judgement alone. figure, note: as they are said.
    """

    row: str
    name: str
    role: Role
    value: float
    low: float | None
    high: float | None
    figure: str
    note: str = ""
    faded: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a need stood in one period: importance and performance, both 0 to 10."""

    label: str
    importance: float
    performance: float


@dataclass(frozen=True, slots=True)
class Path:
    """A need of one brand over time, oldest first. number: as the table beside the chart counts it."""

    number: int
    need: str
    name: str
    role: Role
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A brand in a dimension, as the scorecard shows it.

    figure: a score, a word or 'no evidence'. word: where it stands beside us, '' for ourselves. shape: the same as a
    sign. note: coverage, grade and age. leaning: 1 ahead of us, -1 behind us, 0 neither. faded: old or judged alone.
    """

    brand: str
    dimension: str
    figure: str
    word: str = ""
    shape: str = ""
    note: str = ""
    leaning: int = 0
    faded: bool = False
