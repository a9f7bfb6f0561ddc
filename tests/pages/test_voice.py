"""Customer voice, as a reader opens it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from cx.domain.roles import ALLOWED, Actor, Role
from cx.store.opening import Store
from tests.pages.visiting import opened, words
from tests.store.answers import answered, put, put_survey


@pytest.fixture
def told(empty_store: Store) -> Store:
    put_survey(empty_store)
    rows = [answered("2026-08-20", 9, region="EMEA", comment=f"Fine, {i}. Call 0171 2345678") for i in range(9)]
    put(empty_store, [*rows, *(answered("2026-08-20", 2, region="Malta", comment="Malta says no") for _ in range(3))])
    return empty_store


def said(app: AppTest) -> str:
    return "\n".join(str(text.value) for text in app.text)


def test_what_customers_say_is_shown_masked(monkeypatch: pytest.MonkeyPatch, told: Store) -> None:
    app = opened(monkeypatch, told, "voice")
    assert not app.exception
    assert "12 comments" in words(app)
    assert "Call [phone]" in said(app)
    assert "0171" not in words(app)
    assert len([button for button in app.button if button.label == "Pin"]) == 6


def test_a_search_and_a_score_narrow_it_and_stay_out_of_the_address(
    monkeypatch: pytest.MonkeyPatch, told: Store
) -> None:
    app = opened(monkeypatch, told, "voice")
    app.text_input(key="voice_text").set_value("malta").run()
    assert said(app).count("Malta says no") == 3
    assert "malta" not in str(app.query_params).lower()
    app.selectbox(key="voice_scores").set_value("promoters").run()
    assert "Malta" not in said(app)
    assert "No comment of promoters in Q3 2026 holds these words" in words(app)


def test_a_hidden_group_shows_no_comment(monkeypatch: pytest.MonkeyPatch, told: Store) -> None:
    app = opened(monkeypatch, told, "voice", region="Malta")
    assert "too few answers to show" in words(app)
    assert "Malta says" not in said(app)


@pytest.mark.parametrize(
    ("roles", "reads", "pins"),
    [({Role.EXECUTIVE}, True, False), ({Role.ANALYST}, True, True), ({Role.EMPLOYEE}, False, False)],
)
def test_each_role_sees_what_it_may(
    monkeypatch: pytest.MonkeyPatch, told: Store, roles: set[Role], reads: bool, pins: bool
) -> None:
    monkeypatch.setattr(Actor, "may", lambda _, action: not roles.isdisjoint(ALLOWED[action]))
    app = opened(monkeypatch, told, "voice")
    assert ("Fine" in said(app)) is reads
    labels = {button.label for button in app.button}
    assert ("Pin" in labels) is pins
    assert "As written" not in labels
