"""The Projects page, as the CX leader, an owner and a newcomer meet it."""

from __future__ import annotations

import pytest

from cx.reports import records
from cx.store.opening import Store
from tests.pages.visiting import opened, words


def test_the_red_project_is_in_the_headline_and_first(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    app = opened(monkeypatch, demo_store, "projects")
    assert "“One record of each customer” is red" in app.title[0].value.replace("\\", "")
    said = words(app)
    assert "Will cost USD 4.5 million instead of USD 3.2 million, 41% more" in said
    assert "Fewer than two functions take part: Make leaving as easy as joining." in said
    assert not app.exception
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart"))


def test_a_project_has_a_page_of_its_own_by_link(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    app = opened(monkeypatch, demo_store, "projects", project="named-engineers")
    said = words(app)
    assert app.title[0].value == "A named engineer for each customer"
    assert "Support gained 12 points more than elsewhere" in said
    assert "points for each USD 1m spent" in said
    assert not app.exception


def test_a_link_to_no_project_leads_back(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    app = opened(monkeypatch, demo_store, "projects", project="gone")
    assert app.title[0].value == "There is no such project."
    assert not app.exception


def test_an_owner_tells_how_it_stands(monkeypatch: pytest.MonkeyPatch, own_demo_store: Store) -> None:
    app = opened(monkeypatch, own_demo_store, "projects", project="easy-exit")
    app.button(key="open_project_updates_easy-exit_2026-11-20").click().run()
    app.text_area(key="field_project_updates_easy-exit_2026-11-20_text").set_value("Product has named two people.")
    app.button(key="save_project_updates").click().run()
    assert "Product has named two people." in words(app)
    key = ("easy-exit", "2026-11-20")
    assert records.form(own_demo_store, "project_updates", key).history[0].change.startswith("Added")


def test_the_first_project_of_an_empty_store_is_written_in_the_page(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store
) -> None:
    app = opened(monkeypatch, made_empty_store, "projects")
    assert app.title[0].value.replace("\\", "") == "No improvement project is written down yet."
    app.button(key="open_projects").click().run()
    app.text_input(key="field_projects_name").set_value("Start in a week")
    app.selectbox(key="field_projects_stage").set_value("running")
    app.button(key="save_projects").click().run()
    assert "Start in a week" in str(app.get("page_link")) or "one project" in app.title[0].value.lower()
    app.query_params["project"] = "start-in-a-week"
    app.run()
    assert app.title[0].value == "Start in a week"
    assert not app.exception
