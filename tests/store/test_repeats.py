"""Of the answers that one person gives in a span, the latest counts: against a plain reading of that rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cx.domain.periods import FiscalCalendar, Grain, Span
from cx.domain.slices import Slice
from cx.domain.tally import Tally
from cx.reports.cube import Cube
from cx.store import company, summary
from cx.store.accounts import clusters
from cx.store.opening import Store
from cx.store.tallies import distributions, tallies, tallies_by_each
from tests.store.answers import answered, day, drawn, put, put_into

YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))
Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    return drawn(11, n=500, weights=True, people=60)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, answers: pd.DataFrame) -> Store:
    """Answers in two lots that mix in time, and another survey with the same people."""
    store = Store(str(tmp_path_factory.mktemp("repeats") / "cx.duckdb"))
    put(store, answers[::2].to_dict("records"))
    put(store, answers[1::2].to_dict("records"), import_id=2)
    put(store, drawn(12, people=60).to_dict("records"), survey_id="another", import_id=3)
    return store


def latest_of_each(rows: Sequence[Row], span: Span) -> list[Row]:
    """The last answer in the span of each person about each brand, and every answer that names nobody."""
    kept: dict[Any, Row] = {}
    for number, row in enumerate(sorted(rows, key=lambda row: row["responded_at"])):
        if span.first <= row["responded_at"].date() <= span.last:
            person = row.get("respondent_key", "")
            kept[(row.get("brand", ""), person) if person else number] = row
    return list(kept.values())


def tally_of(rows: Sequence[Row]) -> Tally:
    counted = Tally()
    for row in rows:
        one, weight = Tally.of_scores([row["score"]]), row["weight"]
        parts = (one.promoters * weight, one.passives * weight, one.detractors * weight, weight**2)
        counted += Tally(one.promoters, one.passives, one.detractors, *parts)
    return counted


def grouped(rows: Sequence[Row], by: Sequence[str], where: Slice) -> dict[tuple[str, ...], list[Row]]:
    """Own answers, where Us and a blank brand are our own, by their group."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if row["brand"] in ("", "Us") and all(row[field] == value for field, value in where):
            found.setdefault(tuple(row[field] for field in by), []).append(row)
    return found


def same(found: Tally, expected: Tally) -> bool:
    return all(
        getattr(found, name) == pytest.approx(getattr(expected, name), abs=1e-9) for name in Tally.__dataclass_fields__
    )


CALENDAR = FiscalCalendar(first_month=2)
days = st.dates(date(2024, 12, 20), date(2026, 1, 10))
any_days = st.builds(lambda a, b: Span(min(a, b), max(a, b)), days, days)
periods = st.builds(lambda day, grain: CALENDAR.period_of(day, grain).span, days, st.sampled_from(Grain))
to_date = st.builds(
    lambda day, grain: Span(CALENDAR.period_of(day, grain).span.first, day), days, st.sampled_from(Grain)
)
rolling = st.builds(
    lambda day, count: CALENDAR.rolling(CALENDAR.window(CALENDAR.period_of(day, Grain.MONTH), day, day), count).span,
    days,
    st.sampled_from([3, 12]),
)
spans = st.one_of(any_days, periods, to_date, rolling)
groups = st.lists(st.sampled_from(["region", "product"]), max_size=2, unique=True)
wheres = st.sampled_from(
    [Slice(), Slice.of(region="EMEA"), Slice.of(region="", product="Desk"), Slice.of(product="never")]
)


@settings(max_examples=60, deadline=None)
@given(asked=st.lists(spans, min_size=1, max_size=4), by=groups, where=wheres)
def test_the_latest_answer_of_each_person_counts_over_any_span(
    filled: Store, answers: pd.DataFrame, asked: list[Span], by: list[str], where: Slice
) -> None:
    rows = answers.to_dict("records")
    expected = {
        (i, group): tally_of(members)
        for i, span in enumerate(asked)
        for group, members in grouped(latest_of_each(rows, span), by, where).items()
    }
    whole = Span(answers["responded_at"].min().date(), answers["responded_at"].max().date())
    with filled.reading() as connection:
        found = tallies(connection, "s", asked, by=by, where=where, own_brand="Us")
        from_cube = Cube(connection, "s", "Us", whole).tallies(asked, tuple(by), where)
    assert found.keys() == from_cube.keys() == expected.keys()
    assert all(same(found[key], expected[key]) for key in found)
    assert all(same(from_cube[key], expected[key]) for key in found)


SETS = st.lists(st.sampled_from([(), ("region",), ("region", "product")]), min_size=1, max_size=3, unique=True)


@settings(max_examples=30, deadline=None)
@given(asked=st.lists(spans, min_size=1, max_size=3), each=SETS, branded=st.booleans(), where=wheres)
def test_many_sets_of_fields_in_one_question_count_as_one_by_one(
    filled: Store, asked: list[Span], each: list[tuple[str, ...]], branded: bool, where: Slice
) -> None:
    each = [("brand", *by) for by in each] if branded else each
    with filled.reading() as connection:
        together = tallies_by_each(connection, "s", asked, each=each, where=where, own_brand="Us")
        for by in each:
            alone = tallies(connection, "s", asked, by=by, where=where, own_brand="Us")
            assert together[by].keys() == alone.keys()
            assert all(same(together[by][key], tally) for key, tally in alone.items())


