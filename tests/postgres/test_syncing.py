"""A sync from a warehouse, here PostgreSQL: it says what an import of the same rows says, and nothing half."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import psycopg
import pytest
from sqlalchemy import text

from cx.__main__ import main
from cx.actions import closing, imports
from cx.domain.errors import BadValue, ChoiceNeeded, CxError
from cx.domain.roles import COMMAND_LINE, SINGLE_USER
from cx.ingest import responses
from cx.ingest.options import Options
from cx.ingest.syncing import Synced, named, sync
from cx.reports import integrity, nps
from cx.store import audit, company, late_changes, loading
from cx.store.opening import Store
from cx.store.warehouse.mapped import Mapped
from tests.syncing import COLUMNS, FIGURES, MAPPED, TODAY, drawn_answers, imported, in_store, said

pytestmark = pytest.mark.usefixtures("read_here")


@dataclass(frozen=True)
class Warehouse:
    """A database whose table `feedback.answers` holds answers; url: as `--source` takes it."""

    url: str

    def execute(self, statement: str, *values: Any) -> None:
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement, values)

    def fill(self, answers: pd.DataFrame, *, at: str = "2025-12-18 03:00+00") -> None:
        rows = answers.assign(updated_at=at)
        names = ", ".join(rows.columns)
        with (
            psycopg.connect(self.url.replace("+psycopg", "")) as connection,
            connection.cursor().copy(f"COPY feedback.answers ({names}) FROM STDIN") as sink,
        ):
            for row in rows.itertuples(index=False):
                sink.write_row(row)


@pytest.fixture
def warehouse(new_database: Callable[[], str]) -> Warehouse:
    made = Warehouse(new_database())
    made.execute("CREATE SCHEMA feedback")
    made.execute(
        "CREATE TABLE feedback.answers (id TEXT, answered_at TIMESTAMP, nps SMALLINT, w NUMERIC, brand TEXT,"
        " sales_region VARCHAR(40), product TEXT, account TEXT, person TEXT, updated_at TIMESTAMPTZ)"
    )
    return made


@pytest.fixture
def answers() -> pd.DataFrame:
    return drawn_answers()


def bring(store: Store, warehouse: Warehouse, mapped: Mapped = MAPPED, **more: Any) -> Synced:
    return sync(store, warehouse.url, mapped, today=TODAY, **more)


def test_a_sync_says_what_an_import_of_the_same_rows_says(
    warehouse: Warehouse, answers: pd.DataFrame, empty_store: Store, tmp_path: Path
) -> None:
    """In a store on a server and in a file; of everybody, of slices, to date, rolling, and over days of any kind."""
    warehouse.fill(answers)
    a, b, on_server = imported(tmp_path, answers), Store(str(tmp_path / "synced.duckdb")), empty_store
    bring(b, warehouse)
    bring(on_server, warehouse)
    assert integrity.report(b).problems == ()
    assert integrity.report(on_server).problems == ()
    assert integrity.report(b).answers == len(answers)
    for name, figures in FIGURES.items():
        assert said(figures(b)) == said(figures(a)), name
        assert said(figures(on_server)) == said(figures(a)), name


def test_a_table_of_two_surveys_without_weights_people_or_a_watermark(
    warehouse: Warehouse, answers: pd.DataFrame, tmp_path: Path
) -> None:
    """The region names the survey: each says what an import of its rows says, and a second sync finds nothing new."""
    warehouse.fill(answers)
    columns = {name: COLUMNS[name] for name in ("response_id", "responded_at", "score", "brand", "product")}
    store = Store(str(tmp_path / "synced.duckdb"))
    mapped = Mapped(MAPPED.table, {**columns, "survey_id": "sales_region"})
    done = bring(store, warehouse, mapped)
    assert [one.survey_id for one in done.surveys] == ["", "EMEA", "NA", "O'Brien; --"]
    before = stored(store)
    assert {one.import_id for one in bring(store, warehouse, mapped).surveys} == {None}
    assert stored(store) == before
    assert integrity.report(store).problems == ()
    for survey in ("EMEA", "NA"):
        folder = tmp_path / survey
        folder.mkdir()
        a = imported(folder, answers[answers.sales_region == survey][list(columns.values())], columns)
        for by in ((), ("product",), ("brand", "product")):
            assert said(nps.report(store, TODAY, survey=survey, by=by, period="month")) == said(
                nps.report(a, TODAY, by=by, period="month")
            )


def test_the_command_asks_for_what_it_needs_remembers_it_and_is_recorded(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the demo company's store, which makes room when told to."""
    warehouse.fill(FEW)
    store, mapping = Store(str(tmp_path / "cx.duckdb")), tmp_path / "nps.toml"
    with store.writing() as connection:
        company.mark_demo(connection, True)
    lines = [f'{name} = "{column}"' for name, column in COLUMNS.items()]
    told = [f'table = "{MAPPED.table}"', "[columns]", *lines, "[values]", 'survey_id = "s"']
    mapping.write_text("\n".join(told))
    monkeypatch.setenv("CX_TODAY", TODAY.isoformat())

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["cx", "sync", "--source", warehouse.url, *words])
        status = main()
        return status, "".join(capsys.readouterr())

    assert run() == (3, unmapped(warehouse.url))
    assert run("--mapping", str(mapping))[0] == 3
    status, said_ = run("--mapping", str(mapping), "--replace-demo", "--json")
    assert (status, '"accepted": 3' in said_) == (0, True)
    assert run()[1].startswith("s: nothing has changed in postgresql+psycopg://")
    assert (integrity.report(store).answers, len(list(store.work_folder.glob("demo-*.duckdb")))) == (3, 1)
    recorded = [(entry.action, entry.result) for entry in audit.entries(store) if entry.object.startswith("sync ")]
    assert recorded[:2] == [("import", "done"), ("import", "begun")]
    assert ("import", "failed") in recorded


