"""The Benchmarks page: each tab on the demo company and on an empty store, and what is edited."""

from __future__ import annotations

import pytest

from cx.store.opening import Store
from tests.pages.visiting import opened, words

TABS = ("Behind a cell", "Gap and pace", "Partners", "Needs", "The market", "Edit")


def test_the_scorecard_and_the_first_tab_are_shown(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    app = opened(monkeypatch, demo_store, "benchmarks", dimension="external", brand="Northwind")
    assert "nine points behind Northwind" in app.title[0].value
    assert [tab.label for tab in app.tabs] == list(TABS)
    assert "External factors, Northwind: 2 of 2 indicators read. Judgement alone, so no number." in words(app)
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart"))


def test_an_empty_store_says_what_to_do_and_can_be_edited(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store
) -> None:
    app = opened(monkeypatch, made_empty_store, "benchmarks")
    assert "nothing to compare yet" in words(app)
    assert "Import a survey export" in [link.label for link in app.get("page_link")]
    assert [tab.label for tab in app.tabs] == ["Edit"]


def test_an_address_that_cannot_be_meant_falls_back(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    odd = {"period": "soon", "dimension": "luck", "brand": "Nobody", "to": "Nobody"}
    app = opened(monkeypatch, demo_store, "benchmarks", **odd)
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="filter_dimension").value == "customers"
