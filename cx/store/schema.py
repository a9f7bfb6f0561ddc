"""The tables of the store, column by column. Blank text is kept as the empty string, never as NULL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Date, DateTime, Float, Integer, MetaData, SmallInteger, Table, Text

from cx.domain.slices import FIELDS

metadata = MetaData()


def _key(name: str, comment: str, type_: Any = Text) -> Column[Any]:
    return Column(name, type_, primary_key=True, autoincrement=False, comment=comment)


def _text(name: str, comment: str) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default="", comment=comment)


def _number(name: str, comment: str, type_: Any = Float) -> Column[Any]:
    return Column(name, type_, nullable=True, comment=comment)


def _fields(key: bool = False) -> list[Column[Any]]:
    """The closed set of fields that every page can slice by."""
    return [
        (_key if key else _text)(field, f"{field.replace('_', ' ')} of the answer; '' where not given")
        for field in FIELDS
    ]


# People ---------------------------------------------------------------------------------------------------------

org_units = Table(
    "org_units",
    metadata,
    _key("unit_id", "short id of the business or function"),
    _text("name", "its name"),
    _text("kind", "business or function"),
    _text("parent_id", "unit above it; '' at the top"),
)

leaders = Table(
    "leaders",
    metadata,
    _key("leader_id", "short id"),
    _text("name", "full name"),
    _text("title", "job title"),
    _text("email", "work e-mail"),
    _text("unit_id", "the unit they lead"),
    _text("level", "board, executive, manager or staff"),
)

leader_scopes = Table(
    "leader_scopes",
    metadata,
    _key("leader_id", "leader"),
    _key("scope", "canonical slice they answer for, such as 'region=EMEA; product=Cloud'; '*' is the whole company"),
)

brands = Table(
    "brands",
    metadata,
    _key("brand", "name as it stands in answers"),
    _text("kind", "own, competitor or entrant"),
    _text("note", "what to know of it"),
)

# Feedback -------------------------------------------------------------------------------------------------------

surveys = Table(
    "surveys",
    metadata,
    _key("survey_id", "short id"),
    _text("name", "name on screen"),
    _text("kind", "relationship, transactional or competitive"),
    _text("audience", "customer or partner; '' where mixed"),
    _text("journey", "journey of a transactional survey; '' otherwise"),
    _text("provenance", "own (we asked our customers), double_blind (a third party asked the market) or published"),
    _text("asked_by", "who asked, in words"),
    _text("question", "the question as it was put"),
    _text("method", "how it is asked, in words"),
    _text("source_key", "fingerprint of the export's format and header, for files that name no survey"),
)

invitations = Table(
    "invitations",
    metadata,
    _key("survey_id", "survey"),
    _key("month", "first day of the month in which people were invited", Date),
    *_fields(key=True),
    Column("invited", BigInteger, nullable=False, comment="people invited, at least 0"),
)


def _response_columns() -> list[Column[Any]]:
    return [
        _text("survey_id", "survey; with response_id the name of the answer"),
        _text("response_id", "id in that survey"),
        Column("responded_at", DateTime, nullable=False, comment="when, in the company's time zone"),
        Column("score", SmallInteger, nullable=False, comment="0 to 10"),
        _number("weight", "survey weight above 0; NULL where none was mapped"),
        *_fields(),
        _text("account_id", "customer account; '' where not given"),
        _text("respondent_key", "keyed hash of the person; '' where not given"),
        _text("comment", "what they wrote"),
        Column("import_id", Integer, nullable=False, comment="import that brought this row"),
    ]


responses = Table("responses", metadata, *_response_columns())

response_versions = Table(
    "response_versions",
    metadata,
    *_response_columns(),
    Column("superseded_by", Integer, nullable=False, comment="import that replaced this row"),
)

response_ratings = Table(
    "response_ratings",
    metadata,
    _text("survey_id", "survey"),
    _text("response_id", "answer"),
    _text("rating", "name of the touchpoint or need"),
    Column("value", Float, nullable=False, comment="as answered"),
    Column("low", Float, nullable=False, comment="lower end of its scale"),
    Column("high", Float, nullable=False, comment="upper end of its scale"),
    Column("import_id", Integer, nullable=False, comment="import that brought it"),
)

SCORE_COUNTS: tuple[str, ...] = tuple(f"score_{score}" for score in range(11))
WEIGHT_SUMS: tuple[str, ...] = ("weighted_promoters", "weighted_passives", "weighted_detractors", "squared_weights")

response_summary = Table(
    "response_summary",
    metadata,
    _text("survey_id", "survey"),
    Column("month", Date, nullable=False, comment="first day of the month"),
    *_fields(),
    *(Column(name, BigInteger, nullable=False, comment=f"answers that scored {name[6:]}") for name in SCORE_COUNTS),
    *(Column(name, Float, nullable=False, comment="sum over the answers, weight 1 where none") for name in WEIGHT_SUMS),
    comment="Additive counts at month grain over every field; `cx check` proves that it equals the responses.",
)

imports = Table(
    "imports",
    metadata,
    _key("import_id", "counts from 1", Integer),
    _text("table_name", "responses, or the maintained table that was loaded"),
    _text("survey_id", "survey; '' for other tables"),
    _text("file_name", "name of the file as its holder called it"),
    _text("file_hash", "SHA-256 of its bytes"),
    _text("format", "how it was read"),
    _text("reading", "JSON: mapping, date order, encoding and other choices"),
    Column("imported_at", DateTime, nullable=False, comment="UTC"),
    _text("imported_by", "who; 'command line' where unknown"),
    Column("rows", BigInteger, nullable=False, comment="rows in the file"),
    Column("accepted", BigInteger, nullable=False, comment="new answers"),
    Column("updated", BigInteger, nullable=False, comment="answers that replaced an earlier version"),
    Column("duplicates", BigInteger, nullable=False, comment="the same answers again"),
    Column("rejected", BigInteger, nullable=False, comment="refused rows"),
    Column("first_day", Date, nullable=True, comment="first day of its loaded answers"),
    Column("last_day", Date, nullable=True, comment="last day of its loaded answers"),
    Column("undone_at", DateTime, nullable=True, comment="UTC; NULL while it counts"),
    _text("undone_by", "who took it back"),
)

rejected_rows = Table(
    "rejected_rows",
    metadata,
    Column("import_id", Integer, nullable=False, comment="import"),
    Column("line", BigInteger, nullable=False, comment="line of the file, the header as it stands counted"),
    _text("reason", "why, in words"),
    _text("value", "what stood there"),
)

column_maps = Table(
    "column_maps",
    metadata,
    _key("source_key", "fingerprint of the export's format and header"),
    _text("survey_id", "survey that its answers go to"),
    _text("choices", "JSON: the mapping and choices of the last load"),
)

targets = Table(
    "targets",
    metadata,
    _key("survey_id", "survey; '' is the primary survey"),
    _key("scope", "canonical slice; '*' is everybody"),
    _key("period", "2026-07, 2026Q3 or 2026; a year's target holds for its quarters and months that have none"),
    Column("target", Float, nullable=False, comment="points, -100 to 100"),
    _text("owner", "who answers for it"),
)

events = Table(
    "events",
    metadata,
    _key("event_id", "short id"),
    Column("starts_on", Date, nullable=False, comment="first day"),
    Column("ends_on", Date, nullable=True, comment="last day; NULL for a single day"),
    _text("kind", "launch, outage, method_change or other"),
    _text("label", "what a chart says"),
    _text("survey_id", "survey it belongs to; '' is every survey"),
    _text("scope", "canonical slice that it touches; '*' is everybody"),
    _number("effect", "method changes only: points that the new method adds, from a parallel run or an estimate"),
    _text("effect_source", "where the effect comes from"),
)

# Benchmarks, filled by the strategy pages ---------------------------------------------------------------------------

indicators = Table(
    "indicators",
    metadata,
    _key("indicator_id", "short id"),
    _text("dimension", "customers, partners, competitors, industry, external or internal"),
    _text("name", "name on screen"),
    _text("unit", "unit of its readings"),
    _number("scale_low", "reading that is worth 0"),
    _number("scale_high", "reading that is worth 100"),
    _number("weight", "share in its dimension, above 0"),
    _number("shelf_life_months", "months until a reading fades", Integer),
)

readings = Table(
    "readings",
    metadata,
    _key("indicator_id", "indicator"),
    _key("brand", "brand"),
    _key("read_on", "day of the reading", Date),
    Column("value", Float, nullable=False, comment="in the indicator's unit"),
    _text("grade", "A measured on a sample, B published, C expert judgement"),
    _text("source", "where it comes from"),
)

needs = Table(
    "needs",
    metadata,
    _key("need_id", "short id"),
    _text("name", "what customers or partners need, in their words"),
    _text("audience", "customer or partner"),
    _text("stance", "win, match or concede"),
)

need_ratings = Table(
    "need_ratings",
    metadata,
    _key("need_id", "need"),
    _key("brand", "brand"),
    _key("period", "period key"),
    _number("importance", "0 to 10"),
    _number("performance", "0 to 10"),
    _number("n", "answers behind it", Integer),
)

# All ------------------------------------------------------------------------------------------------------------

settings = Table(
    "settings",
    metadata,
    _key("name", "name of the setting"),
    _text("value", "JSON"),
    Column("changed_at", DateTime, nullable=False, comment="UTC"),
    _text("changed_by", "who"),
)
