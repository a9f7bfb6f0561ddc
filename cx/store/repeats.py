"""People who answer again: of their answers in a period the latest counts, unless the company wants every answer.

A person is a `respondent_key` within one survey and brand; an answer without one is nobody's repeat. Each answer knows
when its person answered next (`answered_again_at`). In a period that holds both, it does not count: so a period of any
days takes away exactly the answers of which that moment lies within it, and nothing needs to look for the latest.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CreateTableAs,
    DateTime,
    Select,
    and_,
    cast,
    exists,
    func,
    null,
    or_,
    select,
    text,
    union_all,
    update,
)

from cx.domain.periods import Span
from cx.store.counting import count_anew
from cx.store.months import during, month_of, month_span
from cx.store.schema import repeat_summary, response_summary, responses, settings, synced_answers
from cx.store.synced import answers_of

SETTING = "repeat_answers"
EVERY_ANSWER = "all"


def refresh(connection: Connection, survey_id: str, firsts: Sequence[date]) -> None:
    """Bring everything about repeats up to date after answers of these months came, went or changed.

    firsts: first days of months, in order. A survey without respondents costs one look.
    """
    if answers_of(connection, survey_id) is synced_answers:
        _take_as_known(connection, survey_id)
        count_anew(connection, repeat_summary, survey_id, firsts)
    elif _any_repeat(connection, survey_id, firsts):
        moved = _link(connection, survey_id, firsts)
        count_anew(connection, repeat_summary, survey_id, sorted({*firsts, *moved}))


def follow_setting(connection: Connection) -> None:
    """Bring every survey in line with the setting, after it was changed."""
    kept = response_summary.c
    months: dict[str, list[date]] = {}
    for survey_id, month in connection.execute(select(kept.survey_id, kept.month).distinct().order_by(kept.month)):
        months.setdefault(survey_id, []).append(month)
    for survey_id, firsts in months.items():
        refresh(connection, survey_id, firsts)


def wrongly_linked(connection: Connection) -> Select[Any]:
    """The survey of each answer that does not know rightly when its person answered next."""
    row, linked = responses.c, _linked(connection).subquery()
    unnamed = select(row.survey_id).where(row.respondent_key == "", row.answered_again_at.is_not(None))
    wrong = select(linked.c.survey_id).where(linked.c.known.is_distinct_from(linked.c.again))
    counted = synced_answers.c
    unlike = select(counted.survey_id).where(counted.answered_again_at.is_distinct_from(_as_known(connection)))
    return select(union_all(wrong, unnamed, unlike).subquery())


def _latest_counts(connection: Connection) -> bool:
    """Whether of several answers of one person only the latest counts."""
    value = connection.execute(select(settings.c.value).where(settings.c.name == SETTING)).scalar()
    return value is None or json.loads(value) != EVERY_ANSWER


def _any_repeat(connection: Connection, survey_id: str, firsts: Sequence[date]) -> bool:
    """Whether anybody is named who answered in these months, or whose answer was or is replaced in them."""
    row, kept, days = responses.c, repeat_summary.c, _hull(firsts)
    named = row.respondent_key != ""
    answers = select(row.survey_id).where(
        row.survey_id == survey_id,
        or_(and_(named, during(row.responded_at, days)), during(row.answered_again_at, days)),
    )
    counted = select(kept.survey_id).where(kept.survey_id == survey_id, kept.month.in_(firsts))
    return any(connection.execute(found.limit(1)).first() for found in (answers, counted))


def _link(connection: Connection, survey_id: str, firsts: Sequence[date]) -> set[date]:
    """Tell each answer anew when its person answered next; the months of the answers for which that changed.

    Only of people who answered in these months, or whose next answer was, before the change, in one of them.
    """
    row, days = responses.c, _hull(firsts)
    touched = (
        select(row.brand, row.respondent_key)
        .where(
            row.survey_id == survey_id,
            row.respondent_key != "",
            or_(during(row.responded_at, days), during(row.answered_again_at, days)),
        )
        .distinct()
        .subquery()
    )
    linked = _linked(
        connection,
        row.survey_id == survey_id,
        exists().where(touched.c.brand == row.brand, touched.c.respondent_key == row.respondent_key),
    ).subquery()
    changed = select(linked).where(linked.c.known.is_distinct_from(linked.c.again))
    made = CreateTableAs(changed, "answered_again", temporary=True)
    connection.execute(made)
    again = made.table.c
    months = set(connection.execute(select(month_of(again.responded_at)).distinct()).scalars())
    if months:
        connection.execute(
            update(responses)
            .where(row.survey_id == survey_id, row.response_id == again.response_id)
            .values(answered_again_at=again.again)
        )
    connection.execute(text("DROP TABLE answered_again"))
    return months


def _linked(connection: Connection, *wanted: ColumnElement[bool]) -> Select[Any]:
    """Each answer that names its person, when they answered next as it is known, and as it is."""
    row = responses.c
    latest = func.lead(row.responded_at).over(
        partition_by=(row.survey_id, row.brand, row.respondent_key), order_by=(row.responded_at, row.response_id)
    )
    return select(
        row.survey_id,
        row.response_id,
        row.responded_at,
        row.answered_again_at.label("known"),
        (latest if _latest_counts(connection) else cast(null(), DateTime)).label("again"),
    ).where(row.respondent_key != "", *wanted)


def _take_as_known(connection: Connection, survey_id: str) -> None:
    """A warehouse says when people answered again; the setting says whether that counts."""
    row, known = synced_answers.c, _as_known(connection)
    changed = update(synced_answers).where(row.survey_id == survey_id, row.answered_again_at.is_distinct_from(known))
    connection.execute(changed.values(answered_again_at=known))


def _as_known(connection: Connection) -> ColumnElement[Any]:
    return synced_answers.c.known_again_at if _latest_counts(connection) else cast(null(), DateTime)


def _hull(firsts: Sequence[date]) -> Span:
    return Span(firsts[0], month_span(firsts[-1]).last)
