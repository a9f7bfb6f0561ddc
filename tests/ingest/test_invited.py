"""Files of invited people: who was asked, each counted once, and known only by a hash."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from cx.actions import imports
from cx.domain.errors import BadFile, BadValue
from cx.domain.periods import Span
from cx.domain.roles import SINGLE_USER
from cx.domain.slices import Slice
from cx.ingest import maintained, responses
from cx.ingest.maintained import Outcome
from cx.ingest.options import Options
from cx.store import schema, summary
from cx.store.invitations import Invitations
from cx.store.opening import Store
from tests.store.answers import answered, put

pytestmark = pytest.mark.usefixtures("read_here")

JULY = Span(date(2026, 7, 1), date(2026, 7, 31))
QUARTER = Span(date(2026, 7, 1), date(2026, 9, 30))
HEADER = "survey_id,invited_on,respondent,region\n"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Its survey has one answer in July."""
    made = Store(str(tmp_path / "cx.duckdb"))
    put(made, [answered("2026-07-10", 9, region="EMEA")])
    yield made
    with made.reading() as connection:
        assert summary.check(connection).sound


def load(store: Store, rows: str, *, header: str = HEADER, table: str = "invited_people") -> Outcome:
    path = Path(store.location).with_name(f"{table}.csv")
    path.write_text(header + rows, encoding="utf-8")
    return maintained.load(store, table, path)


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.accepted, outcome.updated, outcome.duplicates, outcome.rejected


def asked(store: Store, span: Span = JULY, *, once: bool = True, **where: str) -> int | None:
    with store.reading() as connection:
        return Invitations(connection, "s").invited([span], where=Slice.of(**where), once=once)[0, ()]


def test_people_are_counted_by_survey_month_and_field(store: Store) -> None:
    load(store, "s,2026-07-01,ann,EMEA\ns,2026-07-02,bob,EMEA\ns,2026-07-02,cid,Americas\nt,2026-07-02,ann,EMEA\n")
    assert asked(store) == 3
    assert asked(store, region="EMEA") == 2
    assert asked(store, product="Cloud") is None


def test_a_person_invited_twice_in_a_month_counts_once_where_they_stand_last(store: Store) -> None:
    load(store, "s,2026-07-20,ann,Americas\ns,2026-07-01,ann,EMEA\ns,2026-07-01,bob,EMEA\n")
    assert asked(store) == 2
    assert (asked(store, region="Americas"), asked(store, region="EMEA")) == (1, 1)


def test_a_person_invited_in_several_months_of_a_quarter_counts_once_in_it(store: Store) -> None:
    load(store, "s,2026-07-01,ann,EMEA\ns,2026-08-01,ann,Americas\ns,2026-09-01,ann,Americas\ns,2026-08-01,bob,EMEA\n")
    assert asked(store) == 1
    assert asked(store, QUARTER) == 2
    assert (asked(store, QUARTER, region="Americas"), asked(store, QUARTER, region="EMEA")) == (1, 1)
    assert asked(store, QUARTER, once=False) == 4


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    rows = "s,2026-07-01,ann,EMEA\ns,2026-07-02,bob,EMEA\ns,2026-07-02,bob,EMEA\n"
    assert counts(load(store, rows)) == (2, 0, 1, 0)
    assert counts(load(store, rows)) == (0, 0, 3, 0)
    assert asked(store) == 2


def test_a_person_is_the_same_in_another_spelling_of_case(store: Store) -> None:
    outcome = load(store, "s,2026-07-01,Ann@Example.com,EMEA\ns,2026-07-01,  ann@example.COM ,EMEA\n")
    assert counts(outcome) == (1, 0, 1, 0)


