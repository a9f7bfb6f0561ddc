"""Who was invited to answer, one by one: known only by a keyed hash."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Integer, Table

from cx.store.schema.columns import fields, metadata, text

invited_people = Table(
    "invited_people",
    metadata,
    text("survey_id", "survey", required=True),
    Column("invited_on", Date, nullable=False, comment="day on which they were invited", info={"required": True}),
    text("respondent_key", "keyed hash of the person, as answers have it", in_files=False),
    *fields(),
    Column("import_id", Integer, nullable=False, comment="import that brought it", info={"in_files": False}),
    comment="Never changed: a later import adds a row, and of one person and day the row of the latest import counts.",
)

invited_summary = Table(
    "invited_summary",
    metadata,
    text("survey_id", "survey"),
    Column("month", Date, nullable=False, comment="first day of the month in which they were invited"),
    Column("again_month", Date, nullable=True, comment="month of these people's next invitation; NULL where none"),
    *fields(),
    Column("invited", BigInteger, nullable=False, comment="people invited, each once a month"),
    comment="Counts of invited people by month and every field; `cx check` proves that it equals the people.",
)
