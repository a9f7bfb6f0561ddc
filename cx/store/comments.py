"""What people wrote, newest first.

A search reads the comments of the group and period as they stand. Its words become regular expressions that know every
accent of a letter: over a million comments that takes half a second to a second and a half of processor time, and a
quarter of them a tenth of that, where folding each comment first takes eight seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, select

from cx.domain.periods import Span
from cx.domain.searching import pattern, theme_pattern
from cx.domain.slices import EVERYBODY, FIELDS, Slice
from cx.store import row_scope
from cx.store.asked import Asked
from cx.store.matching import matches
from cx.store.months import during
from cx.store.schema import responses


@dataclass(frozen=True, slots=True)
class Written:
    """A comment as it was written, with the answer that it came with. fields: every field, '' where not given."""

    response_id: str
    at: datetime
    score: int
    text: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which comments: a survey's in a span of days, of a group, with certain scores; own_brand as in `tallies`.

    scores: of 0 to 10. terms: folded, all of which a comment holds. phrases: of a theme, any of which it holds.
    """

    survey_id: str
    span: Span
    where: Slice = EVERYBODY
    own_brand: str | None = ""
    scores: Sequence[int] = range(11)
    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def conditions(self) -> list[ColumnElement[bool]]:
        found = [
            *Asked(self.survey_id, (), self.where, self.own_brand).conditions(responses),
            during(responses.c.responded_at, self.span),
            responses.c.comment != "",
        ]
        if len(self.scores) < 11:
            found.append(responses.c.score.in_(list(self.scores)))
        patterns = [pattern(term) for term in self.terms]
        if self.phrases:
            patterns.append(theme_pattern(self.phrases))
        return found + [matches(responses.c.comment, one) for one in patterns]


def count(connection: Connection, wanted: Wanted) -> int:
    seen = row_scope.comments(connection)
    return int(connection.execute(select(func.count()).where(*wanted.conditions(), seen)).scalar_one())


def newest(connection: Connection, wanted: Wanted, *, most: int, after: int = 0) -> tuple[Written, ...]:
    """The newest of them. most: how many at most. after: how many newer ones to leave out."""
    found = connection.execute(
        select(*ANSWER)
        .where(*wanted.conditions(), row_scope.comments(connection))
        .order_by(responses.c.responded_at.desc(), responses.c.response_id)
        .limit(most)
        .offset(after)
    )
    return tuple(map(written, found))


def one(connection: Connection, wanted: Wanted, response_id: str) -> Written | None:
    """One comment, where it is among those wanted."""
    named = responses.c.response_id == response_id
    found = connection.execute(
        select(*ANSWER).where(*wanted.conditions(), named, row_scope.comments(connection))
    ).first()
    return written(found) if found else None


ANSWER: tuple[Column[Any], ...] = tuple(
    responses.c[name] for name in ("response_id", "responded_at", "score", "comment", *FIELDS)
)
"""The columns that `written` takes."""


def written(row: Sequence[Any]) -> Written:
    response_id, at, score, text, *fields = row
    return Written(response_id, at, int(score), text, dict(zip(FIELDS, fields, strict=True)))
