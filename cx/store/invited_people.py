"""People who were invited, one by one: kept as they came, counted by month and group, and taken back by import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select, text, union_all

from cx.domain.slices import FIELDS
from cx.store.maintained import Upserted
from cx.store.months import month_of
from cx.store.schema import invitations, invited_people, invited_summary

TABLE = "invited_people"
Month = tuple[str, date]
"""A survey and the first day of a month."""


def counted_by_hand(connection: Connection) -> set[Month]:
    """The months of each survey for which somebody sent how many were invited; a count of nobody is none."""
    row = invitations.c
    found = connection.execute(select(row.survey_id, row.month).where(row.invited > 0).distinct())
    return {(survey_id, month) for survey_id, month in found}


def counted_from_people(connection: Connection) -> set[Month]:
    """The months of each survey whose invitations are known person by person."""
    row = invited_summary.c
    found = connection.execute(select(row.survey_id, row.month).distinct())
    return {(survey_id, month) for survey_id, month in found}


def add(connection: Connection, import_id: int, people: Sequence[Mapping[str, Any]]) -> Upserted:
    """Keep invitations that are new or that say otherwise than what is kept of that survey, day and person.

    people: survey_id, invited_on, respondent_key and any fields, each survey, day and person once. A field that they do
    not have stays as it is kept.
    """
    if not people:
        return Upserted(0, 0, 0)
    given = [field for field in FIELDS if field in people[0]]
    _stage(connection, people, given)
    fields = [f"n.{field}" if field in given else f"coalesce(k.{field}, '')" for field in FIELDS]
    kept = _latest_of_day().compile(connection, compile_kwargs={"literal_binds": True})
    joined = (
        f"FROM invited_now AS n LEFT JOIN ({kept}) AS k ON k.survey_id = n.survey_id"
        " AND k.invited_on = n.invited_on AND k.respondent_key = n.respondent_key"
    )
    differs = " OR ".join(["k.survey_id IS NULL", *(f"n.{field} <> k.{field}" for field in given)])
    counted = f"SELECT count(*) FILTER (WHERE k.survey_id IS NULL), count(*) FILTER (WHERE {differs}) {joined}"
    new, written = connection.execute(text(counted)).one()
    columns = ", ".join(("survey_id", "invited_on", "respondent_key", *FIELDS, "import_id"))
    connection.execute(
        text(
            f"INSERT INTO invited_people ({columns}) SELECT n.survey_id, n.invited_on, n.respondent_key,"
            f" {', '.join(fields)}, :import_id {joined} WHERE {differs}"
        ),
        {"import_id": import_id},
    )
    connection.execute(text("DROP TABLE invited_now"))
    for survey_id in sorted({row["survey_id"] for row in people}):
        refresh(connection, survey_id)
    return Upserted(new, written - new, len(people) - written)


def months_of(connection: Connection, import_id: int) -> set[Month]:
    """The months of each survey that an import brought invitations of."""
    row = invited_people.c
    month = month_of(row.invited_on)
    found = connection.execute(select(row.survey_id, month).where(row.import_id == import_id).distinct())
    return {(survey_id, first) for survey_id, first in found}


def take_back(connection: Connection, import_id: int) -> int:
    """Forget what an import brought; what it had replaced counts again. How many rows went."""
    row = invited_people.c
    brought = select(row.survey_id).where(row.import_id == import_id).distinct()
    surveys = list(connection.execute(brought).scalars())
    gone = connection.execute(select(func.count()).select_from(invited_people).where(row.import_id == import_id))
    removed = int(gone.scalar_one())
    connection.execute(delete(invited_people).where(row.import_id == import_id))
    for survey_id in surveys:
        refresh(connection, survey_id)
    return removed


def forget(connection: Connection, respondent_key: str) -> int:
    """Forget every invitation of one person, and count their surveys anew. How many rows went."""
    row = invited_people.c
    theirs = row.respondent_key == respondent_key
    surveys = list(connection.execute(select(row.survey_id).where(theirs).distinct()).scalars())
    gone = int(connection.execute(select(func.count()).select_from(invited_people).where(theirs)).scalar_one())
    connection.execute(delete(invited_people).where(theirs))
    for survey_id in surveys:
        refresh(connection, survey_id)
    return gone


def refresh(connection: Connection, survey_id: str) -> None:
    """Count a survey's invited people anew: each once a month, where their latest invitation of it stands."""
    connection.execute(delete(invited_summary).where(invited_summary.c.survey_id == survey_id))
    names = [column.name for column in invited_summary.c]
    connection.execute(insert(invited_summary).from_select(names, _counted(invited_people.c.survey_id == survey_id)))


def differing(connection: Connection) -> str:
    """Where the counts do not equal the people, in words; '' where they do."""
    counted, kept = _counted().subquery(), invited_summary
    keys = ("survey_id", "month", "again_month", *FIELDS)
    sides = union_all(
        select(*(counted.c[key] for key in keys), counted.c.invited),
        select(*(kept.c[key] for key in keys), (-kept.c.invited).label("invited")),
    ).subquery()
    columns = [sides.c[key] for key in keys]
    wrong = select(*columns).group_by(*columns).having(func.sum(sides.c.invited) != 0).order_by(sides.c.month)
    found = connection.execute(wrong.limit(1)).first()
    if found is None:
        return ""
    return f"The counts of invited people do not equal them in {found.month:%B %Y} of survey {found.survey_id}."


def _stage(connection: Connection, people: Sequence[Mapping[str, Any]], given: Sequence[str]) -> None:
    """The rows as a temporary table, sent as columns: row by row a large file would take a minute."""
    names = ("survey_id", "respondent_key", *given)
    columns = ", ".join(f"unnest(CAST(:{name} AS TEXT[])) AS {name}" for name in names)
    values = {name: [row[name] for row in people] for name in names}
    values["invited_on"] = [row["invited_on"].isoformat() for row in people]
    connection.execute(
        text(
            f"CREATE TEMP TABLE invited_now AS SELECT {columns},"
            " CAST(unnest(CAST(:invited_on AS TEXT[])) AS DATE) AS invited_on"
        ),
        values,
    )


def _latest_of_day(*wanted: ColumnElement[bool]) -> Select[Any]:
    """What is kept of each survey, day and person: the row that the latest import brought."""
    row = invited_people.c
    place = func.row_number().over(
        partition_by=(row.survey_id, row.invited_on, row.respondent_key), order_by=row.import_id.desc()
    )
    ranked = select(invited_people, place.label("place")).where(*wanted).subquery()
    return select(*(ranked.c[column.name] for column in row)).where(ranked.c.place == 1)


def _counted(*wanted: ColumnElement[bool]) -> Select[Any]:
    """The summary as the people have it."""
    days = _latest_of_day(*wanted).subquery()
    month = month_of(days.c.invited_on)
    of_month = (days.c.survey_id, days.c.respondent_key, month)
    place = func.row_number().over(partition_by=of_month, order_by=days.c.invited_on.desc())
    ranked = select(days, month.label("month"), place.label("place")).subquery()
    each = select(ranked).where(ranked.c.place == 1).subquery()
    again = func.lead(each.c.month).over(partition_by=(each.c.survey_id, each.c.respondent_key), order_by=each.c.month)
    linked = select(each, again.label("again_month")).subquery()
    keys = [linked.c.survey_id, linked.c.month, linked.c.again_month, *(linked.c[field] for field in FIELDS)]
    return select(*keys, func.count().label("invited")).group_by(*keys)
