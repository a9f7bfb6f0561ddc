"""Who was asked and who answered, as a reader of the pages meets it."""

from __future__ import annotations

import pytest

from cx.store.opening import Store
from tests.pages.visiting import opened, words


def test_the_overview_says_how_many_were_asked_who_fell_silent_and_what_that_does(
    monkeypatch: pytest.MonkeyPatch, demo_store: Store
) -> None:
    app = opened(monkeypatch, demo_store, "overview")
    said = words(app)
    assert "4,600 answered of 22,145 asked (21%)" in said
    assert "stopped answering: 9% of" in said.replace("\\", "")
    assert any("counted as it was asked" in warning.value for warning in app.warning)


def test_a_file_of_invited_people_is_loaded_and_counted(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store
) -> None:
    app = opened(monkeypatch, made_empty_store, "imports")
    app.selectbox(key="table_choice").select("invited_people").run()
    people = b"survey_id,invited_on,respondent\ns,2026-07-01,ann@example.com\ns,2026-07-01,bob@example.com\n"
    app.file_uploader[1].upload("july.csv", people)
    app.run()
    app.button(key="load_table").click().run()
    assert not app.exception
    assert "2 new" in " ".join(success.value for success in app.success)
