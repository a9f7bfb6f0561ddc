"""Closing, late imports, recodings, undos and erasures in every order: what is frozen stays, what differs is told."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule
from sqlalchemy import delete, insert, select, text

from cx.domain.closing import Restatement
from cx.domain.periods import FiscalCalendar
from cx.domain.series import Point, Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.reports import freezing
from cx.reports.closings import closed_figure
from cx.reports.programme import Programme
from cx.store import closed_books, late_changes, loading, schema, summary
from cx.store.opening import Store
from tests.store.answers import answered, put_into

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUARTERS = {"2026Q1": ("2026-01-15", "2026-02-15", "2026-03-15"), "2026Q2": ("2026-04-15", "2026-05-15", "2026-06-15")}
DAYS = tuple(day for days in QUARTERS.values() for day in days)
REGIONS = ("EMEA", "Americas", "Asia Pacific")
SCOPES = (EVERYBODY, *(Slice.of(region=region) for region in REGIONS))
FEWEST = 5
CALENDAR = FiscalCalendar()

Counts = dict[Slice, tuple[int, int, int]]
"""Promoters, passives and detractors by group, counted from the rows by other means than the program's."""


class Closing(RuleBasedStateMachine):
    imports = Bundle("imports")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store(str(self.folder / "cx.duckdb"))
        self.writing = self.store.writing()
        self.connection = self.writing.__enter__()
        self.number = 0
        self.closed: dict[str, Counts] = {}
        self.said: dict[tuple[str, Slice], Point] = {}
        base = [answered(day, 3 + (i * 7) % 8, region=region) for day in DAYS for region in REGIONS for i in range(9)]
        self.connection.execute(insert(schema.surveys).values(survey_id="s", name="S"))
        self._bring(base)

    def teardown(self) -> None:
        self.writing.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    @rule(
        target=imports,
        day=st.sampled_from(DAYS),
        region=st.sampled_from(REGIONS),
        scores=st.lists(st.integers(0, 10), min_size=1, max_size=12),
        other=st.sampled_from(REGIONS),
        others=st.integers(0, 6),
    )
    def a_file_arrives(self, day: str, region: str, scores: list[int], other: str, others: int) -> int:
        rows = [answered(day, value, region=region) for value in scores]
        return self._bring([*rows, *(answered(day, 9, region=other) for _ in range(others))])

    @rule(target=imports, data=st.data(), region=st.sampled_from(REGIONS), count=st.integers(1, 8))
    def a_file_recodes_answers(self, data: st.DataObject, region: str, count: int) -> Any:
        ids = self._ids()
        if not ids:
            return multiple()
        chosen = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=count, unique=True))
        self.number += 1
        quoted = ", ".join(f"'{name}'" for name in chosen)
        columns = ", ".join(
            column.name for column in schema.response_versions.columns if column.name != "superseded_by"
        )
        put_into(self.connection, [], survey_id="s", import_id=self.number)
        for statement in (
            f"INSERT INTO response_versions ({columns}, superseded_by) SELECT {columns}, {self.number} FROM responses"
            f" WHERE response_id IN ({quoted})",
            f"UPDATE responses SET region = '{region}', import_id = {self.number} WHERE response_id IN ({quoted})",
        ):
            self.connection.execute(text(statement))
        self._refresh()
        late_changes.imported(self.connection, "s", self.number, "a test", AT)
        return self.number

    @rule(import_id=consumes(imports))
    def an_import_is_taken_back(self, import_id: int) -> None:
        loading.undo(self.connection, import_id, "a test", AT)

    @rule(data=st.data(), count=st.integers(1, 9))
    def answers_are_erased(self, data: st.DataObject, count: int) -> None:
        ids = self._ids()
        if not ids:
            return
        chosen = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=count, unique=True))
        gone = schema.responses.c.response_id.in_(chosen)
        days = self.connection.execute(select(schema.responses.c.responded_at).where(gone)).scalars()
        months = Counter(day.date().replace(day=1) for day in days)
        self.connection.execute(delete(schema.responses).where(gone))
        self._refresh()
        late_changes.erased(self.connection, "s", months, "a test", AT)

    @rule(quarter=st.sampled_from(sorted(QUARTERS)))
    def the_books_are_closed(self, quarter: str) -> None:
        programme = Programme.open(self.connection, TODAY)
        period = CALENDAR.parse(quarter)
        if freezing.why_not(programme, period):
            return
        closed_books.write(self.connection, freezing.freezes(programme, period), "a test", AT)
        self.closed[quarter] = self._counts(quarter)
        for scope in SCOPES:
            point = self._point(Programme.open(self.connection, TODAY), quarter, scope)
            assert point.restated is None
            self.said[quarter, scope] = point

    @rule(quarter=st.sampled_from(sorted(QUARTERS)))
    def the_books_are_reopened(self, quarter: str) -> None:
        span = CALENDAR.parse(quarter).span
        found = [one for one in closed_books.closings(self.connection) if span.first <= one.period.span.first]
        found = [one for one in found if one.period.span.last <= span.last]
        if found:
            closed_books.reopen(self.connection, [one.closing_id for one in found], "to see", "a test", AT)
            del self.closed[quarter]

    @invariant()
    def what_was_frozen_is_as_it_was(self) -> None:
        assert closed_books.problems(self.connection) == ()

    @invariant()
    def what_was_said_stands_and_what_differs_is_told(self) -> None:
        programme = Programme.open(self.connection, TODAY)
        for quarter, then in self.closed.items():
            now = self._counts(quarter)
            points = {scope: self._point(programme, quarter, scope) for scope in SCOPES}
            for scope, point in points.items():
                if point.shown is Shown.HIDDEN:
                    assert point.score is None
                    assert point.restated is None
                    continue
                assert point.score == self.said[quarter, scope].score
                assert (point.restated is None) == (now.get(scope) == then.get(scope))
                if point.restated:
                    self._is_right(point.restated, then.get(scope, (0, 0, 0)), now.get(scope, (0, 0, 0)))
            self._gives_nothing_away(points, then, now)

    def _is_right(self, told: Restatement, then: tuple[int, ...], now: tuple[int, ...]) -> None:
        assert told.reason
        if told.score:
            assert told.score.value == 100 * (now[0] - now[2]) / sum(now)
            assert sum(abs(a - b) for a, b in zip(then, now, strict=True)) >= FEWEST

    def _gives_nothing_away(self, points: dict[Slice, Point], then: Counts, now: Counts) -> None:
        """The change of everybody less the changes of all regions that are told: nothing, or of enough answers."""
        if not _told(points[EVERYBODY]):
            return
        left = [b - a for a, b in zip(then[EVERYBODY], now.get(EVERYBODY, (0, 0, 0)), strict=True)]
        for scope in SCOPES[1:]:
            if _told(points[scope]):
                change = zip(then.get(scope, (0, 0, 0)), now.get(scope, (0, 0, 0)), strict=True)
                left = [rest - (b - a) for rest, (a, b) in zip(left, change, strict=True)]
        assert not 0 < sum(map(abs, left)) < FEWEST

    def _bring(self, rows: list[dict[str, Any]]) -> int:
        self.number += 1
        put_into(self.connection, rows, survey_id="s", import_id=self.number)
        late_changes.imported(self.connection, "s", self.number, "a test", AT)
        return self.number

    def _refresh(self) -> None:
        summary.refresh(self.connection, "s", [date.fromisoformat(day) for day in DAYS])

    def _ids(self) -> list[str]:
        return sorted(self.connection.execute(select(schema.responses.c.response_id)).scalars())

    def _counts(self, quarter: str) -> Counts:
        span = CALENDAR.parse(quarter).span
        row = schema.responses.c
        counts: Counts = {}
        for day, region, value in self.connection.execute(select(row.responded_at, row.region, row.score)):
            if day.date() in span:
                place = 0 if value > 8 else 1 if value > 6 else 2
                for scope in (EVERYBODY, Slice.of(region=region)):
                    counted = list(counts.get(scope, (0, 0, 0)))
                    counted[place] += 1
                    counts[scope] = (counted[0], counted[1], counted[2])
        return counts

    def _point(self, programme: Programme, quarter: str, scope: Slice) -> Point:
        figures = programme.figures(programme.surveys[0])
        point = closed_figure(figures, scope, CALENDAR.parse(quarter))
        assert point is not None
        return point


def _told(point: Point) -> bool:
    """Whether a reader knows the figure both then and now."""
    return point.shown is not Shown.HIDDEN and (point.restated is None or point.restated.shown is not Shown.HIDDEN)


TestClosing = Closing.TestCase
TestClosing.settings = settings(
    max_examples=4,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink what fails takes minutes over a database
)
