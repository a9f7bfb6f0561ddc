"""What a warehouse counted enters the store in one transaction, day by day, and leaves it again when it is taken back.

A day is what is replaced: one that comes to the same as before stays as it is, so that the same sync twice changes
nothing. Only the newest sync of a survey can be taken back; then the one before it is the newest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Float,
    MetaData,
    Select,
    String,
    Table,
    cast,
    delete,
    except_,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)

from cx.domain.errors import BadValue, ChoiceNeeded
from cx.domain.slices import FIELDS
from cx.store import import_log, late_changes, summary, withdrawing
from cx.store.months import first_of, month_of
from cx.store.schema import (
    SCORE_COUNTS,
    WEIGHT_SUMS,
    imports,
    rejected_rows,
    responses,
    surveys,
    synced_answer_versions,
    synced_answers,
    synced_days,
    synced_surveys,
)
from cx.store.synced import TOTALS, days_known
from cx.store.warehouse.bringing import Brought, Day, Known, Totals
from cx.store.warehouse.watermarks import read

TABLE = "synced_answers"
_KEYS = ("survey_id", "responded_at", "known_again_at", *FIELDS, "account_id")
_CONTENT = (*_KEYS, *SCORE_COUNTS, *WEIGHT_SUMS)
_SCRATCH = MetaData(schema="scratch")
_CELLS = Table(
    "cells",
    _SCRATCH,
    Column("survey_id", String),
    Column("responded_at", DateTime),
    Column("known_again_at", DateTime),
    *(Column(name, String) for name in (*FIELDS, "account_id")),
    *(Column(name, BigInteger) for name in SCORE_COUNTS),
    *(Column(name, Float) for name in WEIGHT_SUMS),
)
_DAYS = Table(
    "days", _SCRATCH, *(Column(column.name, column.type) for column in synced_days.c if column.name != "import_id")
)
_REFUSED = Table("refused", _SCRATCH, *(Column(name, String) for name in ("survey_id", "reason", "value")))


@dataclass(frozen=True, slots=True)
class Sync:
    """A sync on its way into the store; its counts stand in the attached database `scratch`.

    source: the warehouse and its table, in words. mapping: JSON. at: UTC. replace: a survey may change its source.
    """

    source: str
    mapping: str
    brought: Brought
    by: str
    at: datetime
    replace: bool = False


@dataclass(frozen=True, slots=True)
class SyncedSurvey:
    """What a sync did to one survey. import_id: None where nothing had changed.

    accepted: answers that are new. updated: that took another's place, as a changed one does. removed: that are no
    longer there. same: of the days that were asked for, those that were there already. rejected: rows that are no
    answers.
    """

    survey_id: str
    import_id: int | None
    accepted: int = 0
    updated: int = 0
    removed: int = 0
    same: int = 0
    rejected: int = 0


def known(connection: Connection, source: str, mapping: str, *, replace: bool) -> Known:
    """What the store knows of a source. Read with another mapping, all of it has to be asked for anew.

    mapping: as `Sync` has it.
    """
    kept = synced_surveys.c
    found = connection.execute(select(kept.survey_id, kept.mapping, kept.watermark).where(kept.source == source)).all()
    days = days_known().where(synced_days.c.survey_id.in_([row.survey_id for row in found]), synced_days.c.answers > 0)
    totals = connection.execute(
        days.with_only_columns(*(synced_days.c[name] for name in ("survey_id", "day", *TOTALS)))
    )
    of_day: dict[Day, Totals] = {(survey_id, day): Totals(*numbers) for survey_id, day, *numbers in totals}
    as_before = all(row.mapping == mapping for row in found)
    watermarks = {row.watermark for row in found}
    return Known(of_day, _earliest(watermarks) if as_before else "", replace)


def remembered(connection: Connection, source: str) -> str:
    """The mapping with which a warehouse was last read, as JSON; '' where it never was.

    source: the warehouse alone. Its table, which the mapping names, stands behind it in what is kept.
    """
    kept = synced_surveys.c
    found = connection.execute(
        select(kept.mapping).where(kept.source.startswith(f"{source} ", autoescape=True)).order_by(kept.asked_at.desc())
    )
    mappings = list(dict.fromkeys(found.scalars()))
    if len(mappings) > 1:
        raise ChoiceNeeded(
            f"{source} was read with {len(mappings)} mappings. Say which: pass --mapping FILE.", ("--mapping FILE",)
        )
    return mappings[0] if mappings else ""


def commit(connection: Connection, sync: Sync) -> list[SyncedSurvey]:
    """Take over what changed, survey by survey, in the caller's transaction."""
    done = []
    for survey_id in sync.brought.surveys:
        if survey_id:  # rows that name no survey are refused, and belong to none
            _check_unmixed(connection, survey_id, sync)
            _keep_source(connection, survey_id, sync)
        done.append(_take_over(connection, survey_id, sync))
    return done