@settings(max_examples=20, deadline=None)
@given(span=spans, where=wheres)
def test_scores_and_accounts_follow_the_same_rule(
    filled: Store, answers: pd.DataFrame, span: Span, where: Slice
) -> None:
    rows = grouped(latest_of_each(answers.to_dict("records"), span), (), where).get((), [])
    with filled.reading() as connection:
        scores = distributions(connection, "s", [span], where=where, own_brand="Us")
        held = clusters(connection, "s", [span], where=where, own_brand="Us")
    counted = Counter(row["score"] for row in rows)
    assert scores == ({(0, ()): tuple(counted[score] for score in range(11))} if rows else {})
    named = [row for row in rows if row["account_id"]]
    assert (held[0].answers if held else 0) == len(named)
    assert (held[0].accounts if held else 0) == len({row["account_id"] for row in named})


@settings(max_examples=20, deadline=None)
@given(span=spans)
def test_every_answer_counts_where_that_is_asked_for(filled: Store, answers: pd.DataFrame, span: Span) -> None:
    within = answers[(answers["responded_at"].dt.date >= span.first) & (answers["responded_at"].dt.date <= span.last)]
    with filled.reading() as connection:
        found = tallies(connection, "s", [span], own_brand=None, every_answer=True)
    assert (found[0, ()].n if found else 0) == len(within)


moments = st.integers(0, 100).map(lambda n: datetime(2025, 1, 1) + timedelta(days=n, hours=n % 24))
people = st.sampled_from(["", "ann", "bo", "cy"])
lots = st.lists(st.lists(st.tuples(moments, people, st.sampled_from(["", "Them"])), max_size=6), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lots=lots, gone=st.sets(st.integers(1, 4)), every=st.booleans())
def test_answers_that_come_and_go_in_any_order_leave_what_a_fresh_count_would(
    store: Store, lots: list[list[tuple[datetime, str, str]]], gone: set[int], every: bool
) -> None:
    rows: list[dict[str, Any]] = []
    with store.writing() as connection:
        for table in ("responses", "imports", "response_summary", "repeat_summary", "settings"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        for number, lot in enumerate(lots, 1):
            made = [
                {"responded_at": at, "respondent_key": who, "brand": brand, "score": (7 * i + number) % 11}
                for i, (at, who, brand) in enumerate(lot)
            ]
            if made:
                put_into(connection, made, import_id=number)
            rows += [row for row in made if number not in gone]
        for number in gone:
            connection.exec_driver_sql(f"DELETE FROM responses WHERE import_id = {number}")
            connection.exec_driver_sql(f"DELETE FROM imports WHERE import_id = {number}")
            if number <= len(lots):
                summary.refresh(connection, "s", {at.date() for at, _, _ in lots[number - 1]})
        if every:
            company.save(connection, "repeat_answers", "all", "test")
    with store.reading() as connection:
        assert summary.check(connection).problems == ()
        found = tallies(connection, "s", [YEAR], own_brand=None)
    n = len(rows) if every else len(latest_of_each(rows, YEAR))
    assert (found[0, ()].n if found else 0) == n


def test_the_same_moment_twice_counts_once(store: Store) -> None:
    put(store, [answered("2025-01-05", 9, respondent_key="ann"), answered("2025-01-05", 2, respondent_key="ann")])
    with store.reading() as connection:
        assert tallies(connection, "s", [YEAR])[0, ()].n == 1


def test_one_person_counts_in_two_surveys_and_about_two_brands(store: Store) -> None:
    both = [answered("2025-01-05", 9, respondent_key="ann", brand=brand) for brand in ("Us", "Them")]
    put(store, both)
    put(store, both[:1], survey_id="t", import_id=2)
    with store.reading() as connection:
        assert tallies(connection, "s", [YEAR], own_brand=None)[0, ()].n == 2
        assert tallies(connection, "t", [YEAR], own_brand=None)[0, ()].n == 1


def test_a_person_counts_where_their_latest_answer_stands(store: Store) -> None:
    put(
        store,
        [
            answered("2025-01-05", 9, respondent_key="ann", region="EMEA"),
            answered("2025-02-05", 3, respondent_key="ann", region="Americas"),
        ],
    )
    quarter, january = Span(day("2025-01-01"), day("2025-03-31")), Span(day("2025-01-01"), day("2025-01-31"))
    with store.reading() as connection:
        found = tallies(connection, "s", [quarter, january], by=["region"])
    assert found == {(0, ("Americas",)): Tally.counts(0, 0, 1), (1, ("EMEA",)): Tally.counts(1, 0, 0)}


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE responses SET answered_again_at = NULL WHERE score = 9", "when the same person answered again"),
        (
            "UPDATE responses SET answered_again_at = '2025-03-01' WHERE score = 3",
            "when the same person answered again",
        ),
        (
            "UPDATE responses SET answered_again_at = '2025-03-01' WHERE score = 5",
            "when the same person answered again",
        ),
        ("DELETE FROM repeat_summary", "summary of repeat answers does not equal"),
        ("UPDATE repeat_summary SET again_month = '2025-03-01'", "summary of repeat answers does not equal"),
    ],
)
def test_a_repeat_that_is_kept_wrongly_is_found(store: Store, damage: str, said: str) -> None:
    put(
        store,
        [
            answered("2025-01-05", 9, respondent_key="ann"),
            answered("2025-02-05", 3, respondent_key="ann"),
            answered("2025-02-06", 5),
        ],
    )
    with store.reading() as connection:
        assert summary.check(connection).sound
    with store.writing() as connection:
        connection.exec_driver_sql(damage)
    with store.reading() as connection:
        assert any(said in problem for problem in summary.check(connection).problems)
