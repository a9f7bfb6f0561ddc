"""The response summary: additive counts by survey, month and every field, always equal to the responses."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from cx.store import comment_months, invited_people, ratings, repeats, synced
from cx.store.counting import count_anew, differing
from cx.store.schema import (
    SCORE_COUNTS,
    imports,
    rejected_rows,
    repeat_summary,
    response_summary,
    responses,
    synced_answers,
)


def refresh(connection: Connection, survey_id: str, months: Iterable[date]) -> None:
    """Make the summary of these months of a survey anew from its responses, and what repeats in it; its comments wait.

    months: any day of each of which answers came, went or changed. One month of 50 million answers takes about a tenth
    of a second.
    """
    firsts = sorted({day.replace(day=1) for day in months})
    if not firsts:
        return
    count_anew(connection, response_summary, survey_id, firsts)
    repeats.refresh(connection, survey_id, firsts)
    comment_months.note(connection, survey_id, firsts)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check of the store found.

    answers, cells, imports: how many there are; a cell is a month's answers with the same values in every field.
    in_warehouse: answers among them that stay there, counted.
    problems: in plain words, the gravest first; none in a sound store.
    """

    answers: int
    cells: int
    imports: int
    problems: tuple[str, ...] = ()
    in_warehouse: int = 0

    @property
    def sound(self) -> bool:
        return not self.problems


def check(connection: Connection) -> Findings:
    """Prove that the store agrees with itself: every answer once, in range, of a standing import, and summed up."""
    problems = (
        _same_answer_twice(connection),
        _impossible_scores(connection),
        _answers_without_import(connection),
        _wrong_repeats(connection),
        *_unlike_their_source(connection),
        *_summaries_differ(connection),
        *ratings.problems(connection),
        *_imports_that_do_not_add_up(connection),
        invited_people.differing(connection),
    )
    in_warehouse = _synced(connection)
    return Findings(
        answers=_count(connection, select(responses.c.survey_id)) + in_warehouse,
        cells=_count(connection, select(response_summary.c.month)),
        imports=_count(connection, select(imports.c.import_id)),
        problems=tuple(problem for problem in problems if problem),
        in_warehouse=in_warehouse,
    )


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


def _synced(connection: Connection) -> int:
    """Answers that stay in a warehouse."""
    counted = select(
        func.coalesce(func.sum(reduce(operator.add, (synced_answers.c[name] for name in SCORE_COUNTS))), 0)
    )
    return int(connection.execute(counted).scalar_one())


def _unlike_their_source(connection: Connection) -> Iterator[str]:
    """Synced counts must come to what the warehouse itself said of each day as it was brought."""
    found = connection.execute(synced.differing().limit(1)).first()
    if found is not None:
        days = _count(connection, synced.differing())
        yield (
            f"On {days:,} days the synced counts are not what the warehouse said, such as {found.day:%-d %B %Y} of"
            f" survey {found.survey_id}."
        )
    held = select(synced_answers.c.survey_id).where(synced_answers.c.survey_id.in_(select(responses.c.survey_id)))
    if twice := connection.execute(held.limit(1)).scalar():
        yield f"Survey {twice} has answers from files and from a warehouse, which may count twice."


def _summaries_differ(connection: Connection) -> Iterator[str]:
    for summary, name in ((response_summary, "monthly summary"), (repeat_summary, "summary of repeat answers")):
        groups = differing(summary)
        found = connection.execute(groups.order_by(groups.selected_columns["month"]).limit(1)).first()
        if found is not None:
            yield (
                f"The {name} does not equal the answers in {_count(connection, groups):,} groups, such as"
                f" {found.month:%B %Y} of survey {found.survey_id}."
            )


def _wrong_repeats(connection: Connection) -> str:
    found = _count(connection, repeats.wrongly_linked(connection))
    return f"{found:,} answers do not know rightly when the same person answered again." if found else ""


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
