"""The rows of an opened export enter the scratch database: straight where that is exact, else record by record."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile
from cx.ingest import columns as mapping
from cx.ingest import doubts
from cx.ingest.files import fit, rows_within
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
    first_line = _keep(scratch, opened, plan, path, keep_good=options.keep_good)
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


def _keep(scratch: Scratch, opened: Opened, plan: Plan, path: Path, *, keep_good: bool) -> int | None:
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
    _write_rows(opened, plan, rows, keep_good=keep_good)
    sources.keep_rows(scratch, sources.rows_from_text(rows, plan.needed()))
    return None


def _write_rows(opened: Opened, plan: Plan, target: Path, *, keep_good: bool) -> None:
    """Write the needed cells of every record one after the other, with its line and what is wrong with it."""
    width, needed = len(opened.header.columns), plan.needed()
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for line, cells in opened.records:
            if cells is not None and opened.source.kind == "text" and (swallowed := _rows_within(cells, opened, plan)):
                _refuse_swallowed(opened.source.name, line, swallowed, keep_good=keep_good)
                cells = None
            if cells is None:
                writer.writerow([line, 2, *[""] * len(needed)])
                continue
            fitted, wrong = fit(cells, width)
            if wrong:
                writer.writerow([line, 1, *[""] * len(needed)])
            else:
                writer.writerow([line, 0, *[fitted[index] for index in needed]])


def _rows_within(cells: Sequence[str], opened: Opened, plan: Plan) -> int:
    """How many lines within the cells of a record read as rows of this table: a quotation mark was never closed."""
    within = rows_within(cells, opened.source.delimiter, len(opened.header.columns))
    return sum(_is_answer(row, plan) for row in within)


def _is_answer(cells: Sequence[str], plan: Plan) -> bool:
    """Whether there is a score and a date where the table has them."""
    score, when = plan.columns.get("score"), plan.columns.get("responded_at")
    scored = score is None or mapping.NUMBER.fullmatch(cells[score].strip()) is not None
    dated = when is None or any(character.isdigit() for character in cells[when])
    return scored and dated and (score is not None or when is not None)


def _refuse_swallowed(name: str, line: int, rows: int, *, keep_good: bool) -> None:
    if keep_good:
        return
    what = "a line that reads as a row of its own" if rows == 1 else f"{rows:,} lines that read as rows of their own"
    raise BadFile(
        f"{name}: a cell of the row at line {line} holds {what}. Most likely a quotation mark there is never closed."
        " Mend it, or pass --keep-good to load the other rows without them."
    )
