"""A file that reaches into a closed period says what it would restate, and does that when it is loaded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cx.actions import closing
from cx.domain.roles import COMMAND_LINE
from cx.ingest.options import Options
from cx.ingest.responses import Outcome, load, preview
from cx.reports import overview
from cx.reports.view import View
from cx.store.opening import Store

pytestmark = pytest.mark.usefixtures("read_here")

TODAY = date(2026, 11, 22)


def bring(store: Store, folder: Path, rows: list[tuple[str, str, int]], *, dry_run: bool = False) -> Outcome:
    return load(store, written(folder, rows), options(dry_run=dry_run), today=TODAY)


def options(*, dry_run: bool = False) -> Options:
    return Options(constants={"survey_id": "s"}, scale="0-10", dry_run=dry_run, replace=True)


def written(folder: Path, rows: list[tuple[str, str, int]]) -> Path:
    path = folder / "answers.csv"
    lines = (f"{name},{day},{score}" for name, day, score in rows)
    path.write_text("\n".join(["response_id,responded_at,score", *lines]) + "\n")
    return path


def answers(prefix: str, day: str, promoters: int, detractors: int) -> list[tuple[str, str, int]]:
    scores = [10] * promoters + [2] * detractors
    return [(f"{prefix}{i}", day, score) for i, score in enumerate(scores)]


@pytest.fixture
def closed(empty_store: Store, tmp_path: Path) -> Store:
    """A closed quarter at 40 points, of 70 promoters and 30 detractors; an open one after it."""
    bring(empty_store, tmp_path, answers("a", "2026-08-10", 70, 30) + answers("b", "2026-10-10", 10, 10))
    closing.close(empty_store, COMMAND_LINE, "2026Q3", TODAY, datetime(2026, 10, 2, tzinfo=UTC))
    return empty_store


def test_a_late_file_says_what_it_would_restate_and_changes_nothing(closed: Store, tmp_path: Path) -> None:
    late = answers("late", "2026-08-11", 0, 100)
    before = closed.version()
    told = bring(closed, tmp_path, late, dry_run=True)
    assert told.restates == ("would restate Q3 2026, closed at 40: by these answers −30",)
    shown = preview(closed, written(tmp_path, late), options(), today=TODAY).outcome
    assert shown is not None
    assert (shown.restates, shown.accepted) == (told.restates, 100)
    assert "restates" not in told.as_json()
    assert overview.report(closed, View(period="2026Q3"), TODAY).headline.restated == ""
    assert closed.version() == before


def test_what_was_said_before_loading_is_what_loading_does(closed: Store, tmp_path: Path) -> None:
    loaded = bring(closed, tmp_path, answers("late", "2026-08-11", 0, 100))
    assert loaded.restates == ("restates Q3 2026, closed at 40: by these answers −30",)
    assert "by today's answers it is −30" in overview.report(closed, View(period="2026Q3"), TODAY).headline.restated


def test_an_answer_that_moves_out_of_a_closed_period_restates_it(closed: Store, tmp_path: Path) -> None:
    moved = [(name, "2026-10-12", score) for name, _, score in answers("a", "", 10, 0)]
    assert bring(closed, tmp_path, moved, dry_run=True).restates == (
        "would restate Q3 2026, closed at 40: by these answers 33",
    )


def test_a_file_of_an_open_period_restates_nothing(closed: Store, tmp_path: Path) -> None:
    assert bring(closed, tmp_path, answers("new", "2026-10-11", 0, 50), dry_run=True).restates == ()


def test_few_late_answers_are_announced_without_the_figure_they_would_make(closed: Store, tmp_path: Path) -> None:
    (told,) = bring(closed, tmp_path, answers("late", "2026-08-11", 0, 3), dry_run=True).restates
    assert told == "would restate Q3 2026, closed at 40, by too few answers to say how"