def take_back(connection: Connection, import_id: int, by: str, at: datetime) -> tuple[int, int]:
    """Take the newest sync of a survey back; how many answers left, and how many came back. at: UTC.

    The next sync asks for all anew. Raises BadValue where a later one stands on it.
    """
    survey_id = str(
        connection.execute(select(imports.c.survey_id).where(imports.c.import_id == import_id)).scalar_one()
    )
    later = connection.execute(
        select(func.max(imports.c.import_id)).where(
            imports.c.table_name == TABLE, imports.c.survey_id == survey_id, imports.c.undone_at.is_(None)
        )
    ).scalar_one_or_none()
    if later is not None and later > import_id:
        raise BadValue(
            f"Import {import_id} was followed by import {later} from the same source. Take that one back first."
        )
    import_log.mark_taken_back(connection, import_id, by, at)
    went, came = synced_answers.c.import_id == import_id, synced_answer_versions.c.superseded_by == import_id
    months = _months(connection, synced_answers, went) | _months(connection, synced_answer_versions, came)
    appeared, vanished = _difference(
        connection, select(*_of(synced_answers)).where(went), select(*_of(synced_answer_versions)).where(came)
    )
    withdrawing.undone(connection, survey_id, months, f"Import {import_id} was taken back.", at)
    connection.execute(delete(synced_answers).where(went))
    kept = (*_CONTENT, "import_id")
    versions = select(*(synced_answer_versions.c[name] for name in kept)).where(came)
    connection.execute(insert(synced_answers).from_select(kept, versions))
    connection.execute(delete(synced_answer_versions).where(came))
    connection.execute(delete(synced_days).where(synced_days.c.import_id == import_id))
    summary.refresh(connection, survey_id, months)
    late_changes.recounted(connection, survey_id, import_id, appeared, vanished, by, at, undone=True)
    held = synced_surveys.c.survey_id == survey_id
    connection.execute(update(synced_surveys).where(held).values(watermark=""))
    if not connection.execute(select(synced_days.c.day).where(synced_days.c.survey_id == survey_id).limit(1)).first():
        connection.execute(delete(synced_surveys).where(held))
    return sum(vanished.values()), sum(appeared.values())


# One survey ---------------------------------------------------------------------------------------------------------


def _check_unmixed(connection: Connection, survey_id: str, sync: Sync) -> None:
    held = select(responses.c.survey_id).where(responses.c.survey_id == survey_id).limit(1)
    if connection.execute(held).first():
        raise BadValue(
            f"Survey '{survey_id}' has answers from files. Imported and synced answers of one survey would count twice:"
            " take those imports back first (python -m cx undo-import ID), or give the warehouse's answers another"
            " survey_id in the mapping file. Nothing was changed."
        )
    source = connection.execute(select(synced_surveys.c.source).where(synced_surveys.c.survey_id == survey_id)).scalar()
    if source not in (None, sync.source) and not sync.replace:
        raise ChoiceNeeded(
            f"Survey '{survey_id}' is synced from {source}, not from {sync.source}. If it has moved there, pass"
            " --replace; if it is another survey, give it another survey_id in the mapping file. Nothing was changed.",
            ("--replace",),
        )


