"""Every role on every page: what it opens, what it does not, and a server that shows nothing without its guard."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from cx.domain.roles import PAGES as OPENS
from cx.domain.roles import Actor, Role
from cx.store import audit
from cx.store.opening import Store
from cx.ui import navigation, sign_in, visitor
from tests.pages.visiting import PAGES, PROJECT

NOT_YOURS = "This page is not for your role"


def started(monkeypatch: pytest.MonkeyPatch, store: Store) -> AppTest:
    monkeypatch.setenv("CX_STORE", store.location)
    monkeypatch.setenv("CX_TODAY", "2026-11-20")
    return AppTest.from_file(str(PROJECT / "app.py"), default_timeout=90)


@pytest.mark.parametrize("role", Role)
def test_a_role_sees_its_pages_and_of_no_other_more_than_the_refusal(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store, role: Role
) -> None:
    """Which pages those are, tests/domain/test_access.py lists by hand."""
    who = Actor("p-1", frozenset({role}))
    monkeypatch.setattr(visitor, "actor", lambda store: who)
    app = started(monkeypatch, made_empty_store).run()
    home = navigation.home(who).address
    for page in sorted(PAGES, key=lambda page: page == home):
        app.switch_page(PAGES[page]).run()
        assert not app.exception, page
        titles = [one.value for one in app.title]
        assert (titles == [NOT_YOURS]) is (role not in OPENS[page]), page
        if NOT_YOURS in titles:
            assert len(app.main.children) <= 3, page  # the refusal, what to do, and a way to one's own page
            assert not [*app.selectbox, *app.button_group, *app.get("download_button"), *app.get("vega_lite_chart")]
    refused = [one.object for one in audit.entries(made_empty_store) if one.result == "refused"]
    assert sorted(refused) == sorted(page for page in PAGES if role not in OPENS[page])


@pytest.mark.parametrize("page", ["overview", "settings"])
def test_where_people_sign_in_nothing_is_shown_without_the_guard(
    monkeypatch: pytest.MonkeyPatch, made_empty_store: Store, page: str
) -> None:
    monkeypatch.setattr(sign_in, "configured", lambda: True)
    app = started(monkeypatch, made_empty_store).run()
    app.switch_page(PAGES[page]).run()
    assert not app.exception
    assert "guard is not around this server" in app.error[0].value.replace("\\", "")
    assert not [*app.title, *app.text, *app.button, *app.get("vega_lite_chart")]
