"""Staged answers are written some months at a time, each once and in order of date, however the file has them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.ingest import responses
from cx.ingest.options import Options
from cx.store import staged
from cx.store.months import gathered, month_span
from cx.store.opening import Store

MONTHS = [month_span(date(2024, 1, 1) + timedelta(days=31 * n)).first for n in range(24)]


@given(st.dictionaries(st.sampled_from(MONTHS), st.integers(1, 50), min_size=1), st.integers(1, 120))
def test_every_month_is_written_in_one_turn_and_no_turn_takes_too_much(held: dict[date, int], at_most: int) -> None:
    months = {month: held[month] for month in sorted(held)}
    spans = gathered(months, at_most)
    assert all(earlier.last < later.first for earlier, later in pairwise(spans))
    turns = [[month for month in months if month in span] for span in spans]
    assert [month for turn in turns for month in turn] == list(months)
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        answers = sum(months[month] for month in turn)
        assert answers <= at_most or len(turn) == 1
        assert following is None or answers + months[following[0]] > at_most


@pytest.mark.usefixtures("read_here")
def test_answers_of_an_unordered_file_stand_in_order_of_date(
    empty_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staged, "SORTED_AT_ONCE", 40)
    drawn = random.Random(7)
    rows = [f"r{n},{date(2024, 1, 1) + timedelta(days=drawn.randrange(700))},{n % 12}" for n in range(300)]
    file = tmp_path / "answers.csv"
    file.write_text("\n".join(("response_id,responded_at,score", *rows)))
    assert responses.load(empty_store, file, Options(scale="0-10")).accepted == 275
    more = [row.replace(",4", ",5") for row in rows[:30]] + [f"n{n},2025-01-{n + 1:02},9" for n in range(20)]
    drawn.shuffle(more)
    file.write_text("\n".join(("response_id,responded_at,score", *more)))
    again = responses.load(empty_store, file, Options(scale="0-10"))
    assert (again.accepted, again.updated > 0, again.duplicates > 0) == (20, True, True)
    with empty_store.reading() as connection:
        for import_id in (1, 2):
            stood = connection.exec_driver_sql(
                "SELECT responded_at FROM responses WHERE import_id = ? ORDER BY rowid", (import_id,)
            )
            moments = list(stood.scalars())
            assert moments
            assert moments == sorted(moments)
        counted = connection.exec_driver_sql("SELECT count(*), count(DISTINCT response_id) FROM responses").one()
    assert tuple(counted) == (295, 295)
