from __future__ import annotations

import pytest

from cx.store import summary
from cx.store.opening import Store
from tests.store.answers import answered, day, drawn, put


def check(store: Store) -> summary.Findings:
    with store.reading() as connection:
        return summary.check(connection)


def do(store: Store, *statements: str) -> None:
    with store.writing() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.fixture
def filled(store: Store) -> Store:
    put(store, drawn(3, n=300, weights=True).to_dict("records"))
    put(store, drawn(4, n=100).to_dict("records"), survey_id="t", import_id=2)
    return store


def test_a_store_of_whole_imports_is_sound(filled: Store) -> None:
    found = check(filled)
    assert found.sound
    assert (found.answers, found.imports) == (400, 2)
    assert 12 < found.cells < 400


def test_a_new_store_is_sound(store: Store) -> None:
    with store.writing():
        pass
    assert check(store) == summary.Findings(answers=0, cells=0, imports=0)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE responses SET score = 10 WHERE rowid = 7 AND score < 10", "summary does not equal"),
        ("UPDATE responses SET weight = 9.5 WHERE rowid = 7", "summary does not equal"),
        ("UPDATE responses SET region = 'LATAM' WHERE rowid = 7", "summary does not equal"),
        ("DELETE FROM responses WHERE rowid = 7", "summary does not equal"),
        ("DELETE FROM response_summary WHERE rowid = 7", "summary does not equal"),
        ("UPDATE response_summary SET month = '2024-01-01' WHERE rowid = 7", "January 2024"),
        ("INSERT INTO response_summary SELECT * FROM response_summary LIMIT 1", "summary does not equal"),
        ("INSERT INTO responses SELECT * FROM responses LIMIT 1", "stored twice, such as 1-"),
        ("UPDATE responses SET score = 11 WHERE rowid = 7", "a score outside 0 to 10"),
        ("UPDATE imports SET undone_at = now() WHERE import_id = 2", "100 answers belong to no import"),
        ("DELETE FROM imports WHERE import_id = 1", "300 answers belong to no import"),
        ("UPDATE imports SET accepted = accepted - 1 WHERE import_id = 1", "had 300 rows, but 299 are accounted for"),
        ("UPDATE imports SET rows = 301, rejected = 1 WHERE import_id = 1", "refused 1 rows, but 0 are listed"),
        ("INSERT INTO rejected_rows VALUES (2, 5, 'no score', '')", "refused 0 rows, but 1 are listed"),
    ],
)
def test_damage_is_found_and_named(filled: Store, damage: str, said: str) -> None:
    do(filled, damage)
    found = check(filled)
    assert not found.sound
    assert any(said in problem for problem in found.problems), found.problems


def test_refreshing_mends_the_months_it_is_asked_for_and_no_others(filled: Store) -> None:
    do(filled, "DELETE FROM response_summary WHERE survey_id = 's' AND month IN ('2025-02-01', '2025-03-01')")
    with filled.writing() as connection:
        summary.refresh(connection, "s", [day("2025-02-17")])
    assert "March 2025" in check(filled).problems[0]
    with filled.writing() as connection:
        summary.refresh(connection, "s", [day("2025-03-31"), day("2025-03-01")])
    assert check(filled).sound


def test_refreshing_a_month_without_answers_empties_it(store: Store) -> None:
    put(store, [answered("2025-01-05", 9), answered("2025-02-05", 9)])
    do(store, "DELETE FROM responses WHERE responded_at < '2025-02-01'", "UPDATE imports SET rows = 1, accepted = 1")
    assert not check(store).sound
    with store.writing() as connection:
        summary.refresh(connection, "s", [day("2025-01-01")])
    assert check(store) == summary.Findings(answers=1, cells=1, imports=1)


def test_an_answer_at_the_last_moment_of_a_month_belongs_to_it(store: Store) -> None:
    late = {"responded_at": answered("2025-01-31", 3)["responded_at"].replace(hour=23, minute=59, second=59)}
    put(store, [{**late, "score": 3}, answered("2025-02-01", 9)])
    with store.reading() as connection:
        months = connection.exec_driver_sql("SELECT month, score_3, score_9 FROM response_summary ORDER BY month").all()
    assert [tuple(row) for row in months] == [(day("2025-01-01"), 1, 0), (day("2025-02-01"), 0, 1)]
    assert check(store).sound


def test_cells_that_are_asked_for_together_stand_together(store: Store) -> None:
    """A question of few months or of one group then leaves out the blocks that hold none of its cells."""
    put(store, drawn(5, n=300).to_dict("records"))
    with store.reading() as connection:
        cells = connection.exec_driver_sql("SELECT month, business_unit, region, product FROM response_summary").all()
    assert len({month for month, *_ in cells}) > 1
    assert cells == sorted(cells)
