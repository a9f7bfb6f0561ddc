"""What the checks of the rows are told: the mapped columns, the choices and what the format says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cx.domain.errors import BadValue
from cx.ingest import columns as mapping
from cx.ingest.formats import Format
from cx.ingest.headers import Column, plain
from cx.ingest.opened import Opened
from cx.ingest.options import Options, RatingColumn
from cx.ingest.which_survey import survey_columns
from cx.store.staging.plan import Plan, Rating, Refusal

EARLIEST = date(2000, 1, 1)
UNSAID_SCALE = (0.0, 10.0)
"""Taken only where the values show it; else it is asked."""


def plan_for(opened: Opened, found: mapping.Mapped, options: Options, request: Mapping[str, Any]) -> Plan:
    header, known = opened.header, opened.known
    when = found.columns.get("responded_at")
    today = date.fromisoformat(request["today"])
    fallback = mapping.fallback_id(known, header)
    survey, survey_name = survey_columns(known, header)
    return Plan(
        columns={name: column.index for name, column in found.columns.items()},
        today=today,
        zone=request["zone"],
        day=_day(options.constants.get("responded_at", ""), today),
        order=options.dates,
        in_utc=when is not None and _is_utc(when, known),
        serials=opened.source.kind == "excel",
        row_hash=options.id == "row-hash",
        latest=known.latest,
        id_fallback=fallback.index if fallback is not None and "response_id" in found.columns else None,
        survey=survey.index if survey is not None else None,
        survey_name=survey_name.index if survey_name is not None else None,
        unescape=known.unescape,
        spaced=opened.source.spaced,
        key=request["key"],
        refusals=tuple(
            Refusal(column.index, rule.values, rule.reason, rule.keep) for column, rule in mapping.marks(known, header)
        ),
        ratings=tuple(_rating(opened, found, rating) for rating in options.ratings),
    )


def _rating(opened: Opened, found: mapping.Mapped, rating: RatingColumn) -> Rating:
    column = mapping.rating_column(opened.header, rating)
    if column is None:
        names = ", ".join(column.name for column in opened.header.columns[:40])
        raise BadValue(
            f"--rating {rating.name}: {opened.source.name} has no column '{rating.column}'. It has: {names}."
        )
    if "score" in found.columns and found.columns["score"].index == column.index:
        raise BadValue(f"--rating {rating.name}: '{column.name}' is the 0-10 answer itself.")
    said = rating.low is not None and rating.high is not None
    low, high = (rating.low, rating.high) if said else UNSAID_SCALE
    return Rating(rating.name, column.index, float(low or 0), float(high or 0), said=said)


def _is_utc(column: Column, known: Format) -> bool:
    return "(utc)" in column.header.casefold() or plain(column.header) in {plain(name) for name in known.in_utc}


def _day(text: str, today: date) -> str:
    if not text:
        return ""
    try:
        day = datetime.fromisoformat(text.strip())
    except ValueError as wrong:
        raise BadValue(f"--set responded_at={text}: write the day as YYYY-MM-DD.") from wrong
    if not EARLIEST <= day.date() <= today:
        raise BadValue(f"--set responded_at={text}: a day from {EARLIEST} to today, {today}, is needed.")
    return day.replace(tzinfo=None).isoformat(sep=" ")
