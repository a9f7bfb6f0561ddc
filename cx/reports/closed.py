"""The closed books over one open connection: which periods are frozen, and at which figures."""

from __future__ import annotations

from dataclasses import dataclass, field

from cx.domain.book import Book
from cx.domain.closing import Change, Closing, Frozen
from cx.domain.periods import Grain, Span
from cx.domain.series import Shown
from cx.domain.slices import Slice
from cx.store import closed_books, late_changes
from cx.store.opening import Connection

Fields = tuple[str, ...]
Kept = dict[int, dict[Slice, Frozen]]


@dataclass(slots=True)
class Closed:
    """closings: those that count, by their days. hidden_changes: kept by `restating`, by survey and fields."""

    connection: Connection
    closings: dict[Span, Closing]
    hidden_changes: dict[tuple[str, Fields], frozenset[tuple[Fields, str]]] = field(default_factory=dict)
    _figures: dict[str, Kept] = field(default_factory=dict)
    _tables: dict[tuple[str, int], dict[Fields, list[Frozen]]] = field(default_factory=dict)
    _changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)

    @classmethod
    def open(cls, connection: Connection) -> Closed:
        return cls(connection, {closing.period.span: closing for closing in closed_books.closings(connection)})

    def closing(self, span: Span) -> Closing | None:
        return self.closings.get(span)

    def figure(self, survey_id: str, span: Span, scope: Slice) -> Frozen | None:
        """A group's figure as closed; one without answers where the group came up only later.

        None where the period is open, the survey had no answers then, or no figure by these fields was frozen.
        """
        closing = self.closings.get(span)
        kept = self.figures(survey_id).get(closing.closing_id) if closing else None
        if closing is None or kept is None:
            return None
        if scope in kept:
            return kept[scope]
        by = _fields(scope)
        if by in self._tables[survey_id, closing.closing_id] and len(by) - ("brand" in by) <= 1:
            return Frozen(survey_id, scope, Shown.EMPTY, None, None)
        return None

    def figures(self, survey_id: str) -> Kept:
        """All that is frozen of one survey, by closing and group."""
        if survey_id not in self._figures:
            ids = [closing.closing_id for closing in self.closings.values()]
            found = closed_books.figures(self.connection, survey_id, ids) if ids else {}
            for number, groups in found.items():
                table = self._tables.setdefault((survey_id, number), {})
                for scope, frozen in groups.items():
                    table.setdefault(_fields(scope), []).append(frozen)
            self._figures[survey_id] = found
        return self._figures[survey_id]

    def groups(self, survey_id: str, span: Span, field: str, scope: Slice) -> dict[str, Frozen]:
        """Every part of a group by the values of one field, as closed; none where they were not frozen."""
        closing = self.closings.get(span)
        if closing is None or closing.closing_id not in self.figures(survey_id):
            return {}
        by = _fields(scope.narrowed(field, ""))
        parts = self._tables[survey_id, closing.closing_id].get(by, ())
        return {frozen.scope.get(field) or "": frozen for frozen in parts if frozen.scope.without(field) == scope}

    def reach(self, survey_id: str, answered: Span | None) -> Span | None:
        """The days with answers, and those that had answers when they were closed, though none are left."""
        for span in self.closings:
            outside = answered is None or not answered.overlaps(span)
            if outside and self._had_answers(survey_id, span):
                days = [span, *([answered] if answered else [])]
                answered = Span(min(one.first for one in days), max(one.last for one in days))
        return answered

    def _had_answers(self, survey_id: str, span: Span) -> bool:
        closing = self.closings[span]
        return closing.period.grain is Grain.MONTH and closing.closing_id in self.figures(survey_id)

    def changes(self, survey_id: str) -> tuple[Change, ...]:
        if survey_id not in self._changes:
            self._changes[survey_id] = late_changes.changes(self.connection, survey_id)
        return self._changes[survey_id]

    def book(self, span: Span) -> Book | None:
        """The verdicts of a period as they were; None where it is open, or closed only as a part of another."""
        closing = self.closings.get(span)
        return closed_books.book(self.connection, closing.closing_id) if closing and closing.has_book else None


def _fields(scope: Slice) -> Fields:
    return tuple(name for name, _ in scope)
