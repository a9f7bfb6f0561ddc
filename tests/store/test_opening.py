from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from sqlalchemy.exc import DBAPIError

from cx.domain.errors import StoreUnavailable
from cx.store import engine, migrating
from cx.store.opening import ABSENT, Store, open_store

pytestmark = pytest.mark.migrates

PROJECT = Path(__file__).parents[2]


def brands(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.exec_driver_sql("SELECT brand FROM brands ORDER BY brand").scalars())


def add(store: Store, brand: str) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO brands VALUES (?, 'competitor', '')", (brand,))


@contextmanager
def another_process(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Python code that prints a line once it has begun; ended with the block."""
    command = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        try:
            yield process
        finally:
            process.kill()


# Making, reading, writing -------------------------------------------------------------------------------------------


def test_a_store_that_is_not_there_says_how_to_make_one(absent: Store) -> None:
    assert not absent.exists()
    assert absent.version() == ABSENT
    with pytest.raises(StoreUnavailable, match="python -m cx import responses"), absent.reading():
        pass
    assert not absent.exists()


def test_the_first_write_makes_the_store(absent: Store) -> None:
    add(absent, "Northwind")
    assert absent.exists()
    assert brands(absent) == ["Northwind"]


def test_a_store_made_ahead_is_there_with_the_first_write_and_not_before(absent: Store) -> None:
    with absent.made_ahead() as store:
        assert not absent.exists()
        add(store, "Northwind")
        assert brands(absent) == ["Northwind"]
    assert brands(absent) == ["Northwind"]
    assert [path.name for path in absent.work_folder.iterdir()] == []


def test_a_store_made_ahead_in_vain_is_gone(absent: Store) -> None:
    with absent.made_ahead():
        """Nothing is written."""
    assert not absent.exists()
    assert [path.name for path in absent.work_folder.iterdir()] == []


def test_whoever_made_a_store_meanwhile_keeps_it(absent: Store) -> None:
    with absent.made_ahead() as store:
        add(absent, "Contoso")
        add(store, "Northwind")
    assert brands(absent) == ["Contoso", "Northwind"]


def test_a_store_whose_making_was_cut_short_is_not_there(absent: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_short(connection: object, backups: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(migrating, "migrate", cut_short)
        with pytest.raises(KeyboardInterrupt), absent.writing():
            pass
    assert not absent.exists()
    add(absent, "Northwind")
    assert [path.name for path in absent.work_folder.iterdir()] == []


def test_the_log_of_a_deleted_store_is_not_replayed_into_a_new_one(store: Store, absent: Store) -> None:
    assert absent.path is not None
    absent.path.parent.mkdir()
    with store.reading():  # while it is open, what is written stands in the log only
        add(store, "Deleted")
        shutil.copyfile(f"{store.location}.wal", f"{absent.location}.wal")
    add(absent, "Northwind")
    assert brands(absent) == ["Northwind"]


def test_the_store_is_where_cx_store_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CX_STORE", str(tmp_path / "elsewhere.duckdb"))
    assert open_store().path == tmp_path / "elsewhere.duckdb"
    assert open_store(f"duckdb+duckdb_sqlalchemy:///{tmp_path}/by-url.duckdb").path == tmp_path / "by-url.duckdb"
    assert open_store("postgresql+psycopg://host/cx").path is None


def test_a_write_that_raises_is_undone(store: Store) -> None:
    add(store, "Northwind")
    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM brands")
        raise ZeroDivisionError
    assert brands(store) == ["Northwind"]


def test_a_failed_statement_that_was_caught_is_not_kept_in_silence(store: Store) -> None:
    with pytest.raises(DBAPIError), store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO brands VALUES ('Lost', 'competitor', '')")
        with pytest.raises(DBAPIError):
            connection.exec_driver_sql("INSERT INTO brands VALUES ('Lost', 'competitor', '')")
    assert brands(store) == []


def test_nothing_is_written_by_reading(store: Store) -> None:
    add(store, "Northwind")
    with store.reading() as connection, pytest.raises(DBAPIError, match="read-only"):
        connection.exec_driver_sql("DELETE FROM brands")
    assert brands(store) == ["Northwind"]


def test_the_version_changes_with_every_write_and_with_no_reading(store: Store) -> None:
    seen = [store.version()]
    for brand in ("Northwind", "Contoso"):
        add(store, brand)
        seen.append(store.version())
    assert len(set(seen)) == len(seen)
    brands(store)
    assert store.version() == seen[-1]


def test_what_was_read_before_a_write_is_never_named_as_what_was_read_after(store: Store) -> None:
    with store.reading() as before:
        before.exec_driver_sql("SELECT * FROM brands")
        add(store, "Northwind")
        with store.reading() as after:
            assert store.state(before) != store.state(after)


# What its connection reaches ----------------------------------------------------------------------------------------


def scratch_in(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "it's scratch.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE found AS SELECT 'Northwind' AS brand")
        connection.execute(f"COPY found TO '{folder}/found.parquet' (FORMAT parquet)")
    return path


def test_a_scratch_database_in_the_work_folder_can_be_read_while_writing(store: Store) -> None:
    scratch = scratch_in(store.work_folder)
    with store.writing(scratch) as connection:
        connection.exec_driver_sql("INSERT INTO brands SELECT brand, 'competitor', '' FROM scratch.found")
    assert brands(store) == ["Northwind"]
    with store.reading() as connection:
        names = connection.exec_driver_sql("SELECT database_name FROM duckdb_databases()").scalars()
        assert "scratch" not in set(names)


def test_a_scratch_database_is_let_go_of_after_a_write_that_raises(store: Store) -> None:
    scratch = scratch_in(store.work_folder)
    with store.writing():
        pass
    with store.reading():  # keeps the instance alive
        with pytest.raises(ZeroDivisionError), store.writing(scratch):
            raise ZeroDivisionError
        with store.writing(scratch) as connection:
            assert connection.exec_driver_sql("SELECT brand FROM scratch.found").scalar() == "Northwind"


def test_a_parquet_file_in_the_work_folder_can_be_read(store: Store) -> None:
    scratch_in(store.work_folder)
    with store.writing() as connection:
        found = connection.exec_driver_sql("SELECT brand FROM read_parquet(?)", (f"{store.work_folder}/found.parquet",))
        assert found.scalar() == "Northwind"


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_parquet('{work}/../../other/found.parquet')",
        "SELECT * FROM '{other}/found.parquet'",
        "SELECT * FROM glob('{other}/*')",
        "ATTACH '{other}/it''s scratch.duckdb' AS other (READ_ONLY)",
        "COPY brands TO '{other}/brands.csv'",
        "COPY brands TO '{work}-beside.csv'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SELECT * FROM read_csv('https://example.com/x.csv')",
    ],
)
def test_the_connection_reaches_no_other_file(store: Store, tmp_path: Path, statement: str) -> None:
    other = tmp_path / "other"
    scratch_in(other)
    sql = statement.format(work=store.work_folder, other=other)
    with pytest.raises(DBAPIError), store.writing() as connection:
        connection.exec_driver_sql(sql)


def test_a_second_connection_is_as_locked_down_as_the_first(store: Store) -> None:
    add(store, "Northwind")
    with store.reading(), store.reading() as second, pytest.raises(DBAPIError, match="disabled by configuration"):
        second.exec_driver_sql("SELECT * FROM read_text('/etc/passwd')")


# Files that are no store --------------------------------------------------------------------------------------------


def junk(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


def empty(path: Path) -> None:
    path.touch()


def folder(path: Path) -> None:
    path.mkdir()


def sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE a (b)")
    connection.commit()
    connection.close()


def somebody_elses(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE payroll (name TEXT)")


@pytest.mark.parametrize("make", [junk, empty, folder, sqlite, somebody_elses])
def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(tmp_path: Path, make: object) -> None:
    path = tmp_path / "cx.duckdb"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    for opened in (Store(str(path)).reading, Store(str(path)).writing):
        with pytest.raises(StoreUnavailable, match="store"), opened():
            pass
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_store_without_permission_says_so() -> None:
    error = duckdb.IOException('Cannot open file "x": Permission denied')
    assert "no permission" in engine.in_words(error, Path("x"))


def test_a_full_disk_says_so_and_that_nothing_was_changed() -> None:
    error = duckdb.IOException("Could not write file: No space left on device")
    assert "full" in engine.in_words(error, Path("x"))
    assert "Nothing was changed" in engine.in_words(error, Path("x"))


# Beside others ------------------------------------------------------------------------------------------------------

HOLDS = """
import sys, time
from cx.store.opening import Store
with Store(sys.argv[1]).writing() as connection:
    connection.exec_driver_sql("INSERT INTO brands VALUES ('Slow', 'competitor', '')")
    print("begun", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_reading_waits_for_another_process_that_writes(store: Store) -> None:
    add(store, "Northwind")
    with another_process(HOLDS, store.location, "1"):
        assert brands(store) == ["Northwind", "Slow"]


def test_a_store_that_stays_in_use_is_said_to_be(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, "Northwind")
    monkeypatch.setattr(engine, "PATIENCE", 0.2)
    with another_process(HOLDS, store.location, "60"), pytest.raises(StoreUnavailable, match="in use"):
        brands(store)
    assert brands(store) == ["Northwind"]


def test_threads_read_and_write_at_once(store: Store) -> None:
    add(store, "0")
    problems: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(15):
                assert "0" in brands(store)
        except BaseException as error:
            problems.append(error)

    def write(name: str) -> None:
        try:
            for i in range(5):
                add(store, f"{name}{i}")
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    threads += [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(brands(store)) == 11


def test_a_second_writer_of_this_process_waits_and_then_gives_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.1)
    with store.writing(), pytest.raises(StoreUnavailable, match="being written to"), store.writing():
        pass


# What it costs ------------------------------------------------------------------------------------------------------


def loaded(code: str) -> set[str]:
    listing = f"import sys\n{code}\nprint(*sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", listing], cwd=PROJECT, capture_output=True, text=True, check=True)
    return set(out.stdout.split())


