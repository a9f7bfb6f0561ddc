"""A demo company takes a store's place whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from cx.actions.making import demo_store
from cx.store import company as companies
from cx.store.opening import Store


def fill(store: Store, name: str) -> None:
    with store.writing() as connection:
        companies.save(connection, "company_name", name, "test")


def name_of(store: Store) -> str:
    with store.reading() as connection:
        return companies.load(connection).company_name


def test_what_was_filled_becomes_the_store_and_is_marked_a_demo(empty_store: Store) -> None:
    with demo_store(empty_store) as fresh:
        fill(fresh, "Meridian")
        assert not empty_store.exists(), "readers see nothing of it before it is whole"
    assert name_of(empty_store) == "Meridian"
    with empty_store.reading() as connection:
        assert companies.is_demo(connection)
    assert leftovers(empty_store) == []


def test_a_failure_leaves_the_store_as_it_was(empty_store: Store) -> None:
    with demo_store(empty_store) as fresh:
        fill(fresh, "Meridian")
    with pytest.raises(RuntimeError):
        fill_half(empty_store)
    assert name_of(empty_store) == "Meridian"
    assert leftovers(empty_store) == []


def test_a_demo_company_is_replaced_by_the_next(empty_store: Store) -> None:
    for name in ("Meridian", "Meridian again"):
        with demo_store(empty_store) as fresh:
            fill(fresh, name)
    assert name_of(empty_store) == "Meridian again"


def fill_half(store: Store) -> None:
    with demo_store(store) as fresh:
        fill(fresh, "Half a company")
        raise RuntimeError


def leftovers(store: Store) -> list[Path]:
    """Demo stores that were not put in place, or the log of one that was."""
    assert store.path is not None
    logs = [path for path in store.path.parent.iterdir() if path.name.endswith(".wal")]
    return logs + list(store.work_folder.glob("demo-*"))
