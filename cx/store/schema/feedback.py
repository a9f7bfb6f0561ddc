"""What customers and partners answered, how it came in, and what it is compared with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Date, DateTime, Float, Integer, SmallInteger, Table

from cx.domain.surveys import EventKind, Provenance, SurveyKind
from cx.store.schema.columns import fields, key, metadata, number, text

surveys = Table(
    "surveys",
    metadata,
    key("survey_id", "short id"),
    text("name", "name on screen", required=True),
    text("kind", "relationship, transactional or competitive", choices=tuple(SurveyKind)),
    text("audience", "customer or partner; '' where mixed", choices=("customer", "partner")),
    text("journey", "journey of a transactional survey; '' otherwise"),
    text(
        "provenance",
        "own (we asked our customers), double_blind (a third party asked the market) or published",
        choices=tuple(Provenance),
    ),
    text("asked_by", "who asked, in words"),
    text("question", "the question as it was put"),
    text("method", "how it is asked, in words"),
    text("source_key", "fingerprint of the export's format and header, for files that name no survey", in_files=False),
)

invitations = Table(
    "invitations",
    metadata,
    key("survey_id", "survey"),
    key("month", "first day of the month in which people were invited", Date),
    *fields(of_key=True),
    Column("invited", BigInteger, nullable=False, comment="people invited, at least 0", info={"low": 0}),
)


def _response_columns() -> list[Column[Any]]:
    return [
        text("survey_id", "survey; with response_id the name of the answer"),
        text("response_id", "id in that survey"),
        Column("responded_at", DateTime, nullable=False, comment="when, in the company's time zone"),
        Column("score", SmallInteger, nullable=False, comment="0 to 10"),
        number("weight", "survey weight above 0; NULL where none was mapped"),
        *fields(),
        text("account_id", "customer account; '' where not given"),
        text("respondent_key", "keyed hash of the person; '' where not given"),
        text("comment", "what they wrote"),
        Column("import_id", Integer, nullable=False, comment="import that brought this row"),
    ]


responses = Table(
    "responses",
    metadata,
    *_response_columns(),
    Column(
        "answered_again_at",
        DateTime,
        nullable=True,
        comment="when the same person next answered this survey about this brand; NULL where they have not",
    ),
)

response_versions = Table(
    "response_versions",
    metadata,
    *_response_columns(),
    Column("superseded_by", Integer, nullable=False, comment="import that replaced this row"),
)

response_ratings = Table(
    "response_ratings",
    metadata,
    text("survey_id", "survey"),
    text("response_id", "answer"),
    text("rating", "name of the touchpoint or need"),
    Column("value", Float, nullable=False, comment="as answered"),
    Column("low", Float, nullable=False, comment="lower end of its scale"),
    Column("high", Float, nullable=False, comment="upper end of its scale"),
    Column("import_id", Integer, nullable=False, comment="import that brought it"),
)

SCORE_COUNTS: tuple[str, ...] = tuple(f"score_{score}" for score in range(11))
WEIGHT_SUMS: tuple[str, ...] = ("weighted_promoters", "weighted_passives", "weighted_detractors", "squared_weights")


def counts() -> list[Column[Any]]:
    return [
        *(Column(name, BigInteger, nullable=False, comment=f"answers that scored {name[6:]}") for name in SCORE_COUNTS),
        *(
            Column(name, Float, nullable=False, comment="sum over the answers, weight 1 where none")
            for name in WEIGHT_SUMS
        ),
    ]


response_summary = Table(
    "response_summary",
    metadata,
    text("survey_id", "survey"),
    Column("month", Date, nullable=False, comment="first day of the month"),
    *fields(),
    *counts(),
    comment="Additive counts at month grain over every field; `cx check` proves that it equals the responses.",
)

repeat_summary = Table(
    "repeat_summary",
    metadata,
    text("survey_id", "survey"),
    Column("month", Date, nullable=False, comment="first day of the month"),
    Column("again_month", Date, nullable=False, comment="first day of the month in which the person next answered"),
    *fields(),
    *counts(),
    comment="The same counts of answers that a later one of the same person replaces in a period that holds both.",
)

imports = Table(
    "imports",
    metadata,
    key("import_id", "counts from 1", Integer),
    text("table_name", "responses, or the maintained table that was loaded"),
    text("survey_id", "survey; '' for other tables"),
    text("file_name", "name of the file as its holder called it"),
    text("file_hash", "SHA-256 of its bytes"),
    text("format", "how it was read"),
    text("reading", "JSON: mapping, date order, encoding and other choices"),
    Column("imported_at", DateTime, nullable=False, comment="UTC"),
    text("imported_by", "who; 'command line' where unknown"),
    Column("rows", BigInteger, nullable=False, comment="rows in the file"),
    Column("accepted", BigInteger, nullable=False, comment="new answers"),
    Column("updated", BigInteger, nullable=False, comment="answers that replaced an earlier version"),
    Column("duplicates", BigInteger, nullable=False, comment="the same answers again"),
    Column("rejected", BigInteger, nullable=False, comment="refused rows"),
    Column("first_day", Date, nullable=True, comment="first day of its loaded answers"),
    Column("last_day", Date, nullable=True, comment="last day of its loaded answers"),
    Column("undone_at", DateTime, nullable=True, comment="UTC; NULL while it counts"),
    text("undone_by", "who took it back"),
)

rejected_rows = Table(
    "rejected_rows",
    metadata,
    Column("import_id", Integer, nullable=False, comment="import"),
    Column("line", BigInteger, nullable=False, comment="line of the file, the header as it stands counted"),
    text("reason", "why, in words"),
    text("value", "what stood there"),
)

column_maps = Table(
    "column_maps",
    metadata,
    key("source_key", "fingerprint of the export's format and header"),
    text("survey_id", "survey that its answers go to"),
    text("choices", "JSON: the mapping and choices of the last load"),
)

targets = Table(
    "targets",
    metadata,
    key("survey_id", "survey; '' is the primary survey", required=False),
    key("scope", "canonical slice; '*' is everybody", required=False),
    key("period", "2026-07, 2026Q3 or 2026; a year's target holds for its quarters and months that have none"),
    Column("target", Float, nullable=False, comment="points, -100 to 100", info={"low": -100, "high": 100}),
    text("owner", "who answers for it"),
)

events = Table(
    "events",
    metadata,
    key("event_id", "short id"),
    Column("starts_on", Date, nullable=False, comment="first day"),
    Column("ends_on", Date, nullable=True, comment="last day; NULL for a single day"),
    text("kind", "launch, outage, method_change or other", choices=tuple(EventKind), required=True),
    text("label", "what a chart says", required=True),
    text("survey_id", "survey it belongs to; '' is every survey"),
    text("scope", "canonical slice that it touches; '*' is everybody"),
    number(
        "effect",
        "method changes only: points that the new method adds, from a parallel run or an estimate",
        low=-200,
        high=200,
    ),
    text("effect_source", "where the effect comes from"),
)