def _keep_source(connection: Connection, survey_id: str, sync: Sync) -> None:
    values = {
        "source": sync.source,
        "mapping": sync.mapping,
        "watermark": sync.brought.watermark,
        "asked_at": sync.at.replace(tzinfo=None),
    }
    held = synced_surveys.c.survey_id == survey_id
    if connection.execute(select(synced_surveys.c.survey_id).where(held)).first():
        connection.execute(update(synced_surveys).where(held).values(values))
        return
    connection.execute(insert(synced_surveys).values(survey_id=survey_id, **values))
    if connection.execute(select(surveys.c.survey_id).where(surveys.c.survey_id == survey_id)).first() is None:
        named = {"name": survey_id, "kind": "relationship", "provenance": "own"}
        connection.execute(insert(surveys).values(survey_id=survey_id, **named))


def _take_over(connection: Connection, survey_id: str, sync: Sync) -> SyncedSurvey:
    asked = select(_DAYS.c.day).where(_DAYS.c.survey_id == survey_id)
    old = select(*_of(synced_answers)).where(
        synced_answers.c.survey_id == survey_id, cast(synced_answers.c.responded_at, Date).in_(asked)
    )
    new = select(*_of(_CELLS)).where(_CELLS.c.survey_id == survey_id)
    days = _changed_days(connection, old, new)
    rejected = sync.brought.refused.get(survey_id, 0)
    answers = _count(
        connection, select(func.coalesce(func.sum(_DAYS.c.answers), 0)).where(_DAYS.c.survey_id == survey_id)
    )
    if not days and (not rejected or _told_before(connection, survey_id, sync, rejected)):
        return SyncedSurvey(survey_id, None, same=answers)
    import_id = import_log.next_id(connection)
    moments = [datetime.combine(day, datetime.min.time()) for day in days]
    going = (synced_answers.c.survey_id == survey_id) & synced_answers.c.responded_at.in_(moments)
    appeared, vanished = _difference(connection, old.where(going), new.where(_CELLS.c.responded_at.in_(moments)))
    _replace(connection, survey_id, import_id, days, going, new.where(_CELLS.c.responded_at.in_(moments)))
    updated = {month: min(n, vanished.get(month, 0)) for month, n in appeared.items()}
    changed = sum(updated.values())
    accepted, removed = sum(appeared.values()) - changed, sum(vanished.values()) - changed
    done = SyncedSurvey(survey_id, import_id, accepted, changed, removed, answers - accepted - changed, rejected)
    _record(connection, sync, done, days)
    summary.refresh(connection, survey_id, {first_of(day) for day in days})
    late_changes.recounted(connection, survey_id, import_id, appeared, vanished, sync.by, sync.at)
    return done


def _told_before(connection: Connection, survey_id: str, sync: Sync, rejected: int) -> bool:
    """Whether refused rows are those of the last sync: without a watermark all of them come every time."""
    last = select(imports.c.rejected).where(imports.c.table_name == TABLE, imports.c.survey_id == survey_id)
    newest = connection.execute(last.order_by(imports.c.import_id.desc()).limit(1)).scalar()
    return not sync.brought.watermark and newest == rejected


def _changed_days(connection: Connection, old: Select[Any], new: Select[Any]) -> list[date]:
    """Days that come to something else than before, in any group."""
    before, now = old.subquery(), new.subquery()
    sides = (except_(select(before), select(now)), except_(select(now), select(before)))
    different = union_all(*(select(side.subquery().c.responded_at) for side in sides)).subquery()
    found = connection.execute(select(different.c.responded_at).distinct().order_by(different.c.responded_at))
    return [moment.date() for moment in found.scalars()]


