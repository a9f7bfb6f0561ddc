"""The council's page: an agenda is moved, minuted and closed in it; an empty store says the next step."""

from __future__ import annotations

import pytest

from cx.store import council
from cx.store.opening import Store
from tests.pages.visiting import opened, words


def test_the_next_meeting_comes_first_and_an_issue_moves(
    monkeypatch: pytest.MonkeyPatch, own_demo_store: Store
) -> None:
    app = opened(monkeypatch, own_demo_store, "meetings")
    assert not app.exception
    assert "six decisions to take" in words(app)
    assert "Product has no seat" in words(app)
    assert {"pack_pptx", "pack_docx"} <= {one.key for one in app.get("download_button")}
    app.button(key="annex_portal-emea").click().run()
    assert not app.exception
    with own_demo_store.reading() as connection:
        (found,) = [one for one in council.agenda_items(connection, "2026-12") if one.item_id == "portal-emea"]
    assert str(found.placement) == "annex"


def test_an_empty_store_offers_to_plan_a_meeting(monkeypatch: pytest.MonkeyPatch, made_empty_store: Store) -> None:
    app = opened(monkeypatch, made_empty_store, "meetings")
    assert not app.exception
    assert "No meeting of the council is planned" in words(app)
    assert app.button(key="open_meetings")
    assert not app.get("download_button")
