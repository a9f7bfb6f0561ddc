"""Taking imports back: whatever the order, what remains is what the other imports alone would have left."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cx.domain.errors import BadValue, UnknownName
from cx.ingest.options import Options
from cx.ingest.responses import load
from cx.store import loading
from cx.store.opening import Store
from cx.store.summary import check

pytestmark = pytest.mark.usefixtures("read_here")

TODAY = date(2026, 11, 22)
FILES = (
    {"a": 1, "b": 2, "c": 3},
    {"b": 5, "c": 3, "d": 4},
    {"a": 9, "b": 9, "e": 5},
)
"""Three files of one survey: id -> score. The second changes b and repeats c, the third changes a and b."""


def bring(store: Store, folder: Path, answers: dict[str, int]) -> int:
    path = folder / "answers.csv"
    rows = "".join(f"{name},2024-05-{len(name)},{value}\n" for name, value in answers.items())
    path.write_text("response_id,responded_at,score\n" + rows)
    outcome = load(store, path, Options(constants={"survey_id": "s"}, replace=True, scale="0-10"), today=TODAY)
    assert outcome.import_id is not None
    return outcome.import_id


def undo(store: Store, import_id: int, by: str = "a test") -> loading.Undone:
    with store.writing() as connection:
        return loading.undo(connection, import_id, by, datetime(2026, 11, 22, 12, 0, tzinfo=UTC))


def scores(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        assert check(connection).sound, check(connection).problems
        return dict(connection.exec_driver_sql("SELECT response_id, score FROM responses").fetchall())


@pytest.fixture
def three_imports(tmp_path: Path, empty_store: Store) -> Store:
    for answers in FILES:
        bring(empty_store, tmp_path, answers)
    return empty_store


def test_each_import_taken_back_leaves_what_the_others_brought(three_imports: Store) -> None:
    assert scores(three_imports) == {"a": 9, "b": 9, "c": 3, "d": 4, "e": 5}
    undone = undo(three_imports, 3)
    assert (undone.removed, undone.restored) == (3, 2)
    assert scores(three_imports) == {"a": 1, "b": 5, "c": 3, "d": 4}
    undo(three_imports, 2)
    assert scores(three_imports) == {"a": 1, "b": 2, "c": 3}
    undo(three_imports, 1)
    assert scores(three_imports) == {}


def test_an_import_in_the_middle_goes_without_touching_the_later_one(three_imports: Store) -> None:
    undo(three_imports, 2)
    assert scores(three_imports) == {"a": 9, "b": 9, "c": 3, "e": 5}
    undo(three_imports, 3)
    assert scores(three_imports) == {"a": 1, "b": 2, "c": 3}


@pytest.mark.parametrize("order", list(itertools.permutations((1, 2, 3))))
def test_nothing_is_left_after_all_are_taken_back_in_any_order(order: tuple[int, ...], three_imports: Store) -> None:
    for import_id in order:
        undo(three_imports, import_id)
    with three_imports.reading() as connection:
        for table in ("responses", "response_versions", "response_summary"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_an_import_is_taken_back_once(three_imports: Store) -> None:
    undo(three_imports, 3, by="ana")
    with pytest.raises(BadValue, match="taken back already"):
        undo(three_imports, 3)
    with pytest.raises(UnknownName, match="no import 9"):
        undo(three_imports, 9)


def test_the_history_names_what_each_import_did(three_imports: Store) -> None:
    undo(three_imports, 3, by="ana")
    with three_imports.reading() as connection:
        newest, _, oldest = loading.history(connection)
    assert (newest["import_id"], newest["undone_by"], newest["updated"], newest["accepted"]) == (3, "ana", 2, 1)
    assert (oldest["survey_name"], oldest["rows"], oldest["file_name"]) == ("s", 3, "answers.csv")


def test_refused_rows_are_kept_with_their_line(tmp_path: Path, empty_store: Store) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("response_id,responded_at,score\na,2024-05-01,9\nb,2024-05-01,\nc,2024-05-01,10\n")
    outcome = load(empty_store, path, today=TODAY)
    assert outcome.import_id is not None
    with empty_store.reading() as connection:
        kept = loading.rejects(connection, outcome.import_id)
    assert kept == [{"line": 3, "reason": "score missing", "value": ""}]


def test_the_demo_company_is_left_only_when_asked(tmp_path: Path, empty_store: Store) -> None:
    from cx.domain.errors import ChoiceNeeded
    from cx.store import company

    bring(empty_store, tmp_path, FILES[0])
    with empty_store.writing() as connection:
        company.mark_demo(connection, True)
    with pytest.raises(ChoiceNeeded, match="--replace-demo"):
        bring(empty_store, tmp_path, FILES[1])
    path = tmp_path / "answers.csv"
    with pytest.raises(UnknownName):
        load(empty_store, path, Options(replace_demo=True, columns={"score": "nothing"}), today=TODAY)
    assert scores(empty_store) == FILES[0]
    load(empty_store, path, Options(replace_demo=True), today=TODAY)
    assert scores(empty_store) == FILES[1]
    with empty_store.reading() as connection:
        assert not company.is_demo(connection)
    assert len(list(empty_store.work_folder.glob("demo-*.duckdb"))) == 1
