"""Indicators, readings, needs and their ratings, as the store keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, select

from cx.domain.indicators import Dimension, Direction, Indicator, with_defaults
from cx.domain.needs import Need, Rating, Stance
from cx.domain.readings import Grade, Reading, error_of, provenance_of
from cx.domain.slices import Slice
from cx.store import company as companies
from cx.store import schema


def own_indicators(connection: Connection) -> tuple[Indicator, ...]:
    """The indicators that the company keeps itself, by id."""
    row = schema.indicators.c
    return tuple(
        indicator(values)
        for values in connection.execute(select(schema.indicators).order_by(row.indicator_id)).mappings()
    )


def every_indicator(connection: Connection) -> tuple[Indicator, ...]:
    """Shipped and own, by dimension; also those of no weight."""
    return with_defaults(own_indicators(connection))


def indicator(values: Any) -> Indicator:
    """An indicator from its row; what is blank stands at its default."""
    low, high = values["scale_low"], values["scale_high"]
    return Indicator(
        indicator_id=values["indicator_id"],
        dimension=Dimension(values["dimension"]),
        name=values["name"],
        unit=values["unit"],
        low=0.0 if low is None else low,
        high=100.0 if high is None else high,
        direction=Direction(values["direction"] or Direction.HIGHER),
        weight=1.0 if values["weight"] is None else values["weight"],
        shelf_life_months=values["shelf_life_months"] or 12,
        audience=values["audience"],
        computed_from=values["computed_from"],
    )


def readings(connection: Connection) -> tuple[Reading, ...]:
    """Every entered reading, oldest first."""
    row = schema.readings.c
    found = connection.execute(select(schema.readings).order_by(row.read_on, row.indicator_id, row.brand)).mappings()
    return tuple(map(_reading, found))


def _reading(values: Any) -> Reading:
    grade = Grade(values["grade"] or Grade.C)
    return Reading(
        indicator_id=values["indicator_id"],
        brand=values["brand"],
        read_on=values["read_on"],
        value=values["value"],
        grade=grade,
        source=values["source"],
        standard_error=error_of(values["low"], values["high"]),
        n=values["n"],
        provenance=provenance_of(grade, values["provenance"]),
        evidence=values["evidence"],
        entered_by=values["entered_by"],
    )


def remove_reading(connection: Connection, indicator_id: str, brand: str, read_on: date) -> bool:
    """Take one reading away; whether there was one."""
    row = schema.readings.c
    wanted = (row.indicator_id == indicator_id, row.brand == brand, row.read_on == read_on)
    known = connection.execute(select(row.brand).where(*wanted)).first() is not None
    connection.execute(delete(schema.readings).where(*wanted))
    return known


def needs(connection: Connection) -> tuple[Need, ...]:
    row = schema.needs.c
    found = connection.execute(select(schema.needs).order_by(row.need_id)).mappings()
    return tuple(
        Need(
            values["need_id"],
            values["name"],
            values["audience"] or "customer",
            Slice.parse(values["scope"]),
            Stance(values["stance"]) if values["stance"] else None,
        )
        for values in found
    )


def ratings(connection: Connection) -> tuple[Rating, ...]:
    """Every rating of a need, by need, brand, group and period."""
    row = schema.need_ratings.c
    order = (row.need_id, row.brand, row.scope, row.period)
    found = connection.execute(select(schema.need_ratings).order_by(*order)).mappings()
    return tuple(Rating(**{**values, "scope": Slice.parse(values["scope"])}) for values in found)


def brands(connection: Connection) -> frozenset[str]:
    """Every brand that can have readings: described ones, those that answers name, and our own."""
    kept = schema.response_summary.c.brand
    named: Iterable[str] = connection.execute(select(kept).distinct()).scalars()
    described: Iterable[str] = connection.execute(select(schema.brands.c.brand)).scalars()
    return frozenset({*named, *described, companies.load(connection).own_brand} - {""})
