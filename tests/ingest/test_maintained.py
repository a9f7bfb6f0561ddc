from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from cx.domain.errors import BadFile, UnknownName
from cx.domain.slices import Slice
from cx.ingest import maintained
from cx.ingest.maintained import Outcome, load
from cx.ingest.templates import EXAMPLES
from cx.store import catalog, schema, summary
from cx.store.opening import Store

pytestmark = pytest.mark.usefixtures("read_here")

TARGETS = "survey_id,scope,period,target,owner\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "cx.duckdb"))


def given(tmp_path: Path, text: str, name: str = "table.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(outcome: Outcome) -> list[tuple[int, str, str]]:
    return [(reject.line, reject.reason, reject.value) for reject in outcome.rejects]


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.accepted, outcome.updated, outcome.duplicates, outcome.rejected


# The templates say how ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {path.stem: path for path in maintained.templates(tmp_path_factory.mktemp("templates") / "made")}


def test_there_is_a_template_of_everything_that_can_be_imported(templates: dict[str, Path]) -> None:
    assert list(templates) == ["responses", *maintained.TABLES]


def test_every_template_loads_as_it_stands_and_again_changes_nothing(store: Store, templates: dict[str, Path]) -> None:
    rows = {table: len(EXAMPLES[table]) for table in maintained.TABLES}
    first = {table: counts(load(store, table, templates[table])) for table in maintained.TABLES}
    again = {table: counts(load(store, table, templates[table])) for table in maintained.TABLES}
    assert first == {table: (rows[table], 0, 0, 0) for table in rows}
    assert again == {table: (0, 0, rows[table], 0) for table in rows}
    with store.reading() as connection:
        assert summary.check(connection).sound


def test_a_template_explains_every_column(templates: dict[str, Path]) -> None:
    for path in templates.values():
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        comments = [line[0] for line in lines if line[0].startswith("#")]
        header = next(line for line in lines if not line[0].startswith("#"))
        assert all(any(comment.startswith(f"# {column}: ") for comment in comments) for column in header), path.name


# Rows in, by their key ----------------------------------------------------------------------------------------------


def test_a_row_that_is_there_already_is_updated(store: Store, tmp_path: Path) -> None:
    load(store, "targets", given(tmp_path, f"{TARGETS},*,2026,42,\n,region=EMEA,2026Q3,40,\n"))
    outcome = load(store, "targets", given(tmp_path, f"{TARGETS},*,2026,43,\n,region=EMEA,2026Q3,40,\n,*,2027,45,\n"))
    assert counts(outcome) == (1, 1, 1, 0)
    with store.reading() as connection:
        assert {target.period: target.points for target in catalog.targets(connection) if not target.scope} == {
            "2026": 43,
            "2027": 45,
        }


def test_the_same_group_written_otherwise_is_the_same_row(store: Store, tmp_path: Path) -> None:
    text = f"{TARGETS},product=Cloud; region=EMEA,2026q3,40,\n,region=EMEA;product=Cloud,2026Q3,40,\n"
    assert counts(load(store, "targets", given(tmp_path, text))) == (1, 0, 1, 0)


def test_columns_are_known_without_regard_to_case_and_spaces(store: Store, tmp_path: Path) -> None:
    load(store, "events", given(tmp_path, "Event ID,Starts-On,KIND, label\ne,2026-02-03,Method change,App\n"))
    with store.reading() as connection:
        (event,) = catalog.events(connection)
    assert (event.starts_on, event.kind) == (date(2026, 2, 3), "method_change")


def test_a_region_called_na_is_a_region(store: Store, tmp_path: Path) -> None:
    path = given(tmp_path, "survey_id,month,region,invited\ns,2026-07,NA,12\ns,2026-07-15,null,13\n")
    load(store, "invitations", path)
    with store.reading() as connection:
        found = connection.execute(select(schema.invitations.c.region, schema.invitations.c.month)).all()
    assert set(found) == {("NA", date(2026, 7, 1)), ("null", date(2026, 7, 1))}


def test_a_workbook_loads_like_a_csv(store: Store, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["event_id", "starts_on", "kind", "label", "effect"])
    book.active.append(["app", date(2026, 7, 1), "method_change", "Asked in the app", 3.5])
    book.active.append(["out", date(2026, 8, 2), "outage", "Portal down", None])
    book.save(tmp_path / "events.xlsx")
    assert counts(load(store, "events", tmp_path / "events.xlsx")) == (2, 0, 0, 0)
    with store.reading() as connection:
        assert [(event.starts_on, event.effect) for event in catalog.events(connection)] == [
            (date(2026, 7, 1), 3.5),
            (date(2026, 8, 2), None),
        ]


def test_leaders_keep_their_scopes(store: Store, tmp_path: Path) -> None:
    text = (
        "leader_id,name,title,email,unit_id,level,scope\n"
        "ruiz,Ana Ruiz,Head of EMEA,ana@example.com,,executive,region=EMEA; product=Cloud\n"
        "chief,Kim Lee,Chief executive,,,board,*\n"
        "finance,Ben Okafor,Finance,,finance,executive,\n"
    )
    load(store, "leaders", given(tmp_path, text))
    with store.reading() as connection:
        assert catalog.leader_scopes(connection) == {
            "chief": (Slice(),),
            "finance": (),
            "ruiz": (Slice.of(region="EMEA", product="Cloud"),),
        }


def test_an_import_stands_in_the_history(store: Store, tmp_path: Path) -> None:
    text = f"{TARGETS},*,2026,42,\n,*,2027,430,\n,*,2028,44,\n"
    outcome = load(store, "targets", given(tmp_path, text, "goals.csv"), by="ana")
    with store.reading() as connection:
        kept = connection.execute(select(schema.imports)).mappings().one()
        rejects = connection.execute(select(schema.rejected_rows)).all()
    assert (kept["table_name"], kept["file_name"], kept["imported_by"]) == ("targets", "goals.csv", "ana")
    assert (kept["rows"], kept["accepted"], kept["rejected"], len(kept["file_hash"])) == (3, 2, 1, 64)
    assert rejects == [(outcome.import_id, 3, "target is more than 100", "430")]


def test_a_survey_that_nobody_answered_yet_is_pointed_out(store: Store, tmp_path: Path) -> None:
    outcome = load(store, "invitations", given(tmp_path, "survey_id,month,invited\nrelationshp,2026-07,100\n"))
    assert outcome.accepted == 1
    assert "'relationshp'" in outcome.lines()[-1]


# Rows out, with the reason ------------------------------------------------------------------------------------------


GOOD = {
    "targets": ("period,target,scope", "2026,40,*"),
    "brands": ("brand,kind", "Us,own"),
    "invitations": ("survey_id,month,invited", "s,2026-07,9"),
    "readings": ("indicator_id,brand,read_on,grade,value", "skills,Us,2026-07-01,A,9"),
    "events": ("event_id,starts_on,kind,label,ends_on,effect", "a,2026-02-03,launch,A,,"),
    "need_ratings": ("need_id,brand,period,importance,provenance", "n,Us,2026,9,own"),
    "org_units": ("unit_id,name,parent_id", "a,A,"),
}


@pytest.mark.parametrize(
    ("table", "bad", "reason", "value"),
    [
        ("targets", "2026Q5,40,*", "period is no period; write it as", "2026Q5"),
        ("targets", "2027,,*", "target is missing", ""),
        ("targets", "2027,-101,*", "target is less than -100", "-101"),
        ("targets", '2027,"40,5",*', "target is no number", "40,5"),
        ("targets", "2027,1e2,*", "target is no number", "1e2"),
        ("targets", "2026,40,EMEA", "scope: 'EMEA' is no FIELD=VALUE", "EMEA"),
        ("targets", "2026,40,land=D", "scope: 'land' is no field", "land=D"),
        ("brands", "Them,rival", "kind is not one of own, competitor, entrant", "rival"),
        ("brands", ",entrant", "brand is missing", ""),
        ("invitations", "s,2026-13,9", "month is no month", "2026-13"),
        ("invitations", "s,07/2026,9", "month is no month", "07/2026"),
        ("invitations", "s,2026-08,-1", "invited is less than 0", "-1"),
        ("invitations", "s,2026-08,1.5", "invited is no whole number", "1.5"),
        ("readings", "skills,Us,1/7/2026,A,9", "read_on is no date; write it as 2026-07-31", "1/7/2026"),
        ("readings", "skills,Us,2026-02-30,A,9", "read_on is a day that does not exist", "2026-02-30"),
        ("readings", "skills,Us,0026-02-03,A,9", "read_on is not between 1990 and 2100", "0026-02-03"),
        ("events", "b,2026-02-03,launch,B,2026-01-01,", "ends_on is before starts_on", "2026-01-01"),
        ("events", "b,2026-02-03,launch,B,,3", "effect is for events of kind method_change only", "3"),
        ("need_ratings", "n,Us,2027,11,own", "importance is more than 10", "11"),
        ("org_units", "b,B,b", "parent_id is the unit itself", "b"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_reason_and_value(
    store: Store, tmp_path: Path, table: str, bad: str, reason: str, value: str
) -> None:
    header, good = GOOD[table]
    if table in ("readings", "need_ratings"):
        load(store, "brands", given(tmp_path, "brand,kind\nUs,own\n"))
        load(store, "needs", given(tmp_path, "need_id,name,audience\nn,Be heard,customer\n"))
    outcome = load(store, table, given(tmp_path, f"# my table\n{header}\n{good}\n{bad}\n"))
    assert counts(outcome) == (1, 0, 0, 1)
    (reject,) = outcome.rejects
    assert reason in reject.reason
    assert (reject.line, reject.value) == (4, value)


def test_a_key_that_stands_twice_with_different_values_is_refused_in_both_places(store: Store, tmp_path: Path) -> None:
    text = f"{TARGETS},*,2026,42,\n,*,2027,43,\n,*,2026,44,\n,*,2028,1,\n"
    outcome = load(store, "targets", given(tmp_path, text))
    assert counts(outcome) == (2, 0, 0, 2)
    assert [(line, reason) for line, reason, _ in refused(outcome)] == [
        (2, "stands twice with different values"),
        (4, "stands twice with different values"),
    ]


def test_rows_are_always_accounted_for(store: Store, tmp_path: Path) -> None:
    text = f"{TARGETS},*,2026,42,\n,*,2026,42,\n,*,2027,x,\n,*,2028,43,\n\n,*,2029\n"
    said = load(store, "targets", given(tmp_path, text)).as_json()
    assert said["rows"] == said["accepted"] + said["updated"] + said["duplicates"] + said["rejected"] == 5
    assert sum(said["reasons"].values()) == said["rejected"]
    assert [reject["line"] for reject in said["first_rejects"]] == [4, 7]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "period,goal\n2026,40\n",
            "a column 'goal', which targets does not have. The columns of targets are: survey_id",
        ),
        ("period\n2026\n", "no column 'target'"),
        ("period,target,Target\n2026,40,41\n", "two columns"),
        ("period,target\n", "no rows"),
        (
            "period,target\n2026,x\n2027,40\n2028,x\n",
            "2 of the 3 rows of table.csv are bad, so none was loaded. line 2",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_whole(store: Store, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        load(store, "targets", given(tmp_path, text))
    assert not store.exists()


def test_a_table_that_cannot_be_imported_is_refused_with_those_that_can(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="targets"):
        load(store, "settings", given(tmp_path, "name,value\nmargin,3\n"))


def test_a_text_that_looks_like_sql_is_a_text(store: Store, tmp_path: Path) -> None:
    hostile = "'); DROP TABLE brands; --"
    load(store, "brands", given(tmp_path, f'brand,kind\n"{hostile}",entrant\n'))
    with store.reading() as connection:
        assert list(catalog.brands(connection)) == [hostile]


def test_a_quotation_mark_that_only_a_later_row_closes_refuses_the_table(store: Store, tmp_path: Path) -> None:
    swallowing = 's,*,2026Q1,40,"Ana\ns,*,2026Q2,41,Ben\ns,*,2026Q3,42,Cy"\n'
    with pytest.raises(BadFile, match="row at line 2 holds lines that read as rows of their own"):
        load(store, "targets", given(tmp_path, TARGETS + swallowing))
