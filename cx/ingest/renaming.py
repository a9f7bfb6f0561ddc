"""A table that somebody else made: which of its columns are which of ours, and what holds for all of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from cx.domain.errors import BadFile, BadValue, UnknownName
from cx.ingest.files import Row, Rows
from cx.store.maintained import MaintainedTable

LESS = " - "
"""Between two columns of which the second is taken from the first, as 'Top box - Bottom box'."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """columns: our column -> theirs, or two of theirs with ' - ' between. constants: our column -> one value.

    Where either is given, only the columns that it names are read; the file's others are left alone.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, maps: Sequence[str], sets: Sequence[str]) -> Renaming:
        """From options as COLUMN=THEIRS and COLUMN=VALUE; BadValue for what is no such pair."""
        return cls(dict(_pair(text, "--map") for text in maps), dict(_pair(text, "--set") for text in sets))

    def applied(self, found: Rows, kept: MaintainedTable, name: str) -> Rows:
        """The file's rows under our names. Raises UnknownName for our columns, BadFile for theirs."""
        if not self.columns and not self.constants:
            return found
        ours = {*self.columns, *self.constants}
        known = [spec.name for spec in kept.columns]
        if strangers := sorted(ours - set(known)):
            raise UnknownName(f"{kept.name} has no column '{strangers[0]}'. Its columns are: {', '.join(known)}.")
        if twice := sorted(set(self.columns) & set(self.constants)):
            raise BadValue(f"'{twice[0]}' is given twice: by --map and by --set. Keep one of them.")
        for theirs in self.columns.values():
            _check_there(theirs, found.columns, name)
        rows = (Row(row.line, {our: self._value(our, row) for our in sorted(ours)}) for row in found.rows)
        return Rows(tuple(sorted(ours)), tuple(rows), found.broken, found.sha256)

    def _value(self, our: str, row: Row) -> str:
        if our in self.constants:
            return self.constants[our]
        theirs = self.columns[our]
        if theirs in row.values:
            return row.values[theirs]
        first, _, second = theirs.partition(LESS)
        return _less(row.values[first.strip()], row.values[second.strip()])


AS_IT_STANDS = Renaming()


def _pair(text: str, option: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals or not column.strip():
        raise BadValue(f"{option} {text}: write it as {option} COLUMN=...")
    return column.strip(), value.strip()


def _check_there(theirs: str, columns: Sequence[str], name: str) -> None:
    parts = [theirs] if theirs in columns else [part.strip() for part in theirs.split(LESS)]
    missing = [part for part in parts if part not in columns]
    if missing or len(parts) > 2:
        named = missing[0] if missing else theirs
        raise BadFile(f"{name} has no column '{named}'. Its columns are: {', '.join(columns)}.")


def _less(first: str, second: str) -> str:
    """One decimal number less another, exactly; where one of them is none, a text that no column of numbers takes."""
    try:
        return f"{Decimal(first.strip()) - Decimal(second.strip()):f}"
    except InvalidOperation:
        return f"{first}{LESS}{second}" if first.strip() or second.strip() else ""
