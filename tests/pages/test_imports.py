"""A file is dropped, read, mapped, loaded and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cx.domain.roles import SINGLE_USER
from cx.store.opening import Store
from tests.pages.visiting import opened, words

CLEAN = b"response_id,responded_at,score,region\n" + b"".join(
    f"r{n},2026-0{1 + n % 9}-15,{n % 11},EMEA\n".encode() for n in range(40)
)


def dropped(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader[0].upload(name, content)
    return app.run()


def load(app: AppTest) -> AppTest:
    return app.button(key="load_answers").click().run()


def counts(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_a_clean_file_is_read_counted_and_loaded(monkeypatch: pytest.MonkeyPatch, made_empty_store: Store) -> None:
    app = dropped(opened(monkeypatch, made_empty_store, "imports"), "may.csv", CLEAN)
    assert counts(app)["New answers"] == "40"
    load(app)
    assert not app.exception
    assert not app.error
    assert "may.csv was loaded" in app.success[0].value.replace("\\", "")
    assert opened(monkeypatch, made_empty_store, "overview").title[0].value != "There are no answers yet\\."


def test_nothing_is_loaded_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, made_empty_store: Store) -> None:
    before = made_empty_store.version()
    app = dropped(opened(monkeypatch, made_empty_store, "imports"), "may.csv", CLEAN)
    assert counts(app)["New answers"] == "40"
    assert "Nothing has been loaded yet." in words(app)
    assert made_empty_store.version() == before


def test_an_import_is_taken_back(monkeypatch: pytest.MonkeyPatch, made_empty_store: Store) -> None:
    from datetime import UTC, datetime

    from cx.actions import imports
    from cx.store import audit

    app = load(dropped(opened(monkeypatch, made_empty_store, "imports"), "may.csv", CLEAN))
    app.button(key="result_undo").click().run()
    assert "confirm_undo" in [button.key for button in app.button]
    log = [(entry.action, entry.result) for entry in audit.entries(made_empty_store)]
    assert log == [("import", "done"), ("import", "begun")]
    undone = imports.undo(made_empty_store, SINGLE_USER, 1, datetime.now(UTC))
    assert undone.removed == 40
    assert "no answers yet" in words(opened(monkeypatch, made_empty_store, "overview"))


def test_an_open_choice_is_asked_in_words_and_answered(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store
) -> None:
    content = CLEAN.replace(b"response_id", b"key").replace(b"score", b"Your rating")
    app = dropped(opened(monkeypatch, made_empty_store, "imports"), "may.csv", content)
    assert app.button(key="load_answers").disabled
    asked = app.warning[0].value
    assert "--" not in asked
    assert "own id" in asked
    column = next(box for box in app.selectbox if box.label == "The answer's own id")
    column.select("key").run()
    score = next(box for box in app.selectbox if box.label == "The 0 to 10 answer")
    if score.value is None:
        score.select("Your rating").run()
    assert counts(app)["New answers"] == "40"
    assert not app.button(key="load_answers").disabled


def test_rating_columns_are_mapped_with_their_scale_and_known_the_next_time(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store
) -> None:
    header, *rows = CLEAN.replace(b"EMEA", b"3").splitlines()
    content = b"\n".join([header.replace(b"region", b"Q7 food"), *rows, b""])
    app = dropped(opened(monkeypatch, made_empty_store, "imports"), "may.csv", content)
    app.multiselect[0].select("Q7 food").run()
    assert app.button(key="load_answers").disabled
    assert "scale of each rating" in app.warning[0].value
    next(box for box in app.selectbox if box.label == "Its scale").select("1-5").run()
    next(box for box in app.text_input if box.label == "Called").input("Food").run()
    assert not app.warning
    load(app)
    assert not app.exception
    with made_empty_store.reading() as connection:
        found = connection.exec_driver_sql("SELECT DISTINCT rating, low, high FROM response_ratings").all()
    assert [tuple(row) for row in found] == [("Food", 1.0, 5.0)]
    again = dropped(opened(monkeypatch, made_empty_store, "imports"), "june.csv", content.replace(b"r1", b"s1"))
    assert again.multiselect[0].value == ["Q7 food"]
    assert next(box for box in again.text_input if box.label == "Called").value == "Food"


def test_one_day_for_every_row_is_never_guessed(monkeypatch: pytest.MonkeyPatch, made_empty_store: Store) -> None:
    content = b"\n".join(b",".join(line.split(b",")[::2]) for line in CLEAN.splitlines())
    app = dropped(opened(monkeypatch, made_empty_store, "imports"), "may.csv", content)
    day = next(box for box in app.selectbox if box.label == "When it was given")
    day.select("\0one-day").run()
    assert app.button(key="load_answers").disabled


def test_refused_rows_are_shown_with_line_and_reason(monkeypatch: pytest.MonkeyPatch, made_empty_store: Store) -> None:
    app = dropped(opened(monkeypatch, made_empty_store, "imports"), "may.csv", CLEAN + b"r99,2026-03-01,11,EMEA\n")
    assert counts(app)["Refused"] == "1"
    refused = app.dataframe[0].value
    assert list(refused["Line"]) == [42]
    assert list(refused["What stood there"]) == ["11"]


def test_junk_is_refused_in_words(monkeypatch: pytest.MonkeyPatch, made_empty_store: Store) -> None:
    app = dropped(opened(monkeypatch, made_empty_store, "imports"), "may.csv", b"%PDF-1.7 nothing to see")
    assert not app.exception
    assert app.error


def test_the_demo_is_replaced_only_where_it_is_said_so(monkeypatch: pytest.MonkeyPatch, own_demo_store: Store) -> None:
    app = dropped(opened(monkeypatch, own_demo_store, "imports"), "may.csv", CLEAN)
    assert app.button(key="load_answers").disabled
    app.checkbox(key="leave_demo_tick").check().run()
    load(app)
    assert not app.exception
    assert "made-up company" not in words(opened(monkeypatch, own_demo_store, "overview"))


def test_the_name_of_the_file_reaches_no_path(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store, tmp_path: Path
) -> None:
    app = dropped(opened(monkeypatch, made_empty_store, "imports"), "../../evil;name.csv", CLEAN)
    assert not app.exception
    assert not [path for path in tmp_path.rglob("*") if "evil" in path.name]


def test_a_hostile_file_name_and_label_stay_literal(monkeypatch: pytest.MonkeyPatch, made_empty_store: Store) -> None:
    app = load(dropped(opened(monkeypatch, made_empty_store, "imports"), "![x](http:evil.png).csv", CLEAN))
    assert app.success[0].value.startswith("\\!\\[x\\]\\(")


def test_tables_of_ones_own_wait_until_the_demo_is_left(
    monkeypatch: pytest.MonkeyPatch, demo_store: Store, made_empty_store: Store
) -> None:
    assert "table_choice" not in [box.key for box in opened(monkeypatch, demo_store, "imports").selectbox]
    assert "table_choice" in [box.key for box in opened(monkeypatch, made_empty_store, "imports").selectbox]


def test_a_table_kept_by_hand_is_loaded(monkeypatch: pytest.MonkeyPatch, made_empty_store: Store) -> None:
    app = opened(monkeypatch, made_empty_store, "imports")
    app.selectbox(key="table_choice").select("brands").run()
    app.file_uploader[1].upload("brands.csv", b"brand,kind\nNorthwind,competitor\n")
    app.run()
    app.button(key="load_table").click().run()
    assert not app.exception
    assert "1 new" in app.success[0].value.replace("\\", "")
