"""Tallies against a count of the same answers by pandas, which knows nothing of summaries, months or SQL."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from cx.domain.design_effect import Clusters
from cx.domain.errors import BadValue
from cx.domain.periods import Span
from cx.domain.slices import FIELDS, Slice
from cx.domain.tally import Tally
from cx.store import schema
from cx.store.accounts import clusters
from cx.store.invitations import Invitations
from cx.store.opening import Store
from cx.store.tallies import answered_days, distributions, tallies
from tests.store.answers import answered, day, drawn, put

YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    return drawn(7, n=400, weights=True)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, answers: pd.DataFrame) -> Store:
    store = Store(str(tmp_path_factory.mktemp("tallies") / "cx.duckdb"))
    put(store, answers.to_dict("records"))
    put(store, drawn(8).to_dict("records"), survey_id="another", import_id=2)
    return store


def by_hand(
    answers: pd.DataFrame, span: Span, by: Sequence[str], where: Slice, own: str | None
) -> dict[tuple[str, ...], Tally]:
    days = answers["responded_at"].dt.date
    kept = answers[(days >= span.first) & (days <= span.last)].assign(**{f: "" for f in FIELDS if f not in answers})
    ours = ("", own or "")
    if own is not None and "brand" not in by and where.get("brand") is None:
        kept = kept[kept["brand"].isin(ours)]
    for field, value in where:
        same = kept["brand"].isin(ours) if field == "brand" and value in ours else kept[field] == value
        kept = kept[same]
    kept = kept.assign(brand=[(own or "") if brand == "" else brand for brand in kept["brand"]])
    found: dict[tuple[str, ...], Tally] = {}
    for *group, score, weight in kept[[*by, "score", "weight"]].itertuples(index=False):
        one = Tally.of_scores([score])
        parts = (one.promoters * weight, one.passives * weight, one.detractors * weight, weight**2)
        weighted = Tally(one.promoters, one.passives, one.detractors, *parts)
        found[tuple(group)] = found.get(tuple(group), Tally()) + weighted
    return found


def same(found: Tally, expected: Tally) -> bool:
    return all(
        math.isclose(getattr(found, name), getattr(expected, name), abs_tol=1e-9) for name in Tally.__dataclass_fields__
    )


spans = st.builds(
    lambda a, b: Span(min(a, b), max(a, b)),
    st.dates(date(2024, 12, 20), date(2026, 1, 10)),
    st.dates(date(2024, 12, 20), date(2026, 1, 10)),
)
wheres = st.sampled_from(
    [
        Slice(),
        Slice.of(region="EMEA"),
        Slice.of(region=""),
        Slice.of(region="O'Brien; --"),
        Slice.of(product="Cloud", region="NA"),
        Slice.of(brand="Us"),
        Slice.of(brand="Them", product="Desk"),
        Slice.of(brand=""),
        Slice.of(channel="never"),
    ]
)


@settings(max_examples=25, deadline=None)
@given(
    asked=st.lists(spans, min_size=1, max_size=4),
    by=st.lists(st.sampled_from(["brand", "region", "product", "channel"]), max_size=2, unique=True),
    where=wheres,
    own=st.sampled_from(["", "Us", None]),
)
def test_tallies_equal_a_count_of_every_answer(
    filled: Store, answers: pd.DataFrame, asked: list[Span], by: list[str], where: Slice, own: str | None
) -> None:
    with filled.reading() as connection:
        found = tallies(connection, "s", asked, by=by, where=where, own_brand=own)
    expected = {
        (i, group): tally
        for i, span in enumerate(asked)
        for group, tally in by_hand(answers, span, by, where, own).items()
    }
    assert found.keys() == expected.keys()
    assert all(same(found[key], expected[key]) for key in found)


def test_tallies_of_unweighted_answers_are_not_weighted(filled: Store) -> None:
    with filled.reading() as connection:
        found = tallies(connection, "another", [YEAR, Span(day("2025-03-10"), day("2025-06-20"))], own_brand="Us")
    assert [tally.is_weighted for tally in found.values()] == [False, False]


def test_the_days_of_a_year_add_up_to_the_year(filled: Store) -> None:
    with filled.reading() as connection:
        whole = tallies(connection, "s", [YEAR])[0, ()]
        parts = [Span(date(2025, 1, 1), date(2025, 4, 11)), Span(date(2025, 4, 12), date(2025, 12, 31))]
        first, second = tallies(connection, "s", parts).values()
    assert same(first + second, whole)


def test_a_distribution_holds_every_answer_once(filled: Store, answers: pd.DataFrame) -> None:
    span = Span(day("2025-02-14"), day("2025-08-03"))
    with filled.reading() as connection:
        found = distributions(connection, "s", [span], by=["product"], own_brand=None)
    days = answers["responded_at"].dt.date
    for product, rows in answers[(days >= span.first) & (days <= span.last)].groupby("product"):
        expected = rows["score"].value_counts().reindex(range(11), fill_value=0)
        assert found[0, (product,)] == tuple(expected)


def test_a_name_that_is_no_field_never_reaches_the_store(filled: Store) -> None:
    with filled.reading() as connection, pytest.raises(BadValue, match="is no field"):
        tallies(connection, "s", [YEAR], by=["comment"])


def test_no_answers_have_no_tally(filled: Store) -> None:
    with filled.reading() as connection:
        assert tallies(connection, "nobody", [YEAR]) == {}
        assert tallies(connection, "s", []) == {}


def test_answered_days_are_the_first_and_the_last(filled: Store, answers: pd.DataFrame) -> None:
    theirs = answers[answers["brand"] == "Them"]["responded_at"].dt.date
    with filled.reading() as connection:
        assert answered_days(connection, "s", own_brand=None) == YEAR
        assert answered_days(connection, "s", Slice.of(brand="Them")) == Span(theirs.min(), theirs.max())
        assert answered_days(connection, "s", Slice.of(channel="never")) is None


def test_clusters_equal_the_sums_over_accounts(filled: Store, answers: pd.DataFrame) -> None:
    span = Span(day("2025-03-15"), day("2025-09-02"))
    days = answers["responded_at"].dt.date
    kept = answers[(days >= span.first) & (days <= span.last) & answers["brand"].isin(["", "Us"])]
    accounts = [
        Tally.of_scores(int(score) for score in rows["score"])
        for account, rows in kept.groupby("account_id")
        if account
    ]
    with filled.reading() as connection:
        found = clusters(connection, "s", [YEAR, span], own_brand="Us")[1]
    expected = Clusters.of_accounts(accounts)
    for name in Clusters.__dataclass_fields__:
        assert getattr(found, name) == pytest.approx(getattr(expected, name))


def test_answers_without_accounts_have_no_clusters(store: Store) -> None:
    put(store, [answered("2025-01-05", 9), answered("2025-01-06", 3)])
    with store.reading() as connection:
        assert clusters(connection, "s", [YEAR]) == {}
        assert clusters(connection, "s", []) == {}


# How many were asked ------------------------------------------------------------------------------------------------

QUARTER = Span(day("2025-01-01"), day("2025-03-31"))


def asked_store(store: Store, *rows: tuple[str, str, int], answers: Sequence[str] = ("2025-01-10",)) -> Store:
    """rows: month, region, people invited. answers: days with one answer."""
    put(store, [answered(text, 9, region="EMEA") for text in answers])
    blank = dict.fromkeys(FIELDS, "")
    with store.writing() as connection:
        connection.execute(
            insert(schema.invitations),
            [
                {**blank, "survey_id": "s", "month": day(f"{month}-01"), "region": region, "invited": people}
                for month, region, people in rows
            ],
        )
    return store


def test_invitations_add_up_over_months_and_groups(store: Store) -> None:
    asked_store(store, ("2025-01", "EMEA", 100), ("2025-01", "APAC", 50), ("2025-02", "EMEA", 30))
    with store.reading() as connection:
        assert Invitations(connection, "s").invited([QUARTER]) == {(0, ()): 180}
        assert Invitations(connection, "s").invited([QUARTER], where=Slice.of(region="EMEA")) == {(0, ()): 130}
        assert Invitations(connection, "s").invited([QUARTER], by=["region"]) == {
            (0, ("EMEA",)): 130,
            (0, ("APAC",)): 50,
        }


def test_how_many_were_asked_is_not_known_where_a_row_lacks_the_field(store: Store) -> None:
    asked_store(store, ("2025-01", "EMEA", 100), ("2025-01", "", 50))
    with store.reading() as connection:
        assert Invitations(connection, "s").invited([QUARTER]) == {(0, ()): 150}
        assert Invitations(connection, "s").invited([QUARTER], where=Slice.of(region="EMEA")) == {(0, ()): None}
        assert Invitations(connection, "s").invited([QUARTER], by=["region"]) == {}
        assert Invitations(connection, "s").invited([QUARTER], where=Slice.of(product="Cloud")) == {(0, ()): None}


def test_how_many_were_asked_is_not_known_where_a_month_with_answers_has_none(store: Store) -> None:
    asked_store(store, ("2025-01", "EMEA", 100), answers=("2025-01-10", "2025-02-10"))
    january = Span(day("2025-01-01"), day("2025-01-31"))
    with store.reading() as connection:
        assert Invitations(connection, "s").invited([QUARTER, january]) == {(0, ()): None, (1, ()): 100}


def test_a_month_cut_short_counts_only_where_no_answer_came_after(store: Store) -> None:
    asked_store(store, ("2025-01", "EMEA", 100), ("2025-02", "EMEA", 80), answers=("2025-01-20", "2025-02-12"))
    to_date = Span(day("2025-01-01"), day("2025-02-12"))
    before = Span(day("2025-01-01"), day("2025-01-12"))
    late_start = Span(day("2025-01-03"), day("2025-02-28"))
    with store.reading() as connection:
        found = Invitations(connection, "s").invited([to_date, before, late_start])
    assert found == {(0, ()): 180, (1, ()): None, (2, ()): None}


def test_without_invitations_nobody_knows_how_many_were_asked(store: Store) -> None:
    put(store, [answered("2025-01-05", 9)])
    with store.reading() as connection:
        assert Invitations(connection, "s").invited([QUARTER], by=["region"]) == {}
        assert Invitations(connection, "s").invited([QUARTER]) == {(0, ()): None}