def _replace(
    connection: Connection,
    survey_id: str,
    import_id: int,
    days: Sequence[date],
    going: ColumnElement[bool],
    coming: Select[Any],
) -> None:
    kept = (*_CONTENT, "import_id")
    versions = select(*(synced_answers.c[name] for name in kept), literal(import_id)).where(going)
    connection.execute(insert(synced_answer_versions).from_select((*kept, "superseded_by"), versions))
    connection.execute(delete(synced_answers).where(going))
    arriving = coming.add_columns(literal(import_id)).order_by(_CELLS.c.responded_at)
    connection.execute(insert(synced_answers).from_select(kept, arriving))
    totals = select(*_DAYS.c, literal(import_id)).where(_DAYS.c.survey_id == survey_id, _DAYS.c.day.in_(days))
    connection.execute(insert(synced_days).from_select([column.name for column in synced_days.c], totals))


def _record(connection: Connection, sync: Sync, done: SyncedSurvey, days: Sequence[date]) -> None:
    reading = {"mapping": json.loads(sync.mapping), "watermark": sync.brought.watermark}
    connection.execute(
        insert(imports).values(
            import_id=done.import_id,
            table_name=TABLE,
            survey_id=done.survey_id,
            file_name=sync.source,
            format="sync",
            reading=json.dumps(reading, ensure_ascii=False),
            imported_at=sync.at.replace(tzinfo=None),
            imported_by=sync.by,
            rows=done.accepted + done.updated + done.same + done.rejected,
            accepted=done.accepted,
            updated=done.updated,
            duplicates=done.same,
            rejected=done.rejected,
            first_day=days[0] if days else None,
            last_day=days[-1] if days else None,
        )
    )
    line = func.row_number().over(order_by=(_REFUSED.c.reason, _REFUSED.c.value))
    listed = select(literal(done.import_id), line, _REFUSED.c.reason, _REFUSED.c.value).where(
        _REFUSED.c.survey_id == done.survey_id
    )
    connection.execute(insert(rejected_rows).from_select(("import_id", "line", "reason", "value"), listed))


# Counting what changed ----------------------------------------------------------------------------------------------

Months = Mapping[date, int]
"""Answers by the first day of their month."""


def _difference(connection: Connection, old: Select[Any], new: Select[Any]) -> tuple[Months, Months]:
    """Answers of the new counts that the old ones do not have, and the other way round, by month.

    An answer whose region was corrected is one that appeared and one that vanished. When people answered again is left
    out: that changes no answer.
    """
    keys = [name for name in _KEYS if name != "known_again_at"]
    sides = union_all(
        *(
            select(*(side.c[key] for key in keys), *((sign * side.c[name]).label(name) for name in SCORE_COUNTS))
            for sign, side in ((-1, old.subquery()), (1, new.subquery()))
        )
    ).subquery()
    sums = {name: func.sum(sides.c[name]) for name in SCORE_COUNTS}
    more, fewer = (sum((func.greatest(sign * one, 0) for one in sums.values()), literal(0)) for sign in (1, -1))
    groups = select(month_of(sides.c.responded_at).label("month"), more.label("more"), fewer.label("fewer"))
    by_group = groups.group_by(*(sides.c[key] for key in keys)).subquery()
    rows = connection.execute(
        select(by_group.c.month, func.sum(by_group.c.more), func.sum(by_group.c.fewer)).group_by(by_group.c.month)
    ).all()
    return {month: int(n) for month, n, _ in rows if n}, {month: int(n) for month, _, n in rows if n}


def _of(table: Table) -> list[ColumnElement[Any]]:
    return [table.c[name] for name in _CONTENT]


def _months(connection: Connection, table: Table, wanted: ColumnElement[bool]) -> set[date]:
    return set(connection.execute(select(month_of(table.c.responded_at)).where(wanted).distinct()).scalars())


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())


def _earliest(watermarks: set[str]) -> str:
    """Of several surveys the least known decides; where one is not known at all, nothing is."""
    return min(watermarks, key=read) if watermarks and "" not in watermarks else ""
