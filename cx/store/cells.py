"""A text of a file or a form becomes a value of its column's kind, or is refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from cx.domain.errors import BadValue
from cx.domain.evidence import BETWEEN, several
from cx.domain.periods import FiscalCalendar
from cx.domain.slices import Slice
from cx.domain.tables import unguarded
from cx.store.maintained import ColumnSpec, Kind

EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 12, 31)
_NO_TIME = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/_.](\d{4})")


def value_of(spec: ColumnSpec, text: str) -> Any:
    """The value of a cell; blank text is '' in columns of text and None in others.

    Raises BadValue with the reason where the cell is not what the column takes.
    """
    text = text.strip()
    if not text and spec.required:
        raise BadValue(f"{spec.name} is missing")
    return _READERS[spec.kind](spec, text)


def _text(_spec: ColumnSpec, text: str) -> str:
    return unguarded(text)


def _choice(spec: ColumnSpec, text: str) -> str:
    known = {choice.casefold(): str(choice) for choice in spec.choices}
    known[""] = ""
    plain = re.sub(r"[\s-]+", "_", text.casefold())
    known |= dict(spec.also)
    for written in (text.casefold(), plain):
        if written in known:
            return known[written]
    raise BadValue(f"{spec.name} is not one of {', '.join(spec.choices)}")


def _several(spec: ColumnSpec, text: str) -> str:
    """Each once, in the order in which they stand; of choices, in the order of the choices."""
    found = dict.fromkeys(_choice(spec, part) if spec.choices else part for part in several(unguarded(text)))
    return BETWEEN.join(sorted(found, key=spec.choices.index) if spec.choices else found)


def _date(spec: ColumnSpec, text: str) -> date | None:
    if not text:
        return None
    if spec.months and (year_first := _as_month(text)):
        text = year_first
    parts = _DATE.fullmatch(_NO_TIME.sub("", text))
    if not parts:
        raise BadValue(f"{spec.name} is no date; write it as 2026-07-31")
    try:
        day = date(*map(int, parts.groups()))
    except ValueError:
        raise BadValue(f"{spec.name} is a day that does not exist") from None
    if not EARLIEST <= day <= LATEST:
        raise BadValue(f"{spec.name} is not between {EARLIEST.year} and {LATEST.year}")
    return day


def _as_month(text: str) -> str:
    """A month as its first day; '' where it is none. The year has four digits, so either order proves itself."""
    if parts := _MONTH.fullmatch(text):
        return f"{parts[1]}-{parts[2]}-1"
    parts = _MONTH_FIRST.fullmatch(text)
    return f"{parts[2]}-{parts[1]}-1" if parts else ""


def _month(spec: ColumnSpec, text: str) -> date | None:
    if parts := _MONTH.fullmatch(text):
        text = f"{parts[1]}-{parts[2]}-1"
    try:
        day = _date(spec, text)
    except BadValue:
        raise BadValue(f"{spec.name} is no month; write it as 2026-07") from None
    return day and day.replace(day=1)


def _period(spec: ColumnSpec, text: str) -> str:
    try:
        return FiscalCalendar().parse(text.upper()).key
    except BadValue:
        raise BadValue(f"{spec.name} is no period; write it as 2026-07, 2026Q3 or 2026") from None


def _number(spec: ColumnSpec, text: str) -> float | None:
    if not text:
        return None
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text):
        raise BadValue(f"{spec.name} is no number; write it as 12.5")
    number = float(text)
    if spec.low is not None and number < spec.low:
        raise BadValue(f"{spec.name} is less than {spec.low:g}")
    if spec.high is not None and number > spec.high:
        raise BadValue(f"{spec.name} is more than {spec.high:g}")
    return number


def _integer(spec: ColumnSpec, text: str) -> int | None:
    number = _number(spec, text)
    if number is None:
        return None
    if not number.is_integer() or number > 2**53:
        raise BadValue(f"{spec.name} is no whole number")
    return int(number)


def _slice(spec: ColumnSpec, text: str) -> str:
    try:
        return Slice.parse(text).canonical()
    except BadValue as error:
        raise BadValue(f"{spec.name}: {error}") from None


def _slices(spec: ColumnSpec, text: str) -> str:
    return BETWEEN.join(sorted({_slice(spec, part) for part in several(text)}))


_READERS: dict[Kind, Callable[[ColumnSpec, str], Any]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.PERIOD: _period,
    Kind.NUMBER: _number,
    Kind.INTEGER: _integer,
    Kind.SLICE: _slice,
    Kind.SLICES: _slices,
    Kind.SEVERAL: _several,
}
