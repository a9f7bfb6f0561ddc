"""Rates of improvement against statsmodels, and what must hold of any."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.improvement import DAYS_A_YEAR, FEWEST_PERIODS, rate
from cx.domain.score import Score, score
from cx.domain.scorecard import as_figure
from cx.domain.tally import Tally


def quarters(values: list[float], errors: list[float]) -> list[tuple[date, Score]]:
    start = date(2025, 2, 15)
    return [
        (start + timedelta(days=91 * i), as_figure(value, error, 500))
        for i, (value, error) in enumerate(zip(values, errors, strict=True))
    ]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ([10.0, 14.0, 11.0, 19.0, 17.0, 22.0], [2.0, 2.5, 3.0, 2.0, 1.5, 2.0]),
        ([10.0, 30.0, 5.0, 40.0, 12.0], [2.0, 2.5, 3.0, 2.0, 1.5]),  # scatters more than its errors explain
    ],
)
def test_it_agrees_with_statsmodels(values: list[float], errors: list[float]) -> None:
    given_scores = quarters(values, errors)
    found = rate(given_scores)
    years = np.array([day.toordinal() for day, _ in given_scores]) / DAYS_A_YEAR
    weights = 1 / np.array(errors) ** 2
    fitted = sm.WLS(values, sm.add_constant(years), weights=weights)
    known, scaled = fitted.fit(cov_type="fixed scale"), fitted.fit()
    assert found is not None
    assert found.per_year == pytest.approx(known.params[1])
    assert found.standard_error == pytest.approx(max(known.bse[1], scaled.bse[1]))
    assert found.n == 500 * len(values)


def test_a_straight_line_by_hand() -> None:
    start = date(2024, 1, 1)
    days = [start + timedelta(days=round(DAYS_A_YEAR * year)) for year in range(4)]
    found = rate([(day, as_figure(10 + 4 * i, 1.0, 100)) for i, day in enumerate(days)])
    assert found is not None
    assert found.per_year == pytest.approx(4, abs=0.01)
    assert found.standard_error == pytest.approx(5**-0.5, abs=0.01)  # 1/√(2.25 + 0.25 + 0.25 + 2.25)


def test_too_few_periods_have_no_rate() -> None:
    assert rate(quarters([1.0] * (FEWEST_PERIODS - 1), [1.0] * (FEWEST_PERIODS - 1))) is None
    assert rate([]) is None


@given(
    values=st.lists(st.floats(-50, 50), min_size=4, max_size=10),
    shift=st.floats(-50, 50),
)
def test_a_constant_added_changes_no_rate_and_a_mirror_turns_it(values: list[float], shift: float) -> None:
    errors = [2.0] * len(values)
    plain, moved, turned = (
        rate(quarters(each, errors)) for each in (values, [v + shift for v in values], [-v for v in values])
    )
    assert plain is not None
    assert moved is not None
    assert turned is not None
    assert moved.per_year == pytest.approx(plain.per_year, abs=1e-6)
    assert turned.per_year == pytest.approx(-plain.per_year, abs=1e-9)


def test_real_scores_have_a_rate() -> None:
    scores = [score(Tally.counts(40 + i, 40, 20)) for i in range(5)]
    assert rate([(date(2025, 1, 1) + timedelta(days=91 * i), s) for i, s in enumerate(scores) if s]) is not None
