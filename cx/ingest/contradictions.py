"""What cannot be true together: cells of one row, and rows of a file beside what the store holds.

A row whose own cells contradict each other is refused by itself, with its line. A row that contradicts another table
(an indicator, a brand or a need that does not exist) refuses the whole file: whoever wrote the rows beside it meant
another table, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cx.domain.errors import BadFile, BadValue
from cx.domain.readings import check_reading
from cx.store import benchmarks
from cx.store.maintained import whole_rows
from cx.store.opening import Connection

Values = Mapping[str, Any]
Line = tuple[int, Values]
"""Where a row starts in the file, and its typed values."""
MOST_NAMED = 3


def within_row(table: str, values: Values) -> Iterator[tuple[str, str]]:
    """Reason and value where the cells of one row cannot all be true."""
    if table == "events":
        ends = values.get("ends_on")
        if ends and ends < values["starts_on"]:
            yield "ends_on is before starts_on", str(ends)
        if values.get("effect") is not None and values["kind"] != "method_change":
            yield "effect is for events of kind method_change only", f"{values['effect']:g}"
    if table == "org_units" and values.get("parent_id") == values["unit_id"]:
        yield "parent_id is the unit itself", values["unit_id"]


def check_beside_store(connection: Connection, table: str, lines: Sequence[Line], name: str) -> None:
    """Raise BadFile naming the lines that contradict what the store holds; nothing of the file is loaded then."""
    find = _BESIDE_STORE.get(table)
    if find is None or not lines:
        return
    rows = whole_rows(connection, table, [values for _, values in lines])
    problems = [
        f"line {line}: {reason}" for (line, _), reason in zip(lines, find(connection, rows), strict=True) if reason
    ]
    if problems:
        more = f" And {len(problems) - MOST_NAMED} more." if len(problems) > MOST_NAMED else ""
        told = "; ".join(problems[:MOST_NAMED])
        raise BadFile(f"{name} contradicts what is stored, so none of it was loaded. {told}.{more}")


def _indicators(_connection: Connection, rows: Sequence[Values]) -> Iterator[str]:
    """One reason a row, '' where it may stand."""
    for row in rows:
        low = 0.0 if row["scale_low"] is None else row["scale_low"]
        high = 100.0 if row["scale_high"] is None else row["scale_high"]
        turned = f"scale_low {low:g} is not below scale_high {high:g}; where less is better, write direction lower"
        yield turned if low >= high else ""


def _readings(connection: Connection, rows: Sequence[Values]) -> Iterator[str]:
    indicators = {one.indicator_id: one for one in benchmarks.every_indicator(connection)}
    brands = benchmarks.brands(connection)
    for row in rows:
        yield _stranger(row["brand"], brands) or _bad_reading(indicators, row)


def _bad_reading(indicators: Mapping[str, Any], row: Values) -> str:
    indicator = indicators.get(row["indicator_id"])
    if indicator is None:
        return f"there is no indicator '{row['indicator_id']}'; load indicators first"
    try:
        check_reading(
            indicator,
            **{name: row[name] for name in ("value", "grade", "source", "low", "high")},
        )
    except BadValue as problem:
        return str(problem)
    return ""


def _need_ratings(connection: Connection, rows: Sequence[Values]) -> Iterator[str]:
    needs = {need.need_id for need in benchmarks.needs(connection)}
    brands = benchmarks.brands(connection)
    for row in rows:
        unknown = "" if row["need_id"] in needs else f"there is no need '{row['need_id']}'; load needs first"
        yield _stranger(row["brand"], brands) or unknown


def _stranger(brand: str, brands: frozenset[str]) -> str:
    return "" if brand in brands else f"there is no brand '{brand}'; load brands first, or mend its name"


_BESIDE_STORE: Mapping[str, Callable[[Connection, Sequence[Values]], Iterator[str]]] = {
    "indicators": _indicators,
    "readings": _readings,
    "need_ratings": _need_ratings,
}
