"""Text becomes moments and scores: each expression against Python's own reading of the same text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cx.store.staging import checks, sources
from cx.store.staging import expressions as sql
from cx.store.staging.plan import Plan, Refusal
from cx.store.staging.scratch import open_scratch


@lru_cache(maxsize=1)
def database() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def value(expression: str, text: str) -> object:
    row = database().execute(f"SELECT {expression} FROM (SELECT ?::VARCHAR AS cell)", [text]).fetchone()
    return row[0] if row else None


def moment(text: str, *, order: str = "", zone: str = "UTC", in_utc: bool = False, serials: bool = False) -> object:
    return value(sql.moment("cell", order=order, zone=zone, in_utc=in_utc, serials=serials), text)


@pytest.mark.parametrize("number", range(11))
@pytest.mark.parametrize(
    "form", ["{}", "{}.0", "{},0", "{}.", "0{}", "+{}", "{} - Likely", "{}: likely", "Likely ({})"]
)
def test_every_way_to_write_a_whole_score_is_that_score(number: int, form: str) -> None:
    assert value(sql.score("cell"), form.format(number)) == number


@pytest.mark.parametrize("text", ["8.5", "8,5", "8-9", "8/10", "9 10", "1e1", "٣", "９", "x9", "9x", "NaN", "inf", ""])
def test_what_is_no_whole_number_is_no_score(text: str) -> None:
    assert value(sql.score("cell"), text) is None


@pytest.mark.parametrize("text", ["11", "-1", "100", "99999999999999999999", "-5.0"])
def test_whole_numbers_beyond_the_scale_are_told_from_other_text(text: str) -> None:
    assert value(sql.score("cell"), text) in (-1, 99)


moments = st.datetimes(datetime(2000, 1, 1), datetime(2026, 11, 22)).map(lambda when: when.replace(microsecond=0))


@settings(deadline=None, max_examples=40)
@given(moments)
def test_each_way_to_write_a_moment_is_read_as_python_wrote_it(when: datetime) -> None:
    for form in (
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y/%m/%d %H:%M:%S",
        "%Y%m%d%H%M%S",
        "%b %d, %Y %I:%M:%S %p",
    ):
        assert moment(when.strftime(form)) == when
    assert moment(when.strftime("%d/%m/%Y %H:%M:%S"), order="dmy") == when
    assert moment(when.strftime("%m/%d/%y %I:%M:%S %p"), order="mdy") == when
    assert moment(when.strftime("%d.%m.%Y"), order="dmy") == datetime(when.year, when.month, when.day)


@settings(deadline=None, max_examples=40)
@given(moments, st.sampled_from(["Europe/Paris", "America/New_York", "Asia/Kolkata", "UTC"]), st.integers(-11, 13))
def test_moments_with_a_zone_come_to_the_companys(when: datetime, zone: str, hours: int) -> None:
    instant = when.replace(tzinfo=UTC)
    local = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    written = (when + timedelta(hours=hours)).isoformat()
    assert moment(f"{written}{'+' if hours >= 0 else '-'}{abs(hours):02d}:00", zone=zone) == local
    assert moment(f"{when.isoformat()}Z", zone=zone) == local
    assert moment(when.isoformat(sep=" "), zone=zone, in_utc=True) == local
    assert moment(str(int(instant.timestamp())), zone=zone) == local or instant.timestamp() < 1_000_000_000


@pytest.mark.parametrize(
    "text",
    ["2024-02-30", "2024-13-01", "31/02/2024", "25:00", "yesterday", "infinity", "epoch", "12345", "2024", "now"],
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moment(text, order="dmy") is None


def test_a_numeric_date_is_unread_until_its_order_is_known() -> None:
    assert moment("03/04/2024") is None
    assert moment("03/04/2024", order="dmy") == datetime(2024, 4, 3)
    assert moment("03/04/2024", order="mdy") == datetime(2024, 3, 4)


def test_excels_days_are_read_only_where_a_workbook_wrote_them() -> None:
    assert moment("45352", serials=True) == datetime(2024, 3, 1)
    assert moment("45352.5", serials=True) == datetime(2024, 3, 1, 12)
    assert moment("45352") is None


def test_checking_rows_joins_nothing_so_that_they_keep_their_order(tmp_path: Path) -> None:
    plan = Plan(
        columns={
            name: index for index, name in enumerate(("response_id", "responded_at", "score", "weight", "comment"))
        },
        today=date(2026, 11, 22),
        refusals=(Refusal(5, ("1", "2", "3", "4", "5", "6", "7", "8"), "preview answer"),),
    )
    (tmp_path / "in.csv").write_text("r1,2024-03-01,9,1,x,0\n" * 40)
    with open_scratch(tmp_path / "scratch.duckdb", [tmp_path / "in.csv"]) as scratch:
        source = sources.read_plainly(tmp_path / "in.csv", width=6, delimiter=",", skip=0, plan=plan)
        statement = checks.staging(source, plan, first_line=1)
        planned = scratch.execute(f"EXPLAIN {statement}").fetchall()
    assert "JOIN" not in str(planned)


def test_the_scratch_database_reaches_only_what_it_reads(tmp_path: Path) -> None:
    allowed, other = tmp_path / "in.csv", tmp_path / "other.csv"
    for file in (allowed, other):
        file.write_text("a\n1\n")
    with open_scratch(tmp_path / "scratch.duckdb", [allowed]) as scratch:
        assert scratch.execute(f"SELECT count(*) FROM read_csv('{allowed}')").fetchone() == (1,)
        for attempt in (
            f"SELECT * FROM read_csv('{other}')",
            "SELECT * FROM read_text('/etc/passwd')",
            f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
            f"ATTACH '{tmp_path}/more.duckdb'",
            "SET enable_external_access = true",
            "SET memory_limit = '100GB'",
        ):
            with pytest.raises(duckdb.Error):
                scratch.execute(attempt)
