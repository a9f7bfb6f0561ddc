"""One person's answers leave the store for good, wherever they stand: current, superseded, rated, quoted, refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select, tuple_, update

from cx.store import company, copied_words, invited_people, late_changes, summary, withdrawing
from cx.store.months import month_of
from cx.store.schema import (
    imports,
    quotes,
    rejected_rows,
    response_ratings,
    response_versions,
    responses,
)
from cx.store.staging.respondents import RESPONDENT_KEY, respondent_keys

ERASED = "(erased)"
"""What stands where a refused row had quoted something of the person."""

Answer = tuple[str, str]
"""Survey and id."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What one erasure took out of the store.

    answers: that counted. earlier: superseded versions of answers. quotes: pinned comments. refused: values of refused
    rows that were blanked. invitations: rows of invited people. copied: records into which somebody had copied words of
    theirs, by table and key; those words are gone from them.
    """

    answers: int
    earlier: int
    quotes: int
    refused: int
    invitations: int
    copied: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.answers or self.earlier or self.quotes or self.refused or self.invitations)


def key_of(connection: Connection, respondent: str) -> str:
    """How the store knows a person; '' where no file ever said who its people are.

    respondent: as a file names them: an e-mail address, a customer number.
    """
    key = company.get(connection, RESPONDENT_KEY)
    return respondent_keys([respondent], key)[0] if key else ""


def erase(connection: Connection, key: str, by: str, at: datetime, *, written: str = "") -> Erased:
    """Take a person out, in the caller's transaction; closed months that lose answers are restated.

    An answer is theirs where any of its versions names them: an earlier file may not have said whose it is.
    key: keyed hash of the person. written: as files wrote them, blanked where a refused row quotes it. at: UTC.
    """
    theirs = _answers_of(connection, key)
    touched = _months(connection, theirs)
    for survey_id, months in touched.items():
        late_changes.erased(connection, survey_id, months, by, at)
        withdrawing.undone(connection, survey_id, months, "Answers under it were erased.", at)
    refused = _blank_refused(connection, theirs, key, written.strip())
    said = _comments(connection, theirs)
    _delete(connection, response_ratings, theirs)
    erased = Erased(
        answers=_delete(connection, responses, theirs),
        earlier=_delete(connection, response_versions, theirs),
        quotes=_delete(connection, quotes, theirs),
        refused=refused,
        invitations=invited_people.forget(connection, key),
        copied=copied_words.take_out(connection, said, ERASED),
    )
    for survey_id, months in touched.items():
        summary.refresh(connection, survey_id, months)
    return erased


def _answers_of(connection: Connection, key: str) -> list[Answer]:
    found = (
        select(table.c.survey_id, table.c.response_id).where(table.c.respondent_key == key)
        for table in (responses, response_versions)
    )
    return sorted({(row.survey_id, row.response_id) for query in found for row in connection.execute(query)})


def _among(table: Table, answers: list[Answer]) -> ColumnElement[bool]:
    return tuple_(table.c.survey_id, table.c.response_id).in_(answers)


def _comments(connection: Connection, answers: list[Answer]) -> set[str]:
    """All that they ever wrote here."""
    found = (select(table.c.comment).where(_among(table, answers)) for table in (responses, response_versions))
    return {comment for query in found for comment in connection.execute(query).scalars() if comment}


def _delete(connection: Connection, table: Table, answers: list[Answer]) -> int:
    """How many rows of these answers there were."""
    rows = connection.execute(select(func.count()).select_from(table).where(_among(table, answers))).scalar_one()
    connection.execute(delete(table).where(_among(table, answers)))
    return int(rows)


def _months(connection: Connection, answers: list[Answer]) -> dict[str, dict[date, int]]:
    """By survey: how many of these answers count, by the first day of their month."""
    row, month = responses.c, month_of(responses.c.responded_at)
    counted = select(row.survey_id, month, func.count()).where(_among(responses, answers))
    found: dict[str, dict[date, int]] = {}
    for survey_id, first, count in connection.execute(counted.group_by(row.survey_id, month)):
        found.setdefault(survey_id, {})[first] = int(count)
    return found


def _blank_refused(connection: Connection, answers: list[Answer], key: str, written: str) -> int:
    """Blank what refused rows quote of the person: how a file wrote them, and ids of their answers."""
    value, of_import = rejected_rows.c.value, rejected_rows.c.import_id
    survey = select(imports.c.survey_id).where(imports.c.import_id == of_import).scalar_subquery()
    quoted: list[ColumnElement[bool]] = [tuple_(survey, value).in_(answers), value.in_(_written(connection, key))]
    if written:
        quoted.append(func.lower(value).contains(written.lower(), autoescape=True))
    wanted = and_(value != ERASED, or_(*quoted))
    rows = connection.execute(select(func.count()).select_from(rejected_rows).where(wanted)).scalar_one()
    connection.execute(update(rejected_rows).where(wanted).values(value=ERASED))
    return int(rows)


def _written(connection: Connection, key: str) -> list[str]:
    """Values of refused rows that are the person, found by their keyed hash: who they are need not be known again."""
    values = list(connection.execute(select(rejected_rows.c.value).distinct()).scalars())
    secret = company.get(connection, RESPONDENT_KEY)
    hashes = respondent_keys(values, secret) if secret else []
    return [value for value, hash_ in zip(values, hashes, strict=False) if hash_ == key]
