"""One store takes another's place whole, at once, and only while nobody is at work in it."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest

from cx.domain.errors import BadValue, StoreUnavailable
from cx.store import engine
from cx.store.opening import Connection, Store


def named(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.exec_driver_sql("SELECT brand FROM brands ORDER BY brand").scalars())


def add(store: Store, brand: str) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO brands VALUES (?, 'competitor', '')", (brand,))


def anyway(connection: Connection) -> None:
    """Whatever is stored may go."""


def replaced(store: Store, brand: str, aside: Path | None = None) -> None:
    with store.fresh() as fresh:
        add(fresh, brand)
        store.give_way_to(fresh, anyway, aside=aside)


def test_a_store_takes_the_place_of_another_which_is_kept_aside(store: Store, tmp_path: Path) -> None:
    add(store, "Old")
    aside = tmp_path / "aside" / "old.duckdb"
    replaced(store, "New", aside)
    assert (named(store), named(Store(str(aside)))) == (["New"], ["Old"])
    assert list(store.work_folder.iterdir()) == []


def test_a_store_takes_a_place_where_none_was(absent: Store) -> None:
    replaced(absent, "New")
    assert named(absent) == ["New"]


def test_what_must_stay_stays(store: Store) -> None:
    def refuse(connection: Connection) -> None:
        raise BadValue("Own answers came meanwhile.")

    add(store, "Own")
    with store.fresh() as fresh:
        add(fresh, "New")
        with pytest.raises(BadValue, match="came meanwhile"):
            store.give_way_to(fresh, refuse)
    assert named(store) == ["Own"]
    assert list(store.work_folder.iterdir()) == []


def test_what_stood_in_the_log_only_goes_with_its_own_store(store: Store, tmp_path: Path) -> None:
    add(store, "Old")
    crashed = Store(str(tmp_path / "crashed.duckdb"))
    with store.reading():  # while it is open, what is written stands in the log only
        add(store, "Logged")
        shutil.copyfile(store.location, crashed.location)
        shutil.copyfile(f"{store.location}.wal", f"{crashed.location}.wal")
    aside = tmp_path / "aside.duckdb"
    replaced(crashed, "New", aside)
    assert (named(crashed), named(Store(str(aside)))) == (["New"], ["Logged", "Old"])


def test_a_reader_is_waited_for_and_the_next_one_finds_the_new_store(store: Store, tmp_path: Path) -> None:
    add(store, "Old")
    inside, seen = threading.Event(), []

    def read() -> None:
        with store.reading() as connection:
            inside.set()
            time.sleep(0.3)
            seen.append(connection.exec_driver_sql("SELECT brand FROM brands").scalar())

    reader = threading.Thread(target=read)
    reader.start()
    inside.wait()
    replaced(store, "New")
    assert seen == ["Old"]
    assert named(store) == ["New"]
    add(store, "Newer")
    assert named(store) == ["New", "Newer"]
    reader.join()


def test_a_store_in_whose_use_somebody_stays_keeps_its_place(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, "Old")
    with store.fresh() as fresh:
        add(fresh, "New")
        monkeypatch.setattr(engine, "PATIENCE", 0.1)
        with store.reading(), pytest.raises(StoreUnavailable, match="in use"):
            store.give_way_to(fresh, anyway)
    assert named(store) == ["Old"]


def test_a_link_to_somebody_elses_store_is_replaced_and_their_store_is_not(store: Store, tmp_path: Path) -> None:
    add(store, "Theirs")
    link = Store(str(tmp_path / "linked" / "cx.duckdb"))
    assert link.path is not None
    link.path.parent.mkdir()
    link.path.symlink_to(store.location)
    aside = tmp_path / "aside.duckdb"
    replaced(link, "Mine", aside)
    assert (named(link), named(store), named(Store(str(aside)))) == (["Mine"], ["Theirs"], ["Theirs"])
    assert not link.path.is_symlink()


def test_readers_never_find_the_place_empty(store: Store) -> None:
    add(store, "0")
    done = threading.Event()
    problems: list[BaseException] = []

    def read() -> None:
        try:
            while not done.is_set():
                assert len(named(store)) == 1
        except BaseException as error:
            problems.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for turn in range(1, 4):
            replaced(store, str(turn))
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert problems == []
    assert named(store) == ["3"]
