"""Answers with their ratings, as the store gives them to be weighed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pytest
from sqlalchemy import insert

from cx.domain.periods import Span
from cx.domain.slices import Slice
from cx.domain.tally import EMPTY, Tally
from cx.store import repeats, schema
from cx.store.opening import Store
from cx.store.rated_answers import has_ratings, low_and_others, rated_answers
from tests.store.answers import answered, put_into

JULY, AUGUST = Span(date(2026, 7, 1), date(2026, 7, 31)), Span(date(2026, 8, 1), date(2026, 8, 31))


def put(
    store: Store,
    rows: list[dict],
    ratings: Mapping[str, Mapping[str, float]],
    *,
    scale: tuple[float, float] = (0, 10),
    import_id: int = 1,
) -> None:
    """rows: as `answered` makes them, with ids. ratings: of each id, by name."""
    with store.writing() as connection:
        put_into(connection, rows, import_id=import_id)
        repeats.refresh(connection, "s", sorted({row["responded_at"].date().replace(day=1) for row in rows}))
        connection.execute(
            insert(schema.response_ratings),
            [
                {
                    "survey_id": "s",
                    "response_id": answer,
                    "rating": name,
                    "value": value,
                    "low": scale[0],
                    "high": scale[1],
                    "import_id": import_id,
                }
                for answer, given in ratings.items()
                for name, value in given.items()
            ],
        )


def read(store: Store, *spans: Span, **options: object):
    with store.reading() as connection:
        return rated_answers(connection, "s", spans, **options)


def test_ratings_stand_side_by_side_and_what_is_missing_is_no_number(empty_store: Store) -> None:
    rows = [answered("2026-07-05", 9, response_id="a"), answered("2026-07-06", 3, response_id="b", weight=2.0)]
    put(empty_store, [*rows, answered("2026-07-06", 5, response_id="c")], {"a": {"X": 8, "Y": 2}, "b": {"Y": 4}})
    found = read(empty_store, JULY)[0]
    assert found.names == ("X", "Y")
    np.testing.assert_array_equal(found.ratings, [[8, 2], [np.nan, 4]])
    assert (found.scores.tolist(), found.weights.tolist(), found.known) == ([9, 3], [1, 2], 2)


def test_each_span_has_its_own_answers_and_none_where_nobody_rated(empty_store: Store) -> None:
    rows = [answered("2026-07-31", 9, response_id="a"), answered("2026-08-01", 3, response_id="b")]
    put(empty_store, rows, {"a": {"X": 8}, "b": {"X": 1}})
    found = read(empty_store, AUGUST, Span(date(2026, 6, 1), date(2026, 6, 30)), JULY)
    assert {index: answers.scores.tolist() for index, answers in found.items()} == {0: [3.0], 2: [9.0]}


def test_only_the_group_and_our_own_brand_are_read(empty_store: Store) -> None:
    rows = [
        answered("2026-07-05", score, response_id=name, brand=brand, region=region)
        for name, score, brand, region in (
            ("a", 1, "", "EMEA"),
            ("b", 2, "Us", "EMEA"),
            ("c", 3, "Them", "EMEA"),
            ("d", 4, "", "Asia"),
        )
    ]
    put(empty_store, rows, {row["response_id"]: {"X": 5} for row in rows})
    found = read(empty_store, JULY, where=Slice.of(region="EMEA"), own_brand="Us")
    assert found[0].scores.tolist() == [1, 2]


def test_answers_of_one_account_share_a_cluster_and_others_do_not(empty_store: Store) -> None:
    rows = [answered("2026-07-05", 5, response_id=f"r{i}", account_id=one) for i, one in enumerate(("A", "A", "", ""))]
    put(empty_store, rows, {row["response_id"]: {"X": 5} for row in rows})
    first, second, third, fourth = read(empty_store, JULY)[0].clusters
    assert first == second
    assert len({first, third, fourth}) == 3


def test_who_answered_again_counts_once_with_the_latest_answer(empty_store: Store) -> None:
    rows = [
        answered("2026-07-05", 2, response_id="a", respondent_key="k"),
        answered("2026-07-20", 9, response_id="b", respondent_key="k"),
    ]
    put(empty_store, rows, {"a": {"X": 1}, "b": {"X": 8}})
    assert read(empty_store, JULY)[0].scores.tolist() == [9]


def test_a_rating_whose_scale_changed_is_put_on_the_commonest_one(empty_store: Store) -> None:
    first = [answered("2026-07-05", 5, response_id=f"a{i}") for i in range(3)]
    second = [answered("2026-07-06", 5, response_id="b")]
    put(empty_store, first, {row["response_id"]: {"X": 4} for row in first}, scale=(0, 10))
    put(empty_store, second, {"b": {"X": 4}}, scale=(1, 5), import_id=2)
    found = read(empty_store, JULY)[0]
    assert (found.lows, found.highs) == ((0.0,), (10.0,))
    assert sorted(found.ratings[:, 0].tolist()) == [4, 4, 4, 7.5]


def test_of_many_answers_a_lot_draws_the_same_ones_every_time(empty_store: Store) -> None:
    rows = [answered("2026-07-05", i % 11, response_id=f"a{i}") for i in range(2000)]
    put(empty_store, rows, {row["response_id"]: {"X": 5} for row in rows})
    first, again = (read(empty_store, JULY, most=500)[0] for _ in range(2))
    assert len(first) == pytest.approx(500, rel=0.2)
    assert first.known == 2000
    np.testing.assert_array_equal(first.clusters, again.clusters)
    assert len(read(empty_store, JULY)[0]) == 2000


def test_a_survey_knows_whether_it_has_ratings(empty_store: Store) -> None:
    put(empty_store, [answered("2026-07-05", 9, response_id="a")], {"a": {"X": 8}})
    with empty_store.reading() as connection:
        assert has_ratings(connection, "s")
        assert not has_ratings(connection, "another")


def test_low_raters_and_the_others_are_counted_by_group_and_by_the_mean_of_ratings_that_are_one_question(
    empty_store: Store,
) -> None:
    scores = {"a": 9, "b": 3, "c": 10, "d": 5, "e": 2}
    rows = [answered("2026-07-05", score, response_id=key, region="EMEA") for key, score in scores.items()]
    rows += [answered("2026-07-05", 0, response_id="f", region="APAC"), answered("2026-08-05", 0, response_id="late")]
    given = {"a": {"X": 7, "Y": 6}, "b": {"X": 6}, "c": {"Y": 6, "Z": 9}, "d": {"Y": 7, "X": 5}, "f": {"X": 0}}
    put(empty_store, rows, {**given, "late": {"X": 0}})
    with empty_store.reading() as connection:
        found = low_and_others(connection, "s", JULY, [["X", "Y"], ["Z"]], 0.6, by=("region",))
    assert found == {
        (0, ("EMEA",)): (Tally.of_scores([3, 10, 5]), Tally.of_scores([9])),
        (0, ("APAC",)): (Tally.of_scores([0]), EMPTY),
        (1, ("EMEA",)): (EMPTY, Tally.of_scores([10])),
    }


def test_low_raters_are_those_of_the_ratings_that_are_weighed(demo_store: Store) -> None:
    quarter = Span(date(2026, 7, 1), date(2026, 9, 30))
    with demo_store.reading() as connection:
        answers = rated_answers(connection, "relationship", [quarter], own_brand="Meridian")[0]
        names = [[name] for name in answers.names]
        found = low_and_others(connection, "relationship", quarter, names, 0.6, own_brand="Meridian")
    for place in range(len(names)):
        share = (answers.ratings[:, place] - answers.lows[place]) / (answers.highs[place] - answers.lows[place])
        low, others = found[place, ()]
        assert low == Tally.of_scores(answers.scores[share <= 0.6].astype(int).tolist())
        assert others == Tally.of_scores(answers.scores[share > 0.6].astype(int).tolist())
