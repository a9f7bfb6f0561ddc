"""What the values of a column leave open: the order of day and month, and the scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cx.ingest import columns as mapping
from cx.ingest.headers import Column
from cx.ingest.opened import Opened
from cx.ingest.options import Options
from cx.store.staging import checks, rated, sources
from cx.store.staging.plan import Plan, Rating
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
    if bool(day_first) != bool(month_first):
        order = "dmy" if day_first else "mdy"
        if opened.source.kind == "excel" and sources.look_exchanged(scratch, plan.columns["responded_at"]):
            _ask_whether_exchanged(found, order)
        return order
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


def _ask_whether_exchanged(found: mapping.Mapped, order: str) -> None:
    found.ask(
        f"'{found.columns['responded_at'].name}' has dates up to the 12th of a month as dates, and all later ones as"
        " text: a spreadsheet has most likely read the first with day and month exchanged. Export the answers again and"
        f" import that file without opening it before; if the dates are right as they stand, pass --dates {order}.",
        f"--dates {order}",
    )


def doubt_scale(found: mapping.Mapped, options: Options, counted: Mapping[int, int]) -> None:
    column = found.columns["score"]
    doubt = "" if options.scale else mapping.scale_doubt(column, counted)
    if doubt:
        found.ask(
            f"'{column.name}' looks like {doubt}, not 0 to 10. If its answers really are on a scale of 0 to 10, pass"
            " --scale 0-10; answers on another scale give no NPS.",
            "--scale 0-10",
        )


def doubtful_ids(name: str, scratch: Scratch, found: mapping.Mapped, checked: checks.Checked) -> mapping.Choice | None:
    """A question where most rows repeat an id on another day: such a column names people or surveys, not answers."""
    if "response_id" not in found.columns or not checked.duplicates:
        return None
    again = checks.repeats_of_other_moments(scratch)
    if again * 2 <= checked.answers + checked.duplicates:
        return None
    column = found.columns["response_id"].name
    return mapping.Choice(
        f"{name}: '{column}' does not tell answers apart: {again:,} rows repeat one of its values at another moment."
        f" If another column names each answer, pass --map response_id=COLUMN; if none does, pass --id row-hash; if"
        f' these rows really are versions of one answer, pass --map response_id="{column}".',
        ("--map response_id=COLUMN", "--id row-hash", f'--map response_id="{column}"'),
    )


def labelled_ends(name: str, scratch: Scratch, found: mapping.Mapped, options: Options) -> mapping.Choice | None:
    """A question where an end of the scale seems to carry words instead of its number: without it every score is wrong.

    'Extremely likely' is refused as a score, and the answers that are left have no 10.
    """
    labels = [] if options.keep_good else checks.labels_without_tens(scratch)
    if not labels:
        return None
    said = " and ".join(f"“{label}”" for label in labels)
    return mapping.Choice(
        f"{name}: '{found.columns['score'].name}' says {said} again and again, and nowhere 10. If these are the ends of"
        " the scale, export the answers as numbers: without them the score would be wrong. If they are no answers, pass"
        " --keep-good to load the other rows.",
        ("--keep-good",),
    )


def doubt_rating_scales(
    scratch: Scratch, opened: Opened, plan: Plan, found: mapping.Mapped, *, is_staged: bool
) -> None:
    """A rating's scale is said, or its values show that it runs to 10; 1 to 5 must not pass for the low half of it."""
    for place, rating in enumerate(plan.ratings):
        if rating.said:
            continue
        shown = rated.numbers(scratch, rating, staged_as=place if is_staged else None, spaced=plan.spaced)
        if _is_doubtful(shown):
            _ask_for_scale(found, opened.header.columns[rating.column], rating, shown)


def _is_doubtful(shown: rated.Numbers) -> bool:
    """Codes such as 99 for "no answer" are few; a scale up to 100 is not."""
    if shown.highest is None:
        return shown.beyond > 0
    return shown.highest <= 7 or shown.beyond * 3 > shown.within + shown.beyond


def _ask_for_scale(found: mapping.Mapped, column: Column, rating: Rating, shown: rated.Numbers) -> None:
    reached = "it has numbers above 10" if shown.beyond else f"none of its answers is above {shown.highest:g}"
    options = tuple(f'--rating "{rating.name}={column.name}:{scale}"' for scale in ("1-5", "1-7", "0-10"))
    found.ask(
        f"the scale of '{column.name}' is not proved: {reached}. Say it as {options[0]}, or with the ends that it"
        " really has; what lies outside them (codes for 'no answer' or 'does not apply') is left out and counted.",
        *options,
    )
