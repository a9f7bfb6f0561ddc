"""Editing benchmarks: indicators, entered readings, needs and our stance on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cx.actions.acting import acting
from cx.domain.errors import BadValue, UnknownName
from cx.domain.readings import check_reading
from cx.domain.roles import Action, Actor
from cx.store import benchmarks
from cx.store.maintained import upsert
from cx.store.opening import Connection, Store

Values = Mapping[str, Any]
"""Typed values by column; a column that is left out keeps what is stored."""


def save_reading(store: Store, actor: Actor, values: Values, at: datetime) -> None:
    """Enter a reading, or mend the one of that indicator, brand and day.

    Raises UnknownName for a brand or an indicator that does not exist, BadValue where the reading cannot stand.
    """
    name = _reading_name(values["indicator_id"], values["brand"], values["read_on"])
    with acting(store, actor, Action.EDIT_BENCHMARKS, name, at) as connection:
        indicators = {one.indicator_id: one for one in benchmarks.every_indicator(connection)}
        if values["indicator_id"] not in indicators:
            raise UnknownName(f"There is no indicator '{values['indicator_id']}'.")
        _check_brand(connection, values["brand"])
        checked = {name: values.get(name) for name in ("value", "low", "high")}
        if checked["value"] is None:
            raise BadValue("The reading was not saved: value is missing.")
        try:
            check_reading(
                indicators[values["indicator_id"]],
                **checked,  # type: ignore[arg-type] # numbers, the value not None
                grade=values.get("grade", ""),
                source=values.get("source", ""),
            )
        except BadValue as problem:
            raise BadValue(f"The reading was not saved: {problem}.") from None
        upsert(connection, "readings", [values], {"entered_by": actor.id, "entered_at": at.replace(tzinfo=None)})


def remove_reading(store: Store, actor: Actor, indicator_id: str, brand: str, read_on: date, at: datetime) -> None:
    """Take an entered reading away; UnknownName where there is none."""
    name = _reading_name(indicator_id, brand, read_on)
    with acting(store, actor, Action.EDIT_BENCHMARKS, name, at) as connection:
        if not benchmarks.remove_reading(connection, indicator_id, brand, read_on):
            raise UnknownName(f"There is no entered reading of '{indicator_id}' for {brand} on {read_on}.")


def save_indicator(store: Store, actor: Actor, values: Values, at: datetime) -> None:
    """Change an indicator or add one. Raises BadValue where it has no id or name, or its scale is upside down."""
    _check_named(values, "indicator_id")
    low = 0.0 if values.get("scale_low") is None else values["scale_low"]
    high = 100.0 if values.get("scale_high") is None else values["scale_high"]
    if low >= high:
        raise BadValue("The lowest reading is not below the highest. Where less is better, choose 'lower is better'.")
    with acting(store, actor, Action.EDIT_BENCHMARKS, f"indicator {values['indicator_id']}", at) as connection:
        upsert(connection, "indicators", [values])


def save_need(store: Store, actor: Actor, values: Values, at: datetime) -> None:
    """Change a need and our stance on it, or add one. Raises BadValue where it has no id or name."""
    _check_named(values, "need_id")
    with acting(store, actor, Action.EDIT_BENCHMARKS, f"need {values['need_id']}", at) as connection:
        upsert(connection, "needs", [values])


def _reading_name(indicator_id: str, brand: str, read_on: date) -> str:
    return f"reading {indicator_id} of {brand} on {read_on}"


def _check_brand(connection: Connection, brand: str) -> None:
    known = benchmarks.brands(connection)
    if brand not in known:
        raise UnknownName(f"There is no brand '{brand}'. The brands are: {', '.join(sorted(known)) or 'none yet'}.")


def _check_named(values: Values, key: str) -> None:
    if not str(values.get(key, "")).strip() or not str(values.get("name", "")).strip():
        raise BadValue("A short id and a name are both needed.")
