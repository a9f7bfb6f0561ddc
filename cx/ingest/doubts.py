"""What the values of a column leave open: the order of day and month, and the scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cx.ingest import columns as mapping
from cx.ingest.opened import Opened
from cx.ingest.options import Options
from cx.store.staging import sources
from cx.store.staging.plan import Plan
from cx.store.staging.scratch import Scratch


def numeric_dates(opened: Opened, plan: Plan) -> bool:
    index = plan.columns["responded_at"]
    column = opened.header.columns[index]
    return any(
        value[:4].count("/") + value[:4].count(".") + value[:3].count("-")
        for value in mapping.values_of(column, opened.sample)
    )


def date_order(
    scratch: Scratch, opened: Opened, plan: Plan, found: mapping.Mapped, remembered: Mapping[str, Any]
) -> str:
    """The order of day and month that the values prove; else that of the last file; else it is asked."""
    differing, day_first, month_first = sources.date_orders(scratch, plan.columns["responded_at"], plan.today)
    if day_first and not month_first:
        return "dmy"
    if month_first and not day_first:
        return "mdy"
    if not differing:
        return "dmy" if numeric_dates(opened, plan) else ""
    if remembered.get("dates") and not day_first:
        return str(remembered["dates"])
    column = found.columns["responded_at"].name
    why = (
        "some of its dates can only begin with the day, others only with the month"
        if day_first
        else ("every one of its dates can be read both ways")
    )
    found.ask(
        f"The order of day and month in '{column}' is not proved: {why}. Pass --dates dmy (31/12/2024), --dates mdy"
        " (12/31/2024) or --dates ymd.",
        "--dates dmy",
        "--dates mdy",
        "--dates ymd",
    )
    return ""


def doubt_scale(found: mapping.Mapped, options: Options, counted: Mapping[int, int]) -> None:
    column = found.columns["score"]
    doubt = "" if options.scale else mapping.scale_doubt(column, counted)
    if doubt:
        found.ask(
            f"'{column.name}' looks like {doubt}, not 0 to 10. If its answers really are on a scale of 0 to 10, pass"
            " --scale 0-10; answers on another scale give no NPS.",
            "--scale 0-10",
        )
