"""What people change is checked before it is written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cx.actions import demo, imports, settings
from cx.domain.errors import BadValue, UnknownName
from cx.domain.roles import SINGLE_USER
from cx.store import company as companies
from cx.store.opening import Store

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def loaded(store: Store) -> companies.Company:
    with store.reading() as connection:
        return companies.load(connection)


def test_a_setting_is_changed(empty_store: Store) -> None:
    assert settings.change(empty_store, SINGLE_USER, {"margin": "3"}, NOW).margin == 3
    assert loaded(empty_store).margin == 3


def test_an_unknown_setting_is_refused(empty_store: Store) -> None:
    with pytest.raises(UnknownName, match="no setting 'colour'"):
        settings.change(empty_store, SINGLE_USER, {"colour": "blue"}, NOW)


def test_settings_are_changed_all_or_none(empty_store: Store) -> None:
    with pytest.raises(BadValue):
        settings.change(empty_store, SINGLE_USER, {"company_name": "Meridian", "margin": "-1"}, NOW)
    assert loaded(empty_store).company_name == ""


@pytest.mark.parametrize(("hide", "few"), [(40, 60), (2, 5), (60, 80), (3, 30)])
def test_the_two_limits_move_together_in_either_direction(empty_store: Store, hide: int, few: int) -> None:
    settings.change(empty_store, SINGLE_USER, {"hide_below": "20", "thin_below": "40"}, NOW)
    company = settings.change(empty_store, SINGLE_USER, {"hide_below": str(hide), "thin_below": str(few)}, NOW)
    assert (company.hide_below, company.thin_below) == (hide, few)


def test_an_import_that_does_not_exist_cannot_be_taken_back(empty_store: Store) -> None:
    with empty_store.writing():
        pass
    with pytest.raises(UnknownName, match="no import 7"):
        imports.undo(empty_store, SINGLE_USER, 7, NOW)


def test_a_companys_own_store_is_never_put_aside(empty_store: Store) -> None:
    settings.change(empty_store, SINGLE_USER, {"company_name": "Own"}, NOW)
    with pytest.raises(BadValue, match="own answers"):
        demo.leave(empty_store, SINGLE_USER, NOW)
    assert loaded(empty_store).company_name == "Own"


def test_leaving_the_demo_starts_empty_and_keeps_the_demo_aside(own_demo_store: Store) -> None:
    aside = demo.leave(own_demo_store, SINGLE_USER, NOW)
    with own_demo_store.reading() as connection:
        assert not companies.is_demo(connection)
        assert companies.load(connection).company_name == ""
    with Store(str(aside)).reading() as connection:
        assert companies.is_demo(connection)
