"""What `cx nps` prints of small groups: nothing that sums and differences of what it prints would give away."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from cx.domain.periods import FiscalCalendar, Grain
from cx.reports import nps
from cx.store.opening import Store
from tests.store.answers import answered, put, put_survey

Cell = tuple[str, str]
REGIONS = ("Americas", "APAC", "EMEA", "")
MONTHS = ("2025-01", "2025-02", "2025-03", "2025-04")
COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(REGIONS), st.sampled_from(MONTHS)), st.sampled_from((1, 2, 4, 5, 9, 40)), min_size=3
)
EVERYBODY = "everybody"
TODAY = date(2026, 1, 5)


def within(cell: Cell, name: str, period: str) -> bool:
    """Whether the answers of a region and month count for a printed line."""
    month = date.fromisoformat(f"{cell[1]}-01")
    periods = {FiscalCalendar().period_of(month, grain).key for grain in Grain}
    return name in (EVERYBODY, cell[0]) and period in periods


def printed(store: Store) -> dict[Cell, int | None]:
    """Every line of months, quarters and years, of each region and of everybody: answers, None where hidden."""
    lines: dict[Cell, int | None] = {}
    for period in ("month", "quarter", "year"):
        for by in ((), ("region",)):
            for row in nps.report(store, TODAY, by=by, period=period):
                assert (row.tally is None) == (row.score is None)
                lines[dict(row.group).get("region", EVERYBODY), row.period] = row.tally.n if row.tally else None
    return lines


@example(counts={("Americas", "2025-01"): 1, ("Americas", "2025-02"): 5, ("APAC", "2025-01"): 4})
@example(counts={("Americas", "2025-01"): 1, ("Americas", "2025-04"): 1, ("APAC", "2025-01"): 5})
@given(counts=COUNTS)
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_small_count_follows_from_what_is_printed(counts: dict[Cell, int], tmp_path: Path) -> None:
    """A reader who knows which lines are empty solves for what is hidden: no small figure has but one solution."""
    store = Store(str(tmp_path / f"{uuid.uuid4().hex}.duckdb"))
    put_survey(store)
    days = [(region, f"{month}-{1 + i % 28:02d}", i) for (region, month), n in counts.items() for i in range(n)]
    put(store, [answered(day, i % 11, region=region) for region, day, i in days])
    lines, cells = printed(store), list(counts)
    sums = {line: np.array([float(within(cell, *line)) for cell in cells]) for line in lines}
    known = [sums[line] for line, n in lines.items() if n is not None]
    rank = np.linalg.matrix_rank(np.array(known)) if known else 0
    for line, n in lines.items():
        true = sum(counts[cell] for cell in cells if within(cell, *line))
        assert n in (None, true)
        if true < 5:
            assert n is None
            assert np.linalg.matrix_rank(np.array([*known, sums[line]])) > rank, line


def test_the_reader_of_that_law_would_find_a_lone_hidden_group() -> None:
    cells = [("Americas", "2025-01"), ("APAC", "2025-01")]
    total, shown, hidden = (
        np.array([float(within(cell, name, "2025-01")) for cell in cells])
        for name in (EVERYBODY, "Americas", "APAC")
    )  # fmt: skip
    assert np.linalg.matrix_rank(np.array([total, shown, hidden])) == np.linalg.matrix_rank(np.array([total, shown]))
    assert within(cells[0], "Americas", "2025Q1") and not within(cells[0], "APAC", "2025")  # noqa: PT018 - one claim
