"""Every page, run as a reader opens it, on the demo company and on an empty store."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cx.store import engine
from cx.store.opening import Store
from cx.ui import definitions
from tests.pages.visiting import PAGES, PROJECT, opened, words

FIGURES = ("overview", "trends")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_the_demo_company(monkeypatch: pytest.MonkeyPatch, demo_store: Store, page: str) -> None:
    app = opened(monkeypatch, demo_store, page)
    assert not app.exception
    assert not app.error
    assert "made-up company" in words(app)
    explained = [header.proto.help.replace("\\", "") for header in app.header if header.proto.help]
    assert len(explained) >= len(app.get("vega_lite_chart"))
    told = {one.name for one in definitions.on_page(page)}
    assert {name for help_ in explained for name in re.findall(r"\*\*(.+?)\*\*", help_)} <= told


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_an_empty_store(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store, page: str
) -> None:
    app = opened(monkeypatch, made_empty_store, page)
    assert not app.exception
    assert not app.error
    assert "made-up company" not in words(app)


@pytest.mark.parametrize("page", FIGURES)
def test_without_answers_a_page_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store, page: str
) -> None:
    app = opened(monkeypatch, made_empty_store, page)
    assert "no answers yet" in words(app)
    assert "Import a survey export" in [link.label for link in app.get("page_link")]


@pytest.mark.parametrize("page", FIGURES)
def test_a_page_opens_with_its_finding(monkeypatch: pytest.MonkeyPatch, demo_store: Store, page: str) -> None:
    app = opened(monkeypatch, demo_store, page)
    assert len(app.title) == 1
    assert "Meridian" in app.title[0].value


@pytest.mark.parametrize("page", FIGURES)
def test_every_chart_is_described_in_words(monkeypatch: pytest.MonkeyPatch, demo_store: Store, page: str) -> None:
    app = opened(monkeypatch, demo_store, page)
    charts = app.get("vega_lite_chart")
    assert charts
    assert all(chart.proto.alt for chart in charts)


def test_groups_are_a_table_or_a_chart_each_as_the_address_says(
    monkeypatch: pytest.MonkeyPatch, demo_store: Store
) -> None:
    table = opened(monkeypatch, demo_store, "trends", by="region")
    charts = opened(monkeypatch, demo_store, "trends", by="region", groups="charts")
    assert len(charts.get("vega_lite_chart")) == len(table.get("vega_lite_chart")) + 3
    assert "Fell from 40" in words(charts)
    assert charts.segmented_control(key="filter_groups").value == "charts"


def test_events_are_told_under_the_trend(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    assert "Dotted line: From telephone to e-mail" in words(opened(monkeypatch, demo_store, "trends"))


@pytest.mark.parametrize("page", FIGURES)
def test_a_hidden_group_shows_no_figure_and_ways_out(
    monkeypatch: pytest.MonkeyPatch, demo_store: Store, page: str
) -> None:
    app = opened(monkeypatch, demo_store, page, segment="Public sector", region="Latin America")
    assert "too few answers to show" in app.title[0].value
    assert not app.get("vega_lite_chart")
    next(button for button in app.button if button.label == "Show everybody").click().run()
    assert app.get("vega_lite_chart")


def test_the_address_chooses_the_view(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    app = opened(monkeypatch, demo_store, "overview", period="2026Q3", region="EMEA")
    assert app.selectbox(key="filter_period").value == "2026Q3"
    assert app.selectbox(key="filter_region").value == "EMEA"
    assert "EMEA" in app.title[0].value


def test_what_the_address_cannot_mean_falls_back(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    plain = opened(monkeypatch, demo_store, "overview")
    app = opened(monkeypatch, demo_store, "overview", period="soon", region="Atlantis", grain="aeon", survey="nobody")
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="filter_region").value == ""
    assert app.selectbox(key="filter_period").value == plain.selectbox(key="filter_period").value
    assert "region" not in app.query_params


def test_a_choice_stands_in_the_address_by_its_key(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    app = opened(monkeypatch, demo_store, "overview")
    app.selectbox(key="filter_region").select("EMEA").run()
    assert app.query_params["region"] == "EMEA"
    assert "EMEA" in app.title[0].value


def test_filters_go_along_to_another_page_and_back_from_one_without(
    monkeypatch: pytest.MonkeyPatch, demo_store: Store
) -> None:
    app = opened(monkeypatch, demo_store, "overview", region="EMEA")
    app.query_params.clear()
    app.switch_page(PAGES["imports"]).run()
    app.query_params.clear()
    app.switch_page(PAGES["trends"]).run()
    assert app.selectbox(key="filter_region").value == "EMEA"
    assert app.query_params["region"] == "EMEA"


def test_clearing_the_filters_shows_everybody(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    app = opened(monkeypatch, demo_store, "overview", region="EMEA", period="2026Q3")
    next(button for button in app.button if button.label == "Clear filters").click().run()
    assert app.selectbox(key="filter_region").value == ""
    assert "region" not in app.query_params


def test_a_page_file_run_by_itself_shows_nothing(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    monkeypatch.setenv("CX_STORE", demo_store.location)
    app = AppTest.from_file(str(PROJECT / PAGES["overview"]), default_timeout=60).run()
    assert not app.exception
    assert not app.title
    assert not app.get("vega_lite_chart")
    assert "opens from the dashboard" in app.info[0].value


def test_a_store_that_cannot_be_read_is_said_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "broken.duckdb"
    path.write_text("this is no store")
    app = opened(monkeypatch, Store(str(path)), "overview")
    assert not app.exception
    assert "cannot be opened" in app.error[0].value.replace("\\", "")


def test_an_unforeseen_error_is_a_reference_without_what_it_was_about(
    monkeypatch: pytest.MonkeyPatch, demo_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    from cx.reports import settings

    def breaks(store: Store) -> None:
        raise RuntimeError("what Ana Ruiz wrote")

    monkeypatch.setattr(settings, "report", breaks)
    app = opened(monkeypatch, demo_store, "overview")
    assert not app.exception
    said = app.error[0].value
    assert "Reference" in said
    assert "Ana Ruiz" not in said
    assert "Ana Ruiz" not in caplog.text
    assert said.split("Reference: ")[1][:8] in caplog.text


HOLDS = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def test_a_store_that_another_program_holds_is_said_in_a_banner_and_read_once_it_lets_go(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.2)
    command = [sys.executable, "-c", HOLDS, made_empty_store.location]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        app = opened(monkeypatch, made_empty_store, "overview")
        assert not app.exception
        (banner,) = app.error
        assert "in use by another program" in banner.value
        other.communicate()
    app.run()
    assert not app.error
    assert "no answers yet" in words(app)
