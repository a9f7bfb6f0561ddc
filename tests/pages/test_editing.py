"""A record is edited in its page: what is wrong is said beside its field, what it was stays one click away."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from cx.store import strategy
from cx.store.opening import Store
from tests.pages.visiting import opened, words


def press(app: AppTest, key: str) -> AppTest:
    return next(button for button in app.button if button.key and button.key == key).click().run()


def test_an_answer_is_edited_and_its_history_seen(monkeypatch: pytest.MonkeyPatch, own_demo_store: Store) -> None:
    app = opened(monkeypatch, own_demo_store, "answers")
    assert "Industry dynamics is overdue" in app.title[0].value.replace("\\", "")
    press(app, "open_answers_industry")
    app.text_area(key="field_answers_industry_answer").set_value("Marketplaces matter, the rest does not.")
    app.date_input(key="field_answers_industry_review_by").set_value(date(2027, 6, 30))
    press(app, "save_answers")
    assert "The answer was saved" in app.success[0].value
    assert "Marketplaces matter, the rest does not." in words(app)
    assert "overdue" not in app.title[0].value
    press(app, "open_answers_industry")
    assert "Software is bought by the month" in words(app)
    press(app, "back_answers_2")
    with own_demo_store.reading() as connection:
        found = {str(dimension): one for dimension, one in strategy.answers(connection).items()}
    assert found["industry"].text.startswith("Software is bought by the month")


def test_a_mistake_is_said_and_nothing_is_changed(monkeypatch: pytest.MonkeyPatch, own_demo_store: Store) -> None:
    app = opened(monkeypatch, own_demo_store, "signals")
    press(app, "open_signals_free-switching")
    app.date_input(key="field_signals_free-switching_effective_on").set_value(None)
    press(app, "save_signals")
    assert "a regulation needs one" in app.error[0].value
    with own_demo_store.reading() as connection:
        found = {one.signal_id: one for one in strategy.signals(connection)}
    assert found["free-switching"].effective_on is not None


def test_the_first_answer_of_an_empty_store_is_written_in_the_page(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store
) -> None:
    app = opened(monkeypatch, made_empty_store, "answers")
    press(app, "open_answers_customers")
    app.text_area(key="field_answers_customers_answer").set_value("They want **speed**.")
    app.date_input(key="field_answers_customers_decided_on").set_value(date(2026, 10, 1))
    app.date_input(key="field_answers_customers_review_by").set_value(date(2027, 10, 1))
    press(app, "save_answers")
    assert "Owner is missing" in app.error[0].value
    app.text_input(key="field_answers_customers_owner").set_value("Ana Ruiz")
    press(app, "save_answers")
    assert "The answer was added" in app.success[0].value
    with made_empty_store.reading() as connection:
        (answer,) = strategy.answers(connection).values()
    assert (answer.text, answer.owner) == ("They want **speed**.", "Ana Ruiz")


def test_cancel_changes_nothing(monkeypatch: pytest.MonkeyPatch, own_demo_store: Store) -> None:
    app = opened(monkeypatch, own_demo_store, "answers")
    press(app, "open_statements_external")
    app.text_area(key="field_statements_external_text").set_value("Something else")
    press(app, "cancel_statements")
    assert not app.success
    assert "Something else" not in words(app)


def test_every_table_of_the_page_can_be_taken_away(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    app = opened(monkeypatch, demo_store, "signals")
    app.session_state["panel_signals"] = True
    app.run()
    assert {"take_signals_csv", "take_signals_xlsx"} <= {one.key for one in app.get("download_button")}
