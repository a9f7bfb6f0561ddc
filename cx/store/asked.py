"""Which answers are asked for: one survey's, of a group, of whose brand, by which fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, func, or_, tuple_

from cx.domain.slices import Slice, check_field
from cx.store.schema import responses

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey's answers, as far as they are asked for, in any table that has the fields.

    each: the sets of fields by which answers are grouped, each for itself, where there are several; in a row a field
    outside its set is None. Either all of them or none have the brand.
    """

    survey_id: str
    by: tuple[str, ...]
    where: Slice
    own_brand: str | None
    each: tuple[Group, ...] = ()

    def __post_init__(self) -> None:
        for field in self.by:
            check_field(field)

    @classmethod
    def by_each(cls, survey_id: str, each: Sequence[Group], where: Slice, own_brand: str | None) -> Asked:
        return cls(survey_id, tuple(dict.fromkeys(chain(*each))), where, own_brand, tuple(each))

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.by, *(field for field, _ in self.where))

    @property
    def own_names(self) -> tuple[str, ...]:
        return ("", self.own_brand) if self.own_brand else ("",)

    def groups(self, table: FromClause) -> list[ColumnElement[Any]]:
        return [self._named(table, field) for field in self.by]

    def grouped(self, groups: Sequence[ColumnElement[Any]], *keys: ColumnElement[Any]) -> list[ColumnElement[Any]]:
        """What rows are grouped by: the keys and each set of fields. groups: `groups`, the same that are selected."""
        if len(self.each) <= 1:
            return [*keys, *groups]
        named = dict(zip(self.by, groups, strict=True))
        return [func.grouping_sets(*(tuple_(*keys, *(named[field] for field in fields)) for fields in self.each))]

    def told_apart(self, rows: Iterable[Sequence[Any]], keys: int) -> Iterator[tuple[Group, Group, Sequence[Any]]]:
        """Each row with the set of fields that it is of and its values of these.

        keys: how many columns stand before the fields.
        """
        places = {
            tuple(field in fields for field in self.by): (fields, [keys + self.by.index(field) for field in fields])
            for fields in self.each
        }
        end = keys + len(self.by)
        for row in rows:
            fields, held = places[tuple([value is not None for value in row[keys:end]])]
            yield fields, tuple([row[place] for place in held]), row

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
