"""The response summary: additive counts by survey, month and every field, always equal to the responses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Float,
    Select,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
    union_all,
)

from cx.domain.periods import Span
from cx.domain.slices import FIELDS
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM
from cx.store import invited_people, ratings
from cx.store.months import month_of
from cx.store.schema import SCORE_COUNTS, WEIGHT_SUMS, imports, rejected_rows, response_summary, responses

_KEYS = ("survey_id", "month", *FIELDS)
_TOLERANCE = 1e-6
"""Relative; sums of the same weights in another order differ by rounding, never by an answer."""


def refresh(connection: Connection, survey_id: str, months: Iterable[date]) -> None:
    """Make the summary of these months of a survey anew from its responses.

    months: any day of each. One month of 50 million answers takes about a tenth of a second.
    """
    firsts = sorted({day.replace(day=1) for day in months})
    if not firsts:
        return
    kept = response_summary.c
    connection.execute(delete(response_summary).where(kept.survey_id == survey_id, kept.month.in_(firsts)))
    within = or_(*(_during(run) for run in _runs(firsts)))
    counted = _counted().where(responses.c.survey_id == survey_id, within)
    connection.execute(insert(response_summary).from_select([column.name for column in kept], counted))


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check of the store found.

    answers, cells, imports: how many there are; a cell is a month's answers with the same values in every field.
    problems: in plain words, the gravest first; none in a sound store.
    """

    answers: int
    cells: int
    imports: int
    problems: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.problems


def check(connection: Connection) -> Findings:
    """Prove that the store agrees with itself: every answer once, in range, of a standing import, and summed up."""
    problems = (
        _same_answer_twice(connection),
        _impossible_scores(connection),
        _answers_without_import(connection),
        _summary_differs(connection),
        *ratings.problems(connection),
        *_imports_that_do_not_add_up(connection),
        invited_people.differing(connection),
    )
    return Findings(
        answers=_count(connection, select(responses.c.survey_id)),
        cells=_count(connection, select(response_summary.c.month)),
        imports=_count(connection, select(imports.c.import_id)),
        problems=tuple(problem for problem in problems if problem),
    )


def during(moment: ColumnElement[Any], span: Span) -> ColumnElement[bool]:
    """Whether a moment falls within the span's days; a range of moments, so that blocks of other days are skipped."""
    return moment.between(*moments(span))


def moments(span: Span) -> tuple[datetime, datetime]:
    """The first and the last moment of a span."""
    return datetime.combine(span.first, datetime.min.time()), datetime.combine(span.last, datetime.max.time())


def _during(run: Span) -> ColumnElement[bool]:
    return during(responses.c.responded_at, run)


def _runs(firsts: Sequence[date]) -> list[Span]:
    """Unbroken runs of months, so that refreshing a whole survey asks for one range."""
    runs: list[Span] = []
    for first in firsts:
        last = date.fromordinal(_next_month(first).toordinal() - 1)
        if runs and runs[-1].last.toordinal() + 1 == first.toordinal():
            runs[-1] = Span(runs[-1].first, last)
        else:
            runs.append(Span(first, last))
    return runs


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _counted() -> Select[Any]:
    """The summary as the responses have it."""
    row = responses.c
    month = month_of(row.responded_at)
    fields = [row[field] for field in FIELDS]
    weight = cast(func.coalesce(row.weight, 1.0), Float)
    promoter, detractor = row.score >= PROMOTER_FROM, row.score < PASSIVE_FROM
    classes = (promoter, ~promoter & ~detractor, detractor)
    return select(
        row.survey_id,
        month.label("month"),
        *fields,
        *(cast(func.count().filter(row.score == score), BigInteger).label(f"score_{score}") for score in range(11)),
        *(
            func.coalesce(func.sum(weight).filter(of_class), 0.0).label(name)
            for name, of_class in zip(WEIGHT_SUMS, classes, strict=False)
        ),
        func.sum(weight * weight).label(WEIGHT_SUMS[-1]),
    ).group_by(row.survey_id, month, *fields)


# What a check looks for ---------------------------------------------------------------------------------------------


def _count(connection: Connection, rows: Select[Any]) -> int:
    return int(connection.execute(select(func.count()).select_from(rows.subquery())).scalar_one())


def _same_answer_twice(connection: Connection) -> str:
    row = responses.c
    twice = select(row.survey_id, row.response_id).group_by(row.survey_id, row.response_id).having(func.count() > 1)
    found = connection.execute(twice.limit(1)).first()
    if found is None:
        return ""
    more = _count(connection, twice)
    return f"{more:,} answers are stored twice, such as {found.response_id} of survey {found.survey_id}."


def _impossible_scores(connection: Connection) -> str:
    found = _count(connection, select(responses.c.score).where(~responses.c.score.between(0, 10)))
    return f"{found:,} answers have a score outside 0 to 10." if found else ""


def _answers_without_import(connection: Connection) -> str:
    standing = select(imports.c.import_id).where(imports.c.undone_at.is_(None), imports.c.table_name == "responses")
    orphans = select(responses.c.import_id).where(responses.c.import_id.not_in(standing))
    found = _count(connection, orphans)
    return f"{found:,} answers belong to no import, or to one that was taken back." if found else ""


def _summary_differs(connection: Connection) -> str:
    """Both ways at once: what the responses count less what the summary keeps must be nothing in every group."""
    counted, kept = _counted().subquery(), response_summary
    added = (*SCORE_COUNTS, *WEIGHT_SUMS)
    sides = union_all(
        select(*(counted.c[key] for key in _KEYS), *(counted.c[name].label(name) for name in added)),
        select(*(kept.c[key] for key in _KEYS), *((-kept.c[name]).label(name) for name in added)),
    ).subquery()
    rounding = [_TOLERANCE * (1 + func.sum(func.abs(sides.c[name]))) for name in WEIGHT_SUMS]
    differs = or_(
        *(func.sum(sides.c[name]) != 0 for name in SCORE_COUNTS),
        *(func.abs(func.sum(sides.c[name])) > limit for name, limit in zip(WEIGHT_SUMS, rounding, strict=True)),
    )
    keys = [sides.c[key] for key in _KEYS]
    differing = select(sides.c.survey_id, sides.c.month).group_by(*keys).having(differs)
    found = connection.execute(differing.order_by(sides.c.month).limit(1)).first()
    if found is None:
        return ""
    return (
        f"The monthly summary does not equal the answers in {_count(connection, differing):,} groups, such as"
        f" {found.month:%B %Y} of survey {found.survey_id}."
    )


def _imports_that_do_not_add_up(connection: Connection) -> list[str]:
    kept, refused = imports.c, rejected_rows.c
    parts = kept.accepted + kept.updated + kept.duplicates + kept.rejected
    lists = select(refused.import_id, func.count().label("listed")).group_by(refused.import_id).subquery("lists")
    listed = func.coalesce(lists.c.listed, 0)
    found = connection.execute(
        select(kept.import_id, kept.rows, parts.label("parts"), kept.rejected, listed.label("listed"))
        .select_from(imports.outerjoin(lists, lists.c.import_id == kept.import_id))
        .where(or_(parts != kept.rows, listed != kept.rejected))
        .order_by(kept.import_id)
    )
    return [
        f"Import {row.import_id} had {row.rows:,} rows, but {row.parts:,} are accounted for."
        if row.parts != row.rows
        else f"Import {row.import_id} refused {row.rejected:,} rows, but {row.listed:,} are listed."
        for row in found
    ]
