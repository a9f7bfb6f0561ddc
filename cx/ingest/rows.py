"""The rows of an opened export enter the scratch database: straight where that is exact, else record by record."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cx.ingest import columns as mapping
from cx.ingest import doubts
from cx.ingest.files import fit
from cx.ingest.opened import Opened
from cx.ingest.options import Options
from cx.store.staging import checks, sources
from cx.store.staging.plan import Plan
from cx.store.staging.scratch import Scratch, Unreadable


def stage_rows(
    scratch: Scratch,
    opened: Opened,
    plan: Plan,
    found: mapping.Mapped,
    options: Options,
    remembered: Mapping[str, Any],
    path: Path,
) -> tuple[int | None, Plan]:
    """Fill `staged` by the fastest road that is exact; adds what is still to be chosen to `found`.

    Returns the line of the first row where each row is one line (else rows carry their line), and the plan with the
    order of dates.
    """
    order_known = plan.order or "responded_at" not in plan.columns or not doubts.numeric_dates(opened, plan)
    if order_known and not found.choices and _read_straight(scratch, opened, plan):
        doubts.doubt_scale(found, options, checks.staged_scores(scratch))
        doubts.doubt_rating_scales(scratch, opened, plan, found, is_staged=True)
        return opened.first_line, plan
    first_line = _keep(scratch, opened, plan, path)
    if first_line is None:
        plan = replace(plan, spaced=False)  # a cell of several lines may begin or end with one
    if "responded_at" in plan.columns and not plan.order:
        plan = replace(plan, order=doubts.date_order(scratch, opened, plan, found, remembered))
    if "score" in plan.columns:
        doubts.doubt_scale(found, options, sources.score_values(scratch, plan.columns["score"]))
    doubts.doubt_rating_scales(scratch, opened, plan, found, is_staged=False)
    if not found.choices:
        checks.check_rows(scratch, "rows_read", plan, first_line=first_line)
    return first_line, plan


def _straight(opened: Opened, plan: Plan) -> str:
    return sources.read_plainly(
        opened.source.text,
        width=len(opened.header.columns),
        delimiter=opened.source.delimiter,
        skip=opened.first_line - 1,
        plan=plan,
    )


def _is_plain(opened: Opened) -> bool:
    return opened.source.plain and opened.lines_are_records


def _expected(opened: Opened) -> int:
    return opened.source.lines - opened.first_line + 1


def _read_straight(scratch: Scratch, opened: Opened, plan: Plan) -> bool:
    """Check rows while they are read; only where each line is one record, and no date needs a closer look."""
    if not _is_plain(opened) or _expected(opened) <= 0:
        return False
    try:
        checks.check_rows(scratch, _straight(opened, plan), plan, first_line=opened.first_line)
    except Unreadable:
        return False
    if checks.staged_rows(scratch) != _expected(opened):
        return False
    return bool(plan.order) or not checks.unread_dates(scratch)


def _keep(scratch: Scratch, opened: Opened, plan: Plan, path: Path) -> int | None:
    """Keep the needed columns as text in `rows_read`."""
    if opened.source.kind == "parquet":
        names = [column.header for column in opened.header.columns]
        sources.keep_rows(scratch, sources.rows_from_parquet(opened.source.text, names, plan))
        return None
    if _is_plain(opened) and _expected(opened) > 0:
        try:
            if sources.keep_rows(scratch, _straight(opened, plan)) == _expected(opened):
                return opened.first_line
        except Unreadable:
            pass  # the exact road below tells which rows do not fit
    rows = path.with_suffix(".rows")
    _write_rows(opened, plan.needed(), rows)
    sources.keep_rows(scratch, sources.rows_from_text(rows, plan.needed()))
    return None


def _write_rows(opened: Opened, needed: Sequence[int], target: Path) -> None:
    """Write the needed cells of every record one after the other, with its line and what is wrong with it."""
    width = len(opened.header.columns)
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for line, cells in opened.records:
            if cells is None:
                writer.writerow([line, 2, *[""] * len(needed)])
                continue
            fitted, wrong = fit(cells, width)
            if wrong:
                writer.writerow([line, 1, *[""] * len(needed)])
            else:
                writer.writerow([line, 0, *[fitted[index] for index in needed]])
