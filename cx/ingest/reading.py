"""From a file to checked rows: what the child process does with a survey export."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile, BadValue
from cx.ingest import columns as mapping
from cx.ingest import tables
from cx.ingest.files import fit
from cx.ingest.formats import Format, recognize
from cx.ingest.headers import Column, Header, columns_of, header_records, plain
from cx.ingest.options import Options
from cx.store.staging import checks, sources
from cx.store.staging.plan import Plan, Rating, Refusal
from cx.store.staging.scratch import Scratch, Unreadable, open_scratch

SAMPLES_SHOWN = 3
EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose header is known. records: what follows the header. sample: the first of them, blanks for broken."""

    source: tables.Source
    known: Format
    header: Header
    sample: list[list[str]]
    records: Iterator[tables.Record]
    first_line: int
    lines_are_records: bool

    @property
    def source_key(self) -> str:
        """The fingerprint of this kind of file: its format and the names in its header."""
        names = [plain(column.header) for column in self.header.columns]
        return hashlib.sha256(json.dumps([self.known.name, names]).encode()).hexdigest()[:16]


@dataclass(slots=True)
class Reading:
    """How a file was read, as a page shows it."""

    format: str
    format_label: str
    kind: str
    encoding: str
    delimiter: str
    sheet: str
    header_line: int
    header_rows: int
    columns: list[dict[str, Any]]
    mapping: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    date_order: str = ""
    id: str = ""
    remembered: bool = False


def stage(path: Path, name: str, request: Mapping[str, Any], tell: Callable[[float, str], None]) -> dict[str, Any]:
    """Read and check a file into the scratch database beside it.

    The answer holds `reading` and `source_key`, and either `choice` (message and options) or `checked` with the first
    answers and refusals. Raises the errors of `cx.domain.errors` for what is no table.
    """
    told = Options.from_request(request["options"])
    tell(0.02, "Opening the file")
    scratch = open_scratch(Path(request["scratch"]), (path, *_scratch_texts(path)))
    try:
        opened = _open(path, name, told, scratch)
        remembered = request["remembered"].get(opened.source_key, {})
        options = mapping.with_remembered(told, remembered.get("choices", {}))
        found = mapping.find(name, opened.known, opened.header, opened.sample, options, told)
        if opened.source.question:
            found.choices.insert(0, mapping.Choice(str(opened.source.question), opened.source.question.options))
        reading = _reading(opened, found, options, bool(remembered))
        tell(0.1, "Reading the rows")
        plan = _plan(opened, found, options, request)
        first_line, plan = _read(scratch, opened, plan, found, options, remembered.get("choices", {}), path)
        reading.date_order = plan.order
        base = {"reading": asdict(reading), "source_key": opened.source_key, "sha256": opened.source.sha256}
        if found.choices:
            return {**base, "choice": _asked(name, found.choices)}
        tell(0.5, "Checking the rows")
        checked = checks.settle(scratch, plan, first_line=first_line)
        if checked.rows == 0:
            raise BadFile(f"{name} has a header but no rows.")
        tell(0.6, "Checked")
        return {
            **base,
            "checked": json.loads(json.dumps(asdict(checked), default=str)),
            "first_answers": checks.first_answers(scratch),
            "refused": {reason: checks.refusals(scratch, reason, plan, 5) for reason in checked.reasons},
            "reasons": list(plan.reasons),
            "survey_id": remembered.get("survey_id", ""),
            "choices": _to_remember(found, options, plan.order),
        }
    finally:
        checks.close(scratch)


# Opening --------------------------------------------------------------------------------------------------------


def _scratch_texts(path: Path) -> tuple[Path, ...]:
    """Every text that reading may make of the file."""
    unpacked = path.with_suffix(".unpacked")
    return (unpacked, path.with_suffix(".utf8"), unpacked.with_suffix(".utf8"), path.with_suffix(".rows"))


def _open(path: Path, name: str, told: Options, scratch: Scratch) -> Opened:
    source = tables.open_source(path, name, encoding=told.encoding, sheet=told.sheet)
    if source.kind == "parquet":
        return _open_parquet(source, told, scratch)
    line, first, records = header_records(source, told.header_line)
    head = [cell.strip() for cell in first[0][1] or []]
    known = mapping.format_of(told, recognize(head))
    extra = _extra_rows(known, first[1:4])
    header = Header(
        line, 1 + len(extra), columns_of(name, first[0][1] or [], extra[0] if extra else None), tuple(extra)
    )
    for _ in range(header.rows):
        next(records)
    sample = [cells or [] for _, cells in first[header.rows :]]
    rest = first[header.rows :]
    first_line = rest[0][0] if rest else line + header.rows
    return Opened(source, known, header, sample, records, first_line, first_line == line + header.rows)


def _extra_rows(known: Format, below: Sequence[tables.Record]) -> list[list[str]]:
    """Header rows below the first: Qualtrics has one or two, told by its import ids; SurveyMonkey one."""
    rows = [cells or [] for _, cells in below]
    if known.name == "qualtrics":
        for count, cells in enumerate(rows[:2], start=1):
            if cells and cells[0].replace(" ", "").startswith('{"ImportId"'):
                return rows[:count]
        return rows[:1] if rows and not _has_digit(rows[0][:1]) else []
    if known.name == "surveymonkey":
        return rows[:1] if rows and not rows[0][0].strip() else []
    return rows[: known.header_rows - 1]


