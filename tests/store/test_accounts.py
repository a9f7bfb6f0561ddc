"""What accounts said and what the list knows of them, against the same answers counted by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import insert

from cx.domain.accounts import Held, Said
from cx.domain.periods import Span
from cx.domain.slices import Slice
from cx.store import schema
from cx.store.accounts import any_listed, listed, quiet, said
from cx.store.maintained import upsert
from cx.store.opening import Store
from tests.store.answers import answered, day, drawn, put

YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))
SPRING = Span(date(2025, 2, 10), date(2025, 5, 3))
NEXT = Span(date(2026, 1, 1), date(2026, 6, 30))


def test_each_account_is_counted_with_the_latest_answer_of_each_of_its_people(store: Store) -> None:
    answers = drawn(5, n=400, people=50)
    put(store, answers.to_dict("records"))
    with store.reading() as connection:
        found = said(connection, "s", [YEAR, SPRING], where=Slice.of(product="Cloud"), own_brand=None)
    for index, span in enumerate((YEAR, SPRING)):
        days = answers["responded_at"].dt.date
        within = answers[(days >= span.first) & (days <= span.last)].sort_values("responded_at")
        unnamed = within[within["respondent_key"] == ""]
        named = within[within["respondent_key"] != ""].drop_duplicates(["brand", "respondent_key"], keep="last")
        accounts: dict[str, list[int]] = {}
        for rows in (unnamed, named):
            for row in rows[(rows["product"] == "Cloud") & (rows["account_id"] != "")].itertuples():
                place = 0 if row.score >= 9 else 1 if row.score >= 7 else 2
                accounts.setdefault(row.account_id, [0, 0, 0])[place] += 1
        assert found[index, ()] == Counter(Said(*counts) for counts in accounts.values())


@pytest.fixture
def customers(store: Store) -> Store:
    rows = [
        {"account_id": "a", "name": "Ash", "segment": "Big", "revenue": 100.0, "renewal_on": day("2026-02-01")},
        {"account_id": "b", "name": "Birch", "segment": "Big", "revenue": None, "renewal_on": day("2026-02-02")},
        {"account_id": "c", "name": "Cedar", "segment": "Big", "revenue": 70.0, "renewal_on": day("2026-06-30")},
        {"account_id": "d", "name": "Dogwood", "segment": "", "revenue": 5.0, "renewal_on": day("2026-07-01")},
        {"account_id": "e", "name": "Elm", "segment": "Small", "revenue": 1.0, "renewal_on": None},
    ]
    with store.writing() as connection:
        connection.execute(insert(schema.accounts), rows)
    put(
        store,
        [
            answered("2025-03-01", 9, account_id="a", respondent_key="ann"),
            answered("2025-04-01", 2, account_id="a", respondent_key="bo"),
            answered("2025-05-01", 10, account_id="e"),
            answered("2024-05-01", 10, account_id="c"),
            answered("2025-06-01", 10, account_id="nobody lists it"),
        ],
    )
    return store


def test_every_listed_account_stands_once_heard_from_or_not(customers: Store) -> None:
    with customers.reading() as connection:
        rows = listed(connection, "s", YEAR, NEXT)
    found = {(row.segment, row.said, row.renews): (row.held, row.without_revenue) for row in rows}
    assert found == {
        ("Big", Said(1, 0, 1), True): (Held(1, 100.0), 0),
        ("Big", Said(), True): (Held(2, 70.0), 1),
        ("", Said(), False): (Held(1, 5.0), 0),
        ("Small", Said(1, 0, 0), False): (Held(1, 1.0), 0),
    }


def test_quiet_accounts_are_named_largest_first(customers: Store) -> None:
    with customers.reading() as connection:
        assert [row[0] for row in quiet(connection, "s", YEAR, NEXT, None)] == ["c", "b"]
        assert quiet(connection, "s", YEAR, NEXT, "Small") == ()


def test_a_survey_that_asks_nobody_on_the_list_is_told_apart(customers: Store) -> None:
    put(customers, [answered("2025-03-01", 9, account_id="partner")], survey_id="partners", import_id=2)
    with customers.reading() as connection:
        assert any_listed(connection, "s")
        assert not any_listed(connection, "partners")


def test_a_later_list_changes_what_an_account_pays(customers: Store) -> None:
    with customers.writing() as connection:
        upsert(connection, "accounts", [{"account_id": "a", "revenue": 150.0}])
        rows = listed(connection, "s", YEAR, NEXT)
    assert sum(row.held.revenue for row in rows) == 226.0
