"""The demo company as files, the same bytes for the same seed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from cx.demo import surveys, tables
from cx.demo.answers import Answers, Column
from cx.demo.tables import MaintainedTable

SEED = 2031
"""The seed whose chance leaves every planted story as `stories` tells it."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where the files are. answers: survey id -> file. tables: table -> file, in the order in which to load them."""

    answers: dict[str, Path]
    tables: dict[str, Path]


def write(folder: Path, seed: int = SEED) -> Files:
    """Make the demo company and write it into a folder, over an earlier one."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = surveys.everything(seed)
    return Files(
        answers={survey.survey_id: _write_answers(folder, survey) for survey in drawn},
        tables={table.name: _write_table(folder, table) for table in tables.everything(seed, drawn)},
    )


def _write_answers(folder: Path, survey: Answers) -> Path:
    path = folder / f"{survey.survey_id}.csv"
    columns = {name: _text(name, column) for name, column in survey.columns.items()}
    arrow_csv.write_csv(pa.table(columns), path)
    return path


def _text(name: str, column: Column) -> pa.Array:
    """Moments as '2026-07-03 09:14:22'; the rest as it is."""
    if name == "responded_at":
        return pa.array(np.char.replace(np.datetime_as_string(column, unit="s"), "T", " "))
    return pa.array(column)


def _write_table(folder: Path, table: MaintainedTable) -> Path:
    path = folder / f"{table.name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    return path
