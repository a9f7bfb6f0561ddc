"""A learning system's export, by the road of any import."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from cx.actions import imports, settings
from cx.domain.errors import BadFile
from cx.domain.roles import SINGLE_USER
from cx.domain.training import Level
from cx.ingest import maintained
from cx.ingest.renaming import Renaming
from cx.store import training
from cx.store.opening import Store

HEADER = "employee,unit,level,course,assigned,due,completed\n"
ROWS = "ann@example.com,Support,executives,CX Basics,2026-01-05,2026-03-31,2026-02-01\n"


def load(store: Store, folder: Path, content: str, table: str = "training_records", **more: str) -> maintained.Outcome:
    path = folder / f"{table}.csv"
    path.write_text(content, encoding="utf-8")
    return maintained.load(store, table, path, renaming=Renaming(columns=more))


def everything(store: Store) -> str:
    """All that is kept, as text."""
    with store.reading() as connection:
        names = [name for (name,) in connection.execute(text("SELECT table_name FROM information_schema.tables"))]
        return " ".join(str(row) for name in names for row in connection.execute(text(f'SELECT * FROM "{name}"')))


def test_people_are_kept_as_hashes_and_no_name_is(empty_store: Store, tmp_path: Path) -> None:
    named = HEADER.strip() + ",name\n" + ROWS.strip() + ",Ann Lee\n" + "bob,Support,chief,basics,2026-01-05,,,Bob Roe\n"
    outcome = load(empty_store, tmp_path, named)
    assert (outcome.accepted, outcome.rejected) == (1, 1)
    with empty_store.reading() as connection:
        (found,) = training.register(connection).assignments
    assert (found.level, found.completed, found.name) == (Level.EXECUTIVE, date(2026, 2, 1), "")
    assert found.employee not in ("", "ann@example.com")
    assert not any(name in everything(empty_store) for name in ("ann@", "Ann Lee", "bob", "Bob Roe"))


def test_names_are_kept_where_the_settings_ask(empty_store: Store, tmp_path: Path) -> None:
    settings.change_while_making(empty_store, {"employee_names": "keep"}, "test")
    load(empty_store, tmp_path, HEADER.strip() + ",name\n" + ROWS.strip() + ",Ann Lee\n")
    with empty_store.reading() as connection:
        assert [one.name for one in training.register(connection).assignments] == ["Ann Lee"]
    settings.change_while_making(empty_store, {"employee_names": "hash"}, "test")
    load(empty_store, tmp_path, HEADER + ROWS)
    with empty_store.reading() as connection:
        assert [one.name for one in training.register(connection).assignments] == [""]


def test_the_same_file_adds_nothing_and_a_newer_one_updates(empty_store: Store, tmp_path: Path) -> None:
    first = load(empty_store, tmp_path, HEADER + ROWS)
    again = load(empty_store, tmp_path, HEADER + ROWS.replace("ann@example.com", " ANN@example.com "))
    assert (first.accepted, again.accepted, again.updated, again.duplicates) == (1, 0, 0, 1)
    later = load(empty_store, tmp_path, HEADER + ROWS.replace("2026-02-01", "2026-02-07"))
    assert (later.accepted, later.updated) == (0, 1)


def test_a_file_without_a_column_leaves_what_is_kept(empty_store: Store, tmp_path: Path) -> None:
    load(empty_store, tmp_path, HEADER + ROWS)
    short = "employee,unit,level,course,assigned\nann@example.com,Support,staff,CX Basics,2026-01-05\n"
    assert load(empty_store, tmp_path, short).updated == 1
    with empty_store.reading() as connection:
        (found,) = training.register(connection).assignments
    assert (found.level, found.completed) == (Level.STAFF, date(2026, 2, 1))


def test_an_import_is_taken_back_and_what_it_replaced_counts_again(empty_store: Store, tmp_path: Path) -> None:
    load(empty_store, tmp_path, HEADER + ROWS)
    later = load(empty_store, tmp_path, HEADER + ROWS.replace("2026-02-01", ""))
    undone = imports.undo(empty_store, SINGLE_USER, later.import_id, datetime(2026, 10, 1, tzinfo=UTC))
    assert undone.removed == 1
    with empty_store.reading() as connection:
        assert [one.completed for one in training.register(connection).assignments] == [date(2026, 2, 1)]


def test_columns_of_any_system_are_mapped(empty_store: Store, tmp_path: Path) -> None:
    theirs = "Person ID,Org,Grade,Module,Given,Passed,Score\n7,Support,Staff,Basics,2026-01-05,2026-01-09,88\n"
    mapped = {
        "employee": "Person ID", "unit": "Org", "level": "Grade", "course": "Module", "assigned": "Given",
        "completed": "Passed",
    }  # fmt: skip
    assert load(empty_store, tmp_path, theirs, **mapped).accepted == 1


def test_units_and_courses_go_by_id_or_name_and_strangers_are_named(empty_store: Store, tmp_path: Path) -> None:
    load(empty_store, tmp_path, "unit_id,name\nsup,Support\n", "org_units")
    load(empty_store, tmp_path, "course_id,name\nbasics,CX basics\n", "courses")
    assert load(empty_store, tmp_path, HEADER + ROWS).notes == ()
    with empty_store.reading() as connection:
        (found,) = training.register(connection).assignments
    assert (found.unit, found.course) == ("sup", "basics")
    strange = load(empty_store, tmp_path, HEADER + ROWS.replace("Support", "Moon").replace("CX Basics", "Knots"))
    assert [("'Moon'" in note or "'Knots'" in note) for note in strange.notes] == [True, True]


def test_a_headcount_of_a_unit_that_is_not_there_is_refused(empty_store: Store, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="unit_id names 'moon'"):
        load(empty_store, tmp_path, "unit_id,level,counted_on,people\nmoon,staff,2026-01-01,4\n", "headcounts")
