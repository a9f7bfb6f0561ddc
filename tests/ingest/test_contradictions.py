"""A file that contradicts what is stored is refused whole, with its line; nothing half loaded."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from cx.domain.errors import BadFile
from cx.domain.readings import Grade
from cx.ingest.maintained import load
from cx.store import benchmarks, schema
from cx.store.opening import Store

pytestmark = pytest.mark.usefixtures("read_here")

HEADER = "indicator_id,brand,read_on,value,grade,source,low,high"


@pytest.fixture
def store(empty_store: Store, tmp_path: Path) -> Store:
    put(empty_store, tmp_path, "brands", "brand,kind\nUs,own\nThem,competitor\n")
    put(empty_store, tmp_path, "needs", "need_id,name,audience\nheard,Be heard,customer\n")
    put(
        empty_store, tmp_path, "indicators", "indicator_id,dimension,name,scale_low,scale_high\nup,internal,Up,99,100\n"
    )
    return empty_store


def put(store: Store, tmp_path: Path, table: str, text: str) -> None:
    path = tmp_path / f"{table}.csv"
    path.write_text(text)
    load(store, table, path, by="analyst", at=datetime(2026, 7, 1, 9, 30))


GOOD = "up,Us,2026-06-30,99.9,A,,,"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("up,Them,2026-06-30,98.9,A,,,", "line 3: value 98.9 is outside the scale of 'Up', 99 to 100"),
        ("up,Thm,2026-06-30,99.9,A,,,", "line 3: there is no brand 'Thm'"),
        ("down,Them,2026-06-30,99.9,A,,,", "line 3: there is no indicator 'down'"),
        ("up,Them,2026-06-30,99.9,B,,,", "line 3: a published reading (B) needs its source"),
        ("up,Them,2026-06-30,99.9,B, ,,", "line 3: a published reading (B) needs its source"),
        ("up,Them,2026-06-30,99.9,A,,99.5,99.8", "line 3: value 99.9 is not between low 99.5 and high 99.8"),
        ("up,Them,2026-06-30,99.9,A,,99.5,", "line 3: low and high belong together"),
        ("nps-customers,Them,2026-06-30,40,A,,,", "line 3: 'NPS among customers' is worked out from the answers"),
    ],
)
def test_a_reading_that_cannot_stand_refuses_the_whole_file(store: Store, tmp_path: Path, bad: str, said: str) -> None:
    with pytest.raises(BadFile) as refusal:
        put(store, tmp_path, "readings", f"{HEADER}\n{GOOD}\n{bad}\n")
    assert said in str(refusal.value)
    assert "none of it was loaded" in str(refusal.value)
    with store.reading() as connection:
        assert benchmarks.readings(connection) == ()


def test_a_source_that_is_stored_already_counts_when_a_later_file_leaves_it_out(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, "readings", f"{HEADER}\nup,Them,2026-06-30,99.9,B,their status page,,\n")
    put(store, tmp_path, "readings", "indicator_id,brand,read_on,value,grade\nup,Them,2026-06-30,99.8,B\n")
    with store.reading() as connection:
        (reading,) = benchmarks.readings(connection)
    assert (reading.value, reading.source, reading.provenance) == (99.8, "their status page", "published")


def test_it_is_kept_who_entered_a_reading_and_when(store: Store, tmp_path: Path) -> None:
    put(store, tmp_path, "readings", f"{HEADER}\n{GOOD}\n")
    with store.reading() as connection:
        row = connection.execute(schema.readings.select()).mappings().one()
    assert (row["entered_by"], row["entered_at"]) == ("analyst", datetime(2026, 7, 1, 9, 30))


def test_a_month_stands_for_its_first_day_whichever_way_round_it_is_written(store: Store, tmp_path: Path) -> None:
    put(
        store,
        tmp_path,
        "readings",
        "indicator_id,brand,read_on,value,grade\nup,Us,2026-06,99.9,C\nup,Us,07_2026,99,C\n",
    )
    with store.reading() as connection:
        found = benchmarks.readings(connection)
    assert [(one.read_on, one.grade) for one in found] == [(date(2026, 6, 1), Grade.C), (date(2026, 7, 1), Grade.C)]


def test_ratings_name_a_need_and_a_brand_that_exist(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"line 2: there is no need 'herd'.*line 3: there is no brand 'Thm'"):
        text = "need_id,brand,period,performance,provenance\nherd,Us,2026,5,own\nheard,Thm,2026,5,own\n"
        put(store, tmp_path, "need_ratings", text)


def test_a_scale_upside_down_says_how_to_write_that_less_is_better(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="write direction lower"):
        put(store, tmp_path, "indicators", "indicator_id,dimension,name,scale_low,scale_high\nw,customers,Wait,9,0\n")
