"""What is decided is loaded whole or not at all, and what it replaces is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from cx.domain.errors import BadFile
from cx.ingest.maintained import load
from cx.store import versions
from cx.store.maintained import MAINTAINED, stored_rows
from cx.store.opening import Store

ANSWERS = "dimension,answer,owner,evidence,decided_on,review_by\n"
SIGNALS = "signal_id,kind,title,likelihood,impact,effective_on,jurisdiction,behind\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "cx.duckdb"))


def given(tmp_path: Path, text: str, name: str = "table.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        (
            "answers",
            f"{ANSWERS}customers,A,Ana,,2026-01-01,2026-12-31\ncustomers,B,Ben,,2026-01-01,2026-12-31\n"
            "partners,C,Cem,,2026-01-01,2026-12-31\n",
            "line 2: stands twice with different values; a question has one current answer",
        ),
        (
            "answers",
            f"{ANSWERS}customers,A,Ana,,2026-01-01,2026-12-31\npartners,B,Ben,,2026-01-01,2026-12-31\n"
            "weather,C,Cem,,2026-01-01,2026-12-31\n",
            "line 4: dimension is not one of customers, partners",
        ),
        (
            "answers",
            f"{ANSWERS}customers,A,Ana,,2026-02-01,2026-01-31\n",
            "line 2: review_by is before decided_on",
        ),
        (
            "signals",
            f"{SIGNALS}a,industry,A,5,5,,,\nb,industry,B,6,1,,,\nc,industry,C,1,1,,,\n",
            r"line 3: likelihood is more than 5 \('6'\)",
        ),
        ("signals", f"{SIGNALS}a,industry,A,0,5,,,\n", "line 2: likelihood is less than 1"),
        ("signals", f"{SIGNALS}a,industry,A,2.5,5,,,\n", "line 2: likelihood is no whole number"),
        (
            "signals",
            f"{SIGNALS}a,industry,A,5,5,,,\nb,regulation,B,5,5,,EU,\nc,industry,C,1,1,,,\n",
            "line 3: effective_on is missing, and a regulation needs one",
        ),
        ("signals", f"{SIGNALS}a,regulation,A,5,5,2027-01-01,,\n", "jurisdiction is missing"),
        ("business_goals", "goal_id,name,dimensions\ng,G,customers | moon\n", "dimensions is not one of"),
        (
            "allocations",
            "allocation_id,dimension,name,money_planned\na,partners,A,-1\n",
            "money_planned is less than 0",
        ),
    ],
)
def test_one_bad_row_is_named_and_nothing_is_loaded(
    store: Store, tmp_path: Path, table: str, text: str, said: str
) -> None:
    with pytest.raises(BadFile, match=said):
        load(store, table, given(tmp_path, text))
    assert not store.exists()


def test_a_new_answer_supersedes_the_old_and_keeps_it(store: Store, tmp_path: Path) -> None:
    first = given(tmp_path, f"{ANSWERS}customers,Old,Ana,A study,2026-01-01,2026-06-30\n")
    load(store, "answers", first, by="ana")
    load(store, "answers", first, by="ana")
    second = given(tmp_path, f"{ANSWERS}customers,New,Ben,,2026-07-01,2026-12-31\n")
    load(store, "answers", second, by="ben")
    with store.reading() as connection:
        (current,) = stored_rows(connection, MAINTAINED["answers"]).values()
        (changes,) = versions.history(connection, "answers").values()
    assert current["answer"] == "New"
    assert [(change.version, change.change, change.by) for change in changes] == [
        (2, "changed", "ben"),
        (1, "added", "ana"),
    ]
    assert changes[0].earlier["answer"] == "Old"
    assert changes[0].earlier["review_by"] == "2026-06-30"


def test_a_goal_keeps_what_serves_it_as_links(store: Store, tmp_path: Path) -> None:
    load(store, "projects", given(tmp_path, "project_id,name,stage\np1,P,running\np2,Q,planned\n"))
    load(store, "business_goals", given(tmp_path, "goal_id,name,dimensions,projects\ng,G,partners|customers,p2 | p1\n"))
    load(store, "business_goals", given(tmp_path, "goal_id,name,projects\ng,Better G,p1\n"))
    with store.reading() as connection:
        (goal,) = stored_rows(connection, MAINTAINED["business_goals"]).values()
    assert (goal["name"], goal["dimensions"], goal["projects"]) == ("Better G", "customers | partners", "p1")


def test_a_signal_may_name_the_brands_that_there_are(store: Store, tmp_path: Path) -> None:
    load(store, "brands", given(tmp_path, "brand,kind\nNorthwind,competitor\n", "brands.csv"))
    row = "a,entrant,A,3,3,,,northwind\n"
    with pytest.raises(BadFile, match=r"line 2: behind names .northwind., which is not among the brands \(Northwind\)"):
        load(store, "signals", given(tmp_path, SIGNALS + row))
    assert load(store, "signals", given(tmp_path, SIGNALS + row.replace("north", "North"))).accepted == 1
