from __future__ import annotations

import base64

import pytest

from cx.domain.errors import BadValue, UnknownName
from cx.settings import Company
from cx.store import company
from cx.store.opening import Store
from tests.store.answers import answered, put

PNG = b"\x89PNG\r\n\x1a\n"


def change(store: Store, name: str, text: str) -> Company:
    with store.writing() as connection:
        return company.save(connection, name, text, by="me")


def kept(store: Store) -> Company:
    with store.reading() as connection:
        return company.load(connection)


def test_a_new_store_has_every_default(store: Store) -> None:
    with store.writing() as connection:
        assert company.load(connection) == Company()


def test_a_setting_is_kept_with_who_changed_it(store: Store) -> None:
    change(store, "margin", " 4.5 ")
    change(store, "labels", "region=Area; product=Line")
    change(store, "fiscal_year_first_month", "7")
    assert kept(store) == Company(margin=4.5, labels={"region": "Area", "product": "Line"}, fiscal_year_first_month=7)
    with store.reading() as connection:
        assert set(connection.exec_driver_sql("SELECT changed_by FROM settings").scalars()) == {"me"}


def test_empty_text_sets_a_setting_back(store: Store) -> None:
    change(store, "margin", "4")
    change(store, "margin", "")
    change(store, "labels", '{"region": "Area"}')
    change(store, "labels", "")
    assert kept(store) == Company()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("margin", "0", "must be more than 0, not 0"),
        ("margin", "much", "'much' is no number"),
        ("margin", "nan", "not nan"),
        ("hide_below", "4.5", "'4.5' is no whole number"),
        ("hide_below", "40", "cannot be less than hide below"),
        ("fiscal_year_first_month", "13", "must be at most 12, not 13"),
        ("time_zone", "Paris", "write one as Europe/Paris"),
        ("labels", "country=Land", "no such field: country"),
        ("labels", "region", "Write them as region=Area"),
        ("labels", "{region", "Write them as region=Area"),
        ("primary_survey", "nps", "There is no survey yet"),
        ("logo", "a picture", "not a PNG"),
        ("logo", base64.b64encode(b"GIF89a").decode(), "is no PNG"),
        ("logo", base64.b64encode(PNG + b"0" * 300_000).decode(), "at most 200 KB"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_plain_words(store: Store, name: str, text: str, said: str) -> None:
    with pytest.raises(BadValue, match=said) as refused:
        change(store, name, text)
    assert "validation error" not in str(refused.value)
    assert "pydantic" not in str(refused.value)


def test_a_setting_that_does_not_exist_is_refused_with_those_that_do(store: Store) -> None:
    with pytest.raises(UnknownName, match="own_brand"):
        change(store, "our_brand", "Us")


def test_the_primary_survey_is_one_that_there_is(store: Store) -> None:
    put(store, [answered("2025-01-05", 9)])
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO surveys (survey_id, name) VALUES ('s', 'Customers')")
    assert change(store, "primary_survey", "s").primary_survey == "s"
    with pytest.raises(BadValue, match="The surveys are: s"):
        change(store, "primary_survey", "t")


def test_a_small_png_is_a_logo(store: Store) -> None:
    logo = base64.b64encode(PNG + b"0" * 100).decode()
    assert change(store, "logo", logo).logo == logo


def test_a_store_is_the_demo_company_only_while_it_is_marked(store: Store) -> None:
    with store.writing() as connection:
        assert not company.is_demo(connection)
        company.mark_demo(connection, True)
        assert company.is_demo(connection)
        company.mark_demo(connection, False)
        assert not company.is_demo(connection)
    assert kept(store) == Company()
