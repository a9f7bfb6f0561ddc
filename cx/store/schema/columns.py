"""What the columns of every table are made of. Blank text is kept as the empty string, never as NULL.

A column's `info` says what a file may put there, where people keep its table by hand: see `Cell`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack

from sqlalchemy import Column, Float, MetaData, Text

from cx.domain.slices import FIELDS

metadata = MetaData()


class Cell(TypedDict, total=False):
    """What a cell of a file may hold.

    choices: the only texts. low, high: of a number, both included. required: a row without it is refused; a key is,
    unless False. in_files: False where only the program writes it. months: a day that may be written as a month.
    also: other spellings of the choices, by what stands in a file, in small letters with _ for spaces.
    several: of the choices, or of any text, with '|' between. refers: table whose key it must name. label: name in a
    form, where the column's own would not do. long: a form gives it several lines.
    """

    choices: Sequence[str]
    also: Mapping[str, str]
    low: float
    high: float
    required: bool
    in_files: bool
    months: bool
    several: bool
    refers: str
    label: str
    long: bool


def key(name: str, comment: str, type_: Any = Text, **cell: Unpack[Cell]) -> Column[Any]:
    return Column(name, type_, primary_key=True, autoincrement=False, comment=comment, info=dict(cell))


def text(name: str, comment: str, **cell: Unpack[Cell]) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default="", comment=comment, info=dict(cell))


def number(name: str, comment: str, type_: Any = Float, **cell: Unpack[Cell]) -> Column[Any]:
    return Column(name, type_, nullable=True, comment=comment, info=dict(cell))


def fields(*, of_key: bool = False) -> list[Column[Any]]:
    """The closed set of fields that every page can slice by; any of them may be blank."""
    return [
        (key if of_key else text)(field, f"{field.replace('_', ' ')} of the answer; '' where not given", required=False)
        for field in FIELDS
    ]