def unmapped(url: str) -> str:
    return (
        f"{named(url)} was never synced. Say which table and columns hold the answers: pass --mapping FILE, a TOML file"
        " as docs/warehouse.md shows it.\n"
    )


# What changes at the source -------------------------------------------------------------------------------------------

FEW = pd.DataFrame(
    [
        ("a", datetime(2025, 11, 3, 9), 9, 1, "", "EMEA", "Cloud", "x", "ana"),
        ("b", datetime(2025, 11, 3, 10), 3, 1, "", "NA", "Cloud", "x", "ben"),
        ("c", datetime(2025, 12, 1, 9), 7, 1, "", "EMEA", "Desk", "y", "cho"),
    ],
    columns=list(COLUMNS.values()),
)


def add(warehouse: Warehouse, name: str, moment: str, score: int, *, person: str = "", at: str = "2025-12-19") -> None:
    warehouse.execute(
        "INSERT INTO feedback.answers VALUES (%s, %s, %s, 1, '', 'EMEA', 'Cloud', 'x', %s, %s)",
        *(name, moment, score, person, at),
    )


def stored(store: Store) -> list[tuple[Any, ...]]:
    """Every row of every table that a sync writes, but for when it asked."""
    tables = (
        "synced_answers",
        "synced_answer_versions",
        "synced_days",
        "response_summary",
        "repeat_summary",
        "imports",
    )

    def rows(connection: Any) -> list[tuple[Any, ...]]:
        found = [
            tuple(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY ALL"))
        ]
        return [
            *found,
            *map(tuple, connection.execute(text("SELECT survey_id, source, watermark FROM synced_surveys"))),
        ]

    return in_store(store, rows)


@pytest.fixture
def synced(warehouse: Warehouse, tmp_path: Path) -> Store:
    warehouse.fill(FEW)
    store = Store(str(tmp_path / "synced.duckdb"))
    bring(store, warehouse)
    return store


def as_imported(warehouse: Warehouse, folder: Path) -> list[tuple[Any, ...]]:
    """What an import of the warehouse's rows makes of the months."""
    folder.mkdir()
    with psycopg.connect(warehouse.url.replace("+psycopg", "")) as connection:
        rows = connection.execute(f"SELECT {', '.join(COLUMNS.values())} FROM feedback.answers").fetchall()
    return summaries(imported(folder, pd.DataFrame(rows, columns=list(COLUMNS.values()))))


def summaries(store: Store) -> list[tuple[Any, ...]]:
    assert integrity.report(store).problems == ()
    tables = ("response_summary", "repeat_summary")
    return in_store(
        store,
        lambda connection: [
            tuple(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY ALL"))
        ],
    )


def test_only_the_days_that_changed_are_asked_for_and_the_store_is_as_if_all_were_imported_anew(
    warehouse: Warehouse, synced: Store, tmp_path: Path
) -> None:
    before = stored(synced)
    again = bring(synced, warehouse)
    assert stored(synced) == before
    assert [one.import_id for one in again.surveys] == [None]
    add(warehouse, "d", "2025-12-02 08:00", 10, person="ANA ")  # ana's answer of November counts no more
    warehouse.execute("UPDATE feedback.answers SET sales_region = 'APAC', updated_at = '2025-12-19' WHERE id = 'c'")
    warehouse.execute("UPDATE feedback.answers SET nps = NULL, updated_at = '2025-12-19' WHERE id = 'b'")
    (one,) = bring(synced, warehouse).surveys
    assert (one.accepted, one.updated, one.removed, one.same, one.rejected) == (1, 1, 1, 1, 1)
    assert summaries(synced) == as_imported(warehouse, tmp_path / "imported")
    row = in_store(synced, loading.history)[0]
    assert row["rows"] == row["accepted"] + row["updated"] + row["duplicates"] + row["rejected"] == 4
    assert in_store(synced, lambda c: loading.rejects(c, 2)) == [{"line": 1, "reason": "score missing", "value": "b"}]


def test_a_row_that_came_late_or_left_silently_is_seen_by_the_days_totals(
    warehouse: Warehouse, synced: Store, tmp_path: Path
) -> None:
    add(warehouse, "late", "2025-11-20 08:00", 2, person="ben", at="2025-12-01")  # older than the watermark
    asked = bring(synced, warehouse)
    assert asked.days == 3  # its own, ben's earlier one, and that of the newest change, which is always asked again
    warehouse.execute("DELETE FROM feedback.answers WHERE id = 'a'")
    add(warehouse, "e", "2025-12-03 08:00", 2, at="2025-12-20")
    bring(synced, warehouse)
    assert summaries(synced) == as_imported(warehouse, tmp_path / "imported")


def test_another_mapping_or_another_zone_is_asked_for_all(warehouse: Warehouse, synced: Store) -> None:
    fewer = {name: column for name, column in COLUMNS.items() if name != "region"}
    asked = bring(synced, warehouse, Mapped(MAPPED.table, fewer, {"survey_id": "s", "region": "EMEA"}, "updated_at"))
    assert (asked.days, asked.surveys[0].updated) == (2, 1)
    assert [row.group for row in nps.report(synced, TODAY, by=("region",))] == [(("region", "EMEA"),)]


def test_every_answer_counts_where_the_company_wants_it(warehouse: Warehouse, synced: Store, tmp_path: Path) -> None:
    from cx.actions import settings

    add(warehouse, "d", "2025-11-02 08:00", 10, person="ana")
    bring(synced, warehouse)
    latest = summaries(synced)
    settings.change_while_making(synced, {"repeat_answers": "all"}, "a test")
    assert summaries(synced) != latest
    settings.change_while_making(synced, {"repeat_answers": "latest"}, "a test")
    assert summaries(synced) == latest


# Taking back, mixing, closing -----------------------------------------------------------------------------------------


def test_a_sync_is_taken_back_like_an_import_the_newest_first(warehouse: Warehouse, synced: Store) -> None:
    first = summaries(synced)
    add(warehouse, "d", "2025-12-02 08:00", 10, person="ana")
    bring(synced, warehouse)
    second, now = summaries(synced), datetime.now(UTC)
    with pytest.raises(BadValue, match="followed by import 2"):
        imports.undo(synced, SINGLE_USER, 1, now)
    undone = imports.undo(synced, SINGLE_USER, 2, now)
    assert (undone.removed, undone.restored) == (1, 0)
    assert summaries(synced) == first
    bring(synced, warehouse)
    assert summaries(synced) == second
    imports.undo(synced, SINGLE_USER, 3, now)
    assert imports.undo(synced, SINGLE_USER, 1, now).removed == 3
    assert summaries(synced) == []
    assert [row["undone_by"] for row in in_store(synced, loading.history)] == [SINGLE_USER.id] * 3


def test_one_survey_is_never_both_imported_and_synced(warehouse: Warehouse, synced: Store, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("response_id,responded_at,score\na,2025-11-03,9\n")
    with pytest.raises(ChoiceNeeded, match="come from a warehouse"):
        responses.load(synced, path, Options(constants={"survey_id": "s"}, scale="0-10"), today=TODAY)
    files = imported(tmp_path, FEW)
    with pytest.raises(BadValue, match="has answers from files"):
        bring(files, warehouse)
    imports.undo(files, SINGLE_USER, 1, datetime.now(UTC))
    bring(files, warehouse)
    assert summaries(files) == summaries(synced)
    elsewhere = Mapped("feedback.moved", COLUMNS, {"survey_id": "s"}, "updated_at")
    warehouse.execute("ALTER TABLE feedback.answers RENAME TO moved")
    with pytest.raises(ChoiceNeeded, match="--replace"):
        bring(synced, warehouse, elsewhere)
    bring(synced, warehouse, elsewhere, replace=True)
    assert summaries(files) == summaries(synced)


def test_a_closed_month_says_what_a_sync_changed_in_it(warehouse: Warehouse, synced: Store) -> None:
    closing.close(synced, COMMAND_LINE, "2025-11", TODAY, datetime.now(UTC))
    add(warehouse, "late", "2025-11-03 18:00", 2)
    warehouse.execute("UPDATE feedback.answers SET nps = 10, updated_at = '2025-12-19' WHERE id = 'b'")
    bring(synced, warehouse)
    (change,) = in_store(synced, lambda connection: late_changes.changes(connection, "s"))
    assert (change.month, change.added, change.changed, change.removed) == (date(2025, 11, 1), 1, 1, 0)


# What goes wrong ------------------------------------------------------------------------------------------------------


def vanish(warehouse: Warehouse) -> None:
    warehouse.execute("ALTER TABLE feedback.answers DROP COLUMN sales_region")


def go_back(warehouse: Warehouse) -> None:
    warehouse.execute("UPDATE feedback.answers SET updated_at = '2025-12-01'")


def lose(warehouse: Warehouse) -> None:
    warehouse.execute("DELETE FROM feedback.answers WHERE id = 'a'")


def repeat(warehouse: Warehouse) -> None:
    add(warehouse, "a", "2025-11-03 09:00", 9)


def say_nothing(warehouse: Warehouse) -> None:
    warehouse.execute("UPDATE feedback.answers SET updated_at = NULL WHERE id = 'a'")


def drop(warehouse: Warehouse) -> None:
    warehouse.execute("DROP TABLE feedback.answers")


def misscale(warehouse: Warehouse) -> None:
    warehouse.execute("UPDATE feedback.answers SET nps = nps * 10, updated_at = '2025-12-19'")


@pytest.mark.parametrize(
    ("spoil", "told", "status"),
    [
        (vanish, "no column 'sales_region'. Found: id, answered_at", 2),
        (go_back, "went back in time: its newest 'updated_at' is 2025-12-01", 3),
        (lose, "fewer answers of survey 's' than at the last sync: 2 instead of 3", 3),
        (repeat, "has the id 'a' of survey 's' 2 times", 2),
        (say_nothing, "1 rows of feedback.answers have nothing in 'updated_at'", 2),
        (drop, 'relation "feedback.answers" does not exist', 2),
        (misscale, "fewer answers of survey 's' than at the last sync: 0 instead of 3", 3),
    ],
)
def test_a_source_that_cannot_be_right_changes_nothing_and_is_told_in_words(
    spoil: Callable[[Warehouse], None], told: str, status: int, warehouse: Warehouse, synced: Store
) -> None:
    before = stored(synced)
    spoil(warehouse)
    with pytest.raises(CxError, match=re.escape(told)) as refused:
        bring(synced, warehouse)
    assert refused.value.exit_status == status
    assert "othing was changed" in str(refused.value)
    assert stored(synced) == before


def test_a_source_of_rows_that_are_no_answers_is_refused_with_its_reasons(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.fill(FEW.assign(nps=[90, 30, 7]))
    store = Store(str(tmp_path / "none.duckdb"))
    with pytest.raises(BadValue, match=r"are no answers \(score outside 0-10: 2\)"):
        bring(store, warehouse)
    assert not store.exists()


@pytest.mark.parametrize("url", ["postgresql+psycopg://ana:secret@127.0.0.1:1/cx", "nonsense://ana:secret@h/d", "what"])
def test_a_warehouse_that_cannot_be_reached_is_told_without_its_password(url: str, synced: Store) -> None:
    before = stored(synced)
    with pytest.raises(CxError, match=r"does not answer|No driver for nonsense|no URL of a database") as told:
        sync(synced, url, MAPPED, today=TODAY)
    assert (told.value.exit_status, "secret" in str(told.value)) == (2, False)
    assert stored(synced) == before


def test_a_warehouse_that_dies_half_way_leaves_the_store_as_it_was_and_the_next_try_is_whole(
    warehouse: Warehouse, answers: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cx.store.warehouse import bringing

    store = Store(str(tmp_path / "synced.duckdb"))
    warehouse.fill(FEW)
    bring(store, warehouse)
    before = stored(store)
    warehouse.fill(answers, at="2025-12-19")
    parts: list[int] = []

    def die_after_the_first(made: Any, table: str, rows: Any, *more: Any) -> None:
        if table == "came" and parts:
            warehouse.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        parts.append(len(rows))
        keep(made, table, rows, *more)

    keep = bringing._append
    monkeypatch.setattr(bringing, "AT_ONCE", 50)
    with monkeypatch.context() as broken:
        broken.setattr(bringing, "_append", die_after_the_first)
        with pytest.raises(CxError, match="does not answer, or stopped half way"):
            bring(store, warehouse)
    assert stored(store) == before
    assert list(store.work_folder.glob("*.duckdb*")) == []
    bring(store, warehouse)
    assert integrity.report(store).answers == len(FEW) + len(answers)


def test_a_source_that_does_not_tell_all_is_found_out(
    warehouse: Warehouse, synced: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cx.store.warehouse import bringing

    before, keep = stored(synced), bringing._append
    monkeypatch.setattr(
        bringing,
        "_append",
        lambda made, table, rows, *more: keep(made, table, rows[:-1] if table == "came" else rows, *more),
    )
    with pytest.raises(CxError, match=r"counted \d+ answers on .* and then told"):
        bring(synced, warehouse)
    assert stored(synced) == before


def test_a_check_finds_synced_counts_that_are_not_what_the_source_said(synced: Store) -> None:
    with synced.writing() as connection:
        connection.execute(text("UPDATE synced_answers SET score_9 = score_9 + 1 WHERE score_9 = 1"))
    problems = integrity.report(synced).problems
    assert "On 1 days the synced counts are not what the warehouse said, such as 3 November 2025" in problems[0]
