"""Projects and what belongs to them are loaded whole, and what contradicts itself or the store is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cx.domain.errors import BadFile
from cx.ingest.maintained import load
from cx.store import versions
from cx.store.maintained import MAINTAINED, stored_rows
from cx.store.opening import Store

PROJECTS = "project_id,name,stage,chosen_on,went_live_on,status_said,status_reason,target_value,units,target_metric\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "cx.duckdb"))


def given(tmp_path: Path, text: str, name: str = "table.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("p,P,running,,,green,,,", "status_reason is missing"),
        ("p,P,live,,,,,,", "went_live_on is missing"),
        ("p,P,live,2026-02-01,2026-01-01,,,,", "went_live_on is before chosen_on"),
        ("p,P,running,,,,,40,", "target_metric is missing"),
        ("p,P,flying,,,,,,", "stage is not one of"),
        ("p,P,running,,,,,,finance", "units names 'finance', which is not among the org_units"),
    ],
)
def test_a_project_that_contradicts_itself_is_refused(store: Store, tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        load(store, "projects", given(tmp_path, f"{PROJECTS}{row},\n"))


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("milestones", "project_id,milestone_id,name,planned_on\nnone,m,M,2026-01-01\n"),
        ("project_updates", "project_id,updated_on,text\nnone,2026-01-01,T\n"),
        ("spend", "project_id,month,spent\nnone,2026-01,5\n"),
        ("allocations", "allocation_id,dimension,name,project_id\na,customers,A,none\n"),
        ("business_goals", "goal_id,name,projects\ng,G,none\n"),
    ],
)
def test_whatever_names_a_project_names_one_that_there_is(store: Store, tmp_path: Path, table: str, text: str) -> None:
    with pytest.raises(BadFile, match="'none', which is not among the projects"):
        load(store, table, given(tmp_path, text))


def test_a_changed_project_keeps_what_it_was_and_who_takes_part(store: Store, tmp_path: Path) -> None:
    load(store, "org_units", given(tmp_path, "unit_id,name\nlegal,Legal\nfinance,Finance\n"))
    load(store, "projects", given(tmp_path, "project_id,name,stage,units\np,P,planned,legal | finance\n"))
    load(store, "projects", given(tmp_path, "project_id,name,stage\np,P,running\n"))
    with store.reading() as connection:
        (row,) = stored_rows(connection, MAINTAINED["projects"]).values()
        (changes,) = versions.history(connection, "projects").values()
    assert (row["name"], row["stage"], row["units"]) == ("P", "running", "finance | legal")
    assert [change.earlier.get("stage") for change in changes] == ["planned", None]