def test_nothing_of_a_person_is_kept_but_the_hash_that_their_answers_have(store: Store, tmp_path: Path) -> None:
    load(store, "s,2026-07-01,Ann@Example.com,EMEA\ns,bad,bob@example.com,EMEA\ns,2026-07-02,cid@example.com,EMEA\n")
    path = tmp_path / "july.csv"
    path.write_text("response_id,responded_at,score,who\n1,2026-07-05,9,ann@example.com\n")
    responses.load(store, path, Options.of(map=["respondent=who"], set=["survey_id=s"]), today=NOW.date())
    with store.reading() as connection:
        (key,) = connection.execute(
            select(schema.responses.c.respondent_key).where(schema.responses.c.respondent_key != "")
        ).scalars()
        keys = set(connection.execute(select(schema.invited_people.c.respondent_key)).scalars())
        everything = [
            str(row) for table in schema.metadata.sorted_tables for row in connection.execute(select(table)).all()
        ]
    assert key in keys
    assert len(keys) == 2
    assert not any("example.com" in row.casefold() for row in everything)


def test_a_field_that_a_later_file_lacks_stays(store: Store) -> None:
    load(store, "s,2026-07-01,ann,EMEA\n")
    assert counts(load(store, "s,2026-07-01,ann\n", header="survey_id,invited_on,respondent\n")) == (0, 0, 1, 0)
    assert asked(store, region="EMEA") == 1


def test_a_corrected_file_moves_a_person_and_taking_it_back_moves_them_back(store: Store) -> None:
    load(store, "s,2026-07-01,ann,EMEA\ns,2026-07-01,bob,EMEA\n")
    corrected = load(store, "s,2026-07-01,ann,Americas\ns,2026-07-09,cid,Americas\n")
    assert counts(corrected) == (1, 1, 0, 0)
    assert (asked(store, region="EMEA"), asked(store, region="Americas")) == (1, 2)
    undone = imports.undo(store, SINGLE_USER, corrected.import_id, NOW)
    assert undone.removed == 2
    assert (asked(store, region="EMEA"), asked(store, region="Americas")) == (2, 0)
    with pytest.raises(BadValue, match="taken back already"):
        imports.undo(store, SINGLE_USER, corrected.import_id, NOW)


COUNTED = {"header": "survey_id,month,region,invited\n", "table": "invitations"}


def test_a_month_that_is_known_from_a_count_refuses_people(store: Store) -> None:
    load(store, "s,2026-07,EMEA,40\n", **COUNTED)
    with pytest.raises(BadFile, match=r"2026-07 is known from a count.*load that count as 0"):
        load(store, "s,2026-08-01,bob,EMEA\ns,2026-07-01,ann,EMEA\n")
    assert asked(store, QUARTER) == 40
    load(store, "t,2026-07-01,ann,EMEA\ns,2026-08-01,ann,EMEA\n")
    assert asked(store, QUARTER) == 41


def test_a_month_that_is_known_person_by_person_refuses_a_count(store: Store) -> None:
    load(store, "s,2026-07-01,ann,EMEA\n")
    with pytest.raises(BadFile, match=r"2026-07 is known person by person.*take that import back"):
        load(store, "s,2026-08,EMEA,40\ns,2026-07,EMEA,40\n", **COUNTED)
    assert asked(store, QUARTER) == 1


def test_a_count_gives_way_to_people_once_it_is_nobody(store: Store) -> None:
    load(store, "s,2026-07,EMEA,40\n", **COUNTED)
    load(store, "s,2026-07,EMEA,0\n", **COUNTED)
    load(store, "s,2026-07-01,ann,EMEA\n")
    assert asked(store) == 1
    assert asked(store, region="EMEA") == 1


def test_a_quarter_of_counts_and_people_adds_up_what_it_has(store: Store) -> None:
    load(store, "s,2026-07,EMEA,40\n", **COUNTED)
    load(store, "s,2026-08-01,ann,EMEA\ns,2026-09-01,ann,EMEA\n")
    assert asked(store, QUARTER) == 42


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("s,2026-07-01,,EMEA", "respondent is missing"),
        ("s,,ann,EMEA", "invited_on is missing"),
        ("s,7/1/2026,ann,EMEA", "invited_on is no date"),
        (",2026-07-01,ann,EMEA", "survey_id is missing"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(store: Store, row: str, reason: str) -> None:
    outcome = load(store, f"s,2026-07-01,bob,EMEA\n{row}\n")
    assert counts(outcome) == (1, 0, 0, 1)
    assert reason in outcome.rejects[0].reason
