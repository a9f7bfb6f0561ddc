"""What the editing of benchmarks offers: indicators, brands, entered readings and needs as they stand."""

from __future__ import annotations

from dataclasses import dataclass

from cx.domain.indicators import Indicator
from cx.domain.needs import Need
from cx.domain.readings import Reading
from cx.store import benchmarks
from cx.store.opening import Store


@dataclass(frozen=True, slots=True)
class Editing:
    """indicators: shipped and own, also those of no weight. readings: entered ones, newest first."""

    indicators: tuple[Indicator, ...]
    brands: tuple[str, ...]
    readings: tuple[Reading, ...]
    needs: tuple[Need, ...]


def report(store: Store) -> Editing:
    with store.reading() as connection:
        return Editing(
            benchmarks.every_indicator(connection),
            tuple(sorted(benchmarks.brands(connection))),
            tuple(reversed(benchmarks.readings(connection))),
            benchmarks.needs(connection),
        )
