"""Closing and reopening a period on the Settings page."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from cx.reports import closings
from tests.pages.visiting import opened, words
from tests.store.answers import answered, put

if TYPE_CHECKING:
    from cx.store.opening import Store


@pytest.fixture
def survey(empty_store: Store) -> Store:
    """One quarter of one survey, not closed."""
    put(empty_store, [answered(f"2026-0{7 + i % 3}-10", 9 if i % 3 else 2) for i in range(90)])
    with empty_store.writing() as connection:
        connection.execute(text("INSERT INTO surveys (survey_id, name, provenance) VALUES ('s', 'Ours', 'own')"))
    return empty_store


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_the_next_quarter_is_closed_with_one_click_and_reopened_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, survey: Store
) -> None:
    app = opened(monkeypatch, survey, "settings")
    assert "No period is closed yet." in words(app)
    press(app, "Close Q3 2026")
    assert "Q3 2026 are closed" in app.success[0].value.replace("\\", "")
    assert app.dataframe[0].value["Period"].tolist() == ["Q3 2026"]

    app.session_state["reopen"] = True
    app.run()
    press(app, "Reopen")
    assert "write down why" in app.error[0].value.replace("\\", "")
    app.text_input(key="reopen_reason").set_value("The interviews were missing")
    press(app, "Reopen")
    assert "Q3 2026 is open again" in app.success[0].value.replace("\\", "")
    assert "The interviews were missing" in words(app)


def test_only_whoever_may_close_sees_the_buttons(monkeypatch: pytest.MonkeyPatch, survey: Store) -> None:
    from cx.domain.roles import Actor, Role
    from cx.ui import closing_books, frame

    view = frame.PageView.__dataclass_fields__["actor"]
    assert view.default is dataclasses.MISSING  # a page is never opened for nobody in particular
    shown: list[str] = []
    monkeypatch.setattr(closing_books, "_close", lambda *_: shown.append("close"))
    monkeypatch.setattr(closing_books, "_reopen", lambda *_: shown.append("reopen"))
    reader = Actor("u", frozenset({Role.EXECUTIVE}))

    class View:
        actor = reader

    closing_books.show(closings.Closings(), View())  # type: ignore[arg-type]
    assert shown == []


def test_without_a_store_there_is_nothing_to_close(monkeypatch: pytest.MonkeyPatch, empty_store: Store) -> None:
    with empty_store.writing():
        pass
    app = opened(monkeypatch, empty_store, "settings")
    assert not app.exception
    assert "There is nothing to close" in words(app)
