"""What has been loaded, what was refused, and how fresh each survey is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cx.domain.surveys import Survey
from cx.domain.tables import Table
from cx.store import catalog, loading, synced, tallies
from cx.store import company as companies
from cx.store.opening import Connection, Store
from cx.store.synced import Origin


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One import. imported_at, undone_at: UTC; undone_at is None while it counts."""

    import_id: int
    imported_at: datetime
    imported_by: str
    file_name: str
    table: str
    survey: str
    rows: int
    accepted: int
    updated: int
    duplicates: int
    rejected: int
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Freshness:
    """How far a survey's answers reach. last_answer: None where it has none; days_old: from then to today.

    source: the warehouse that has them, '' where they were imported; asked_at: when it was last asked, UTC.
    """

    survey: str
    answers: int
    last_answer: date | None
    days_old: int | None
    source: str = ""
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Imports:
    """history: newest first."""

    history: tuple[HistoryRow, ...]
    freshness: tuple[Freshness, ...]
    surveys: tuple[Survey, ...]
    demo: bool


EMPTY = Imports((), (), (), demo=False)


def report(store: Store, today: date) -> Imports:
    """The whole history; empty where there is no store yet."""
    if not store.exists():
        return EMPTY
    with store.reading() as connection:
        surveys = catalog.surveys(connection)
        names = {survey.survey_id: survey.name for survey in surveys}
        history = tuple(
            HistoryRow(
                import_id=row["import_id"],
                imported_at=row["imported_at"],
                imported_by=row["imported_by"],
                file_name=row["file_name"],
                table=row["table_name"],
                survey=names.get(row["survey_id"], row["survey_id"]),
                rows=row["rows"],
                accepted=row["accepted"],
                updated=row["updated"],
                duplicates=row["duplicates"],
                rejected=row["rejected"],
                undone_at=row["undone_at"],
            )
            for row in loading.history(connection)
        )
        origins = synced.origins(connection)
        freshness = tuple(_freshness(connection, survey, today, origins.get(survey.survey_id)) for survey in surveys)
        return Imports(history, freshness, surveys, companies.is_demo(connection))


def rejects(store: Store, import_id: int) -> Table:
    """The refused rows of one import: line, reason and what stood there."""
    with store.reading() as connection:
        rows = tuple((row["line"], row["reason"], row["value"]) for row in loading.rejects(connection, import_id))
    title = f"Refused rows of import {import_id}"
    return Table(("Line", "Reason", "Value"), rows, title, ("Lines count from 1, the header as it stands counted.",))


def _freshness(connection: Connection, survey: Survey, today: date, origin: Origin | None) -> Freshness:
    counted = (origin.source, origin.asked_at) if origin else ()
    answered = tallies.answered_days(connection, survey.survey_id, own_brand=None)
    if answered is None:
        return Freshness(survey.name, 0, None, None, *counted)
    found = tallies.tallies(connection, survey.survey_id, [answered], own_brand=None, every_answer=True)
    return Freshness(survey.name, found[0, ()].n, answered.last, (today - answered.last).days, *counted)
