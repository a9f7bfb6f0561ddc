"""The demo company as files, the same bytes for the same seed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cx.demo import company, council, late, projects, ratings, rivals, standards, strategy, surveys, tables, training
from cx.demo.answers import Answers, Column

SEED = 2031
"""The seed whose chance leaves every planted story as `stories` tells it."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where the files are. answers: survey id -> file. tables: table -> file, in the order in which to load them.

    late: answers of a quarter that is closed when they arrive.
    """

    answers: dict[str, Path]
    tables: dict[str, Path]
    late: Path


def write(folder: Path, seed: int = SEED) -> Files:
    """Make the demo company and write it into a folder, over an earlier one."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = tuple(_with_ratings(survey, seed) for survey in surveys.everything(seed))
    drawn = (*drawn, rivals.partner_market(seed))
    return Files(
        answers={survey.survey_id: _write_answers(folder, survey) for survey in drawn},
        tables={
            table.name: _write(folder, table.name, table.columns, table.rows)
            for table in (
                *tables.everything(seed, drawn),
                *rivals.tables(seed),
                *projects.TABLES,
                *strategy.TABLES,
                *training.tables(seed),
                *standards.tables(seed, drawn),
                *council.TABLES,
            )
        },
        late=_write_answers(folder, late.late_answers(seed), f"{company.RELATIONSHIP}_{late.RESTATED}_late"),
    )


def _with_ratings(survey: Answers, seed: int) -> Answers:
    if survey.survey_id == company.RELATIONSHIP:
        return ratings.beside(survey, seed)
    return ratings.effort_beside(survey, seed) if survey.survey_id == company.SUPPORT else survey


def _write_answers(folder: Path, survey: Answers, name: str = "") -> Path:
    columns = (_written(column) for column in survey.columns.values())
    return _write(folder, name or survey.survey_id, survey.columns, zip(*columns, strict=True))


def _written(column: Column) -> list[object]:
    """Moments are written as 2026-07-03 09:14:22, the rest as it is."""
    if column.dtype.kind == "M":
        return [moment.replace("T", " ") for moment in np.datetime_as_string(column, unit="s").tolist()]
    written: list[object] = column.tolist()
    return written


def _write(folder: Path, name: str, columns: Iterable[str], rows: Iterable[Sequence[object]]) -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    return path
