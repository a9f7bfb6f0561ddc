"""Which answers are asked for: one survey's, of a group, of whose brand, by which fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, or_

from cx.domain.slices import Slice, check_field
from cx.store.schema import responses

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey's answers, as far as they are asked for, in any table that has the fields."""

    survey_id: str
    by: tuple[str, ...]
    where: Slice
    own_brand: str | None

    def __post_init__(self) -> None:
        for field in self.by:
            check_field(field)

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.by, *(field for field, _ in self.where))

    @property
    def own_names(self) -> tuple[str, ...]:
        return ("", self.own_brand) if self.own_brand else ("",)

    def groups(self, table: FromClause) -> list[ColumnElement[Any]]:
        return [self._named(table, field) for field in self.by]

    def conditions(self, table: FromClause) -> list[ColumnElement[bool]]:
        found = [table.c.survey_id == self.survey_id]
        for field, value in self.where:
            own = field == "brand" and value in self.own_names
            found.append(table.c[field].in_(self.own_names) if own else table.c[field] == value)
        if self.own_brand is not None and "brand" not in self.fields:
            found.append(table.c.brand.in_(self.own_names))
        return found

    def _named(self, table: FromClause, field: str) -> ColumnElement[Any]:
        column = table.c[field]
        if field == "brand" and self.own_brand:
            return case((column == "", self.own_brand), else_=column)
        return column


def still_counts(ends: Any, table: FromClause = responses) -> ColumnElement[bool]:
    """Whether an answer is the last of its person up to a moment, or names nobody."""
    again = table.c.answered_again_at
    return or_(again.is_(None), again > ends)
