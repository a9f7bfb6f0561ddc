"""The Training page, as the CX leader and others meet it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from cx.domain.roles import Actor, Role
from cx.store.opening import Store
from tests.pages.visiting import opened, words


def test_the_finding_the_board_and_who_is_overdue(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    app = opened(monkeypatch, demo_store, "training")
    assert "Services is furthest behind" in app.title[0].value
    assert "CX basics" in words(app)
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart"))
    assert not app.dataframe
    app.session_state["training_names"] = True
    app.run()
    assert list(app.dataframe[0].value.columns) == ["Name", "Unit", "Level", "Course", "Due", "Days overdue"]


def test_names_are_for_those_who_may_see_them(monkeypatch: pytest.MonkeyPatch, demo_store: Store) -> None:
    from cx.ui import training

    class View:
        actor = Actor("u", frozenset({Role.ANALYST}))

    monkeypatch.setattr(training.st, "expander", lambda *_, **__: pytest.fail("names are offered"))
    from datetime import date

    from cx.reports import training as reports

    training.names(reports.report(demo_store, date(2026, 10, 1)), View())  # type: ignore[arg-type]


def test_the_first_course_of_an_empty_store_is_written_in_the_page(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store
) -> None:
    app = opened(monkeypatch, made_empty_store, "training")
    assert "No training is agreed yet" in app.title[0].value
    app.button(key="open_courses").click().run()
    app.text_input(key="field_courses_name").set_value("CX basics")
    app.button(key="save_courses").click().run()
    assert "The course was added" in app.success[0].value
    assert "not known yet" in app.title[0].value
    with made_empty_store.reading() as connection:
        assert connection.execute(text("SELECT course_id FROM courses")).scalars().all() == ["cx-basics"]


def test_a_headcount_is_changed_though_three_columns_name_it(
    monkeypatch: pytest.MonkeyPatch, own_demo_store: Store
) -> None:
    app = opened(monkeypatch, own_demo_store, "training")
    app.session_state["panel_training"] = True
    app.run()
    app.selectbox(key="which_headcounts").select('["legal", "staff", "2026-06-30"]').run()
    app.button(key="edit_chosen_headcounts").click().run()
    app.text_input(key="field_headcounts_legal_staff_2026-06-30_people").set_value("30")
    app.button(key="save_headcounts").click().run()
    assert "The headcount was saved" in app.success[0].value
    with own_demo_store.reading() as connection:
        found = connection.execute(text("SELECT people FROM headcounts WHERE unit_id='legal' AND level='staff'"))
        assert sorted(found.scalars()) == [21, 30]
