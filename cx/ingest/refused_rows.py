"""The rows that a file cannot give: written out for who asked, and a reason to stop where they are most of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile, CxError
from cx.domain.tables import harmless
from cx.ingest.options import Options
from cx.store.staging import reading_back
from cx.store.staging.plan import BAD_DATE, REASONS


def write_rejects(options: Options, answer: Mapping[str, Any], scratch: Path) -> None:
    """Write every refused row to the file that was asked for."""
    if options.rejects is None:
        return
    try:
        with options.rejects.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["line", "reason", "value"])
            for line, code, value in reading_back.refused(scratch):
                writer.writerow([line, answer["reasons"][code], harmless(value)])
    except OSError as failed:
        raise CxError(f"{options.rejects} cannot be written: {failed.strerror}.") from failed


def refuse_bad(name: str, checked: Mapping[str, Any], options: Options) -> None:
    """A file over half of whose rows are bad is most likely read in the wrong way."""
    bad, rows = checked["refused"] - checked["set_aside"], checked["rows"] - checked["set_aside"]
    if options.keep_good or bad * 2 <= rows:
        return
    reasons = ", ".join(f"{reason} ({count:,})" for reason, count in list(checked["reasons"].items())[:4])
    first = checked["first_refused"][0]
    raise BadFile(
        f"{name}: {bad:,} of {rows:,} rows cannot be used: {reasons}. The first is line {first['line']}"
        f" ('{first['value']}'). {_mend(first)}; to load the other rows anyway, pass --keep-good."
    )


def _mend(first: Mapping[str, Any]) -> str:
    if first["reason"] == REASONS[BAD_DATE] and re.fullmatch(r"[345]\d{4}([.,]\d+)?", first["value"]):
        return "That is how a spreadsheet counts days: format the column as a date there and export it again"
    return "Check how the columns are mapped"