def test_the_room_itself_brings_no_sqlalchemy() -> None:
    assert not loaded("import cx.store") & {"sqlalchemy", "duckdb", "alembic", "pandas"}


def test_a_store_that_is_up_to_date_is_read_without_alembic_and_without_pandas(store: Store) -> None:
    add(store, "Northwind")
    code = "\n".join(
        (
            "from sqlalchemy import text",
            "from cx.store.opening import Store",
            f"with Store({store.location!r}).reading() as connection:",
            "    connection.execute(text('SELECT * FROM brands WHERE brand = :brand'), {'brand': 'Northwind'}).one()",
        )
    )
    assert not loaded(code) & {"alembic", "pandas", "streamlit"}


READS_IN_TURNS = """
import sys, threading, time
from cx.store.opening import Store
store = Store(sys.argv[1])
def read():
    while True:
        with store.reading():
            time.sleep(0.05)
for _ in range(8):
    threading.Thread(target=read, daemon=True).start()
print("begun", flush=True)
time.sleep(600)
"""


def test_readers_who_never_leave_the_store_alone_let_others_in(store: Store) -> None:
    """An import reads before it writes and after: kept out for longer than it waits, it was refused."""
    with another_process(READS_IN_TURNS, store.location):
        assert brands(store) == []
        add(store, "New")
        assert brands(store) == ["New"]
