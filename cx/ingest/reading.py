"""From a file to checked rows: what the child process does with a survey export."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile
from cx.ingest import columns as mapping
from cx.ingest import doubts
from cx.ingest.opened import Opened, open_export
from cx.ingest.options import Options
from cx.ingest.planning import plan_for
from cx.ingest.remembered import ask_about_ids, to_remember
from cx.ingest.rows import stage_rows
from cx.ingest.which_survey import survey_columns, which_of
from cx.store.staging import checks, rated
from cx.store.staging.scratch import open_scratch
from cx.store.staging.source_surveys import source_surveys

SAMPLES_SHOWN = 3


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
    ratings: list[dict[str, Any]] = field(default_factory=list)
    date_order: str = ""
    id: str = ""
    remembered: bool = False


def stage(path: Path, name: str, request: Mapping[str, Any], tell: Callable[[float, str], None]) -> dict[str, Any]:
    """Read and check a file into the scratch database beside it.

    The answer holds `reading` and `source_key`, and either `choice` (message and options) or `checked` with the first
    answers and refusals, and `source_survey` where the file says which one survey it is. Raises the errors of
    `cx.domain.errors` for what is no table.
    """
    told = Options.from_request(request["options"])
    tell(0.02, "Opening the file")
    scratch = open_scratch(Path(request["scratch"]), (path, *_scratch_texts(path)))
    try:
        opened = open_export(path, name, told, scratch)
        remembered = request["remembered"].get(opened.source_key, {})
        options = mapping.with_remembered(told, remembered.get("choices", {}))
        found = mapping.find(name, opened.known, opened.header, opened.sample, options, told)
        ask_about_ids(name, found, options, told, remembered)
        if opened.source.question:
            found.choices.insert(0, mapping.Choice(str(opened.source.question), opened.source.question.options))
        reading = _reading(opened, found, options, bool(remembered))
        tell(0.1, "Reading the rows")
        plan = plan_for(opened, found, options, request)
        first_line, plan = stage_rows(scratch, opened, plan, found, options, remembered.get("choices", {}), path)
        reading.date_order = plan.order
        base = {"reading": asdict(reading), "source_key": opened.source_key, "sha256": opened.source.sha256}
        if found.choices:
            return {**base, "choice": _asked(name, found.choices)}
        tell(0.5, "Checking the rows")
        checked = checks.settle(scratch, plan, first_line=first_line)
        if checked.rows == 0:
            raise BadFile(f"{name} has a header but no rows.")
        if "response_id" not in told.columns and (again := doubts.doubtful_ids(name, scratch, found, checked)):
            return {**base, "choice": _asked(name, [again])}
        if unsure := doubts.labelled_ends(name, scratch, found, options):
            return {**base, "choice": _asked(name, [unsure])}
        surveys = source_surveys(scratch, plan)
        column, _ = survey_columns(opened.known, opened.header)
        if column is not None and len(surveys) > 1 and not told.constants.get("survey_id"):
            return {**base, "choice": _asked(name, [which_of(name, column, surveys)])}
        tell(0.6, "Checked")
        return {
            **base,
            "checked": json.loads(json.dumps(asdict(checked), default=str)),
            "first_answers": checks.first_answers(scratch, plan),
            "ratings": [
                {**asdict(one), "column": opened.header.columns[one.column].name} for one in rated.read(scratch, plan)
            ],
            "refused": {reason: checks.refusals(scratch, reason, plan, 5) for reason in checked.reasons},
            "reasons": list(plan.reasons),
            "source_survey": asdict(surveys[0]) if len(surveys) == 1 and surveys[0].id else None,
            "choices": to_remember(found, options, plan),
        }
    finally:
        checks.close(scratch)


def _scratch_texts(path: Path) -> tuple[Path, ...]:
    """Every text that reading may make of the file."""
    unpacked = path.with_suffix(".unpacked")
    return (unpacked, path.with_suffix(".utf8"), unpacked.with_suffix(".utf8"), path.with_suffix(".rows"))


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
        ratings=[asdict(rating) for rating in options.ratings],
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
