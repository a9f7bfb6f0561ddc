"""Settings are checked, written together, and the demo company can be left."""

from __future__ import annotations

import base64

import pytest
from streamlit.testing.v1 import AppTest

from cx.actions import settings
from cx.store import company as companies
from cx.store.opening import Store
from tests.pages.visiting import opened, words


def save(app: AppTest) -> AppTest:
    return next(button for button in app.button if button.label == "Save settings").click().run()


def test_a_setting_is_saved_and_said(monkeypatch: pytest.MonkeyPatch, own_demo_store: Store) -> None:
    app = opened(monkeypatch, own_demo_store, "settings")
    app.text_input(key="setting_company_name").set_value("Meridian & Söhne")
    save(app)
    assert "Company name" in app.success[0].value
    with own_demo_store.reading() as connection:
        assert companies.load(connection).company_name == "Meridian & Söhne"


def test_a_refused_setting_changes_none_of_the_others(monkeypatch: pytest.MonkeyPatch, own_demo_store: Store) -> None:
    app = opened(monkeypatch, own_demo_store, "settings")
    app.text_input(key="setting_company_name").set_value("Other")
    app.number_input(key="setting_hide_below").set_value(40)
    save(app)
    assert "cannot be less" in app.error[0].value
    with own_demo_store.reading() as connection:
        assert companies.load(connection).company_name == "Meridian"


def test_a_label_renames_its_filter_and_stays_literal(monkeypatch: pytest.MonkeyPatch, own_demo_store: Store) -> None:
    app = opened(monkeypatch, own_demo_store, "settings")
    app.text_input(key="setting_labels_region").set_value("![x](https://evil.example/x.png)")
    save(app)
    overview = opened(monkeypatch, own_demo_store, "overview")
    label = overview.selectbox(key="filter_region").label
    assert label.startswith("\\!\\[x\\]\\(https")


def test_the_demo_is_left_only_after_a_second_question(monkeypatch: pytest.MonkeyPatch, own_demo_store: Store) -> None:
    app = opened(monkeypatch, own_demo_store, "settings")
    next(button for button in app.button if button.label == "Leave the demo").click().run()
    assert "Start with an empty store" in [button.label for button in app.button]
    assert "made-up company" in words(app)
    with own_demo_store.reading() as connection:
        assert companies.is_demo(connection)


def test_a_damaged_logo_locks_nobody_out(monkeypatch: pytest.MonkeyPatch, own_demo_store: Store) -> None:
    damaged = base64.b64encode(b"\x89PNG\r\n\x1a\n and nothing more").decode()
    settings.change_while_making(own_demo_store, {"logo": damaged}, "a test")
    app = opened(monkeypatch, own_demo_store, "settings")
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "Settings"