def _has_digit(cells: Sequence[str]) -> bool:
    return any(character.isdigit() for cell in cells for character in cell)


def _open_parquet(source: tables.Source, told: Options, scratch: Scratch) -> Opened:
    try:
        names = sources.parquet_columns(scratch, source.text)
        sample = sources.parquet_sample(scratch, source.text, tables.SAMPLED)
    except Unreadable as broken:
        raise BadFile(f"{source.name} is a damaged Parquet file.") from broken
    known = mapping.format_of(told, recognize(names))
    return Opened(source, known, Header(1, 1, columns_of(source.name, names, None)), sample, iter(()), 2, False)


# What is said of it ---------------------------------------------------------------------------------------------


def _reading(opened: Opened, found: mapping.Mapped, options: Options, remembered: bool) -> Reading:
    source, header = opened.source, opened.header
    columns = [
        {"name": c.name, "label": c.label, "samples": mapping.values_of(c, opened.sample)[:SAMPLES_SHOWN]}
        for c in header.columns
    ]
    return Reading(
        format=opened.known.name,
        format_label=opened.known.label,
        kind=source.kind,
        encoding="utf-8" if source.encoding == "utf-8-sig" else source.encoding,
        delimiter=source.delimiter,
        sheet=source.sheet,
        header_line=header.line,
        header_rows=header.rows,
        columns=columns,
        mapping={name: column.name for name, column in found.columns.items()},
        why=dict(found.why),
        constants=dict(options.constants),
        id=options.id,
        remembered=remembered,
    )


def _asked(name: str, choices: Sequence[mapping.Choice]) -> dict[str, Any]:
    """All open choices in one message."""
    if len(choices) == 1:
        message = choices[0].message
        text = message if message.startswith(name) else f"{name}: {message}"
    else:
        text = "\n".join([f"{name} needs {len(choices)} choices:", *(f"- {choice.message}" for choice in choices)])
    return {"message": text, "options": [option for choice in choices for option in choice.options]}


def _to_remember(found: mapping.Mapped, options: Options, order: str) -> dict[str, Any]:
    """What holds for the next file of the same kind: the columns, not this file's date."""
    return {
        "columns": {name: column.name for name, column in found.columns.items()},
        "constants": {n: v for n, v in options.constants.items() if n not in ("responded_at", "survey_id")},
        "dates": order,
        "scale": "0-10",
        "id": options.id,
        "ratings": [asdict(rating) for rating in options.ratings],
    }


# Reading and checking -------------------------------------------------------------------------------------------


def _plan(opened: Opened, found: mapping.Mapped, options: Options, request: Mapping[str, Any]) -> Plan:
    header, known = opened.header, opened.known
    when = found.columns.get("responded_at")
    today = date.fromisoformat(request["today"])
    fallback = mapping.fallback_id(known, header)
    ratings = []
    for rating in options.ratings:
        column = header.named(rating.column)
        if column is None:
            raise BadValue(f"--rating {rating.name}: {opened.source.name} has no column '{rating.column}'.")
        ratings.append(Rating(rating.name, column.index, rating.low, rating.high))
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
        unescape=known.unescape,
        spaced=opened.source.spaced,
        key=request["key"],
        refusals=tuple(
            Refusal(column.index, rule.values, rule.reason, rule.keep) for column, rule in mapping.marks(known, header)
        ),
        ratings=tuple(ratings),
    )


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


def _read(
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
    order_known = plan.order or "responded_at" not in plan.columns or not _numeric_dates(opened, plan)
    if order_known and not found.choices and _read_straight(scratch, opened, plan):
        _doubt_scale(found, options, checks.staged_scores(scratch))
        return opened.first_line, plan
    first_line = _keep(scratch, opened, plan, path)
    if "responded_at" in plan.columns and not plan.order:
        plan = replace(plan, order=_order(scratch, opened, plan, found, remembered))
    if "score" in plan.columns:
        _doubt_scale(found, options, sources.score_values(scratch, plan.columns["score"]))
    if not found.choices:
        checks.check_rows(scratch, "rows_read", plan, first_line=first_line)
    return first_line, plan


def _numeric_dates(opened: Opened, plan: Plan) -> bool:
    index = plan.columns["responded_at"]
    column = opened.header.columns[index]
    return any(
        value[:4].count("/") + value[:4].count(".") + value[:3].count("-")
        for value in mapping.values_of(column, opened.sample)
    )


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


def _order(scratch: Scratch, opened: Opened, plan: Plan, found: mapping.Mapped, remembered: Mapping[str, Any]) -> str:
    """The order of day and month that the values prove; else that of the last file; else it is asked."""
    differing, day_first, month_first = sources.date_orders(scratch, plan.columns["responded_at"])
    if day_first and not month_first:
        return "dmy"
    if month_first and not day_first:
        return "mdy"
    if not differing:
        return "dmy" if _numeric_dates(opened, plan) else ""
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


def _doubt_scale(found: mapping.Mapped, options: Options, counted: Mapping[int, int]) -> None:
    column = found.columns["score"]
    doubt = "" if options.scale else mapping.scale_doubt(column, counted)
    if doubt:
        found.ask(
            f"'{column.name}' looks like {doubt}, not 0 to 10. If its answers really are on a scale of 0 to 10, pass"
            " --scale 0-10; answers on another scale give no NPS.",
            "--scale 0-10",
        )
