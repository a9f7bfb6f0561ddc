"""Parts of the strategy's pages that are drawn, each with its finding and its figures as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cx.domain.allocation import Funding
from cx.domain.signals import Ranked
from cx.domain.tables import Table
from cx.narrative.badges import Tone


@dataclass(frozen=True, slots=True)
class Word:
    """A cell of a matrix. said: what it means in full."""

    text: str
    tone: Tone
    said: str


@dataclass(frozen=True, slots=True)
class MatrixPart:
    """Words in rows and columns. words: by row and column, both from 0; what is absent is a blank cell."""

    title: str
    caption: str
    alt: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    words: Mapping[tuple[int, int], Word]
    table: Table


@dataclass(frozen=True, slots=True)
class FundingPart:
    """The gap of each dimension beside its money and people. told: gap, money and people in words, a row each."""

    title: str
    caption: str
    alt: str
    fundings: tuple[Funding, ...]
    told: tuple[tuple[str, str, str], ...]
    table: Table


@dataclass(frozen=True, slots=True)
class SignalMapPart:
    """Open signals by likelihood and impact. likelihoods, impacts: the words of the five steps, the least first."""

    title: str
    caption: str
    alt: str
    ranked: tuple[Ranked, ...]
    material_from: int
    likelihoods: tuple[str, ...]
    impacts: tuple[str, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """Open signals that have a date. reason: why nothing is drawn, where none has."""

    title: str
    caption: str
    alt: str
    ranked: tuple[Ranked, ...]
    today: date
    reason: str
    table: Table
